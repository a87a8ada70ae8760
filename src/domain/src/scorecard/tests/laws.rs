//! What holds for any inputs, however degraded.

use proptest::prelude::*;

use super::super::fixtures::{OWN, any_inputs};
use super::super::{CaveatCode, Cell, Inputs, LineState, Series, Supply, compile};
use super::{codes, only};
use crate::figure::Figure;
use crate::measure::{DataStatus, Measure};
use crate::rules::{DirectionReason, RagReason, Rating, Verdict, lead, wide};

/// The same inputs with every figure of the council's own series replaced.
fn restate(inputs: &Inputs, millionths: i64) -> Inputs {
    let mut all = inputs.clone();
    let restate = |series: &mut Series| {
        for point in &mut series.own {
            point.measure = Measure::Value(Figure::from_millionths(millionths), DataStatus::Revised);
        }
    };
    for entry in all.indicators.values_mut() {
        match &mut entry.supply {
            Supply::Published(series) => series.values_mut().for_each(restate),
            Supply::Gap { group, others, .. } => [group, others].into_iter().for_each(restate),
            Supply::Counted { .. } | Supply::Unsupplied(_) => {}
        }
    }
    all
}

fn is_one_of_two(cell: &Cell) -> bool {
    cell.value.is_some() != cell.missing_reason.is_some() && (cell.status == "MISSING") == cell.value.is_none()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_code_is_of_a_closed_list(inputs in any_inputs()) {
        let line = only(&inputs);
        prop_assert!(LineState::from_code(&line.state).is_some());
        prop_assert!(Verdict::from_code(&line.direction.verdict).is_some());
        prop_assert!(DirectionReason::from_code(&line.direction.reason).is_some());
        let reason = RagReason::from_code(&line.rag.reason).unwrap();
        prop_assert_eq!(Some(reason.rating()), Rating::from_code(&line.rag.rating));
        prop_assert!(line.caveats.iter().all(|caveat| CaveatCode::from_code(&caveat.code).is_some()));
        prop_assert!(line.caveats.is_sorted());
    }

    #[test]
    fn no_verdict_without_a_value(inputs in any_inputs()) {
        let line = only(&inputs);
        prop_assert!(is_one_of_two(&line.value));
        if line.value.value.is_none() {
            prop_assert_eq!(line.rag.rating.as_str(), "NONE");
            prop_assert_eq!(line.direction.verdict.as_str(), "NOT_ASSESSABLE");
            prop_assert_eq!(&line.rank, &None);
            prop_assert_eq!(line.target.as_ref().and_then(|target| target.distance), None);
            let why = ["NO_VALUE", "NO_SERIES", "UNSUPPLIED"];
            prop_assert!(codes(&line).iter().any(|code| why.contains(code)));
        }
        let judged = line.direction.verdict != "NOT_ASSESSABLE";
        prop_assert_eq!(judged, line.direction.change.is_some());
        prop_assert!(!judged || line.previous.is_some());
    }

    /// Whatever becomes of the council's own figures, an approved number stays what it was.
    #[test]
    fn a_restated_outcome_never_moves_an_absolute_target(inputs in any_inputs(), restated in any::<i64>()) {
        let (before, after) = (only(&inputs), only(&restate(&inputs, restated)));
        let absolute = before.target.filter(|target| target.benchmark.is_none());
        if let Some(before) = absolute {
            let after = after.target.unwrap();
            prop_assert_eq!((before.value, before.version, before.period), (after.value, after.version, after.period));
        }
    }

    /// A relative target is exactly as far from the benchmark that is kept with it as the strategy says.
    #[test]
    fn a_relative_target_can_be_computed_again(inputs in any_inputs()) {
        let line = only(&inputs);
        if let Some((value, used)) = line.target.and_then(|target| Some((target.value, target.benchmark?))) {
            let polarity = inputs.indicators["ATT-05"].indicator.polarity;
            prop_assert_eq!(lead(polarity, value, used.value), Some(wide(used.by)));
            prop_assert!(0 < used.used && used.used <= used.of);
        }
    }

    #[test]
    fn a_rank_is_there_or_its_absence_is_explained(inputs in any_inputs()) {
        let line = only(&inputs);
        let explained = ["NOT_RANKED", "COUNTED", "UNSUPPLIED", "NO_SERIES"];
        prop_assert!(line.rank.is_some() || codes(&line).iter().any(|code| explained.contains(code)));
        if let Some(rank) = &line.rank {
            prop_assert!(rank.position == rank.better + 1 && rank.better + rank.tied <= rank.of);
            prop_assert_eq!(rank.robustness == "POSSIBLE", codes(&line).contains(&"TIES"));
        }
    }

    #[test]
    fn the_state_agrees_with_what_is_shown(inputs in any_inputs()) {
        let line = only(&inputs);
        match line.state.as_str() {
            "SUPPRESSED" | "NOT_YET_MEASURABLE" => prop_assert_eq!(line.value.value, None),
            "RESTATED" => prop_assert!(codes(&line).contains(&"RESTATED")),
            _ => prop_assert!(line.period.is_some()),
        }
    }

    #[test]
    fn the_council_s_own_row_among_the_authorities_changes_no_rank(inputs in any_inputs()) {
        let mut without = inputs.clone();
        for entry in without.indicators.values_mut() {
            if let super::super::Supply::Published(groups) = &mut entry.supply {
                groups.values_mut().for_each(|series| { series.authorities.remove(&OWN); });
            }
        }
        prop_assert_eq!(only(&inputs).rank, only(&without).rank);
    }

    #[test]
    fn compiling_twice_gives_the_same(inputs in any_inputs()) {
        prop_assert_eq!(compile(&inputs), compile(&inputs.clone()));
    }
}

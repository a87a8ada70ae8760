//! What holds for any two snapshots.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::academic::AcademicYear;
use crate::progress::tests::fixtures::baseline;
use crate::scorecard::fixtures::any_inputs;
use crate::{Figure, Measure, Period};

/// Figures of neighbours or of a field: place, year, figure.
fn any_cells() -> impl Strategy<Value = Vec<(u16, i32, i64)>> {
    prop::collection::vec((880_u16..886, 2017_i32..2026, 0_i64..100), 0..12)
}

fn others(series: &mut Series, neighbours: &[(u16, i32, i64)], field: &[(u16, i32, i64)]) {
    let value = |units| Measure::Value(Figure::whole(units), crate::DataStatus::Published);
    for (number, start, units) in neighbours {
        let all: &mut Vec<(Period, Measure)> = series.neighbours.entry(*number).or_default();
        if all.iter().all(|(period, _)| *period != year(*start)) {
            all.push((year(*start), value(*units)));
            all.sort_by_key(|(period, _)| *period);
        }
    }
    for (number, start, units) in field {
        series.fields.entry(year(*start)).or_default().insert(*number, value(*units));
        series.counts.insert(year(*start), (Figure::whole(*units), Figure::whole(100)));
    }
}

/// Any inputs of a snapshot: those of any scorecard's line, with neighbours, fields, baselines and a day.
fn any_snapshot() -> impl Strategy<Value = ProgressInputs> {
    let days = prop::sample::select(vec!["2024-02-01", "2025-02-01", "2025-12-10", "2026-09-01"]);
    (any_inputs(), any_cells(), any_cells(), prop::option::of(2018_i32..2025), days, 2018_i32..2021).prop_map(
        |(from, neighbours, field, base, on, first)| {
            let mut strategy = from.strategy;
            strategy.window = (AcademicYear::starting(first).unwrap(), AcademicYear::starting(2024).unwrap());
            let approved = base.map(|start| baseline(start, 50, "2024-12-01"));
            strategy.priorities[0].commitments[0].uses[0].baselines = approved.into_iter().collect();
            let mut indicators = from.indicators;
            match &mut indicators.get_mut("ATT-05").unwrap().supply {
                Supply::Published(groups) => others(groups.get_mut("total").unwrap(), &neighbours, &field),
                Supply::Gap { group, others: rest, .. } => {
                    others(group, &neighbours, &field);
                    others(rest, &field, &neighbours);
                }
                _ => {}
            }
            ProgressInputs {
                strategy,
                strategy_version: 1,
                year: AcademicYear::starting(2025).unwrap(),
                as_known_at: day(on),
                knowledge: 9,
                indicators,
                neighbour_lists: from.neighbour_lists,
                names: BTreeMap::new(),
                region: Vec::new(),
                landscape: Vec::new(),
            }
        },
    )
}

/// Two sides of one strategy that differ in anything.
fn any_pair() -> impl Strategy<Value = (ProgressInputs, ProgressInputs)> {
    (any_snapshot(), any_snapshot(), any::<[bool; 5]>()).prop_map(|(before, mut after, same)| {
        let (old, new) = (&before.indicators["ATT-05"], after.indicators.get_mut("ATT-05").unwrap());
        if same[0] {
            new.indicator = old.indicator.clone();
        }
        if same[1] {
            new.supply = old.supply.clone();
        }
        if same[2] {
            after.strategy = before.strategy.clone();
        }
        if same[3] {
            after.neighbour_lists.clone_from(&before.neighbour_lists);
        }
        if same[4] {
            after.as_known_at = before.as_known_at;
        }
        (before, after)
    })
}

proptest! {
    #[test]
    fn a_snapshot_does_not_differ_from_itself(inputs in any_snapshot()) {
        let found = diff(&inputs, &inputs);
        prop_assert_eq!((found.lines.len(), found.unchanged), (0, 1));
        prop_assert!(found.landscape.is_empty() && found.headline.is_none());
    }

    /// What is shown never changes without a cause that says it touches it; a verdict that moved has a cause that moved it.
    #[test]
    fn every_change_has_its_cause((before, after) in any_pair()) {
        for line in diff(&before, &after).lines {
            for change in &line.fields {
                let told = line.causes.iter().any(|cause| cause.fields.contains(&change.field));
                prop_assert!(told, "{:?} in {:#?}", change, line.causes);
            }
            let mover = line.causes.iter().any(|cause| cause.moved_judgement);
            prop_assert_eq!(mover, line.judgement_moved, "{:#?}", line);
            prop_assert!(line.judgement_moved || !line.moved_without_performance);
            let wordless = line.causes.iter().find(|cause| cause.message.is_empty());
            prop_assert!(wordless.is_none(), "{:#?}", line);
        }
    }

    #[test]
    fn looking_back_swaps_before_and_after((before, after) in any_pair()) {
        let (forth, back) = (diff(&before, &after), diff(&after, &before));
        let forth: Vec<_> = forth.lines.into_iter().flat_map(|line| line.fields).collect();
        let back: Vec<_> = back.lines.into_iter().flat_map(|line| line.fields).collect();
        prop_assert_eq!(forth.len(), back.len());
        for (one, two) in forth.iter().zip(&back) {
            prop_assert_eq!((one.field, &one.before, &one.after), (two.field, &two.after, &two.before));
        }
    }

    /// All differences carried over together give exactly the other side: none was overlooked.
    #[test]
    fn all_causes_together_are_the_whole_difference((before, after) in any_pair()) {
        let of = |inputs: &ProgressInputs| inputs.strategy.priorities[0].commitments[0].uses[0].clone();
        let (old, new) = (of(&before), of(&after));
        let (earlier, later) = (super::super::Given::new(&before, &old), super::super::Given::new(&after, &new));
        let mut mixed = super::super::Made::of(&earlier, later.day());
        let whole = super::super::Made::of(&later, earlier.day());
        for (_, _, patches) in super::super::causes::between(&earlier, &later).into_causes() {
            patches.iter().for_each(|patch| patch.apply(&mut mixed, &whole));
        }
        let told = |made: &super::super::Made| super::super::fields::of(&made.line(), None, None);
        prop_assert_eq!(told(&mixed), told(&whole));
    }
}

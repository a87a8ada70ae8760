//! Explanations come to what is published, for any series; and they read as a person would write them.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::explain_progress;
use crate::Figure;
use crate::explain::{Arm, Explanation, InputRole, StepKind};
use crate::indicator::{Polarity, Unit};
use crate::progress::tests::fixtures::*;
use crate::progress::{ProgressInputs, ProgressLine, compile_snapshot};
use crate::rules::GapDefinition;
use crate::scorecard::fixtures::{indicator, points, year};
use crate::scorecard::{Series, Supply};
use crate::strategy::{Aim, TargetBenchmark};

fn only(inputs: &ProgressInputs) -> (Explanation, ProgressLine) {
    let line = compile_snapshot(inputs).priorities.remove(0).lines.remove(0);
    (explain_progress(inputs).remove(0), line)
}

fn told(explanation: &Explanation, kind: StepKind) -> Vec<&str> {
    explanation.steps.iter().filter(|step| step.kind == kind).map(|step| step.arithmetic.as_str()).collect()
}

/// Key stage 2 of Thurrock with its two neighbours: 65 in 2018/19, two years without tests, 69 in 2023/24.
fn key_stage_2() -> ProgressInputs {
    let mut series = own(&[(2018, "65"), (2021, "56"), (2022, "60"), (2023, "69")]);
    series.england = points(&[(2018, "65"), (2021, "59"), (2022, "60"), (2023, "61")]);
    series.neighbours = BTreeMap::from([(1, readings(&[(2022, "60"), (2023, "64")])), (2, readings(&[(2023, "66")]))]);
    inputs(percent(), series, with(vec![target(2023, 70)], Vec::new()))
}

#[test]
fn the_years_are_written_out() {
    let (found, _) = only(&key_stage_2());
    assert_eq!(told(&found, StepKind::Year)[..2], ["65", "No figure for 2019/20: not available."]);
    assert_eq!(
        told(&found, StepKind::Expected)[..6],
        [
            "65 + (70 − 65) × 0 / 5 = 65",
            "65 + (70 − 65) × 1 / 5 = 66",
            "65 + (70 − 65) × 2 / 5 = 67",
            "65 + (70 − 65) × 3 / 5 = 68",
            "65 + (70 − 65) × 4 / 5 = 69",
            "70, approved on 2019-10-08 by Cabinet"
        ]
    );
    assert_eq!(told(&found, StepKind::Neighbours), ["(60) / 1 = 60", "(64 + 66) / 2 = 65"]);
    assert!(told(&found, StepKind::YearChange)[1].starts_with("69 − 60 = 9. "));
    assert_eq!(told(&found, StepKind::DistanceToExpected)[3], "69 − 70 = -1");
}

#[test]
fn what_lies_between_baseline_and_target_is_written_out() {
    let (found, _) = only(&key_stage_2());
    assert_eq!(told(&found, StepKind::Baseline), ["65, the last year before the window"]);
    assert_eq!(told(&found, StepKind::Change), ["69 − 65 = 4"]);
    assert_eq!(told(&found, StepKind::ObservedYears), ["2021/22, 2022/23, 2023/24"]);
    assert_eq!(told(&found, StepKind::BestRateHere), ["69 − 60 = 9"]);
    assert_eq!(told(&found, StepKind::BestRateOfNeighbour), ["64 − 60 = 4"]);
    assert!(
        told(&found, StepKind::Verdict)[0]
            .starts_with("69 < 70 (target for 2023/24); 69 < 70 (asked for by 2023/24). ")
    );
}

#[test]
fn an_approved_baseline_names_its_approval_and_its_restatement() {
    let mut all = key_stage_2();
    let usage = &mut all.strategy.priorities[0].commitments[0].uses[0];
    usage.baselines = vec![baseline(2018, 64, "2019-10-08")];
    let (found, line) = only(&all);
    assert_eq!(found.disagreeing(&line), None);
    assert_eq!(told(&found, StepKind::Baseline), ["64, approved on 2019-10-08 by Cabinet: As agreed."]);
    assert_eq!(told(&found, StepKind::RestatedBaseline), ["65, approved as 64: it moves nothing"]);
    assert!(found.baselines[0].counts);
}

#[test]
fn a_target_that_follows_a_benchmark_names_it() {
    let by = Figure::whole(5);
    let follows = |to| {
        let mut all = key_stage_2();
        all.strategy.priorities[0].commitments[0].uses[0].targets = vec![aim(2023, Aim::Relative { to, by })];
        only(&all).0
    };
    let england = follows(TargetBenchmark::National);
    assert_eq!(
        told(&england, StepKind::Target),
        ["61 (England in 2023/24) + 5 = 66, approved on 2019-10-08 by Cabinet"]
    );
    assert_eq!(england.targets[0].benchmark.as_deref(), Some("England in 2023/24: 61"));
    let neighbours = follows(TargetBenchmark::Neighbours);
    assert!(told(&neighbours, StepKind::Target)[0].starts_with("65 (mean of 2 neighbours in 2023/24) + 5 = 70"));
}

/// 14 in 2018/19 and 12 in 2023/24 to other pupils nationally; the group rose by 4, England's others by 2.
fn gap() -> ProgressInputs {
    let arm = |own: &[(i32, &str)], england| Series { england: points(england), ..self::own(own) };
    let group = arm(&[(2018, "54"), (2023, "58")], &[(2018, "51"), (2023, "48")]);
    let others = arm(&[(2018, "73"), (2023, "74")], &[(2018, "68"), (2023, "70")]);
    let mut all =
        inputs(indicator(Polarity::Low, Unit::PercentagePoints), own(&[]), with(vec![target(2023, 8)], Vec::new()));
    let definition = GapDefinition::ToNationalOthers;
    all.indicators.values_mut().next().unwrap().supply = Supply::Gap { definition, group, others };
    all
}

#[test]
fn a_gap_is_explained_by_its_arms() {
    let (found, line) = only(&gap());
    assert_eq!(found.disagreeing(&line), None);
    assert_eq!(told(&found, StepKind::Value), ["70 − 58 = 12"]);
    assert_eq!(told(&found, StepKind::GroupChange), ["58 − 54 = 4"]);
    assert_eq!(told(&found, StepKind::OthersChange), ["70 − 68 = 2"]);
    assert_eq!(told(&found, StepKind::GapChange), ["2 − 4 = -2"]);
    assert_eq!(told(&found, StepKind::GapChangeByOtherDefinition), ["16 − 19 = -3"]);
    assert_eq!(told(&found, StepKind::GapChangeOfEngland), ["22 − 17 = 5"]);
    assert_eq!(told(&found, StepKind::Distance), ["8 − 12 = -4"]);
    let arms: Vec<_> = found.inputs.iter().filter(|it| it.role == InputRole::Own).map(|it| it.arm).collect();
    assert_eq!(arms, [Arm::Group, Arm::Others]);
}

/// The kinds of steps a line must have for what it publishes, but for the leads.
fn expected_kinds(line: &ProgressLine) -> Vec<StepKind> {
    let of = |count: usize, kind: StepKind| std::iter::repeat_n(kind, count);
    let points =
        |test: &dyn Fn(&crate::progress::PathPoint) -> bool| line.path.iter().filter(|point| test(point)).count();
    let (target, pace, gap) = (line.target.as_ref(), line.pace.as_ref(), line.gap.as_ref());
    let rank = line.current.as_ref().is_some_and(|current| current.rank.is_some());
    let counts = [
        (points(&|_| true), StepKind::Year),
        (points(&|it| it.by_other_definition.is_some()), StepKind::GapByOtherDefinition),
        (points(&|it| it.england.is_some()), StepKind::England),
        (points(&|it| it.neighbours.is_some()), StepKind::Neighbours),
        (points(&|it| it.expected.is_some()), StepKind::Expected),
        (points(&|it| it.distance.is_some()), StepKind::DistanceToExpected),
        (points(&|it| it.change.change.is_some()), StepKind::YearChange),
        (1, StepKind::Value),
        (line.baseline.is_some().into(), StepKind::Baseline),
        (line.baseline.as_ref().is_some_and(|it| it.restated_to.is_some()).into(), StepKind::RestatedBaseline),
        (line.change.change.is_some().into(), StepKind::Change),
        (1, StepKind::Evidence),
        (gap.is_some().into(), StepKind::GroupChange),
        (gap.is_some().into(), StepKind::OthersChange),
        (gap.is_some().into(), StepKind::GapChange),
        (gap.is_some_and(|it| it.other_definition_change.is_some()).into(), StepKind::GapChangeByOtherDefinition),
        (gap.is_some_and(|it| it.england_change.is_some()).into(), StepKind::GapChangeOfEngland),
        (1, StepKind::ObservedYears),
        (1, StepKind::ComparableYears),
        (target.is_some_and(|it| it.value.is_some()).into(), StepKind::Target),
        (target.is_some_and(|it| it.distance.is_some()).into(), StepKind::Distance),
        (pace.is_some_and(|it| it.required.is_some()).into(), StepKind::RequiredRate),
        (pace.is_some_and(|it| it.best_here.is_some()).into(), StepKind::BestRateHere),
        (pace.is_some_and(|it| it.best_neighbour.is_some()).into(), StepKind::BestRateOfNeighbour),
        (pace.is_some().into(), StepKind::Reach),
        (rank.into(), StepKind::Rank),
        (rank.into(), StepKind::Quartile),
        (1, StepKind::Verdict),
        (1, StepKind::Finality),
        (1, StepKind::Forecast),
        (line.control.is_some().into(), StepKind::Mean),
        (line.control.is_some().into(), StepKind::MovingRange),
        (line.control.is_some().into(), StepKind::LowerLimit),
        (line.control.is_some().into(), StepKind::UpperLimit),
        (line.pooled.is_some().into(), StepKind::Pooled),
    ];
    let mut kinds: Vec<_> = counts.into_iter().flat_map(|(count, kind)| of(count, kind)).collect();
    kinds.sort();
    kinds
}

fn tokens(of: std::ops::RangeInclusive<i32>) -> impl Strategy<Value = Vec<(i32, String)>> {
    let token = prop_oneof![6 => (0_u8..=104).prop_map(|units| units.to_string()), 1 => Just("c".to_owned())];
    let years = of.clone().count();
    prop::collection::btree_map(of, token, 0..=years).prop_map(|years| years.into_iter().collect())
}

fn borrowed(tokens: &[(i32, String)]) -> Vec<(i32, &str)> {
    tokens.iter().map(|(year, token)| (*year, token.as_str())).collect()
}

prop_compose! {
    /// Series with gaps and impossible figures, with benchmarks, counts, ranks, breaks, targets and baselines of every kind.
    fn any_series()(
        own_tokens in tokens(2015..=2025), england in tokens(2017..=2025), neighbour in tokens(2017..=2025),
        field in prop::collection::vec(0_u8..=100, 0..6), counts in prop::collection::btree_map(2018_i32..=2024, 0_i64..50, 0..6),
    ) -> Series {
        let mut series = own(&borrowed(&own_tokens));
        series.england = points(&borrowed(&england));
        series.neighbours = BTreeMap::from([(1, readings(&borrowed(&neighbour))), (2, readings(&[(2021, "50")]))]);
        series.counts = counts.into_iter().map(|(at, count)| (year(at), (Figure::whole(count), Figure::whole(50)))).collect();
        let others: BTreeMap<u16, crate::Measure> =
            (10..).zip(&field).map(|(number, units)| (number, crate::scorecard::fixtures::measure(&units.to_string()))).collect();
        series.fields = (2019..=2025).map(|at| (year(at), others.clone())).collect();
        series
    }
}

prop_compose! {
    fn any_inputs()(
        series in any_series(), others in any_series(), is_gap in any::<bool>(), within in any::<bool>(),
        aim_for in prop::option::of(prop_oneof![
            (0_i64..=100).prop_map(|units| Aim::Absolute(Figure::whole(units))),
            prop::sample::select(vec![TargetBenchmark::National, TargetBenchmark::Neighbours, TargetBenchmark::TopQuarter])
                .prop_map(|to| Aim::Relative { to, by: Figure::whole(2) }),
        ]),
        approved in prop::option::of((2016_i32..2023, 0_i64..=100)), broken in prop::option::of(2018_i32..2025), low in any::<bool>(),
    ) -> ProgressInputs {
        let (polarity, unit) = if is_gap { (Polarity::Low, Unit::PercentagePoints) } else { (Polarity::High, Unit::Percent) };
        let mut about = indicator(if low { Polarity::Low } else { polarity }, unit);
        about.breaks = broken.map(hard).into_iter().collect();
        let targets = aim_for.map(|it| aim(2023, it)).into_iter().collect();
        let baselines = approved.map(|(start, units)| baseline(start, units, "2020-01-01")).into_iter().collect();
        let mut all = inputs(about, series.clone(), with(targets, baselines));
        if is_gap {
            let definition = if within { GapDefinition::WithinAuthority } else { GapDefinition::ToNationalOthers };
            all.indicators.values_mut().next().unwrap().supply = Supply::Gap { definition, group: series, others };
        }
        all
    }
}

proptest! {
    #[test]
    fn every_published_figure_has_a_step_that_comes_to_it(inputs in any_inputs()) {
        let (found, line) = only(&inputs);
        prop_assert_eq!(found.disagreeing(&line), None);
        let mut kinds: Vec<_> = found.steps.iter().map(|step| step.kind).collect();
        kinds.sort();
        prop_assert_eq!(kinds, expected_kinds(&line));
    }

    #[test]
    fn inputs_stand_in_one_order_without_repetition(inputs in any_inputs()) {
        let (found, _) = only(&inputs);
        let keys: Vec<_> = found.inputs.iter().map(|it| (it.role, it.place, it.arm, it.period)).collect();
        prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys);
    }

    #[test]
    fn an_altered_line_does_not_agree(inputs in any_inputs()) {
        let (found, mut line) = only(&inputs);
        line.verdict.verdict = if line.verdict.verdict == "BEHIND" { "ACHIEVED" } else { "BEHIND" }.to_owned();
        prop_assert!(!found.agrees_with(&line));
    }
}

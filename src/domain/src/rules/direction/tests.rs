use super::*;
use crate::indicator::{BreakKind, Severity};
use crate::measure::{DataStatus, MissingReason};
use crate::period::Basis;
use proptest::prelude::*;

fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

fn value(token: &str) -> Measure {
    Measure::Value(Figure::parse(token).unwrap(), DataStatus::Published)
}

fn rule(band: &str) -> DirectionRule {
    DirectionRule { code: "previous-period".into(), version: 1, stable_band: Figure::parse(band).unwrap() }
}

fn assess(polarity: Polarity, unit: Unit, before: Measure, now: Measure, breaks: &[SeriesBreak]) -> DirectionVerdict {
    let series = [(year(2023), before), (year(2024), now)];
    let current = series[1];
    let range = Range::of_unit(unit);
    rule("0.5").assess(&DirectionCase { polarity, unit, decimals: 1, range, current, series: &series, breaks })
}

#[track_caller]
fn check(polarity: Polarity, unit: Unit, before: &str, now: &str, verdict: Verdict, reason: DirectionReason) {
    let found = assess(polarity, unit, value(before), value(now), &[]);
    assert_eq!((found.verdict, found.reason), (verdict, reason), "{before} to {now}: {}", found.message);
}

#[test]
fn the_polarity_decides_what_is_better() {
    use DirectionReason::Changed;
    check(Polarity::High, Unit::Percent, "66", "69", Verdict::Improving, Changed);
    check(Polarity::High, Unit::Percent, "88.5", "48.6", Verdict::Worsening, Changed);
    check(Polarity::Low, Unit::Percent, "1.6", "3.8", Verdict::Worsening, Changed);
    check(Polarity::Low, Unit::Percent, "3.8", "1.6", Verdict::Improving, Changed);
    check(Polarity::None, Unit::Percent, "66", "69", Verdict::Increasing, Changed);
    check(Polarity::NearTarget, Unit::Percent, "69", "66", Verdict::Decreasing, Changed);
}

#[test]
fn the_stable_band_includes_its_edge() {
    use DirectionReason::{Changed, WithinBand};
    check(Polarity::High, Unit::Percent, "69.6", "70.1", Verdict::Stable, WithinBand);
    check(Polarity::High, Unit::Percent, "69.6", "70.100001", Verdict::Improving, Changed);
    check(Polarity::Low, Unit::Percent, "70.1", "70.1", Verdict::Stable, WithinBand);
    check(Polarity::None, Unit::PercentagePoints, "3", "2.5", Verdict::NoChange, WithinBand);
}

#[test]
fn a_band_of_percentage_points_is_not_used_for_scores_and_rates() {
    check(Polarity::High, Unit::Score, "-0.10", "-0.05", Verdict::Improving, DirectionReason::Changed);
    check(Polarity::Low, Unit::RatePer100, "0.2", "0.5", Verdict::Worsening, DirectionReason::Changed);
    check(Polarity::Low, Unit::RatePer100, "0.2", "0.2", Verdict::Stable, DirectionReason::WithinBand);
}

#[test]
fn impossible_figures_are_not_compared() {
    check(Polarity::High, Unit::Percent, "98", "100.21", Verdict::NotAssessable, DirectionReason::OutOfRange);
}

#[test]
fn breaks_refuse_or_warn() {
    let cut = |severity| {
        [SeriesBreak { first: year(2024), kind: BreakKind::Standard, severity, note: "New standard.".into() }]
    };
    let hard = assess(Polarity::High, Unit::Percent, value("60"), value("70"), &cut(Severity::NotComparable));
    assert_eq!((hard.verdict, hard.reason, hard.change), (Verdict::NotAssessable, DirectionReason::SeriesBreak, None));
    assert!(hard.message.contains("New standard."), "{}", hard.message);
    let soft = assess(Polarity::High, Unit::Percent, value("60"), value("70"), &cut(Severity::Caution));
    assert_eq!((soft.verdict, soft.reason), (Verdict::Improving, DirectionReason::Caution));
    assert_eq!(soft.change, Some(Figure::whole(10)));
}

#[test]
fn missing_values_are_named() {
    let hidden = Measure::Missing(MissingReason::Confidential);
    let now = assess(Polarity::High, Unit::Percent, value("60"), hidden, &[]);
    assert_eq!(now.reason, DirectionReason::ValueMissing);
    assert_eq!(now.message, "There is no value for 2024/25: suppressed by the publisher.");
    let before = assess(Polarity::High, Unit::Percent, hidden, value("60"), &[]);
    assert_eq!(before.reason, DirectionReason::PreviousMissing);
}

fn around(millionths: i64) -> Measure {
    Measure::Value(Figure::from_millionths(millionths), DataStatus::Published)
}

proptest! {
    #[test]
    fn going_back_reverses_the_verdict(before in -3_000_000_i64..3_000_000, now in -3_000_000_i64..3_000_000) {
        let reverse = |verdict| match verdict {
            Verdict::Improving => Verdict::Worsening,
            Verdict::Worsening => Verdict::Improving,
            Verdict::Increasing => Verdict::Decreasing,
            Verdict::Decreasing => Verdict::Increasing,
            same => same,
        };
        for polarity in Polarity::ALL {
            let forth = assess(*polarity, Unit::PercentagePoints, around(before), around(now), &[]);
            let back = assess(*polarity, Unit::PercentagePoints, around(now), around(before), &[]);
            prop_assert_eq!(back.verdict, reverse(forth.verdict));
        }
    }

    #[test]
    fn negating_values_and_polarity_changes_nothing(before in -3_000_000_i64..3_000_000, now in -3_000_000_i64..3_000_000) {
        let high = assess(Polarity::High, Unit::PercentagePoints, around(before), around(now), &[]);
        let low = assess(Polarity::Low, Unit::PercentagePoints, around(-before), around(-now), &[]);
        prop_assert_eq!(high.verdict, low.verdict);
    }

    #[test]
    fn verdicts_follow_the_change(before in -3_000_000_i64..3_000_000, now in -3_000_000_i64..3_000_000) {
        let found = assess(Polarity::High, Unit::PercentagePoints, around(before), around(now), &[]);
        prop_assert_eq!(found.change, Some(Figure::from_millionths(now - before)));
        prop_assert_eq!(found.verdict == Verdict::Stable, (now - before).abs() <= 500_000);
        prop_assert_eq!(found.verdict == Verdict::Improving, now - before > 500_000);
    }
}

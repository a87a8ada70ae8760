//! Targets, colours and directions as the compile asks for them.

use super::super::fixtures::*;
use super::super::{Inputs, Supply};
use super::only;
use crate::figure::Figure;
use crate::indicator::{Polarity, Unit};
use crate::strategy::{Aim, Target, TargetBenchmark, TargetKind::*};

fn with(polarity: Polarity, targets: Vec<Target>) -> Inputs {
    let mut all = published(indicator(polarity, Unit::Percent), series(&[(2023, "62"), (2024, "65")]));
    all.strategy.priorities[0].commitments[0].uses[0].targets = targets;
    all
}

#[track_caller]
fn check(targets: Vec<Target>, rating: &str, reason: &str) {
    let rag = only(&with(Polarity::High, targets)).rag;
    assert_eq!((rag.rating.as_str(), rag.reason.as_str()), (rating, reason), "{}", rag.message);
    assert_eq!((rag.rule.code.as_str(), rag.rule.version), ("target-floor", 1));
}

#[test]
fn the_target_of_the_period_decides() {
    let at = |kind, units| target(kind, year(2024), units, "2024-09-01");
    check(vec![at(Target, 65)], "GREEN", "TARGET_REACHED");
    check(vec![at(Target, 66), at(Floor, 60)], "AMBER", "FLOOR_HELD");
    check(vec![at(Target, 70), at(Floor, 66)], "RED", "BEYOND_FLOOR");
    check(vec![at(Target, 65), at(Stretch, 80)], "GREEN", "TARGET_REACHED");
    check(vec![], "NONE", "NO_TARGET");
    check(vec![at(Stretch, 60)], "NONE", "NO_TARGET");
    check(vec![at(Floor, 60)], "NONE", "NO_TARGET");
}

#[test]
fn a_target_for_another_period_colours_nothing() {
    let of = |start, units| target(Target, year(start), units, "2024-09-01");
    check(vec![of(2025, 60)], "NONE", "NO_TARGET_FOR_PERIOD");
    let message = |targets| only(&with(Polarity::High, targets)).rag.message;
    assert_eq!(
        message(vec![of(2028, 75), of(2026, 70), of(2022, 60)]),
        "There is no target for 2024/25; the next one is 70 for 2026/27."
    );
    assert_eq!(
        message(vec![of(2021, 58), of(2022, 60)]),
        "There is no target for 2024/25; the last one was 60 for 2022/23."
    );
    let calendar = crate::Period::new(crate::Basis::CalendarYear, 2025).unwrap();
    let other_basis = message(vec![target(Target, calendar, 60, "2024-09-01")]);
    assert!(other_basis.contains("60 for 2025 (calendar year, not academic year)"), "{other_basis}");
}

#[test]
fn an_approval_counts_from_its_day_and_the_latest_one_wins() {
    let of = |units, approved_on| target(Target, year(2024), units, approved_on);
    check(vec![of(60, "2025-12-02")], "NONE", "NO_TARGET");
    check(vec![of(60, "2025-12-01")], "GREEN", "TARGET_REACHED");
    check(vec![of(70, "2025-09-01"), of(60, "2024-09-01")], "RED", "TARGET_MISSED");
    check(vec![of(70, "2024-09-01"), of(60, "2024-09-01")], "GREEN", "TARGET_REACHED");
}

#[test]
fn the_distance_is_signed_by_polarity() {
    let distance = |polarity| {
        let targets = vec![target(Target, year(2024), 70, "2024-09-01")];
        only(&with(polarity, targets)).target.unwrap().distance.map(|figure: Figure| figure.to_string())
    };
    assert_eq!(distance(Polarity::High).as_deref(), Some("-5"));
    assert_eq!(distance(Polarity::Low).as_deref(), Some("5"));
    assert_eq!(distance(Polarity::NearTarget).as_deref(), Some("-5"));
    assert_eq!(distance(Polarity::None), None);
}

#[test]
fn a_missing_value_has_no_verdict_and_every_reason() {
    let mut known = series(&[(2023, "50"), (2024, "-")]);
    known.authorities = authorities("-", &["40", "50", "60", "70"]);
    let mut all = published(indicator(Polarity::High, Unit::Percent), known);
    all.strategy.priorities[0].commitments[0].uses[0].targets = vec![target(Target, year(2024), 60, "2024-09-01")];
    let line = only(&all);
    assert_eq!((line.rag.rating.as_str(), line.rag.reason.as_str()), ("NONE", "NO_VALUE"));
    assert_eq!((line.direction.verdict.as_str(), line.direction.reason.as_str()), ("NOT_ASSESSABLE", "VALUE_MISSING"));
    assert_eq!(line.rank, None);
    assert_eq!(super::codes(&line), ["NOT_RANKED", "NO_VALUE"]);
    assert_eq!(line.target.unwrap().distance, None);
    assert_eq!(line.value.status, "MISSING");
}

#[test]
fn rules_of_the_use_come_before_those_of_the_strategy() {
    let mut all = with(Polarity::High, vec![target(Target, year(2024), 66, "2024-09-01")]);
    all.strategy.priorities[0].commitments[0].uses[0].rag_rule = Some("tolerance-2".into());
    let rag = only(&all).rag;
    assert_eq!((rag.rating.as_str(), rag.rule.code.as_str()), ("AMBER", "tolerance-2"));
}

#[test]
fn rules_that_do_not_exist_are_named() {
    let mut all = with(Polarity::High, vec![target(Target, year(2024), 60, "2024-09-01")]);
    all.strategy.rag_rule = "gold-star".into();
    all.strategy.direction_rule = "gut-feeling".into();
    let line = only(&all);
    assert_eq!((line.rag.rating.as_str(), line.rag.reason.as_str()), ("NONE", "UNKNOWN_RULE"));
    assert_eq!((line.direction.verdict.as_str(), line.direction.reason.as_str()), ("NOT_ASSESSABLE", "UNKNOWN_RULE"));
    assert!(line.rag.message.contains("gold-star") && line.direction.message.contains("gut-feeling"));
}

#[test]
fn improvement_needs_a_year_that_may_be_compared() {
    let rated = |own: &[(i32, &str)]| {
        let mut all = published(indicator(Polarity::High, Unit::Percent), series(own));
        all.strategy.rag_rule = "improvement-amber".into();
        all.strategy.priorities[0].commitments[0].uses[0].targets = vec![target(Target, year(2024), 70, "2024-09-01")];
        only(&all).rag.reason
    };
    assert_eq!(rated(&[(2023, "62"), (2024, "65")]), "IMPROVED");
    assert_eq!(rated(&[(2023, "65"), (2024, "65")]), "NOT_IMPROVED");
    assert_eq!(rated(&[(2022, "62"), (2024, "65")]), "NOT_COMPARABLE");
    assert_eq!(rated(&[(2023, "162"), (2024, "65")]), "NOT_COMPARABLE");
}

#[test]
fn the_version_is_the_approval_that_counts_on_the_day() {
    let of = |units, approved_on| target(Target, year(2024), units, approved_on);
    let scored = |targets| {
        let found = only(&with(Polarity::High, targets)).target.unwrap();
        (found.value.to_string(), found.version, found.approved_on.unwrap().to_string(), found.approved_by)
    };
    let told = |value: &str, version, day: &str| (value.to_owned(), version, day.to_owned(), "Cabinet".to_owned());
    assert_eq!(scored(vec![of(60, "2024-09-01")]), told("60", 1, "2024-09-01"));
    assert_eq!(scored(vec![of(60, "2024-09-01"), of(62, "2025-09-01")]), told("62", 2, "2025-09-01"));
    // The scorecard is as known on 1 December 2025: it does not see what was approved later.
    assert_eq!(scored(vec![of(60, "2024-09-01"), of(62, "2025-12-02")]), told("60", 1, "2024-09-01"));
}

#[test]
fn a_withdrawn_target_holds_until_its_day() {
    let of = |withdrawn_on: &str| {
        vec![Target { withdrawn_on: Some(day(withdrawn_on)), ..target(Target, year(2024), 60, "2024-09-01") }]
    };
    check(of("2025-12-02"), "GREEN", "TARGET_REACHED");
    check(of("2025-12-01"), "NONE", "NO_TARGET");
    // The first approval holds again where the second was withdrawn.
    let mut both = of("2025-11-01");
    both.insert(0, target(Target, year(2024), 66, "2024-01-01"));
    check(both, "RED", "TARGET_MISSED");
}

/// England 62, the neighbours' mean (65 + 50) / 2, ranks 70, 65, 65, 60, 50 of five: the quarter's last is the first.
fn relative(polarity: Polarity, to: TargetBenchmark, by: i64) -> Inputs {
    let mut all = everything();
    all.indicators.get_mut("ATT-05").unwrap().indicator.polarity = polarity;
    let aim = Aim::Relative { to, by: Figure::whole(by) };
    all.strategy.priorities[0].commitments[0].uses[0].targets =
        vec![Target { aim, ..target(Target, year(2024), 0, "2024-09-01") }];
    all
}

#[test]
fn a_relative_target_follows_its_benchmark_and_keeps_it() {
    #[track_caller]
    fn check(polarity: Polarity, to: TargetBenchmark, by: i64, expected: [&str; 4], counts: (i64, i64)) {
        let line = only(&relative(polarity, to, by));
        let target = line.target.unwrap();
        let used = target.benchmark.unwrap();
        let distance = target.distance.unwrap().to_string();
        let found = [target.value.to_string(), distance, used.value.to_string(), used.label];
        assert_eq!(found, expected.map(str::to_owned));
        assert_eq!(
            (used.kind.as_str(), used.by, used.used, used.of),
            (to.code(), Figure::whole(by), counts.0, counts.1)
        );
        let reached = !expected[1].starts_with('-');
        assert_eq!(line.rag.rating, if reached { "GREEN" } else { "RED" }, "{}", line.rag.message);
    }
    use TargetBenchmark::*;
    check(Polarity::High, National, 2, ["64", "1", "62", "England"], (1, 1));
    check(Polarity::High, National, -2, ["60", "5", "62", "England"], (1, 1));
    check(Polarity::Low, National, 2, ["60", "-5", "62", "England"], (1, 1));
    check(Polarity::High, Neighbours, 8, ["65.5", "-0.5", "57.5", "neighbours of 2025-05"], (2, 3));
    check(Polarity::High, TopQuarter, 0, ["70", "-5", "70", "rank 1 of 5"], (5, 5));
    check(Polarity::Low, TopQuarter, 0, ["50", "-15", "50", "rank 1 of 5"], (5, 5));
}

#[test]
fn a_benchmark_that_is_not_known_gives_no_colour_and_no_target() {
    let mut all = relative(Polarity::High, TargetBenchmark::National, 2);
    let Supply::Published(series) = &mut all.indicators.get_mut("ATT-05").unwrap().supply else { unreachable!() };
    series.get_mut("total").unwrap().england.pop();
    let line = only(&all);
    assert_eq!((line.rag.rating.as_str(), line.rag.reason.as_str()), ("NONE", "NO_BENCHMARK"));
    assert_eq!(
        line.rag.message,
        "The target for 2024/25 is 2 better than England, and that benchmark is not known for 2024/25: no colour until it is."
    );
    assert_eq!(line.target, None);
}

/// Missing a floor that is not known would be red without standing.
#[test]
fn a_floor_whose_benchmark_is_not_known_gives_no_colour() {
    let aim = Aim::Relative { to: TargetBenchmark::National, by: Figure::whole(-5) };
    let floor = Target { aim, ..target(Floor, year(2024), 0, "2024-09-01") };
    check(vec![target(Target, year(2024), 70, "2024-09-01"), floor], "NONE", "NO_BENCHMARK");
}

#[test]
fn the_next_target_is_told_by_its_benchmark_too() {
    let aim = |to, by| Aim::Relative { to, by: Figure::whole(by) };
    let message = |aim| {
        let next = Target { aim, ..target(Target, year(2025), 0, "2024-09-01") };
        only(&with(Polarity::High, vec![next])).rag.message
    };
    assert_eq!(
        message(aim(TargetBenchmark::National, 0)),
        "There is no target for 2024/25; the next one is level with England for 2025/26."
    );
    assert_eq!(
        message(aim(TargetBenchmark::TopQuarter, -1)),
        "There is no target for 2024/25; the next one is 1 short of the edge of the top quarter for 2025/26."
    );
}

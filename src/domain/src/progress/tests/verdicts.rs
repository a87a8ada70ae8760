//! Achieved, on trajectory, behind, cannot say; and the pace it takes.

use super::fixtures::*;
use super::only;
use crate::Figure;
use crate::progress::ProgressLine;
use crate::rules::TrajectoryMethod;
use crate::scorecard::fixtures::{usage, year};
use crate::strategy::{Aim, TargetBenchmark, TrajectoryPlan};

#[track_caller]
fn check(line: &ProgressLine, verdict: &str, reason: &str) {
    let found = &line.verdict;
    assert_eq!((found.verdict.as_str(), found.reason.as_str()), (verdict, reason), "{}", found.message);
}

/// From 60 in 2018/19 to 70 in 2023/24: 68 by 2022/23.
#[test]
fn the_figure_is_held_against_the_line_and_the_end() {
    let line = |tokens: &[(i32, &str)]| {
        only(&inputs(percent(), own(tokens), with(vec![target(2023, 70)], vec![baseline(2018, 60, "2019-10-08")])))
    };
    check(&line(&[(2018, "60"), (2022, "68")]), "ON_TRAJECTORY", "AT_OR_BEYOND_EXPECTED");
    check(&line(&[(2018, "60"), (2022, "67")]), "BEHIND", "SHORT_OF_EXPECTED");
    check(&line(&[(2018, "60"), (2022, "70")]), "ACHIEVED", "TARGET_REACHED");
    check(&line(&[(2018, "60"), (2023, "70")]), "ACHIEVED", "TARGET_REACHED");
    check(&line(&[(2018, "60"), (2023, "69")]), "BEHIND", "TARGET_MISSED");
    check(&line(&[(2018, "60"), (2023, "c")]), "CANNOT_SAY", "SUPPRESSED");
    let behind = line(&[(2018, "60"), (2022, "67")]);
    let point = behind.path.iter().find(|point| point.year == "2022/23").unwrap();
    assert_eq!((point.expected, point.distance), (Some(Figure::whole(68)), Some(Figure::whole(-1))));
}

#[test]
fn what_stands_in_the_way_is_named() {
    let series = || own(&[(2018, "60"), (2021, "64"), (2022, "65")]);
    check(&only(&inputs(percent(), series(), usage())), "CANNOT_SAY", "NO_TARGET");
    let mut broken = percent();
    broken.breaks = vec![hard(2021)];
    let used = with(vec![target(2023, 70)], vec![baseline(2018, 60, "2019-10-08")]);
    check(&only(&inputs(broken, series(), used)), "CANNOT_SAY", "NOT_COMPARABLE");
    let context = crate::scorecard::fixtures::indicator(crate::Polarity::None, crate::Unit::Count);
    check(&only(&inputs(context, series(), usage())), "CANNOT_SAY", "NO_POLARITY");
    let first = with(vec![target(2023, 70)], vec![]);
    check(&only(&inputs(percent(), own(&[]), first)), "CANNOT_SAY", "NO_VALUE");
}

#[test]
fn a_manual_way_says_nothing_between_its_points() {
    let mut used = with(vec![target(2023, 70)], vec![baseline(2018, 60, "2019-10-08")]);
    used.trajectory =
        Some(TrajectoryPlan { method: TrajectoryMethod::Manual, points: vec![(year(2021), Figure::whole(63))] });
    let line = |tokens: &[(i32, &str)]| only(&inputs(percent(), own(tokens), used.clone()));
    check(&line(&[(2018, "60"), (2021, "63")]), "ON_TRAJECTORY", "AT_OR_BEYOND_EXPECTED");
    check(&line(&[(2018, "60"), (2022, "63")]), "CANNOT_SAY", "NO_TRAJECTORY");
}

/// "Two points above England": the target moves with England, and is only reached in its own period.
#[test]
fn a_relative_target_follows_its_benchmark() {
    let used = with(
        vec![aim(2023, Aim::Relative { to: TargetBenchmark::National, by: Figure::whole(2) })],
        vec![baseline(2018, 60, "2019-10-08")],
    );
    let line = |tokens: &[(i32, &str)], england: &[(i32, &str)]| {
        let mut series = own(tokens);
        series.england = crate::scorecard::fixtures::points(england);
        only(&inputs(percent(), series, used.clone()))
    };
    let early = line(&[(2018, "60"), (2022, "66")], &[(2022, "63")]);
    check(&early, "ON_TRAJECTORY", "AT_OR_BEYOND_EXPECTED");
    assert_eq!(early.target.as_ref().unwrap().value, None);
    let late = line(&[(2018, "60"), (2023, "66")], &[(2023, "64")]);
    check(&late, "ACHIEVED", "TARGET_REACHED");
    let used = late.target.as_ref().unwrap().benchmark.as_ref().unwrap();
    assert_eq!((used.kind.as_str(), used.value, used.by), ("NATIONAL", Some(Figure::whole(64)), Figure::whole(2)));
    check(&line(&[(2018, "60"), (2023, "66")], &[(2022, "64")]), "CANNOT_SAY", "NO_BENCHMARK");
}

#[test]
fn the_required_rate_stands_beside_the_best_ever_reached() {
    let used = with(vec![target(2023, 70)], vec![baseline(2018, 60, "2019-10-08")]);
    let mut series = own(&[(2018, "60"), (2020, "60"), (2021, "62"), (2022, "66")]);
    series.neighbours.insert(1, readings(&[(2020, "50"), (2021, "51")]));
    series.neighbours.insert(2, readings(&[(2015, "50"), (2016, "57")]));
    let pace = only(&inputs(percent(), series, used)).pace.unwrap();
    assert_eq!(pace.required, Some(Figure::whole(4)));
    assert_eq!(pace.best_here.as_ref().unwrap().rate, Figure::whole(4));
    let neighbour = pace.best_neighbour.as_ref().unwrap();
    assert_eq!((neighbour.name.as_str(), neighbour.rate), ("Two", Figure::whole(7)));
    assert_eq!(pace.reach, "REACHED_HERE");
}

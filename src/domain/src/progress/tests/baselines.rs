//! Where progress is counted from.

use super::fixtures::*;
use super::only;
use crate::progress::ProgressLine;
use crate::scorecard::fixtures::usage;

#[track_caller]
fn check(line: &ProgressLine, kind: &str, period: &str, value: &str) {
    let found = line.baseline.as_ref().unwrap();
    assert_eq!((found.kind.as_str(), found.period.label.as_str(), found.display.as_str()), (kind, period, value));
}

#[test]
fn the_year_before_the_window_counts_where_nobody_approved_one() {
    let line = only(&inputs(percent(), own(&[(2018, "60"), (2019, "61"), (2023, "65")]), usage()));
    check(&line, "BEFORE_WINDOW", "2018/19", "60");
}

/// The early years profile: a new standard in 2021/22.
#[test]
fn a_break_moves_the_unapproved_baseline_to_the_first_comparable_year() {
    let mut indicator = percent();
    indicator.breaks = vec![hard(2021), cancelled(2021)];
    let line = only(&inputs(indicator, own(&[(2018, "72"), (2021, "68"), (2022, "69"), (2023, "70")]), usage()));
    check(&line, "FIRST_COMPARABLE", "2021/22", "68");
    assert!(line.baseline.as_ref().unwrap().why.contains("The standard changed."));
    assert_eq!((line.observed_years, line.comparable_years), (3, 3));
    let before = &line.path[0];
    assert_eq!((before.year.as_str(), before.in_window, before.comparable_with_baseline), ("2018/19", false, false));
}

#[test]
fn a_restated_baseline_is_shown_and_moves_nothing() {
    let used = with(vec![target(2023, 70)], vec![baseline(2018, 60, "2019-10-08")]);
    let steady = only(&inputs(percent(), own(&[(2018, "60"), (2022, "66")]), used.clone()));
    let restated = only(&inputs(percent(), own(&[(2018, "64"), (2022, "66")]), used));
    check(&restated, "APPROVED", "2018/19", "60");
    assert_eq!(restated.baseline.as_ref().unwrap().restated_to.unwrap().to_string(), "64");
    assert!(restated.caveats.iter().any(|it| it.code == "BASELINE_RESTATED"));
    assert_eq!(restated.target, steady.target);
    let expected = |line: &ProgressLine| line.path.iter().map(|point| point.expected).collect::<Vec<_>>();
    assert_eq!(expected(&restated), expected(&steady));
    assert_eq!(restated.verdict.verdict, steady.verdict.verdict);
}

#[test]
fn a_later_approval_rebaselines_from_its_day_on() {
    let baselines = vec![baseline(2018, 60, "2019-10-08"), baseline(2021, 68, "2026-07-09")];
    let mut input = inputs(percent(), own(&[(2018, "60"), (2021, "68"), (2023, "70")]), with(vec![], baselines));
    check(&only(&input), "APPROVED", "2018/19", "60");
    input.as_known_at = crate::scorecard::fixtures::day("2026-07-09");
    check(&only(&input), "REBASELINED", "2021/22", "68");
}

//! The path by year, its segments, its finality.

use super::fixtures::*;
use super::only;
use crate::progress::ProgressLine;
use crate::scorecard::fixtures::usage;

/// Year, figure or reason, segment.
fn told(line: &ProgressLine) -> Vec<(&str, &str, &str)> {
    let each = line.path.iter().map(|point| {
        let missing = point.value.missing_reason.as_deref().unwrap_or(&point.value.display);
        (point.year.as_str(), missing, point.segment.as_deref().unwrap_or("-"))
    });
    each.collect()
}

/// Progress 8 of Thurrock: none in the pandemic, none for 2024/25, whose pupils have no key stage 2 result.
#[test]
fn no_line_is_drawn_through_years_without_a_figure() {
    let mut indicator = percent();
    indicator.breaks = vec![cancelled(2021), cancelled(2026)];
    let line = only(&inputs(indicator, own(&[(2018, "50"), (2021, "51"), (2022, "52"), (2023, "53")]), usage()));
    let expected = [
        ("2018/19", "50", "1"),
        ("2019/20", "NOT_COLLECTED", "-"),
        ("2020/21", "NOT_COLLECTED", "-"),
        ("2021/22", "51", "2"),
        ("2022/23", "52", "2"),
        ("2023/24", "53", "2"),
        ("2024/25", "NOT_COLLECTED", "-"),
    ];
    assert_eq!(told(&line), expected);
    for point in line.path.iter().filter(|point| point.segment.is_none()) {
        assert_eq!(point.why_missing, "Nobody was tested.", "{}", point.year);
        assert_eq!(point.change.change, None);
    }
    assert_eq!((line.observed_years, line.finality.code.as_str()), (3, "MAY_BE_REVISED"));
}

#[test]
fn a_hard_break_ends_a_segment_though_no_year_is_missing() {
    let mut indicator = percent();
    indicator.breaks = vec![hard(2022)];
    let line = only(&inputs(indicator, own(&[(2020, "50"), (2021, "51"), (2022, "60"), (2023, "61")]), usage()));
    let segments: Vec<_> = line.path.iter().filter_map(|point| point.segment.as_deref()).collect();
    assert_eq!(segments, ["1", "1", "2", "2"]);
    assert_eq!(line.breaks.len(), 1);
}

#[test]
fn the_last_year_is_final_when_the_next_is_out() {
    let check = |tokens: &[(i32, &str)], expected: &str| {
        assert_eq!(only(&inputs(percent(), own(tokens), usage())).finality.code, expected, "{tokens:?}");
    };
    check(&[(2022, "60"), (2023, "61"), (2024, "62")], "FINAL");
    check(&[(2022, "60"), (2023, "61")], "MAY_BE_REVISED");
    check(&[(2021, "60"), (2022, "61")], "NOT_YET_PUBLISHED");
    check(&[(2022, "61"), (2023, "c"), (2024, "60")], "CLOSED");
}

#[test]
fn a_year_that_is_not_out_says_when_it_will_be() {
    let mut input = inputs(percent(), own(&[(2022, "60")]), usage());
    input.indicators.values_mut().for_each(|it| it.next_expected = Some("2026-12-01".parse().unwrap()));
    let line = only(&input);
    let last = line.path.iter().find(|point| point.year == "2023/24").unwrap();
    assert_eq!(last.value.missing_reason.as_deref(), Some("NOT_YET_PUBLISHED"));
    assert!(last.why_missing.contains("2026-12-01"), "{}", last.why_missing);
}

#[test]
fn a_suppressed_year_keeps_its_reason() {
    let line = only(&inputs(percent(), own(&[(2022, "60"), (2023, "c")]), usage()));
    let last = line.path.iter().find(|point| point.year == "2023/24").unwrap();
    assert_eq!(last.value.missing_reason.as_deref(), Some("CONFIDENTIAL"));
    assert_eq!(line.current.as_ref().unwrap().period.label, "2022/23");
}

/// A moving range across 2019/20 and 2020/21 would measure three years, not one.
#[test]
fn natural_limits_rest_on_years_that_follow_each_other() {
    let tokens = [(2016, "70"), (2017, "72"), (2018, "90"), (2021, "60"), (2022, "61"), (2023, "62")];
    let control = only(&inputs(percent(), own(&tokens), usage())).control.unwrap();
    assert_eq!(
        (control.points, control.mean.to_string(), control.moving_range.to_string()),
        (3, "61".into(), "1".into())
    );
}

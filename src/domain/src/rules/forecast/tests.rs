use super::*;
use crate::indicator::{BreakKind, Unit};
use crate::measure::DataStatus;
use crate::period::Basis;
use proptest::prelude::*;

fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

fn value(token: &str) -> Measure {
    Measure::Value(Figure::parse(token).unwrap(), DataStatus::Published)
}

fn series(first: i32, tokens: &[&str]) -> Vec<(Period, Measure)> {
    (first..).map(year).zip(tokens.iter().map(|token| value(token))).collect()
}

fn cut(first: i32, severity: Severity) -> SeriesBreak {
    SeriesBreak { first: year(first), kind: BreakKind::Standard, severity, note: "New standard.".into() }
}

const PERCENT: Range = Range::of_unit(Unit::Percent);

/// Thurrock, key stage 2, reading, writing and maths, 2021/22 to 2024/25: four years since the pandemic.
const KEY_STAGE_2: [&str; 4] = ["62", "63", "66", "69"];

/// Thurrock's plans within 20 weeks, 2016 to 2024.
const PLANS_IN_20_WEEKS: [&str; 9] = ["38", "13.9", "52.4", "75.8", "86.1", "78.9", "59.9", "88.5", "48.6"];

#[test]
fn four_points_are_carried_forward_and_widened() {
    let check = |end, low: &str, high: &str| {
        let found = forecast(&series(2021, &KEY_STAGE_2), &[], PERCENT, year(end), false).unwrap();
        assert_eq!((found.value, found.method), (Figure::whole(69), IntervalMethod::Persistence));
        assert_eq!((found.low.to_string(), found.high.to_string()), (low.to_owned(), high.to_owned()));
        assert_eq!((found.points_used, found.clipped, found.period), (4, false, year(end)));
    };
    // The mean moving range is 7/3; 2.66 times that is 6.206667, and twice that four years ahead.
    check(2025, "62.793333", "75.206667");
    check(2028, "56.586667", "81.413333");
}

#[test]
fn five_points_carry_a_line() {
    // Worked by hand: mean 62.8, slope 1.5, four years beyond the middle; squared residuals 4.3, t of 3 degrees 3.1824.
    let found = forecast(&series(2020, &["60", "62", "61", "65", "66"]), &[], PERCENT, year(2026), false).unwrap();
    assert_eq!((found.method, found.points_used), (IntervalMethod::LeastSquares, 5));
    assert_eq!(found.value.to_string(), "68.8");
    assert_eq!((found.low.display(4), found.high.display(4)), ("62.4246".into(), "75.1754".into()));
}

#[test]
fn what_is_impossible_is_clipped_and_said() {
    let found = forecast(&series(2016, &PLANS_IN_20_WEEKS), &[], PERCENT, year(2025), false).unwrap();
    assert_eq!((found.value.display(1), found.low.display(1)), ("83.9".into(), "18.1".into()));
    assert_eq!((found.high, found.clipped), (Figure::whole(100), true));
    assert!(found.message.contains("cut off"), "{}", found.message);
}

#[test]
fn only_the_last_run_on_one_side_of_a_break_counts() {
    // Key stage 2 with its years before the pandemic: they are not joined to those after it.
    let mut all = series(2015, &["51", "62", "66", "70"]);
    all.push((year(2019), Measure::Missing(MissingReason::NotCollected)));
    all.push((year(2020), Measure::Missing(MissingReason::NotCollected)));
    all.extend(series(2021, &KEY_STAGE_2));
    all.reverse();
    let found = forecast(&all, &[], PERCENT, year(2026), false).unwrap();
    assert_eq!((found.points_used, found.value), (4, Figure::whole(69)));
    let used = |breaks: &[SeriesBreak]| {
        forecast(&series(2016, &PLANS_IN_20_WEEKS), breaks, PERCENT, year(2026), false).map(|found| found.points_used)
    };
    assert_eq!(used(&[cut(2019, Severity::NotComparable)]), Ok(6));
    assert_eq!(used(&[cut(2019, Severity::Caution)]), Ok(9));
}

#[test]
fn a_refusal_says_why() {
    let check = |points: &[(Period, Measure)], breaks: &[SeriesBreak], end, discontinued, expected| {
        let refused = forecast(points, breaks, PERCENT, end, discontinued).unwrap_err();
        assert_eq!(refused.reason, expected, "{}", refused.message);
        assert!(refused.message.starts_with(&format!("Nothing can be said about {end}: ")), "{}", refused.message);
    };
    let (four, next) = (series(2021, &KEY_STAGE_2), year(2025));
    let hard = |first| [cut(first, Severity::NotComparable)];
    check(&series(2021, &["62", "63"]), &[], year(2024), false, ForecastReason::TooFewPoints);
    check(&[], &[], next, false, ForecastReason::NoValue);
    check(&series(2021, &["101", "120"]), &[], next, false, ForecastReason::NoValue);
    check(&four, &[], year(2024), false, ForecastReason::WindowOver);
    check(&four, &[], year(2022), false, ForecastReason::WindowOver);
    check(&four, &[], next, true, ForecastReason::Discontinued);
    check(&four, &hard(2023), next, false, ForecastReason::SeriesBreak);
    check(&four, &hard(2025), year(2026), false, ForecastReason::SeriesBreak);
    check(&four, &[], Period::new(Basis::CalendarYear, 2026).unwrap(), false, ForecastReason::NoValue);
    check(&four, &[], Period::pooled(Basis::CalendarYear, 2026, 3).unwrap(), false, ForecastReason::Overlapping);
}

#[test]
fn a_settled_gap_is_not_filled() {
    let at_the_end = |measure| {
        let mut points = series(2021, &KEY_STAGE_2);
        points.push((year(2025), measure));
        forecast(&points, &[], PERCENT, year(2025), false).map_err(|refused| refused.reason).map(|found| found.value)
    };
    let missing = |reason| at_the_end(Measure::Missing(reason));
    assert_eq!(missing(MissingReason::Confidential), Err(ForecastReason::Unavailable));
    assert_eq!(missing(MissingReason::NotCollected), Err(ForecastReason::Unavailable));
    assert_eq!(at_the_end(value("100.21")), Err(ForecastReason::Unavailable));
    assert_eq!(missing(MissingReason::NotYetPublished), Ok(Figure::whole(69)));
}

#[test]
fn messages_name_the_method_and_never_a_colour() {
    let line = forecast(&series(2016, &PLANS_IN_20_WEEKS), &[], PERCENT, year(2025), false).unwrap().message;
    let carried = forecast(&series(2021, &KEY_STAGE_2), &[], PERCENT, year(2025), false).unwrap().message;
    assert!(line.contains("straight line") && line.contains("95 of 100"), "{line}");
    assert!(carried.contains("carried forward") && carried.contains("2024/25"), "{carried}");
    let flat = forecast(&series(2021, &["50", "50", "50"]), &[], PERCENT, year(2025), false).unwrap().message;
    assert!(flat.contains("no promise"), "{flat}");
    for text in [line, carried, flat].map(|text| text.to_lowercase()) {
        assert!(
            ["red", "amber", "green", "rag"].iter().all(|word| !text.split(' ').any(|found| found == *word)),
            "{text}"
        );
    }
}

proptest! {
    #[test]
    fn a_forecast_stays_within_what_is_possible(
        values in prop::collection::vec(0_i64..=100, 3..40), ahead in 1_i32..6
    ) {
        let points: Vec<_> =
            (1980..).map(year).zip(values.iter().map(|units| value(&units.to_string()))).collect();
        let end = year(1979 + values.len() as i32 + ahead);
        let found = forecast(&points, &[], PERCENT, end, false).unwrap();
        prop_assert!(found.low <= found.value && found.value <= found.high);
        prop_assert!(PERCENT.contains(found.low) && PERCENT.contains(found.high));
        prop_assert_eq!(found.method == IntervalMethod::LeastSquares, values.len() >= 5);
        let wide = forecast(&points, &[], Range::default(), end, false).unwrap();
        prop_assert!(!wide.clipped);
        prop_assert_eq!(found.clipped, (found.value, found.low, found.high) != (wide.value, wide.low, wide.high));
    }

    #[test]
    fn a_straight_series_goes_straight_on(
        start in -500_i64..500, slope in -50_i64..50, count in 5_i64..30, ahead in 1_i64..6
    ) {
        let at = |place: i64| Figure::whole(start + slope * place);
        let points: Vec<_> = (0..count)
            .map(|place| (year(2000 + place as i32), Measure::Value(at(place), DataStatus::Final)))
            .collect();
        let end = count - 1 + ahead;
        let found = forecast(&points, &[], Range::default(), year(2000 + end as i32), false).unwrap();
        prop_assert_eq!((found.value, found.low, found.high), (at(end), at(end), at(end)));
    }

    #[test]
    fn further_ahead_is_never_surer(values in prop::collection::vec(0_i64..=100, 3..12), ahead in 1_i32..8) {
        let points: Vec<_> =
            (2000..).map(year).zip(values.iter().map(|units| value(&units.to_string()))).collect();
        let width = |ahead: i32| {
            let end = year(1999 + values.len() as i32 + ahead);
            let found = forecast(&points, &[], Range::default(), end, false).unwrap();
            found.high.millionths() - found.low.millionths()
        };
        prop_assert!(width(ahead) <= width(ahead + 1));
    }
}

//! The state of a line and its precedence.

use super::super::fixtures::*;
use super::super::{Inputs, Series, Supply};
use super::{codes, only, sentence};
use crate::indicator::{Polarity, Unit};

const NOW: [(i32, &str); 2] = [(2023, "62"), (2024, "65")];

/// One line whose series was `before` at the previous paper deadline and is `now`.
fn moved(before: &[(i32, &str)], now: &[(i32, &str)]) -> Inputs {
    let known = Series { own_before: points(before), authorities: authorities("0", &["50", "60"]), ..series(now) };
    published(indicator(Polarity::High, Unit::Percent), known)
}

#[track_caller]
fn check(inputs: &Inputs, state: &str) {
    assert_eq!(only(inputs).state, state);
}

#[test]
fn what_was_not_known_is_new() {
    check(&moved(&[(2023, "62")], &NOW), "NEW");
    check(&moved(&[], &NOW), "NEW");
    check(&moved(&[(2023, "62"), (2024, "-")], &NOW), "NEW");
}

#[test]
fn what_was_known_otherwise_is_restated() {
    let inputs = moved(&[(2023, "62"), (2024, "64.8")], &NOW);
    check(&inputs, "RESTATED");
    assert_eq!(
        sentence(&only(&inputs), "RESTATED"),
        "2024/25 was 64.8 at the previous paper deadline and is 65.0 now."
    );
    assert_eq!(codes(&only(&inputs)), ["NOT_RANKED", "RESTATED"], "the current period is no part of the history");
    let withdrawn = moved(&NOW, &[(2023, "62"), (2024, "x")]);
    check(&withdrawn, "RESTATED");
    assert!(sentence(&only(&withdrawn), "RESTATED").contains("was 65 at"), "a value was taken back");
}

#[test]
fn what_did_not_change_is_unchanged_until_a_release_is_late() {
    let mut inputs = moved(&NOW, &NOW);
    check(&inputs, "UNCHANGED");
    let expect = |inputs: &mut Inputs, on: &str| {
        inputs.indicators.get_mut("ATT-05").unwrap().next_expected = Some(day(on));
    };
    expect(&mut inputs, "2025-12-01");
    check(&inputs, "UNCHANGED");
    assert_eq!(only(&inputs).next_expected, Some(day("2025-12-01")));
    expect(&mut inputs, "2025-11-30");
    check(&inputs, "OVERDUE");
    assert!(sentence(&only(&inputs), "OVERDUE").contains("2025-11-30"));
    // The release in hand is of 17 September 2025: it is the one that was expected.
    expect(&mut inputs, "2025-09-17");
    check(&inputs, "UNCHANGED");
    assert_eq!(only(&inputs).next_expected, None);
}

#[test]
fn a_discontinued_series_is_not_overdue_but_its_last_release_is_new() {
    let end = |mut inputs: Inputs| {
        let entry = inputs.indicators.get_mut("ATT-05").unwrap();
        entry.indicator.discontinued = Some("No baseline for these cohorts.".into());
        entry.next_expected = Some(day("2025-11-01"));
        inputs
    };
    let still = end(moved(&NOW, &NOW));
    check(&still, "DISCONTINUED");
    assert_eq!(sentence(&only(&still), "DISCONTINUED"), "No further release will come: No baseline for these cohorts.");
    let last = end(moved(&[(2023, "62")], &NOW));
    check(&last, "NEW");
    assert!(codes(&only(&last)).contains(&"DISCONTINUED"));
}

#[test]
fn a_withheld_value_is_suppressed_whatever_happened() {
    check(&moved(&[], &[(2023, "62"), (2024, "c")]), "SUPPRESSED");
    check(&moved(&NOW, &[(2023, "62"), (2024, "c")]), "SUPPRESSED");
    check(&moved(&NOW, &[(2023, "62"), (2024, "-")]), "SUPPRESSED");
}

#[test]
fn a_dash_is_suppression_only_where_others_have_values() {
    let mut known = Series { own_before: Vec::new(), ..series(&[(2024, "-")]) };
    known.authorities = authorities("-", &["-", "-"]);
    check(&published(indicator(Polarity::High, Unit::Percent), known), "NEW");
}

#[test]
fn nothing_to_show_is_not_yet_measurable() {
    let unsupplied =
        inputs(indicator(Polarity::High, Unit::Percent), Supply::Unsupplied("Visits are not kept.".into()));
    let line = only(&unsupplied);
    assert_eq!(line.state, "NOT_YET_MEASURABLE");
    assert_eq!(line.value.missing_reason.as_deref(), Some("NOT_COLLECTED"));
    assert_eq!(sentence(&line, "UNSUPPLIED"), "Nothing supplies this yet: Visits are not kept.");

    let empty = published(indicator(Polarity::High, Unit::Percent), Series::default());
    let line = only(&empty);
    assert_eq!((line.state.as_str(), codes(&line)), ("NOT_YET_MEASURABLE", vec!["NO_SERIES"]));
    assert_eq!(line.value.missing_reason.as_deref(), Some("NOT_YET_PUBLISHED"));
    assert_eq!((line.period, line.rank, line.england), (None, None, None));

    let mut other_group = moved(&NOW, &NOW);
    other_group.strategy.priorities[0].commitments[0].uses[0].breakdown = "sex:girls".into();
    check(&other_group, "NOT_YET_MEASURABLE");
}

#[test]
fn a_count_is_new_every_time_and_has_no_benchmarks() {
    let counted = |token| {
        let note = "Open schools on 1 December 2025.".to_owned();
        let supply = Supply::Counted { period: year(2025), measure: measure(token), note };
        only(&inputs(indicator(Polarity::High, Unit::Percent), supply))
    };
    let line = counted("98.2");
    assert_eq!((line.state.as_str(), codes(&line)), ("NEW", vec!["COUNTED"]));
    assert_eq!((line.release.clone(), line.england.clone(), line.rank.clone()), (None, None, None));
    assert_eq!(line.direction.reason, "NO_PREVIOUS");
    assert_eq!(counted("x").state, "NOT_YET_MEASURABLE");
}

#[test]
fn an_indicator_that_nobody_knows_makes_a_line_that_says_so() {
    let mut inputs = moved(&NOW, &NOW);
    inputs.strategy.priorities[0].commitments[0].uses[0].indicator = "XYZ-01".into();
    let line = only(&inputs);
    assert_eq!((line.state.as_str(), codes(&line)), ("NOT_YET_MEASURABLE", vec!["UNKNOWN_INDICATOR"]));
    assert_eq!((line.rag.rating.as_str(), line.direction.verdict.as_str()), ("NONE", "NOT_ASSESSABLE"));
}

//! How one row of the ledger came to be what it is.

use crate::indicator::{Definition, Indicator};
use crate::measure::Measure;
use crate::outcome::SupersedeCause;
use crate::period::Period;
use crate::rules::Range;
use crate::scorecard::ReleaseRef;

/// An outcome that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct OutcomeCase<'a> {
    /// The indicator.
    pub indicator: &'a Indicator,
    /// The period.
    pub period: Period,
    /// The publisher's own token.
    pub raw: &'a str,
    /// How it was read.
    pub measure: Measure,
    /// Why the row stands where another may have stood.
    pub cause: SupersedeCause,
    /// The release it stands in.
    pub release: &'a ReleaseRef,
    /// What it took the place of, with its release.
    pub before: Option<(Measure, &'a ReleaseRef)>,
}

/// How one row of the ledger came to be what it is, in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeExplanation {
    /// How the publisher's token was read.
    pub reading: String,
    /// What it took the place of, and why; or that it is the first of its kind.
    pub history: String,
    /// The definition that the period falls under; `None` where the catalogue has none.
    pub definition: Option<Definition>,
    /// Which figures are possible.
    pub range: Range,
    /// Whether the figure is; `None` where there is no figure.
    pub possible: Option<bool>,
    /// What that means.
    pub range_check: String,
    /// How it is rounded to be shown.
    pub rounding: String,
}

/// Explains an outcome.
pub fn explain_outcome(case: &OutcomeCase<'_>) -> OutcomeExplanation {
    let range = Range::of(case.indicator);
    let possible = case.measure.figure().map(|figure| range.contains(figure));
    OutcomeExplanation {
        reading: reading(case),
        history: history(case),
        definition: definition(case.indicator, case.period).cloned(),
        range,
        possible,
        range_check: range_check(range, possible),
        rounding: rounding(case),
    }
}

/// The definition that a period falls under: the latest that begins with it or before it.
fn definition(indicator: &Indicator, period: Period) -> Option<&Definition> {
    indicator.definitions.iter().rev().find(|definition| definition.first.is_none_or(|first| first <= period))
}

fn reading(case: &OutcomeCase<'_>) -> String {
    let raw = case.raw.trim();
    match case.measure {
        _ if case.cause == SupersedeCause::Withdrawal => {
            "It stands in no row: the release no longer has the figure that an earlier one had.".to_owned()
        }
        Measure::Value(figure, status) if figure.to_string() == raw => {
            format!("'{raw}' is read as the number {figure}, {}.", status.words())
        }
        Measure::Value(figure, status) => format!(
            "'{raw}' is read as the number {figure}, {}: signs of currency and percent are left out, and digits after the \
             sixth decimal are rounded.",
            status.words()
        ),
        Measure::Missing(reason) if raw.is_empty() => format!("The cell is empty: {}.", reason.words()),
        Measure::Missing(reason) => format!("'{raw}' is the publisher's symbol for: {}.", reason.words()),
    }
}

fn history(case: &OutcomeCase<'_>) -> String {
    let name = |release: &ReleaseRef| format!("'{}' of {}", release.title, release.published_on);
    let say = |measure: Measure| match measure {
        Measure::Value(figure, _) => figure.to_string(),
        Measure::Missing(reason) => format!("without a value ({})", reason.words()),
    };
    match case.before {
        None => format!("The first figure of its kind, {} by {}.", case.cause.words(), name(case.release)),
        Some((before, release)) => format!(
            "It took the place of {} from {}: {}, {}.",
            say(before),
            name(release),
            case.cause.words(),
            name(case.release)
        ),
    }
}

fn range_check(range: Range, possible: Option<bool>) -> String {
    let limits = match (range.low, range.high) {
        (Some(low), Some(high)) => format!("{low} to {high} is possible"),
        (Some(low), None) => format!("{low} and more is possible"),
        (None, Some(high)) => format!("{high} and less is possible"),
        (None, None) => "every figure is possible".to_owned(),
    };
    match possible {
        None => format!("There is no figure to check; {limits}."),
        Some(true) => format!("Within what the indicator allows: {limits}."),
        Some(false) => {
            format!("Outside of what the indicator allows ({limits}): shown as published, it decides nothing.")
        }
    }
}

fn rounding(case: &OutcomeCase<'_>) -> String {
    let places = case.indicator.decimals;
    match case.measure {
        Measure::Value(figure, _) => format!(
            "{figure} is shown as {} at {places} decimals, halves away from zero; everything is computed with {figure}.",
            figure.display(places)
        ),
        Measure::Missing(_) => "There is no figure to round.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::{Polarity, Unit};
    use crate::measure::DataStatus;
    use crate::scorecard::fixtures;

    fn explain(raw: &str, cause: SupersedeCause, before: Option<&str>) -> OutcomeExplanation {
        let indicator = Indicator { decimals: 1, ..fixtures::indicator(Polarity::High, Unit::Percent) };
        let points = fixtures::points(&[(2023, "0"), (2024, "0")]);
        let measure = crate::outcome::read_cell(raw, DataStatus::Published).unwrap();
        explain_outcome(&OutcomeCase {
            indicator: &indicator,
            period: fixtures::year(2024),
            raw,
            measure,
            cause,
            release: &points[1].release,
            before: before.map(|token| (fixtures::measure(token), &points[0].release)),
        })
    }

    #[test]
    fn the_publishers_token_is_told_as_it_was_read() {
        let check = |raw, expected: &str| assert_eq!(explain(raw, SupersedeCause::New, None).reading, expected);
        check("45.3", "'45.3' is read as the number 45.3, published.");
        check(
            "33.299999999999997",
            "'33.299999999999997' is read as the number 33.3, published: signs of currency and percent are left out, and \
             digits after the sixth decimal are rounded.",
        );
        check("c", "'c' is the publisher's symbol for: suppressed by the publisher.");
        check("", "The cell is empty: not available.");
    }

    #[test]
    fn what_it_took_the_place_of_is_named() {
        assert_eq!(
            explain("45.3", SupersedeCause::Release, Some("44.8")).history,
            "It took the place of 44.8 from 'Edition of 2024' of 2024-09-17: restated by a later release, 'Edition of 2025' of \
             2025-09-17."
        );
    }

    #[test]
    fn the_range_and_the_rounding_are_told() {
        let found = explain("100.21", SupersedeCause::New, None);
        assert_eq!(found.possible, Some(false));
        assert!(found.range_check.starts_with("Outside"), "{}", found.range_check);
        assert!(found.rounding.contains("100.21 is shown as 100.2 at 1 decimals"), "{}", found.rounding);
        assert_eq!(explain("c", SupersedeCause::New, None).possible, None);
    }
}

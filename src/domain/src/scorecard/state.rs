//! The state of a line: what happened to it since the previous paper deadline, or why nothing could.

use chrono::NaiveDate;

use crate::measure::{Measure, MissingReason, coded};

use super::view::{Reading, View, find};
use super::{IndicatorInputs, Supply};

/// The state of a line.
///
/// The first that applies, in this order: whether there is anything to show at all (`NOT_YET_MEASURABLE`), whether it may be
/// shown (`SUPPRESSED`), what this term brought (`NEW`, `RESTATED`), and only then what is still to come (`DISCONTINUED`,
/// `OVERDUE`, `UNCHANGED`). A last release of a discontinued series is therefore new in the term it arrives in, and a series
/// that will never be updated is not overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineState {
    /// The current period was not known at the previous paper deadline, or had no value then and has one now.
    New,
    /// The current period's value is not the one that was known then.
    Restated,
    /// Nothing changed, and nothing is late.
    Unchanged,
    /// Nothing changed, and the next release should have come.
    Overdue,
    /// Nothing changed, and no release will come.
    Discontinued,
    /// Nothing supplies it, or nothing was ever published.
    NotYetMeasurable,
    /// The current value is withheld: by the publisher, here, or (reason unstated) while other authorities have theirs.
    Suppressed,
}

coded!(LineState {
    New = 1, "NEW", "new this term";
    Restated = 2, "RESTATED", "restated";
    Unchanged = 3, "UNCHANGED", "unchanged";
    Overdue = 4, "OVERDUE", "overdue";
    Discontinued = 5, "DISCONTINUED", "discontinued";
    NotYetMeasurable = 6, "NOT_YET_MEASURABLE", "not yet measurable";
    Suppressed = 7, "SUPPRESSED", "suppressed";
});

/// Decides the state of a line of `authority`.
pub(super) fn state(entry: &IndicatorInputs, view: &View, authority: u16, as_known_at: NaiveDate) -> LineState {
    let Some(current) = view.current() else {
        return LineState::NotYetMeasurable;
    };
    if is_suppressed(current.1, view, authority) {
        return LineState::Suppressed;
    }
    if matches!(entry.supply, Supply::Counted { .. }) {
        // Counted afresh for every scorecard: there is no earlier release that it could be unchanged from.
        return if current.1.figure().is_some() { LineState::New } else { LineState::NotYetMeasurable };
    }
    match change(current, view) {
        Some(changed) => changed,
        None if entry.indicator.discontinued.is_some() => LineState::Discontinued,
        None if outstanding(entry, view).is_some_and(|expected| expected < as_known_at) => LineState::Overdue,
        None => LineState::Unchanged,
    }
}

/// The day on which the next release is expected; `None` where the publisher names none, or the release in hand was
/// published on that day or later, so that it is the expected one.
pub(super) fn outstanding(entry: &IndicatorInputs, view: &View) -> Option<NaiveDate> {
    let has_come =
        |expected: &NaiveDate| view.release.as_ref().is_some_and(|release| release.published_on >= *expected);
    entry.next_expected.filter(|expected| !has_come(expected))
}

fn is_suppressed(current: Measure, view: &View, authority: u16) -> bool {
    let others_have_values =
        || view.authorities.iter().any(|(number, measure)| *number != authority && measure.figure().is_some());
    match current {
        Measure::Missing(MissingReason::Confidential | MissingReason::SuppressedHere) => true,
        Measure::Missing(MissingReason::Unstated) => others_have_values(),
        _ => false,
    }
}

/// What the term brought for the current period: it is compared by its figure alone, so that a provisional figure confirmed
/// as final is unchanged.
fn change(current: Reading, view: &View) -> Option<LineState> {
    let (period, measure) = current;
    match (find(&view.own_before, period).map(Measure::figure), measure.figure()) {
        (None, _) | (Some(None), Some(_)) => Some(LineState::New),
        (Some(before), now) if before != now => Some(LineState::Restated),
        _ => None,
    }
}

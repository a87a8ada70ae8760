//! An outcome on its way from a publisher's file into the ledger.

use std::sync::Arc;

use crate::figure::Figure;
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::period::Period;
use crate::place::PlaceKey;

/// Which series a row belongs to: an indicator for a pupil group.
///
/// `breakdown` is `total`, or `dimension:member` pairs joined by `+` in alphabetical order
/// (`disadvantage:disadvantaged`, `phase:primary+sex:girls`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeriesKey {
    /// The code of the indicator.
    pub indicator: String,
    /// The pupil group.
    pub breakdown: String,
}

/// The breakdown of everybody.
pub const TOTAL: &str = "total";

/// One figure of a publisher's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutcomeRow {
    /// The line of the file it stands in; the header is line 1.
    pub line: u32,
    /// The series. A reader makes each key once and hands out the same pointer, so that a row costs no allocation for it.
    pub series: Arc<SeriesKey>,
    /// The place.
    pub place: PlaceKey,
    /// The period.
    pub period: Period,
    /// The number or the reason.
    pub measure: Measure,
    /// How final the file says it is; also kept where there is no number.
    pub status: DataStatus,
    /// The publisher's own token.
    pub raw: String,
    /// The numerator, where the file has it.
    pub numerator: Option<Figure>,
    /// The denominator, where the file has it.
    pub denominator: Option<Figure>,
    /// The ends of the interval that the publisher gives with the figure, the lower first.
    pub interval: Option<(Figure, Figure)>,
}

/// Why a later row of the ledger stands in the place of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupersedeCause {
    /// The first row of its key.
    New,
    /// A later release says otherwise.
    Release,
    /// A later release no longer has the row.
    Withdrawal,
}

crate::measure::coded!(SupersedeCause {
    New = 1, "NEW", "first published";
    Release = 2, "RELEASE", "restated by a later release";
    Withdrawal = 3, "WITHDRAWAL", "withdrawn by a later release";
});

/// Reads a cell: a number with its standing, or a symbol of the publisher. `None` when it is neither.
pub fn read_cell(token: &str, status: DataStatus) -> Option<Measure> {
    match Figure::parse(token) {
        Ok(figure) => Some(Measure::Value(figure, status)),
        Err(_) => MissingReason::from_symbol(token).map(Measure::Missing),
    }
}

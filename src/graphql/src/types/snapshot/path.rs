//! The path of a line by year, and where it is counted from.

use async_graphql::SimpleObject;
use sextant_domain::progress::{self as published, BaselineKind};

use super::change::ProgressChange;
use super::year;
use crate::enums;
use crate::scalars::{AcademicYear, Date, Decimal};
use crate::types::line::{LineRelease, NeighbourMean};
use crate::types::{Measure, Period};

/// The figure that progress is counted from.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressBaseline {
    /// The period.
    period: Option<Period>,
    /// The figure that counts, in the unit of the indicator: as approved, or as known on the snapshot's day where nobody approved one.
    value: Decimal,
    /// The same as a person reads it.
    display: String,
    /// How it was chosen.
    kind: Option<enums::BaselineKind>,
    /// What the period's figure is now, where that is something else than was approved. It moves neither the baseline nor an
    /// approved target.
    restated_to: Option<Decimal>,
    /// The day of approval; null where nobody approved it.
    approved_on: Option<Date>,
    /// Who approved it; empty where nobody did.
    approved_by: String,
    /// Why it was chosen.
    why: String,
}

/// One year of a line's path.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressPoint {
    /// The academic year it is told with.
    academic_year: Option<AcademicYear>,
    /// Whether the year belongs to the strategy's window.
    in_window: bool,
    /// The period of the figure.
    period: Option<Period>,
    /// The council's own figure, or the reason why there is none.
    value: Measure,
    /// For a gap: the council's own by the other definition; the two can disagree on the direction.
    by_other_definition: Option<Decimal>,
    /// Why there is no figure, in a sentence; empty where there is one.
    why_missing: String,
    /// The release it stands in; null where there is none.
    release: Option<LineRelease>,
    /// Points of the same segment may be joined by a line; null where there is no figure. No line crosses a missing year or
    /// a break across which nothing is compared.
    segment: Option<String>,
    /// Whether the figure may be compared with the baseline.
    comparable_with_baseline: bool,
    /// England's figure; null where none is published.
    england: Option<Measure>,
    /// The mean of the statistical neighbours under the list in force on the snapshot's day.
    neighbours: Option<NeighbourMean>,
    /// What the trajectory, or a target of exactly this period, asks for; null where nothing does.
    expected: Option<Decimal>,
    /// How far the figure is beyond (+) or short of (-) what is asked for, signed by polarity.
    distance: Option<Decimal>,
    /// The change from the year right before, or why there is none.
    change: ProgressChange,
}

impl From<published::BaselineText> for ProgressBaseline {
    fn from(it: published::BaselineText) -> Self {
        Self {
            period: Period::published(&it.period),
            value: Decimal(it.value),
            display: it.display,
            kind: BaselineKind::from_code(&it.kind).map(Into::into),
            restated_to: it.restated_to.map(Decimal),
            approved_on: it.approved_on.map(Date),
            approved_by: it.approved_by,
            why: it.why,
        }
    }
}

impl From<published::PathPoint> for ProgressPoint {
    fn from(it: published::PathPoint) -> Self {
        Self {
            academic_year: year(&it.year),
            in_window: it.in_window,
            period: Period::published(&it.period),
            value: Measure::published(&it.value),
            by_other_definition: it.by_other_definition.map(Decimal),
            why_missing: it.why_missing,
            release: it.release.map(Into::into),
            segment: it.segment,
            comparable_with_baseline: it.comparable_with_baseline,
            england: it.england.as_ref().map(Measure::published),
            neighbours: it.neighbours.map(Into::into),
            expected: it.expected.map(Decimal),
            distance: it.distance.map(Decimal),
            change: it.change.into(),
        }
    }
}

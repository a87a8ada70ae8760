//! The school landscape over the years, as published.

use async_graphql::SimpleObject;
use sextant_domain::landscape::{LandscapeBasis, LandscapeReason};
use sextant_domain::{Unit, progress as published};

use crate::enums;
use crate::scalars::{Date, Decimal};

/// One count of the school landscape over the years. A series stands alone: none continues another.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapeSeries {
    /// What is counted; null for a count that this version does not know.
    code: Option<enums::LandscapeMeasure>,
    /// What is counted, in words.
    name: String,
    /// The unit.
    unit: Option<enums::Unit>,
    /// The commitments that it measures, in order.
    commitment_codes: Vec<String>,
    /// The days, the oldest first.
    #[graphql(complexity = "4 * child_complexity")]
    points: Vec<LandscapeSeriesPoint>,
}

/// A count of the school landscape on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapeSeriesPoint {
    /// The day.
    day: Date,
    /// The figure; null where there is none, and then `missingReason` and `message` say why.
    value: Option<Decimal>,
    /// What the count rests on; null where there is no figure.
    basis: Option<enums::LandscapeBasis>,
    /// Why there is no figure; null where there is one.
    missing_reason: Option<enums::LandscapeReason>,
    /// What was counted, or why nothing could be.
    message: String,
}

impl From<published::LandscapeSeries> for LandscapeSeries {
    fn from(it: published::LandscapeSeries) -> Self {
        Self {
            code: published::LandscapeMeasure::from_code(&it.code).map(Into::into),
            name: it.name,
            unit: Unit::from_code(&it.unit).map(Into::into),
            commitment_codes: it.commitments,
            points: it.points.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<published::LandscapeEntry> for LandscapeSeriesPoint {
    fn from(it: published::LandscapeEntry) -> Self {
        // One code says how a figure is known, or why there is none.
        let (known, missing) = match it.value {
            Some(_) => (LandscapeBasis::from_code(&it.basis), None),
            None => (None, LandscapeReason::from_code(&it.basis)),
        };
        Self {
            day: Date(it.day),
            value: it.value.map(Decimal),
            basis: known.map(Into::into),
            missing_reason: missing.map(Into::into),
            message: it.message,
        }
    }
}

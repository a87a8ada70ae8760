//! The school landscape over the years, as published.

use async_graphql::SimpleObject;
use sextant_domain::{Unit, progress as published};

use crate::enums;
use crate::scalars::{Date, Decimal};

/// One count of the school landscape over the years. A series stands alone: none continues another.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapeSeries {
    /// What is counted.
    code: String,
    /// What is counted, in words.
    name: String,
    /// The unit.
    unit: Option<enums::Unit>,
    /// The commitments that it measures, in order.
    commitment_codes: Vec<String>,
    /// The days, the oldest first.
    #[graphql(complexity = "4 * child_complexity")]
    points: Vec<LandscapePoint>,
}

/// A count of the school landscape on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapePoint {
    /// The day.
    day: Date,
    /// The figure; null where there is none, and then `basis` and `message` say why.
    value: Option<Decimal>,
    /// How it is known, or the reason why there is none.
    basis: String,
    /// What was counted, or why nothing could be.
    message: String,
}

impl From<published::LandscapeSeries> for LandscapeSeries {
    fn from(it: published::LandscapeSeries) -> Self {
        Self {
            code: it.code,
            name: it.name,
            unit: Unit::from_code(&it.unit).map(Into::into),
            commitment_codes: it.commitments,
            points: it.points.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<published::LandscapeEntry> for LandscapePoint {
    fn from(it: published::LandscapeEntry) -> Self {
        Self { day: Date(it.day), value: it.value.map(Decimal), basis: it.basis, message: it.message }
    }
}

//! What a progress snapshot is compiled from: everything it may know, loaded beforehand.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::academic::AcademicYear;
use crate::landscape::LandscapePoint;
use crate::scorecard::{IndicatorInputs, NeighbourEdition};
use crate::strategy::Strategy;

/// Everything that one snapshot may know.
#[derive(Clone, Debug)]
pub struct ProgressInputs {
    /// The strategy.
    pub strategy: Strategy,
    /// Which version of its file.
    pub strategy_version: i64,
    /// The academic year that the snapshot belongs to.
    pub year: AcademicYear,
    /// The day whose knowledge is shown.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    pub knowledge: i64,
    /// The indicators that the strategy uses or tests, by code; their series with the neighbours' and the ranked fields.
    pub indicators: BTreeMap<String, IndicatorInputs>,
    /// The neighbour lists known on the day, oldest first; the last one in force is the current one.
    pub neighbour_lists: Vec<NeighbourEdition>,
    /// The names of the authorities, by DfE number.
    pub names: BTreeMap<u16, String>,
    /// The authorities of the same region, by DfE number.
    pub region: Vec<u16>,
    /// The school landscape on the days that are shown, oldest first.
    pub landscape: Vec<LandscapePoint>,
}

impl ProgressInputs {
    /// The neighbours' list in force on the day.
    pub(super) fn neighbours(&self) -> Option<&NeighbourEdition> {
        self.neighbour_lists.iter().rev().find(|list| list.from <= self.as_known_at)
    }
}

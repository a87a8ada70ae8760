//! How the figures of a scorecard's line are made.

use std::collections::BTreeMap;

use crate::explain::{Made, Maker};
use crate::period::Period;
use crate::rules::GapDefinition;
use crate::scorecard::Series;
use crate::scorecard::line::Draft;
use crate::scorecard::view::find;

impl Draft<'_> {
    fn maker(&self) -> Maker<'_> {
        Maker { entry: self.entry, breakdown: &self.usage.breakdown }
    }

    /// The council's own figure of a period.
    pub(super) fn made_own(&self, period: Period) -> Option<Made> {
        self.maker().own(period)
    }

    /// The council's own gap of a period by a definition.
    pub(super) fn made_own_by(&self, definition: GapDefinition, period: Period) -> Option<Made> {
        self.maker().own_by(definition, period)
    }

    /// The region's figure of a period, where it has such a row.
    pub(super) fn made_region(&self, period: Period) -> Option<Made> {
        find(&self.view.region, period)?;
        self.maker().region(period)
    }

    /// England's figure of a period, where it has such a row: its own gap by either definition.
    pub(super) fn made_england(&self, period: Period) -> Option<Made> {
        find(&self.view.england, period)?;
        self.maker().england(period)
    }

    /// Every authority's figure of the line's period, an impossible one withheld.
    pub(super) fn made_authorities(&self) -> BTreeMap<u16, Made> {
        let numbers = self.view.authorities.keys().copied();
        numbers.filter_map(|number| Some((number, self.made_authority(number)?))).collect()
    }

    fn made_authority(&self, number: u16) -> Option<Made> {
        let period = self.current.map(|(period, _)| period);
        self.maker().authority(|series| series.authorities.get(&number).copied(), period)
    }

    /// The published series of the line.
    pub(super) fn published(&self) -> Option<&Series> {
        self.maker().published()
    }
}

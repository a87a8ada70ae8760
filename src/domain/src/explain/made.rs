//! How one figure of a line is made: as published, or as the difference of two arms.

use crate::figure::Figure;
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{GapDefinition, Range, difference};
use crate::scorecard::gap_view::unit_of_arms;
use crate::scorecard::view::{at, england, find, readings, region};
use crate::scorecard::{IndicatorInputs, Point, Series, Supply};

use super::minus;

/// How a figure is made.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Made {
    /// It is published, or counted, as it is.
    AsIs(Measure),
    /// It is a gap; impossible arms are withheld.
    Gap { others: Measure, group: Measure },
}

impl Made {
    pub(crate) fn measure(self) -> Measure {
        match self {
            Self::AsIs(measure) => measure,
            Self::Gap { others, group } => difference(others, group),
        }
    }

    /// The group's and the others' figure of a gap, where it has both.
    pub(crate) fn arms(self) -> Option<(Figure, Figure)> {
        match self {
            Self::Gap { others, group } => Some((group.figure()?, others.figure()?)),
            Self::AsIs(_) => None,
        }
    }

    /// The calculation, or why there is none.
    pub(crate) fn arithmetic(self) -> String {
        match (self, self.measure()) {
            (Self::Gap { others, group }, Measure::Value(result, _)) => match (others.figure(), group.figure()) {
                (Some(others), Some(group)) => minus(others, group, result),
                _ => result.to_string(),
            },
            (Self::Gap { others, group }, Measure::Missing(_)) => {
                format!("others {} − group {}: there is no difference", exactly(others), exactly(group))
            }
            (Self::AsIs(_), measure) => exactly(measure),
        }
    }
}

/// A measure unrounded, or its reason in words.
pub(crate) fn exactly(measure: Measure) -> String {
    match measure {
        Measure::Value(figure, _) => figure.to_string(),
        Measure::Missing(reason) => format!("({})", reason.words()),
    }
}

/// Makes the figures of a line from what supplies it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Maker<'a> {
    pub(crate) entry: &'a IndicatorInputs,
    pub(crate) breakdown: &'a str,
}

impl<'a> Maker<'a> {
    /// The council's own figure of a period.
    pub(crate) fn own(self, period: Period) -> Option<Made> {
        match &self.entry.supply {
            Supply::Gap { definition, .. } => self.own_by(*definition, period),
            Supply::Counted { period: counted, measure, .. } => (*counted == period).then_some(Made::AsIs(*measure)),
            _ => find(&readings(&self.published()?.own), period).map(Made::AsIs),
        }
    }

    /// The council's own gap of a period by a definition.
    pub(crate) fn own_by(self, definition: GapDefinition, period: Period) -> Option<Made> {
        self.gap_by(definition, |series| measure_of(&series.own, period), period)
    }

    /// The region's figure of a period, where it has such a row.
    pub(crate) fn region(self, period: Period) -> Option<Made> {
        match &self.entry.supply {
            Supply::Gap { definition, .. } => self.gap_by(*definition, |series| at(&region(series), period), period),
            _ => find(&region(self.published()?), period).map(Made::AsIs),
        }
    }

    /// England's figure of a period, where it has such a row: its own gap by either definition.
    pub(crate) fn england(self, period: Period) -> Option<Made> {
        let Supply::Gap { group, others, .. } = &self.entry.supply else {
            return find(&england(self.published()?, self.entry.indicator.unit).0, period).map(Made::AsIs);
        };
        let (unit, range) = self.arms();
        let of = |series| range.screen(at(&england(series, unit).0, period));
        Some(Made::Gap { others: of(others), group: of(group) })
    }

    /// An authority's figure, an impossible one withheld; `of` finds it in a series. A gap is that of the period, and none
    /// without.
    pub(crate) fn authority(self, of: impl Fn(&Series) -> Option<Measure>, period: Option<Period>) -> Option<Made> {
        let of = |series: &Series| of(series).unwrap_or(Measure::Missing(MissingReason::NotAvailable));
        match &self.entry.supply {
            Supply::Gap { definition, .. } => self.gap_by(*definition, of, period?),
            _ => Some(Made::AsIs(Range::of(&self.entry.indicator).screen(of(self.published()?)))),
        }
    }

    fn gap_by(self, definition: GapDefinition, of: impl Fn(&Series) -> Measure, period: Period) -> Option<Made> {
        let Supply::Gap { group, others, .. } = &self.entry.supply else { return None };
        let (unit, range) = self.arms();
        let national = at(&england(others, unit).0, period);
        let others = definition.others(of(others), national);
        Some(Made::Gap { others: range.screen(others), group: range.screen(of(group)) })
    }

    /// The unit of a gap's arms, and what is possible for them.
    fn arms(self) -> (crate::Unit, Range) {
        let unit = unit_of_arms(self.entry.indicator.unit);
        (unit, Range::of_unit(unit))
    }

    /// The published series of the line.
    pub(crate) fn published(self) -> Option<&'a Series> {
        match &self.entry.supply {
            Supply::Published(by_group) => by_group.get(self.breakdown),
            _ => None,
        }
    }
}

fn measure_of(points: &[Point], period: Period) -> Measure {
    at(&readings(points), period)
}

//! One view of every kind of supply: what the rest of the compile looks at.

use std::collections::BTreeMap;

use crate::indicator::{Indicator, Unit};
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{GapDefinition, Range, is_sum_of_rates};

use super::gap_view::gap_view;
use super::{Point, ReleaseRef, Series, Supply};

/// A period with its measure.
pub(super) type Reading = (Period, Measure);

/// The series of a line, however they come about; every list oldest first.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    /// The council's own series; its last period is the current one.
    pub(super) own: Vec<Reading>,
    /// The same as known at the previous paper deadline.
    pub(super) own_before: Vec<Reading>,
    /// England's, an impossible sum of rates withheld.
    pub(super) england: Vec<Reading>,
    /// The region's.
    pub(super) region: Vec<Reading>,
    /// Every authority's measure for the current period, impossible figures withheld.
    pub(super) authorities: BTreeMap<u16, Measure>,
    /// The release the current value stands in.
    pub(super) release: Option<ReleaseRef>,
    /// What only a gap has.
    pub(super) gap: Option<GapView>,
    /// England's figure of the current period was withheld as a sum of rates.
    pub(super) england_impossible: bool,
}

/// What only a gap has, for the current period.
#[derive(Clone, Debug)]
pub(super) struct GapView {
    pub(super) definition: GapDefinition,
    /// The group.
    pub(super) group: Measure,
    /// The others it is held against, by the definition.
    pub(super) others: Measure,
    /// The council's gap by the other definition.
    pub(super) alternative: Vec<Reading>,
}

impl View {
    /// The view of an indicator's supply for a pupil group. Empty where nothing supplies it.
    pub(super) fn of(indicator: &Indicator, supply: &Supply, breakdown: &str) -> Self {
        match supply {
            Supply::Published(by_group) => {
                by_group.get(breakdown).map(|series| Self::published(indicator, series)).unwrap_or_default()
            }
            Supply::Gap { definition, group, others } => gap_view(indicator, *definition, group, others),
            Supply::Counted { period, measure, .. } => Self { own: vec![(*period, *measure)], ..Self::default() },
            Supply::Unsupplied(_) => Self::default(),
        }
    }

    fn published(indicator: &Indicator, series: &Series) -> Self {
        let range = Range::of(indicator);
        let (england, england_impossible) = england(series, indicator.unit);
        Self {
            own: readings(&series.own),
            own_before: readings(&series.own_before),
            england,
            region: readings(&series.region),
            authorities: series.authorities.iter().map(|(number, measure)| (*number, range.screen(*measure))).collect(),
            release: series.own.last().map(|point| point.release.clone()),
            gap: None,
            england_impossible,
        }
    }

    /// The current period with the council's measure.
    pub(super) fn current(&self) -> Option<Reading> {
        self.own.last().copied()
    }
}

/// The periods and measures of points.
pub(super) fn readings(points: &[Point]) -> Vec<Reading> {
    points.iter().map(|point| (point.period, point.measure)).collect()
}

/// The measure of a period; not available where the series has no such row.
pub(super) fn at(series: &[Reading], period: Period) -> Measure {
    find(series, period).unwrap_or(Measure::Missing(MissingReason::NotAvailable))
}

/// The measure of a period, where the series has such a row.
pub(super) fn find(series: &[Reading], period: Period) -> Option<Measure> {
    series.iter().find(|(at, _)| *at == period).map(|(_, measure)| *measure)
}

/// England's series, with the figure of the council's latest period withheld where it is the sum of the regions' rates, and
/// whether it was.
pub(super) fn england(series: &Series, unit: Unit) -> (Vec<Reading>, bool) {
    let latest = series.own.last().map(|point| point.period);
    let mut england = readings(&series.england);
    let mut withheld = false;
    for (_, measure) in england.iter_mut().filter(|(period, _)| Some(*period) == latest) {
        if measure.figure().is_some_and(|figure| is_sum_of_rates(unit, figure, &series.regions)) {
            *measure = Measure::Missing(MissingReason::Quality);
            withheld = true;
        }
    }
    (england, withheld)
}

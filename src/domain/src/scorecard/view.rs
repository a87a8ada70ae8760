//! One view of every kind of supply: what the rest of the compile looks at.

use std::collections::BTreeMap;

use crate::indicator::{Indicator, Unit};
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{GapDefinition, IntegrityCheck, Range, is_sum_of_rates};

use super::findings::{blocking, withhold};
use super::gap_view::gap_view;
use super::{FindingPlace, Point, ReleaseRef, Series, StandingFinding, Supply};

/// A period with its measure.
pub(crate) type Reading = (Period, Measure);

/// The series of a line, however they come about; every list oldest first.
#[derive(Clone, Debug, Default)]
pub(crate) struct View {
    /// The council's own series; its last period is the current one.
    pub(crate) own: Vec<Reading>,
    /// The same as known at the previous paper deadline.
    pub(crate) own_before: Vec<Reading>,
    /// England's, an impossible sum of rates withheld.
    pub(crate) england: Vec<Reading>,
    /// The region's.
    pub(crate) region: Vec<Reading>,
    /// Every authority's measure for the current period, impossible figures withheld.
    pub(crate) authorities: BTreeMap<u16, Measure>,
    /// The release the current value stands in.
    pub(crate) release: Option<ReleaseRef>,
    /// What only a gap has.
    pub(crate) gap: Option<GapView>,
    /// England's figure of the current period was withheld as a sum of rates.
    pub(crate) england_impossible: bool,
    /// What checks on load found.
    pub(crate) findings: Vec<StandingFinding>,
    /// For a progress snapshot: each neighbour's series, impossible figures withheld.
    pub(crate) neighbours: BTreeMap<u16, Vec<Reading>>,
    /// For a progress snapshot: every authority's measure for the periods that are ranked, impossible figures withheld.
    pub(crate) fields: BTreeMap<Period, BTreeMap<u16, Measure>>,
}

/// What only a gap has, for the current period.
#[derive(Clone, Debug)]
pub(crate) struct GapView {
    pub(crate) definition: GapDefinition,
    /// The group.
    pub(crate) group: Measure,
    /// The others it is held against, by the definition.
    pub(crate) others: Measure,
    /// The council's gap by the other definition.
    pub(crate) alternative: Vec<Reading>,
}

impl View {
    /// The view of an indicator's supply for a pupil group. Empty where nothing supplies it.
    pub(crate) fn of(indicator: &Indicator, supply: &Supply, breakdown: &str) -> Self {
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
            region: region(series),
            authorities: screened(range, &series.authorities),
            neighbours: series.neighbours.iter().map(|(number, it)| (*number, screened_series(range, it))).collect(),
            fields: series.fields.iter().map(|(period, it)| (*period, screened(range, it))).collect(),
            release: series.own.last().map(|point| point.release.clone()),
            gap: None,
            england_impossible,
            findings: series.findings.clone(),
        }
    }

    /// The current period with the council's measure.
    pub(crate) fn current(&self) -> Option<Reading> {
        self.own.last().copied()
    }
}

fn screened(range: Range, field: &BTreeMap<u16, Measure>) -> BTreeMap<u16, Measure> {
    field.iter().map(|(number, measure)| (*number, range.screen(*measure))).collect()
}

fn screened_series(range: Range, series: &[Reading]) -> Vec<Reading> {
    series.iter().map(|(period, measure)| (*period, range.screen(*measure))).collect()
}

/// The periods and measures of points.
pub(crate) fn readings(points: &[Point]) -> Vec<Reading> {
    points.iter().map(|point| (point.period, point.measure)).collect()
}

/// The measure of a period; not available where the series has no such row.
pub(crate) fn at(series: &[Reading], period: Period) -> Measure {
    find(series, period).unwrap_or(Measure::Missing(MissingReason::NotAvailable))
}

/// The measure of a period, where the series has such a row.
pub(crate) fn find(series: &[Reading], period: Period) -> Option<Measure> {
    series.iter().find(|(at, _)| *at == period).map(|(_, measure)| *measure)
}

/// The region's series, without the figures that a blocking finding speaks of.
pub(crate) fn region(series: &Series) -> Vec<Reading> {
    withhold(readings(&series.region), &series.findings, FindingPlace::Region)
}

/// England's series without the figures that a blocking finding speaks of, and whether that of the council's latest period
/// is a sum of the regions' rates. That much is seen without a finding too: not every import that is on record was checked.
pub(crate) fn england(series: &Series, unit: Unit) -> (Vec<Reading>, bool) {
    let latest = series.own.last().map(|point| point.period);
    let mut england = readings(&series.england);
    let mut withheld = false;
    for (_, measure) in england.iter_mut().filter(|(period, _)| Some(*period) == latest) {
        if measure.figure().is_some_and(|figure| is_sum_of_rates(unit, figure, &series.regions)) {
            *measure = Measure::Missing(MissingReason::Quality);
            withheld = true;
        }
    }
    let found = |it: &StandingFinding| it.check == IntegrityCheck::SumOfRates && Some(it.period) == latest;
    let impossible = withheld || blocking(&series.findings, FindingPlace::England).any(found);
    (withhold(england, &series.findings, FindingPlace::England), impossible)
}

//! The course of one line: its series with what decides about it, found once and asked by everything else.

use crate::academic::AcademicYear;
use crate::explain::Maker;
use crate::figure::Figure;
use crate::indicator::{Indicator, SeriesBreak, Severity};
use crate::measure::{Measure, MissingReason};
use crate::period::{Basis, Period};
use crate::rules::{Evidenced, Range};
use crate::scorecard::findings::refusing;
use crate::scorecard::view::{Reading, View, find};
use crate::scorecard::{IndicatorInputs, Supply};
use crate::strategy::IndicatorUse;

use super::{ProgressInputs, years};

/// A line being written.
pub(super) struct Course<'a> {
    pub(super) inputs: &'a ProgressInputs,
    pub(super) usage: &'a IndicatorUse,
    pub(super) entry: &'a IndicatorInputs,
    pub(super) view: View,
    pub(super) range: Range,
    /// The basis of the series; that of the newest definition where nothing was published.
    pub(super) basis: Basis,
    /// The years that are shown, with the period each is told with.
    pub(super) years: Vec<(AcademicYear, Period)>,
}

impl<'a> Course<'a> {
    pub(super) fn new(inputs: &'a ProgressInputs, usage: &'a IndicatorUse, entry: &'a IndicatorInputs) -> Self {
        let view = match &entry.supply {
            // A count of one day has no years: the landscape has them.
            Supply::Counted { .. } => View::default(),
            supply => View::of(&entry.indicator, supply, &usage.breakdown),
        };
        let newest = entry.indicator.definitions.last().map_or(Basis::AcademicYear, |last| last.basis);
        let basis = view.own.last().map_or(newest, |(period, _)| period.basis());
        let periods: Vec<Period> = view.own.iter().map(|(period, _)| *period).collect();
        let shown = years::shown(inputs.strategy.window, inputs.as_known_at);
        let told = |year: AcademicYear| years::period(&periods, basis, year).map(|period| (year, period));
        let years = shown.into_iter().filter_map(told).collect();
        Self { range: Range::of(&entry.indicator), inputs, usage, entry, view, basis, years }
    }

    pub(super) fn indicator(&self) -> &'a Indicator {
        &self.entry.indicator
    }

    pub(super) fn window(&self) -> (AcademicYear, AcademicYear) {
        self.inputs.strategy.window
    }

    /// The years of the window with their periods.
    pub(super) fn window_periods(&self) -> impl Iterator<Item = Period> + '_ {
        self.years.iter().filter(|(year, _)| years::contains(self.window(), *year)).map(|(_, period)| *period)
    }

    /// The period of the window's last year.
    pub(super) fn last_period(&self) -> Option<Period> {
        self.window_periods().last()
    }

    /// The council's figure of a period as far as it may decide anything: an impossible one, and one that a check on load
    /// refuses, is missing for quality.
    pub(super) fn own(&self, period: Period) -> Option<Measure> {
        find(&self.view.own, period).map(|measure| self.decisive(period, measure))
    }

    fn decisive(&self, period: Period, measure: Measure) -> Measure {
        match refusing(&self.view.findings, period) {
            Some(_) if measure.figure().is_some() => Measure::Missing(MissingReason::Quality),
            _ => self.range.screen(measure),
        }
    }

    /// What makes the figures of the line.
    pub(super) fn maker(&self) -> Maker<'a> {
        Maker { entry: self.entry, breakdown: &self.usage.breakdown }
    }

    /// The newest figure within the window.
    pub(super) fn current(&self) -> Option<(Period, Figure)> {
        let periods: Vec<Period> = self.window_periods().collect();
        periods.into_iter().rev().find_map(|period| Some((period, self.own(period)?.figure()?)))
    }

    /// Why the window has no figure at all: the reason of its newest row.
    pub(super) fn reason_for_nothing(&self) -> MissingReason {
        let newest = self.window_periods().filter_map(|period| self.own(period)?.reason()).last();
        newest.unwrap_or(MissingReason::NotYetPublished)
    }

    /// The break across which nothing is compared that lies between two periods, in either order.
    pub(super) fn hard_break(&self, one: Period, other: Period) -> Option<&'a SeriesBreak> {
        let (earlier, later) = (one.min(other), one.max(other));
        let hard = |item: &&SeriesBreak| item.severity == Severity::NotComparable && item.lies_between(earlier, later);
        self.indicator().breaks.iter().find(hard)
    }

    /// The council's point of a period, with its release.
    pub(super) fn point(&self, period: Period) -> Option<&'a crate::scorecard::Point> {
        self.entry.series(&self.usage.breakdown)?.own.iter().find(|point| point.period == period)
    }

    /// Numerator and denominator of a period, where they are held.
    pub(super) fn counts(&self, period: Period) -> Option<(Figure, Figure)> {
        self.entry.series(&self.usage.breakdown)?.counts.get(&period).copied()
    }

    /// A figure with what tells how sure it is.
    pub(super) fn evidenced(&self, period: Period, figure: Figure) -> Evidenced {
        self.entry.evidenced(&self.usage.breakdown, period, figure)
    }

    /// The readings as far as they may decide anything.
    pub(super) fn screened(&self) -> Vec<Reading> {
        self.view.own.iter().map(|(period, measure)| (*period, self.decisive(*period, *measure))).collect()
    }
}

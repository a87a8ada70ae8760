//! What a line was made from.

use std::collections::BTreeSet;

use crate::explain::{Arm, ExplainedInput, InputRole};
use crate::measure::Measure;
use crate::period::Period;
use crate::progress::speed;
use crate::scorecard::{Point, ReleaseRef, Series, Supply};
use crate::strategy::{Aim, TargetBenchmark};

use super::{ENGLAND, Told};

impl Told<'_> {
    /// The inputs of the line in one order: role, place, arm, period. The council's own series is given whole, because the
    /// natural limits and the best year rest on all of it.
    pub(super) fn inputs(&self) -> Vec<ExplainedInput> {
        let mut found: Vec<ExplainedInput> = match &self.course.entry.supply {
            Supply::Gap { group, others, .. } => {
                let both = [(Arm::Group, group), (Arm::Others, others)];
                both.into_iter().flat_map(|(arm, series)| self.of_series(arm, series)).collect()
            }
            Supply::Published(_) => {
                let series = self.course.maker().published();
                series.map(|series| self.of_series(Arm::Whole, series)).unwrap_or_default()
            }
            Supply::Counted { .. } | Supply::Unsupplied(_) => Vec::new(),
        };
        found.sort_by_key(|input| (input.role, input.place, input.arm, input.period));
        found
    }

    fn of_series(&self, arm: Arm, series: &Series) -> Vec<ExplainedInput> {
        let one = |role, place, (period, measure): (Period, Measure), release: Option<ReleaseRef>| ExplainedInput {
            role,
            place,
            arm,
            period,
            series: series.key.clone(),
            measure,
            release,
            source: None,
        };
        let point =
            |role, place, point: &Point| one(role, place, (point.period, point.measure), Some(point.release.clone()));
        let authority = self.course.inputs.strategy.authority;
        let own = series.own.iter().map(|it| point(self.role_of(it.period), authority, it));
        let england = series.england.iter().filter(|it| self.is_shown(it.period) || self.is_own(it.period));
        let england = england.map(|it| point(InputRole::England, ENGLAND, it));
        let neighbours = self.neighbours_of(series).into_iter();
        let neighbours = neighbours.map(|(number, reading)| one(InputRole::Neighbour, number, reading, None));
        let field = self.field_of(series).into_iter();
        let field = field.map(|(number, reading)| one(InputRole::Authority, number, reading, None));
        own.chain(england).chain(neighbours).chain(field).collect()
    }

    fn role_of(&self, period: Period) -> InputRole {
        if self.course.current().is_some_and(|(current, _)| current == period) {
            InputRole::Own
        } else if self.chosen.is_some_and(|chosen| chosen.period == period) {
            InputRole::Baseline
        } else {
            InputRole::Year
        }
    }

    fn is_shown(&self, period: Period) -> bool {
        self.course.years.iter().any(|(_, shown)| *shown == period)
    }

    fn is_own(&self, period: Period) -> bool {
        self.course.view.own.iter().any(|(own, _)| *own == period)
    }

    /// The neighbours' figures of the years that are shown, and of the best year that any of them had.
    fn neighbours_of(&self, series: &Series) -> Vec<(u16, (Period, Measure))> {
        let Some(list) = self.course.inputs.neighbours() else { return Vec::new() };
        let best = self.way.end.and_then(|_| speed::best_of_neighbours(self.course));
        let is_best = |number: u16, period: Period| {
            best.as_ref().is_some_and(|(best, rate)| *best == number && (period == rate.from || period == rate.to))
        };
        let of = |number: &u16| {
            let readings = series.neighbours.get(number).into_iter().flatten();
            let number = *number;
            readings
                .filter(move |(period, _)| self.is_shown(*period) || is_best(number, *period))
                .map(move |reading| (number, *reading))
                .collect::<Vec<_>>()
        };
        list.members.iter().flat_map(of).collect()
    }

    /// The other authorities: for the rank of the newest figure, and for every edge of the top quarter that is asked for.
    fn field_of(&self, series: &Series) -> Vec<(u16, (Period, Measure))> {
        let neighbours: BTreeSet<u16> =
            self.course.inputs.neighbours().into_iter().flat_map(|list| list.members.iter().copied()).collect();
        let is_top = |aim: Aim| matches!(aim, Aim::Relative { to: TargetBenchmark::TopQuarter, .. });
        let follows = self.way.holding.iter().any(|target| is_top(target.aim));
        let current = self.course.current().map(|(period, _)| period);
        let counts = |period: &Period| current == Some(*period) || (follows && self.is_shown(*period));
        let fields = series.fields.iter().filter(|(period, _)| counts(period));
        let others = fields.flat_map(|(period, field)| field.iter().map(move |(number, it)| (*number, (*period, *it))));
        let authority = self.course.inputs.strategy.authority;
        others.filter(|(number, _)| *number != authority && !neighbours.contains(number)).collect()
    }
}

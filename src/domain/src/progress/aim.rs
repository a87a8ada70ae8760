//! The way from the baseline to the target: what is asked for, by when.
//!
//! A target set for exactly a period counts before anything drawn. Between them the strategy's own trajectory holds, a
//! straight line where it states none. A target that follows a benchmark has no line: it asks, of every year, for that year's
//! benchmark, which is known only after publication.

use std::collections::BTreeMap;

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::{Trajectory, TrajectoryMethod, lead, mean_of_neighbours, top_quarter, wide};
use crate::scorecard::text;
use crate::scorecard::view::find;
use crate::strategy::{Aim, Target, TargetBenchmark, TargetKind, target_version};

use super::baseline::Chosen;
use super::course::Course;
use super::{BenchmarkUsed, ProgressTarget};

/// The way of one line.
pub(super) struct Way<'a> {
    /// The targets that hold on the day, for the basis of the series.
    pub(super) holding: Vec<&'a Target>,
    /// The target at the end of the way.
    pub(super) end: Option<&'a Target>,
    /// There are targets that hold, all of them for other kinds of time.
    pub(super) other_basis: bool,
    pub(super) polarity: Polarity,
    /// The line from the baseline to an absolute target.
    pub(super) drawn: Option<Trajectory>,
}

impl<'a> Way<'a> {
    pub(super) fn of(course: &Course<'a>, baseline: Option<&Chosen<'_>>) -> Self {
        let day = course.inputs.as_known_at;
        let all = || course.usage.targets.iter().filter(|target| target.holds_on(day));
        let holding: Vec<_> = all().filter(|target| target.period.basis() == course.basis).collect();
        let end = end(&holding);
        Self {
            other_basis: holding.is_empty() && all().next().is_some(),
            polarity: course.indicator().polarity,
            drawn: end.zip(baseline).and_then(|(end, from)| drawn(course, from, end)),
            holding,
            end,
        }
    }

    /// What is asked for by a period; `None` where nothing is, or the benchmark of that period is not known.
    pub(super) fn expected(&self, course: &Course<'_>, period: Period) -> Option<Figure> {
        if let Some(target) = newest(&self.holding, TargetKind::Target, period) {
            return self.resolve(course, target.aim, period);
        }
        match self.end?.aim {
            relative @ Aim::Relative { .. } if self.end.is_some_and(|end| period < end.period) => {
                self.resolve(course, relative, period)
            }
            _ => self.drawn.as_ref()?.at(period),
        }
    }

    /// The number that an aim comes to for a period.
    pub(super) fn resolve(&self, course: &Course<'_>, aim: Aim, period: Period) -> Option<Figure> {
        let known = match aim {
            Aim::Absolute(_) => None,
            Aim::Relative { to, .. } => benchmark(course, to, period).map(|(value, _)| value),
        };
        aim.resolved(self.polarity, known)
    }

    /// How far a value is beyond (+) or short of (-) an aim; for a near-target measure any distance is short of it.
    pub(super) fn distance(&self, value: Figure, aim: Figure) -> Option<Figure> {
        let signed = match self.polarity {
            Polarity::NearTarget => -(wide(value) - wide(aim)).abs(),
            polarity => lead(polarity, value, aim)?,
        };
        i64::try_from(signed).ok().map(Figure::from_millionths)
    }

    /// The target as it is published.
    pub(super) fn published(&self, course: &Course<'_>) -> Option<ProgressTarget> {
        let end = self.end?;
        let value = self.resolve(course, end.aim, end.period);
        let current = course.current().map(|(_, figure)| figure);
        let beside =
            |kind| newest(&self.holding, kind, end.period).and_then(|it| self.resolve(course, it.aim, end.period));
        let method = course.usage.trajectory.as_ref().map_or(TrajectoryMethod::Linear, |plan| plan.method);
        Some(ProgressTarget {
            period: text::period(end.period),
            version: target_version(&course.usage.targets, end).into(),
            value,
            benchmark: used(course, end),
            floor: beside(TargetKind::Floor),
            stretch: beside(TargetKind::Stretch),
            distance: current.zip(value).and_then(|(current, aim)| self.distance(current, aim)),
            method: method.code().to_owned(),
            approved_on: end.approved_on,
            approved_by: end.approved_by.clone(),
        })
    }
}

/// The target of the latest period; of several approvals the newest, and of two on one day the later in the file.
fn end<'a>(holding: &[&'a Target]) -> Option<&'a Target> {
    let last = holding.iter().filter(|target| target.kind == TargetKind::Target).map(|target| target.period).max()?;
    newest(holding, TargetKind::Target, last)
}

pub(super) fn newest<'a>(holding: &[&'a Target], kind: TargetKind, period: Period) -> Option<&'a Target> {
    let same = holding.iter().copied().filter(|target| target.kind == kind && target.period == period);
    same.max_by_key(|target| target.approved_on)
}

/// The line from the baseline to an absolute target; none across a break.
fn drawn(course: &Course<'_>, from: &Chosen<'_>, end: &Target) -> Option<Trajectory> {
    let value = end.aim.absolute()?;
    if from.period >= end.period || course.hard_break(from.period, end.period).is_some() {
        return None;
    }
    let plan = course.usage.trajectory.as_ref();
    Some(Trajectory {
        method: plan.map_or(TrajectoryMethod::Linear, |plan| plan.method),
        start: (from.period, from.value),
        end: (end.period, value),
        points: plan.map(|plan| plan.points.clone()).unwrap_or_default(),
    })
}

/// A benchmark's figure of a period with how many figures it was made of.
pub(super) fn benchmark(course: &Course<'_>, kind: TargetBenchmark, period: Period) -> Option<(Figure, i64)> {
    match kind {
        TargetBenchmark::National => {
            let england = find(&course.view.england, period)?;
            Some((course.range.screen(england).figure()?, 1))
        }
        TargetBenchmark::Neighbours => {
            let members = &course.inputs.neighbours()?.members;
            let at = |(number, series): (&u16, &Vec<(Period, Measure)>)| Some((*number, find(series, period)?));
            let field: BTreeMap<u16, Measure> = course.view.neighbours.iter().filter_map(at).collect();
            let mean = mean_of_neighbours(members, &field);
            Some((mean.value.figure()?, i64::from(mean.used)))
        }
        TargetBenchmark::TopQuarter => {
            let field = course.view.fields.get(&period)?;
            let found = top_quarter(course.indicator().polarity, field.values().copied())?;
            Some((found.edge, found.of.into()))
        }
    }
}

/// The benchmark that a relative target was resolved with.
fn used(course: &Course<'_>, target: &Target) -> Option<BenchmarkUsed> {
    let Aim::Relative { to, by } = target.aim else { return None };
    let found = benchmark(course, to, target.period);
    let list = course.inputs.neighbours().filter(|_| to == TargetBenchmark::Neighbours);
    Some(BenchmarkUsed {
        kind: to.code().to_owned(),
        period: text::period(target.period),
        value: found.map(|(value, _)| value),
        by,
        edition: list.map(|list| list.edition.clone()).unwrap_or_default(),
        used: found.map_or(0, |(_, used)| used),
    })
}

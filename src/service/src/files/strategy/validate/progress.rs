//! The sense of baselines and trajectories: what a target is compared with, and the way between the two.

use sextant_domain::indicator::Severity;
use sextant_domain::rules::{Trajectory, TrajectoryError, in_window};
use sextant_domain::strategy::{Target, TargetKind, TrajectoryPlan};
use sextant_domain::{AcademicYear, Figure, Period};

use super::{UseCase, check_range};
use crate::files::lines::Problems;

pub(super) fn check(case: &UseCase<'_>, problems: &mut Problems<'_>) {
    for (target, line) in case.used.targets.iter().zip(&case.lines.targets) {
        if target.kind == TargetKind::Target {
            check_comparable(target, *line, case, problems);
        }
    }
    for (baseline, line) in case.used.baselines.iter().zip(&case.lines.baselines) {
        check_range(baseline.value, *line, case.entry, problems);
    }
    if let Some(plan) = &case.used.trajectory {
        check_trajectory(plan, case, problems);
    }
}

/// A target is compared with the last baseline stated at or before its period; where none is stated, with the figure of the
/// period right before the window. Nothing may be compared across a hard break.
fn check_comparable(target: &Target, line: u32, case: &UseCase<'_>, problems: &mut Problems<'_>) {
    let stated = case.used.baselines.iter().rev().map(|baseline| baseline.period);
    let from = stated.clone().find(|period| *period <= target.period);
    let from = from.unwrap_or_else(|| before(case.window, target.period));
    let breaks = case.entry.indicator.breaks.iter();
    let hard = breaks.filter(|it| it.severity == Severity::NotComparable && it.lies_between(from, target.period));
    let Some(hard) = hard.max_by_key(|it| it.first) else { return };
    let what = format!(
        "the target for {} of {} has no comparable baseline: that of {from} lies before a break of the series from {} on \
         ({})",
        target.period,
        case.entry.indicator.code,
        hard.first,
        hard.note.trim_end_matches('.')
    );
    let remedy = format!("State a baseline at or after {}, with who approved it and why", hard.first);
    problems.add_at(line, what, remedy);
}

/// The period right before the window, of the same kind as `like`.
fn before(window: (AcademicYear, AcademicYear), like: Period) -> Period {
    let mut period = like;
    while in_window(period.previous(), window) {
        period = period.previous();
    }
    period.previous()
}

/// The trajectory leads from the earliest baseline to the last target. Only its periods are looked at: where no baseline is
/// stated, or the target follows a benchmark, the values at its ends are known with the figures.
fn check_trajectory(plan: &TrajectoryPlan, case: &UseCase<'_>, problems: &mut Problems<'_>) {
    let line = case.lines.trajectory;
    for ((_, value), line) in plan.points.iter().zip(&case.lines.points) {
        check_range(*value, *line, case.entry, problems);
    }
    let targets = case.used.targets.iter().filter(|target| target.kind == TargetKind::Target);
    let Some(end) = targets.map(|target| target.period).max() else {
        let what = format!("the trajectory of {} leads to no target", case.entry.indicator.code);
        problems.add_at(line, what, "Add a target for its end, or take the trajectory out");
        return;
    };
    let stated = case.used.baselines.iter().map(|baseline| baseline.period).min();
    let start = (stated.unwrap_or_else(|| before(case.window, end)), Figure::ZERO);
    let way = Trajectory { method: plan.method, start, end: (end, Figure::ZERO), points: plan.points.clone() };
    if let Err(error) = way.check(case.window) {
        let of_point = |period| plan.points.iter().position(|(at, _)| *at == period);
        let line = point(&error).and_then(of_point).and_then(|at| case.lines.points.get(at)).unwrap_or(&line);
        let remedy = "Correct the trajectory, or the baseline and the targets that it leads between";
        problems.add_at(*line, format!("{}: {error}", case.entry.indicator.code), remedy);
    }
}

/// The point that an error is about.
const fn point(error: &TrajectoryError) -> Option<Period> {
    match error {
        TrajectoryError::OtherBasis { point, .. }
        | TrajectoryError::OutsideWindow { point, .. }
        | TrajectoryError::BeforeStart { point, .. }
        | TrajectoryError::BeyondEnd { point, .. }
        | TrajectoryError::TwoForOnePeriod(point)
        | TrajectoryError::OffTheLine { point, .. } => Some(*point),
        TrajectoryError::EndNotAfterStart { .. } => None,
    }
}

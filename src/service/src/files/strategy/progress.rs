//! What progress is counted from, and the way it is to go.

use sextant_domain::rules::TrajectoryMethod;
use sextant_domain::strategy::{Baseline, TrajectoryPlan};
use sextant_domain::{Basis, Figure, Period};

use super::approval::Approval;
use super::raw;
use crate::files::lines::Problems;

/// The baselines in the order of their approval, and the line of each.
pub(super) fn baselines(
    rows: &[raw::Baseline],
    basis: Basis,
    default: &Approval,
    problems: &mut Problems<'_>,
) -> (Vec<Baseline>, Vec<u32>) {
    let (mut read, mut lines): (Vec<Baseline>, Vec<u32>) = (Vec::new(), Vec::new());
    for (position, raw) in rows.iter().enumerate() {
        let Some(baseline) = baseline(raw, basis, default, problems) else { continue };
        if position > 0 && baseline.why.trim().is_empty() {
            let what = format!("the baseline of {} takes the place of another and does not say why", baseline.period);
            problems.add(&raw.period.span(), what, "Add why: what made a new beginning necessary");
        }
        if let Some(before) = read.last().filter(|before| baseline.approved_on <= before.approved_on) {
            let what = format!(
                "the baseline of {} was approved on {}, not after the one above it ({})",
                baseline.period, baseline.approved_on, before.approved_on
            );
            problems.add(
                &raw.period.span(),
                what,
                "Write the baselines in the order of approval, each with its own approved_on",
            );
        }
        lines.push(problems.line(&raw.period.span()));
        read.push(baseline);
    }
    (read, lines)
}

fn baseline(raw: &raw::Baseline, basis: Basis, default: &Approval, problems: &mut Problems<'_>) -> Option<Baseline> {
    let (period, value) = (problems.period(&raw.period, basis), problems.figure(&raw.value));
    let approved_on = default.day(raw.approved_on.as_ref(), "a baseline", &raw.period, problems);
    Some(Baseline {
        period: period?,
        value: value?,
        approved_on: approved_on?,
        approved_by: default.by(raw.approved_by.as_ref()),
        why: raw.why.clone().unwrap_or_default(),
    })
}

/// The trajectory, its line, and the line of each of its points.
pub(super) fn trajectory(
    raw: &raw::Trajectory,
    basis: Basis,
    problems: &mut Problems<'_>,
) -> Option<(TrajectoryPlan, u32, Vec<u32>)> {
    let method =
        problems.word(&raw.method, TrajectoryMethod::ALL, TrajectoryMethod::from_code, TrajectoryMethod::code)?;
    let straight = method == TrajectoryMethod::Linear;
    if straight && !raw.points.is_empty() {
        problems.add(
            &raw.method.span(),
            "a straight line with points of its own",
            "Take the points out, or write STEPPED or MANUAL",
        );
    }
    if !straight && raw.points.is_empty() {
        let what = format!("a {} trajectory without points", method.code().to_lowercase());
        problems.add(&raw.method.span(), what, "Add points, or write LINEAR");
    }
    let (mut points, mut lines): (Vec<(Period, Figure)>, Vec<u32>) = (Vec::new(), Vec::new());
    for raw in &raw.points {
        let (period, value) = (problems.period(&raw.period, basis), problems.figure(&raw.value));
        let (Some(period), Some(value)) = (period, value) else { continue };
        if points.last().is_some_and(|(before, _)| period <= *before) {
            problems.add(
                &raw.period.span(),
                format!("the point for {period} is out of order"),
                "Write the points oldest first, one for a period",
            );
        }
        lines.push(problems.line(&raw.period.span()));
        points.push((period, value));
    }
    Some((TrajectoryPlan { method, points }, problems.line(&raw.method.span()), lines))
}

//! The targets of a use, each with its approval.

use chrono::NaiveDate;
use sextant_domain::strategy::{Aim, Target, TargetBenchmark, TargetKind};
use sextant_domain::{Basis, Figure};
use toml::Spanned;

use super::approval::Approval;
use super::raw;
use crate::files::lines::Problems;

/// The targets in the order of the file, and the line of each.
pub(super) fn read(
    rows: &[raw::Target],
    basis: Basis,
    default: &Approval,
    problems: &mut Problems<'_>,
) -> (Vec<Target>, Vec<u32>) {
    let (mut targets, mut lines): (Vec<Target>, Vec<u32>) = (Vec::new(), Vec::new());
    for raw in rows {
        let line = problems.line(&raw.period.span());
        let read = row(raw, basis, default, problems).unwrap_or_default();
        if let Some(new) = read.first() {
            check_version(new, &targets, line, problems);
        }
        lines.extend(read.iter().map(|_| line));
        targets.extend(read);
    }
    (targets, lines)
}

/// A second row for a period is its next version, and so approved later than the one above it.
fn check_version(new: &Target, earlier: &[Target], line: u32, problems: &mut Problems<'_>) {
    let twins = earlier.iter().filter(|old| old.period == new.period);
    let Some(last) = twins.map(|old| old.approved_on).max().filter(|last| new.approved_on <= *last) else { return };
    let what = format!("a second row of targets for {}, approved on {}, not after {last}", new.period, new.approved_on);
    problems.add_at(
        line,
        what,
        "Write one row for each approval, with target, floor and stretch, the later one with its own approved_on",
    );
}

/// Target, floor and stretch of one period.
fn row(raw: &raw::Target, basis: Basis, default: &Approval, problems: &mut Problems<'_>) -> Option<Vec<Target>> {
    let period = problems.period(&raw.period, basis);
    let approved_on = default.day(raw.approved_on.as_ref(), "a target", &raw.period, problems);
    let withdrawn_on = withdrawn(raw, approved_on, problems);
    let aims = aims(raw, problems);
    let (period, approved_on) = (period?, approved_on?);
    let target = |(kind, aim)| Target {
        kind,
        period,
        aim,
        approved_on,
        approved_by: default.by(raw.approved_by.as_ref()),
        source: default.source(raw.source.as_ref()),
        withdrawn_on,
    };
    Some(aims.into_iter().map(target).collect())
}

fn withdrawn(raw: &raw::Target, approved_on: Option<NaiveDate>, problems: &mut Problems<'_>) -> Option<NaiveDate> {
    let text = raw.withdrawn_on.as_ref()?;
    let day = problems.day(text)?;
    if approved_on.is_some_and(|approved| day <= approved) {
        problems.add(&text.span(), "a target withdrawn before it was in force", "Correct withdrawn_on or approved_on");
    }
    Some(day)
}

/// What the row asks for. In a row that follows a benchmark, floor and stretch follow the same one.
fn aims(raw: &raw::Target, problems: &mut Problems<'_>) -> Vec<(TargetKind, Aim)> {
    let (benchmark, goal) = match (&raw.target, &raw.relative_to, &raw.by) {
        (Some(target), None, None) => (None, target),
        (None, Some(to), Some(by)) => {
            let read = problems.word(to, TargetBenchmark::ALL, TargetBenchmark::from_code, TargetBenchmark::code);
            let Some(read) = read else { return Vec::new() };
            (Some(read), by)
        }
        _ => {
            let remedy = "Write target = \"70\", or relative_to = \"NATIONAL\" with by = \"2\"";
            problems.add(&raw.period.span(), unclear(raw), remedy);
            return Vec::new();
        }
    };
    let rest = [(TargetKind::Floor, raw.floor.as_ref()), (TargetKind::Stretch, raw.stretch.as_ref())];
    let kinds = [(TargetKind::Target, Some(goal))].into_iter().chain(rest);
    let mut read = |(kind, text): (TargetKind, Option<&Spanned<String>>)| {
        text.and_then(|text| problems.figure(text)).map(|value| (kind, aim(benchmark, value)))
    };
    kinds.filter_map(&mut read).collect()
}

fn aim(benchmark: Option<TargetBenchmark>, value: Figure) -> Aim {
    benchmark.map_or(Aim::Absolute(value), |to| Aim::Relative { to, by: value })
}

fn unclear(raw: &raw::Target) -> &'static str {
    match (&raw.target, &raw.relative_to) {
        (Some(_), Some(_)) => "a target that is both a number and relative to a benchmark",
        (Some(_), None) => "by how much a number is to be bettered: there is no benchmark",
        (None, Some(_)) => "a relative target that does not say by how much",
        (None, None) => "a row of targets without a target",
    }
}

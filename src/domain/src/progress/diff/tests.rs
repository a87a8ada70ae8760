//! Causes, by cases that can be checked by hand, and laws that hold for any two snapshots.

mod answers;
mod laws;
mod lines;

use crate::diff::{LineDiff, LineField, SnapshotDiff};
use crate::progress::{ProgressInputs, compile_snapshot};
use crate::scorecard::fixtures::{day, measure, year};
use crate::scorecard::{Point, Series, Supply};

use super::{SnapshotSide, diff_snapshots};

fn diff(before: &ProgressInputs, after: &ProgressInputs) -> SnapshotDiff {
    let (old, new) = (compile_snapshot(before), compile_snapshot(after));
    diff_snapshots(SnapshotSide { inputs: before, snapshot: &old }, SnapshotSide { inputs: after, snapshot: &new })
}

/// What differs in the only line.
#[track_caller]
fn line(before: &ProgressInputs, after: &ProgressInputs) -> LineDiff {
    let mut found = diff(before, after);
    assert_eq!((found.lines.len(), found.unchanged), (1, 0));
    found.lines.remove(0)
}

fn causes(line: &LineDiff) -> Vec<&str> {
    line.causes.iter().map(|cause| cause.cause.code()).collect()
}

fn changed(line: &LineDiff) -> Vec<&str> {
    line.fields.iter().map(|change| change.field.code()).collect()
}

fn field(line: &LineDiff, field: LineField) -> (String, String) {
    let change = line.fields.iter().find(|change| change.field == field).unwrap();
    let show = |shown: &Option<crate::diff::Shown>| shown.as_ref().map(|it| it.display.clone()).unwrap_or_default();
    (show(&change.before), show(&change.after))
}

/// The figures of these years replaced by a later release.
fn restated(points: &[Point], figures: &[(i32, &str)]) -> Vec<Point> {
    let mut all = points.to_vec();
    for (start, token) in figures {
        for point in all.iter_mut().filter(|point| point.period == year(*start)) {
            point.measure = measure(token);
            point.release.title = "Edition of April".into();
            point.release.published_on = day("2026-04-08");
            point.release.knowledge = 9_000;
        }
    }
    all
}

fn series_of(inputs: &mut ProgressInputs) -> &mut Series {
    let Supply::Published(groups) = &mut inputs.indicators.get_mut("ATT-05").unwrap().supply else { unreachable!() };
    groups.get_mut("total").unwrap()
}

//! When progress snapshots are due.

use sextant_domain::Period;
use sextant_domain::strategy::SnapshotDue;

use super::raw;
use crate::files::lines::Problems;

/// The dates as they stand in the file: oldest first, one for a year.
pub(super) fn read(raw: &[raw::Snapshot], problems: &mut Problems<'_>) -> Vec<SnapshotDue> {
    let mut read: Vec<SnapshotDue> = Vec::new();
    for entry in raw {
        let (year, deadline) = (problems.year(&entry.year), problems.day(&entry.paper_deadline));
        let (Some(year), Some(paper_deadline)) = (year, deadline) else { continue };
        let due = SnapshotDue { year, paper_deadline, source: entry.source.clone() };
        check(&due, entry, read.last(), problems);
        read.push(due);
    }
    read
}

fn check(due: &SnapshotDue, raw: &raw::Snapshot, before: Option<&SnapshotDue>, problems: &mut Problems<'_>) {
    let (first, _) = Period::academic(due.year).days();
    if due.paper_deadline < first {
        let what =
            format!("the papers of the snapshot go out on {}, before its year {} starts", due.paper_deadline, due.year);
        problems.add(&raw.paper_deadline.span(), what, format!("Write a day from {first} on"));
    }
    let Some(before) = before else { return };
    if due.year == before.year {
        let what = format!("a second snapshot of {}", due.year);
        problems.add(&raw.year.span(), what, "Write one snapshot for a year; a revision needs no date");
    } else if due.year < before.year {
        let what = format!("the snapshot of {} stands below that of {}", due.year, before.year);
        problems.add(&raw.year.span(), what, "Write the snapshots oldest first");
    } else if due.paper_deadline <= before.paper_deadline {
        let (own, other) = (due.paper_deadline, before.paper_deadline);
        let what = format!("the snapshot of {} is due on {own}, not after that of {} ({other})", due.year, before.year);
        problems.add(&raw.paper_deadline.span(), what, "Correct paper_deadline");
    }
}

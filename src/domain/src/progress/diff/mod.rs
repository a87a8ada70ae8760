//! What differs between two progress snapshots, and why.
//!
//! Both were compiled by this program, so a difference between their lines is a difference between their inputs. Each
//! difference that is found there is tried alone: the earlier line is compiled with it, and the later line without it. What
//! comes out otherwise is what the difference did; nothing is guessed from the figures that are shown.

mod causes;
mod fields;
mod headline;
mod landscape;
mod made;
mod patch;
#[cfg(test)]
mod tests;
mod weigh;
mod years;

use crate::diff::pairing::{Key, Pair, keyed, one_sided, paired, without_performance};
use crate::diff::parts::{Parts, changes};
use crate::diff::{LineChange, LineDiff, LineField, SnapshotDiff};
use crate::strategy::IndicatorUse;

use super::{ProgressInputs, ProgressLine, Snapshot};
use made::{Given, Made};
use weigh::{Changed, weigh};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct SnapshotSide<'a> {
    /// What it was compiled from.
    pub inputs: &'a ProgressInputs,
    /// What it says.
    pub snapshot: &'a Snapshot,
}

/// A line with the use that it is the line of.
#[derive(Clone, Copy)]
struct Found<'a> {
    line: &'a ProgressLine,
    usage: &'a IndicatorUse,
}

/// Compares two snapshots line by line, with the school landscape and the answer to the headline test. Comparing a snapshot
/// with itself finds nothing.
pub fn diff_snapshots(before: SnapshotSide<'_>, after: SnapshotSide<'_>) -> SnapshotDiff {
    let pairs = paired(&lines(before), &lines(after));
    let all = pairs.len();
    let told = |pair| match pair {
        Pair::Both(old, new) => changed(before, old, after, new),
        Pair::Appeared(new) => Some(alone(new, LineChange::Appeared, before, after)),
        Pair::Disappeared(old) => Some(alone(old, LineChange::Disappeared, before, after)),
    };
    let lines: Vec<LineDiff> = pairs.into_iter().filter_map(told).collect();
    SnapshotDiff {
        unchanged: all - lines.len(),
        lines,
        landscape: landscape::changes(before.snapshot, after.snapshot),
        headline: headline::change(before, after),
    }
}

fn lines(side: SnapshotSide<'_>) -> Vec<(Key<'_>, Found<'_>)> {
    let commitments = side.inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    let uses = commitments.flat_map(|commitment| &commitment.uses);
    let lines = side.snapshot.priorities.iter().flat_map(|priority| &priority.lines);
    let found = lines.zip(uses).map(|(line, usage)| Found { line, usage });
    keyed(found.map(|found| (found.line.indicator.as_str(), found.line.breakdown.as_str(), found)))
}

/// A line that one side alone has.
fn alone(found: Found<'_>, change: LineChange, before: SnapshotSide<'_>, after: SnapshotSide<'_>) -> LineDiff {
    let (parts, none) = (fields::of(found.line, None, None), Parts::new());
    let fields = match change {
        LineChange::Appeared => changes(&none, &parts),
        _ => changes(&parts, &none),
    };
    let of = |side: SnapshotSide<'_>| side.inputs.strategy_version;
    let cause = one_sided((&before.inputs.strategy, of(before)), (&after.inputs.strategy, of(after)), &fields);
    LineDiff { causes: vec![cause], fields, ..named(found.line, change) }
}

fn named(line: &ProgressLine, change: LineChange) -> LineDiff {
    LineDiff {
        commitment: line.commitment.clone(),
        indicator: line.indicator.clone(),
        name: line.name.clone(),
        breakdown: line.breakdown.clone(),
        change,
        fields: Vec::new(),
        causes: Vec::new(),
        judgement_moved: false,
        moved_without_performance: false,
    }
}

/// What differs in a line that both sides have; `None` where nothing does.
fn changed(before: SnapshotSide<'_>, old: Found<'_>, after: SnapshotSide<'_>, new: Found<'_>) -> Option<LineDiff> {
    let told = years::told(old.line, new.line);
    let beside = |line, other| fields::of(line, Some(other), Some(&told));
    let fields = changes(&beside(old.line, new.line), &beside(new.line, old.line));
    if fields.is_empty() {
        return None;
    }
    let touched: Vec<LineField> = fields.iter().map(|change| change.field).collect();
    let judgement_moved = old.line.verdict.verdict != new.line.verdict.verdict;
    let (earlier, later) = (Given::new(before.inputs, old.usage), Given::new(after.inputs, new.usage));
    let made = (Made::of(&earlier, later.day()), Made::of(&later, earlier.day()));
    let causes = weigh(
        (&made.0, &made.1),
        causes::between(&earlier, &later),
        &Changed { fields: &touched, judgement: judgement_moved },
        |made| {
            let line = made.line();
            (fields::of(&line, None, Some(&told)), line.verdict.verdict)
        },
    );
    let moved_without_performance = without_performance(&causes);
    Some(LineDiff {
        fields,
        judgement_moved,
        moved_without_performance,
        causes,
        ..named(new.line, LineChange::Changed)
    })
}

//! What differs between two scorecards, and why.
//!
//! Both were compiled by this program, so a difference between their lines is a difference between their inputs: the causes
//! are found there, never guessed from the figures that are shown.

mod causes;
mod colour;
mod fields;
mod found;
#[cfg(test)]
mod tests;

use crate::diff::pairing::{Key, Pair, keyed, one_sided, paired, without_performance};
use crate::diff::parts::{Parts, changes};
use crate::diff::{LineChange, LineDiff, LineField, ScorecardDiff};
use crate::strategy::IndicatorUse;

use super::line::drafted;
use super::{Inputs, Line, Scorecard};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct ScorecardSide<'a> {
    /// What it was compiled from.
    pub inputs: &'a Inputs,
    /// What it says.
    pub card: &'a Scorecard,
}

/// A line with the use that it is the line of.
#[derive(Clone, Copy)]
struct Found<'a> {
    line: &'a Line,
    usage: &'a IndicatorUse,
}

/// Compares two scorecards line by line. Comparing a scorecard with itself finds nothing.
pub fn diff_scorecards(before: ScorecardSide<'_>, after: ScorecardSide<'_>) -> ScorecardDiff {
    let mut diff = ScorecardDiff { lines: Vec::new(), unchanged: 0 };
    for pair in paired(&lines(before), &lines(after)) {
        let line = match pair {
            Pair::Both(old, new) => changed(before, old, after, new),
            Pair::Appeared(new) => Some(alone(new.line, LineChange::Appeared, before, after)),
            Pair::Disappeared(old) => Some(alone(old.line, LineChange::Disappeared, before, after)),
        };
        match line {
            Some(line) => diff.lines.push(line),
            None => diff.unchanged += 1,
        }
    }
    diff
}

fn lines(side: ScorecardSide<'_>) -> Vec<(Key<'_>, Found<'_>)> {
    let commitments = side.inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    let uses = commitments.flat_map(|commitment| &commitment.uses);
    let lines = side.card.priorities.iter().flat_map(|priority| &priority.lines);
    let found = lines.zip(uses).map(|(line, usage)| Found { line, usage });
    keyed(found.map(|found| (found.line.indicator.as_str(), found.line.breakdown.as_str(), found)))
}

/// A line that one side alone has.
fn alone(line: &Line, change: LineChange, before: ScorecardSide<'_>, after: ScorecardSide<'_>) -> LineDiff {
    let (parts, none) = (fields::of(line), Parts::new());
    let fields = match change {
        LineChange::Appeared => changes(&none, &parts),
        _ => changes(&parts, &none),
    };
    let of = |side: ScorecardSide<'_>| side.inputs.strategy_version;
    let cause = one_sided((&before.inputs.strategy, of(before)), (&after.inputs.strategy, of(after)), &fields);
    LineDiff { causes: vec![cause], fields, ..named(line, change) }
}

fn named(line: &Line, change: LineChange) -> LineDiff {
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
fn changed(before: ScorecardSide<'_>, old: Found<'_>, after: ScorecardSide<'_>, new: Found<'_>) -> Option<LineDiff> {
    let fields = changes(&fields::of(old.line), &fields::of(new.line));
    if fields.is_empty() {
        return None;
    }
    let touched: Vec<LineField> = fields.iter().map(|change| change.field).collect();
    let judgement_moved = old.line.rag.rating != new.line.rag.rating;
    let causes = drafted(before.inputs, old.usage, |earlier| {
        drafted(after.inputs, new.usage, |later| {
            let deciding = if judgement_moved { colour::deciding(earlier, later) } else { Vec::new() };
            causes::between(earlier, later).told(&touched, &deciding)
        })
    });
    let moved_without_performance = without_performance(&causes);
    Some(LineDiff {
        fields,
        judgement_moved,
        moved_without_performance,
        causes,
        ..named(new.line, LineChange::Changed)
    })
}

//! What differs between two scorecards, and why.
//!
//! Both were compiled by this program, so a difference between their lines is a difference between their inputs: the causes
//! are found there, never guessed from the figures that are shown.

mod causes;
mod colour;
mod fields;
mod found;
mod strands;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diff::{Cause, ChangeCause, LineChange, LineDiff, LineField, ScorecardDiff};
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

/// Which line: the indicator, the pupil group, and which of several commitments that use the same.
type Key<'a> = (&'a str, &'a str, usize);

/// Compares two scorecards line by line. Comparing a scorecard with itself finds nothing.
pub fn diff_scorecards(before: ScorecardSide<'_>, after: ScorecardSide<'_>) -> ScorecardDiff {
    let (earlier, later) = (lines(before), lines(after));
    let known: BTreeMap<Key<'_>, Found<'_>> = earlier.iter().copied().collect();
    let mut diff = ScorecardDiff { lines: Vec::new(), unchanged: 0 };
    for (key, found) in &later {
        let line = match known.get(key) {
            Some(old) => changed(before, *old, after, *found),
            None => Some(one_sided(found.line, LineChange::Appeared, before, after)),
        };
        match line {
            Some(line) => diff.lines.push(line),
            None => diff.unchanged += 1,
        }
    }
    let gone = earlier.iter().filter(|(key, _)| !later.iter().any(|(other, _)| other == key));
    diff.lines.extend(gone.map(|(_, found)| one_sided(found.line, LineChange::Disappeared, before, after)));
    diff
}

fn lines(side: ScorecardSide<'_>) -> Vec<(Key<'_>, Found<'_>)> {
    let commitments = side.inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    let uses = commitments.flat_map(|commitment| &commitment.uses);
    let lines = side.card.priorities.iter().flat_map(|priority| &priority.lines);
    let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    lines
        .zip(uses)
        .map(|(line, usage)| {
            let key = (line.indicator.as_str(), line.breakdown.as_str());
            let occurrence = seen.entry(key).and_modify(|count| *count += 1).or_default();
            ((key.0, key.1, *occurrence), Found { line, usage })
        })
        .collect()
}

/// A line that one side alone has: the strategy's file is another.
fn one_sided(line: &Line, change: LineChange, before: ScorecardSide<'_>, after: ScorecardSide<'_>) -> LineDiff {
    let (from, to) = (before.inputs.strategy_version, after.inputs.strategy_version);
    let message = if before.inputs.strategy.code == after.inputs.strategy.code {
        format!("Version {to} of the strategy's file does not use the indicator as version {from} did.")
    } else {
        format!(
            "'{}' and '{}' do not use the same indicators.",
            before.inputs.strategy.code, after.inputs.strategy.code
        )
    };
    let all = |line: &Line| fields::of(line).into_iter().map(|(field, shown)| (field, Some(shown))).collect();
    let none = BTreeMap::new();
    let fields = match change {
        LineChange::Appeared => fields::changes(&none, &all(line)),
        _ => fields::changes(&all(line), &none),
    };
    let touched: Vec<LineField> = fields.iter().map(|change| change.field).collect();
    LineDiff {
        causes: vec![Cause { cause: ChangeCause::Strategy, message, fields: touched, moved_rating: false }],
        fields,
        rating_moved: false,
        moved_without_performance: false,
        ..named(line, change)
    }
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
        rating_moved: false,
        moved_without_performance: false,
    }
}

/// What differs in a line that both sides have; `None` where nothing does.
fn changed(before: ScorecardSide<'_>, old: Found<'_>, after: ScorecardSide<'_>, new: Found<'_>) -> Option<LineDiff> {
    let shown = |line: &Line| fields::of(line).into_iter().map(|(field, shown)| (field, Some(shown))).collect();
    let fields = fields::changes(&shown(old.line), &shown(new.line));
    if fields.is_empty() {
        return None;
    }
    let touched: Vec<LineField> = fields.iter().map(|change| change.field).collect();
    let rating_moved = old.line.rag.rating != new.line.rag.rating;
    let causes = drafted(before.inputs, old.usage, |earlier| {
        drafted(after.inputs, new.usage, |later| {
            let deciding = if rating_moved { colour::deciding(earlier, later) } else { Vec::new() };
            causes::between(earlier, later).told(&touched, &deciding)
        })
    });
    let mut movers = causes.iter().filter(|cause| cause.moved_rating).peekable();
    let moved_without_performance = movers.peek().is_some() && movers.all(|cause| !cause.cause.is_performance());
    Some(LineDiff { fields, rating_moved, moved_without_performance, causes, ..named(new.line, LineChange::Changed) })
}

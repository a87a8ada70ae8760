//! How a line of a scorecard came about.
//!
//! Every step is worked out again from the inputs by the rules that the compile uses; nothing is copied from the line. That
//! the steps come to what the line publishes is a law of the tests.

mod inputs;
mod made;
mod parts;
mod published;
mod rules;
mod steps;
#[cfg(test)]
mod tests;
mod verdicts;

use crate::explain::{Explanation, LineHead};

use super::Inputs;
use super::line::{Draft, drafted};

/// England's DfE number.
const ENGLAND: u16 = 970;

/// Explains the line of an indicator for a pupil group, the first where several commitments have it. `None` where the strategy
/// does not use it.
pub fn explain_line(inputs: &Inputs, indicator: &str, breakdown: &str) -> Option<Explanation> {
    let mut commitments = inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    commitments.find_map(|commitment| {
        let usage = commitment.uses.iter().find(|it| it.indicator == indicator && it.breakdown == breakdown)?;
        Some(drafted(inputs, usage, explain))
    })
}

/// Explains every line, in the order of the scorecard.
pub fn explain_lines(inputs: &Inputs) -> Vec<Explanation> {
    let commitments = inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    commitments.flat_map(|commitment| &commitment.uses).map(|usage| drafted(inputs, usage, explain)).collect()
}

fn explain(draft: &Draft<'_>) -> Explanation {
    Explanation {
        head: head(draft),
        inputs: draft.explained_inputs(),
        neighbour_lists: draft.explained_lists(),
        targets: draft.explained_targets(),
        baselines: Vec::new(),
        rules: draft.explained_rules(),
        suppression: draft.explained_suppression(),
        steps: draft.explained_steps(),
    }
}

fn head(draft: &Draft<'_>) -> LineHead {
    let indicator = &draft.entry.indicator;
    LineHead {
        indicator: indicator.code.clone(),
        name: indicator.name.clone(),
        breakdown: draft.usage.breakdown.clone(),
        decimals: indicator.decimals,
        period: draft.current.map(|(period, _)| period.label()),
        display: draft.measure().display(indicator.decimals),
    }
}

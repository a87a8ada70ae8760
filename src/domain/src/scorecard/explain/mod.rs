//! How a line of a scorecard came about.
//!
//! Every step is worked out again from the inputs by the rules that the compile uses; nothing is copied from the line. That
//! the steps come to what the line publishes is a law of the tests.

mod inputs;
mod made;
mod parts;
mod rules;
mod steps;
#[cfg(test)]
mod tests;
mod verdicts;

use crate::explain::Explanation;

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
        Some(drafted(inputs, usage, |draft| explain(draft, &commitment.code)))
    })
}

/// Explains every line, in the order of the scorecard.
pub fn explain_lines(inputs: &Inputs) -> Vec<Explanation> {
    let commitments = inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    commitments
        .flat_map(|commitment| commitment.uses.iter().map(move |usage| (commitment, usage)))
        .map(|(commitment, usage)| drafted(inputs, usage, |draft| explain(draft, &commitment.code)))
        .collect()
}

fn explain(draft: &Draft<'_>, commitment: &str) -> Explanation {
    Explanation {
        line: draft.line(commitment),
        inputs: draft.explained_inputs(),
        neighbour_lists: draft.explained_lists(),
        targets: draft.explained_targets(),
        rules: draft.explained_rules(),
        suppression: draft.explained_suppression(),
        steps: draft.explained_steps(),
    }
}

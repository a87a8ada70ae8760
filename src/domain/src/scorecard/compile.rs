//! The compile: one line for every use of an indicator, in the order of the strategy's file.

use super::line::line;
use super::{Inputs, Scorecard, ScoredPriority};

/// Compiles a scorecard. It never fails: what is missing or cannot stand becomes a reason or a caveat of its line.
///
/// The result is a function of the inputs alone; the same inputs give the same bytes.
pub fn compile(inputs: &Inputs) -> Scorecard {
    let priorities = inputs.strategy.priorities.iter().map(|priority| ScoredPriority {
        number: priority.number.into(),
        title: priority.title.clone(),
        lines: priority
            .commitments
            .iter()
            .flat_map(|commitment| commitment.uses.iter().map(|usage| line(inputs, &commitment.code, usage)))
            .collect(),
    });
    Scorecard {
        strategy: inputs.strategy.code.clone(),
        strategy_version: inputs.strategy_version,
        authority: inputs.strategy.authority.into(),
        term: inputs.term.to_string(),
        as_known_at: inputs.as_known_at,
        knowledge: inputs.knowledge,
        priorities: priorities.collect(),
    }
}

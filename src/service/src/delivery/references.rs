//! What records name in the council's strategies.

use std::collections::BTreeSet;

use sextant_domain::delivery::{Problem, ProblemCode};
use sextant_store::delivery::{self, MovedOutcome};

use super::WriteError;
use super::unit::Unit;

/// Notes the commitments and outcomes that no strategy of the council has; those of another council's strategy are as unknown.
/// `fields` is where they were named.
pub(super) async fn check_references(
    unit: &Unit<'_>,
    fields: (&str, &str),
    (commitments, outcomes): (&BTreeSet<(String, String)>, &BTreeSet<MovedOutcome>),
    problems: &mut Vec<Problem>,
) -> Result<(), WriteError> {
    for (strategy, commitment) in delivery::unknown_commitments(&unit.transaction, &unit.council, commitments).await? {
        let message = format!("The strategy '{strategy}' has no commitment {commitment}.");
        problems.push(Problem::new(fields.0, ProblemCode::Unknown, message));
    }
    for (strategy, indicator, group) in delivery::unused_outcomes(&unit.transaction, &unit.council, outcomes).await? {
        let message = format!("The strategy '{strategy}' does not use {indicator} for '{group}'.");
        problems.push(Problem::new(fields.1, ProblemCode::Unknown, message));
    }
    Ok(())
}

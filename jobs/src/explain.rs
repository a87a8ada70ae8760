//! Explaining a published scorecard: it is compiled again from what it was compiled from, and every figure is followed to the
//! row of the file it stands in.

use std::collections::BTreeSet;

use sextant_domain::explain::{ExplainedInput, Explanation, explain_lines};
use sextant_domain::scorecard::{Line, Scorecard};
use sextant_store::entities::scorecard;
use sextant_store::explain::{RowKey, source_rows};
use sextant_store::ledger::Knowledge;
use sextant_store::{ConnectionTrait, Result as StoreResult};

use crate::recompile::{RecompileError, recompile_scorecard};

/// An explained line beside the published one.
#[derive(Clone, Debug)]
pub struct ExplainedLine {
    /// How it came about, by compiling again.
    pub explanation: Explanation,
    /// Whether compiling again gives the published line, word for word.
    pub reproduced: bool,
}

/// The explanations of a published scorecard.
#[derive(Clone, Debug)]
pub struct ExplainedCard {
    /// The position whose knowledge it shows.
    pub knowledge: Knowledge,
    /// Its lines in order.
    pub lines: Vec<ExplainedLine>,
}

/// Explains every line of a published scorecard. The rows of the files are not looked up yet: [`find_sources`].
///
/// # Errors
/// [`RecompileError`].
pub async fn explain_scorecard(
    connection: &impl ConnectionTrait,
    published: &scorecard::Model,
) -> Result<ExplainedCard, RecompileError> {
    let (inputs, _) = recompile_scorecard(connection, published).await?;
    let card: Scorecard =
        serde_json::from_str(&published.content).map_err(|error| RecompileError::Manifest(error.to_string()))?;
    let lines: Vec<Line> = card.priorities.into_iter().flat_map(|priority| priority.lines).collect();
    let explained = explain_lines(&inputs).into_iter().enumerate().map(|(at, explanation)| {
        let is_published = |line: &Line| *line == explanation.line && explanation.agrees_with(line);
        let reproduced = lines.get(at).is_some_and(is_published);
        ExplainedLine { explanation, reproduced }
    });
    Ok(ExplainedCard { knowledge: inputs.knowledge, lines: explained.collect() })
}

/// The row that an input of a result of this position stands in: that of its release, or the newest by the position. `None` for
/// what was counted here.
pub fn row_key(input: &ExplainedInput, knowledge: Knowledge) -> Option<RowKey> {
    let known = input.release.as_ref().map_or(knowledge, |release| release.knowledge);
    Some(RowKey { series: input.series.clone()?, place: input.place.into(), period: input.period, known })
}

/// Looks up where the inputs of an explanation stand in the publishers' files, in two statements.
///
/// # Errors
/// [`sextant_store::StoreError`].
pub async fn find_sources(
    connection: &impl ConnectionTrait,
    explanation: &mut Explanation,
    knowledge: Knowledge,
) -> StoreResult<()> {
    let keys: BTreeSet<RowKey> = explanation.inputs.iter().filter_map(|input| row_key(input, knowledge)).collect();
    let rows = source_rows(connection, &keys, knowledge).await?;
    for input in &mut explanation.inputs {
        input.source = row_key(input, knowledge).and_then(|key| rows.get(&key).cloned());
    }
    Ok(())
}

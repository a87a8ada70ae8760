//! Explaining a published result: it is compiled again from what it was compiled from, and every figure is followed to the row
//! of the file it stands in.

use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use sextant_domain::explain::{ExplainedInput, Explanation, PublishedLine, explain_lines, explain_progress};
use sextant_domain::progress::{ProgressLine, Snapshot};
use sextant_domain::scorecard::{Line, Scorecard};
use sextant_store::entities::{scorecard, snapshot};
use sextant_store::explain::{RowKey, source_rows};
use sextant_store::ledger::Knowledge;
use sextant_store::{ConnectionTrait, Result as StoreResult};

use crate::recompile::{RecompileError, recompile_scorecard, recompile_snapshot};

/// An explained line beside the published one.
#[derive(Clone, Debug)]
pub struct ExplainedLine {
    /// How it came about, by compiling again.
    pub explanation: Explanation,
    /// Whether compiling again gives the published line, word for word.
    pub reproduced: bool,
}

/// The explanations of a published scorecard or snapshot.
#[derive(Clone, Debug)]
pub struct ExplainedResult {
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
) -> Result<ExplainedResult, RecompileError> {
    let (inputs, again) = recompile_scorecard(connection, published).await?;
    let lines = |card: Scorecard| -> Vec<Line> { card.priorities.into_iter().flat_map(|it| it.lines).collect() };
    let explained = beside(explain_lines(&inputs), &lines(again), &lines(read(&published.content)?));
    Ok(ExplainedResult { knowledge: inputs.knowledge, lines: explained })
}

/// Explains every line of a published progress snapshot. The rows of the files are not looked up yet: [`find_sources`].
///
/// # Errors
/// [`RecompileError`].
pub async fn explain_snapshot(
    connection: &impl ConnectionTrait,
    published: &snapshot::Model,
) -> Result<ExplainedResult, RecompileError> {
    let (inputs, again) = recompile_snapshot(connection, published).await?;
    let lines = |it: Snapshot| -> Vec<ProgressLine> { it.priorities.into_iter().flat_map(|it| it.lines).collect() };
    let explained = beside(explain_progress(&inputs), &lines(again), &lines(read(&published.content)?));
    Ok(ExplainedResult { knowledge: inputs.knowledge, lines: explained })
}

fn read<T: DeserializeOwned>(content: &str) -> Result<T, RecompileError> {
    serde_json::from_str(content).map_err(|error| RecompileError::Manifest(error.to_string()))
}

/// Each explanation with whether its line, compiled again, is the published one and comes to what that says.
fn beside<L: PublishedLine + PartialEq>(
    explained: Vec<Explanation>,
    again: &[L],
    published: &[L],
) -> Vec<ExplainedLine> {
    let beside = |(at, explanation): (usize, Explanation)| {
        let line = published.get(at);
        let reproduced = line.is_some() && line == again.get(at) && line.is_some_and(|it| explanation.agrees_with(it));
        ExplainedLine { explanation, reproduced }
    };
    explained.into_iter().enumerate().map(beside).collect()
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

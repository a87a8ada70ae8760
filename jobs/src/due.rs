//! What is due: every council's strategies, every term and every year whose deadline has come and that has no result.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::scorecard::due_terms;
use sextant_store::strategies::{self, Stored};
use sextant_store::{Database, ledger, scorecards, snapshots};

use crate::measures::record_for_deadline;
use crate::scorecard::{CompileError, CompileRequest, Compiled, compile_scorecard};
use crate::snapshot::{CompileSnapshotRequest, compile_strategy_snapshot, due_snapshots};

/// One compilation that a job made or tried.
#[derive(Debug)]
pub struct DueRun {
    /// The strategy's code.
    pub strategy: String,
    /// What was due: `scorecard 2025/26-autumn`, `snapshot 2025/26`.
    pub what: String,
    /// What it came to.
    pub result: Result<Compiled, CompileError>,
}

/// Deadlines before the first entry of this kind are not compiled unasked: without an edition that has every authority, there
/// would be neither benchmarks nor ranks.
const FIRST_EDITION: &str = "import:lait";

/// Compiles every scorecard that is due, oldest first, each after what the council's own records say of the term was recorded. Takes no hint about what changed: it looks, and what is published is
/// left alone. One strategy that fails does not hold up the others.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked what is due.
pub async fn run_due_scorecards(database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
    let mut runs = Vec::new();
    let Some(first_known) = first_known(database).await? else { return Ok(runs) };
    for stored in every_strategy(database).await? {
        let code = &stored.strategy.code;
        let published = scorecards::published_terms(database.read(), code).await?;
        let due = due_terms(&stored.strategy, now).into_iter();
        for entry in due.filter(|entry| entry.paper_deadline >= first_known && !published.contains(&entry.term)) {
            let (strategy, term) = (code.clone(), entry.term);
            let request = CompileRequest { strategy, term, as_known_at: None, trigger: "heartbeat" };
            let council = &stored.strategy.council;
            let recorded = record_for_deadline(database, council, entry.paper_deadline, now).await;
            let result = match recorded {
                Ok(_) => compile_scorecard(database, &request, now).await,
                Err(error) => Err(error),
            };
            runs.push(told(code, format!("scorecard {term}"), result));
        }
    }
    Ok(runs)
}

/// Compiles every progress snapshot that is due, oldest first, in the same way.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked what is due.
pub async fn run_due_snapshots(database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
    let mut runs = Vec::new();
    let Some(first_known) = first_known(database).await? else { return Ok(runs) };
    for stored in every_strategy(database).await? {
        let code = &stored.strategy.code;
        let published = snapshots::published_years(database.read(), code).await?;
        let due = due_snapshots(&stored.strategy, now).into_iter();
        for entry in due.filter(|entry| entry.paper_deadline >= first_known && !published.contains(&entry.year)) {
            let (strategy, year) = (code.clone(), Some(entry.year));
            let request = CompileSnapshotRequest { strategy, year, as_known_at: None, trigger: "heartbeat" };
            let result = compile_strategy_snapshot(database, &request, now).await;
            runs.push(told(code, format!("snapshot {}", entry.year), result));
        }
    }
    Ok(runs)
}

/// The day from which there is something to compile from.
async fn first_known(database: &Database) -> Result<Option<NaiveDate>, CompileError> {
    Ok(ledger::first_known(database.read(), &[FIRST_EDITION]).await?)
}

async fn every_strategy(database: &Database) -> Result<Vec<Stored>, CompileError> {
    let mut found = Vec::new();
    for code in strategies::load_all_codes(database.read()).await? {
        found.extend(strategies::load(database.read(), &code).await?);
    }
    Ok(found)
}

/// The strategies in force on a day by their council, in the order of their codes.
pub(crate) async fn by_council(
    database: &Database,
    day: NaiveDate,
) -> Result<BTreeMap<String, Vec<Stored>>, CompileError> {
    let mut found: BTreeMap<String, Vec<Stored>> = BTreeMap::new();
    for stored in every_strategy(database).await? {
        if stored.strategy.in_force_on(day) {
            found.entry(stored.strategy.council.clone()).or_default().push(stored);
        }
    }
    Ok(found)
}

fn told(strategy: &str, what: String, result: Result<Compiled, CompileError>) -> DueRun {
    if let Err(error) = &result {
        tracing::error!(strategy, what, %error, "what was due could not be compiled");
    }
    DueRun { strategy: strategy.to_owned(), what, result }
}

//! What is due: every council's strategies, every term and every year whose deadline has come and that has no result.

use std::future::Future;

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::scorecard::due_terms;
use sextant_store::strategies::{self, Stored};
use sextant_store::{Database, ledger, scorecards, snapshots};

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

/// Compiles every scorecard that is due, oldest first. Takes no hint about what changed: it looks, and what is published is
/// left alone. One strategy that fails does not hold up the others.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked what is due.
pub async fn run_due_scorecards(database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
    each_strategy(database, async |stored, first_known, runs| {
        let code = &stored.strategy.code;
        let published = scorecards::published_terms(database.read(), code).await?;
        let due = due_terms(&stored.strategy, now).into_iter();
        for entry in due.filter(|entry| entry.paper_deadline >= first_known && !published.contains(&entry.term)) {
            let (strategy, term) = (code.clone(), entry.term);
            let request = CompileRequest { strategy, term, as_known_at: None, trigger: "heartbeat" };
            runs.push(run(code, format!("scorecard {term}"), compile_scorecard(database, &request, now)).await);
        }
        Ok(())
    })
    .await
}

/// Compiles every progress snapshot that is due, oldest first, in the same way.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked what is due.
pub async fn run_due_snapshots(database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
    each_strategy(database, async |stored, first_known, runs| {
        let code = &stored.strategy.code;
        let published = snapshots::published_years(database.read(), code).await?;
        let due = due_snapshots(&stored.strategy, now).into_iter();
        for entry in due.filter(|entry| entry.paper_deadline >= first_known && !published.contains(&entry.year)) {
            let year = Some(entry.year);
            let request =
                CompileSnapshotRequest { strategy: code.clone(), year, as_known_at: None, trigger: "heartbeat" };
            let compile = compile_strategy_snapshot(database, &request, now);
            runs.push(run(code, format!("snapshot {}", entry.year), compile).await);
        }
        Ok(())
    })
    .await
}

/// Looks at every strategy in turn, once an edition of outcomes is known.
async fn each_strategy(
    database: &Database,
    mut look: impl AsyncFnMut(&Stored, NaiveDate, &mut Vec<DueRun>) -> Result<(), CompileError>,
) -> Result<Vec<DueRun>, CompileError> {
    let mut runs = Vec::new();
    let Some(first_known) = ledger::first_known(database.read(), &[FIRST_EDITION]).await? else {
        return Ok(runs);
    };
    for code in strategies::load_all_codes(database.read()).await? {
        if let Some(stored) = strategies::load(database.read(), &code).await? {
            look(&stored, first_known, &mut runs).await?;
        }
    }
    Ok(runs)
}

async fn run(strategy: &str, what: String, compile: impl Future<Output = Result<Compiled, CompileError>>) -> DueRun {
    let result = compile.await;
    if let Err(error) = &result {
        tracing::error!(strategy, what, %error, "what was due could not be compiled");
    }
    DueRun { strategy: strategy.to_owned(), what, result }
}

//! What is due: every council's strategies, every term whose deadline has come and that has no scorecard.

use chrono::{DateTime, Utc};
use sextant_domain::TermOfYear;
use sextant_domain::scorecard::due_terms;
use sextant_store::{Database, ledger, scorecards, strategies};

use crate::scorecard::{CompileError, CompileRequest, Compiled, compile_scorecard};

/// One compilation that the heartbeat made or tried.
#[derive(Debug)]
pub struct DueRun {
    /// The strategy's code.
    pub strategy: String,
    /// The term.
    pub term: TermOfYear,
    /// What it came to.
    pub result: Result<Compiled, CompileError>,
}

/// Terms before the first entry of this kind are not compiled unasked: without an edition that has every authority, a
/// scorecard would have neither benchmarks nor ranks.
const FIRST_EDITION: &str = "import:lait";

/// Compiles what is due, oldest first. Takes no hint about what changed: it looks, and what is published is left alone. One
/// strategy that fails does not hold up the others.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked what is due.
pub async fn run_due(database: &Database, now: DateTime<Utc>) -> Result<Vec<DueRun>, CompileError> {
    let Some(first_known) = ledger::first_known(database.read(), &[FIRST_EDITION]).await? else {
        return Ok(Vec::new());
    };
    let mut runs = Vec::new();
    for code in strategies::load_all_codes(database.read()).await? {
        let Some(stored) = strategies::load(database.read(), &code).await? else { continue };
        let published = scorecards::published_terms(database.read(), &code).await?;
        let due = due_terms(&stored.strategy, now);
        for entry in due.into_iter().filter(|entry| entry.paper_deadline >= first_known) {
            if published.contains(&entry.term) {
                continue;
            }
            let (strategy, term) = (code.clone(), entry.term);
            let request = CompileRequest { strategy: code.clone(), term, as_known_at: None, trigger: "heartbeat" };
            let result = compile_scorecard(database, &request, now).await;
            if let Err(error) = &result {
                tracing::error!(strategy, %term, %error, "a due scorecard could not be compiled");
            }
            runs.push(DueRun { strategy, term, result });
        }
    }
    Ok(runs)
}

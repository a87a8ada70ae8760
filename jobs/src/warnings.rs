//! Raising early-warning flags.

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::delivery::warnings;
use sextant_domain::scorecard::{Line, Scorecard};
use sextant_domain::{AcademicYear, Term, TermOfYear};
use sextant_service::delivery::{WriteError, raise_flags};
use sextant_store::strategies::Stored;
use sextant_store::{Database, StoreError, delivery, ledger, scorecards};

use crate::due::by_council;
use crate::scorecard::CompileError;

/// How many flags were raised for a council.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    /// The council's code.
    pub council: String,
    /// How many.
    pub flags: usize,
}

/// Raises what the rules find at the end of yesterday, for every council. One that fails does not hold up the others.
///
/// # Errors
/// [`CompileError::Store`] when the database cannot be asked which councils there are.
pub async fn run_due_warnings(
    database: &Database,
    now: DateTime<Utc>,
) -> Result<Vec<Result<Raised, WriteError>>, CompileError> {
    let mut done = Vec::new();
    for (council, strategies) in by_council(database, now.date_naive()).await? {
        let raised = of_council(database, &strategies, now).await;
        match &raised {
            Ok(Raised { flags: 0, .. }) => {}
            Ok(Raised { flags, .. }) => tracing::info!(council, flags, "flags raised"),
            Err(error) => tracing::error!(council, %error, "the council's flags were not raised"),
        }
        done.push(raised);
    }
    Ok(done)
}

async fn of_council(database: &Database, strategies: &[Stored], now: DateTime<Utc>) -> Result<Raised, WriteError> {
    let strategy = &strategies[0].strategy;
    let day: NaiveDate = now.date_naive().pred_opt().unwrap_or_default();
    let known = ledger::latest(database.read()).await?;
    let council = (strategy.council.as_str(), i32::from(strategy.authority));
    let mut facts = delivery::warning_facts(database.read(), council, day, known).await?;
    for stored in strategies {
        facts.cards.extend(newest(database, &stored.strategy.code).await?);
    }
    let flags = raise_flags(database, &strategy.council, &warnings(&facts, day), now).await?;
    Ok(Raised { council: strategy.council.clone(), flags })
}

/// A strategy's newest published scorecard.
async fn newest(database: &Database, strategy: &str) -> Result<Option<(String, TermOfYear, Vec<Line>)>, StoreError> {
    let Some(row) = scorecards::newest(database.read(), strategy).await? else { return Ok(None) };
    let unreadable = |value: String| StoreError::Unknown { what: "scorecard", value };
    let card: Scorecard = serde_json::from_str(&row.content).map_err(|error| unreadable(error.to_string()))?;
    let year = AcademicYear::starting(row.year_start.into()).ok_or_else(|| unreadable(row.year_start.to_string()))?;
    let term = Term::from_number(row.term).ok_or_else(|| unreadable(row.term.to_string()))?;
    let lines = card.priorities.into_iter().flat_map(|priority| priority.lines).collect();
    Ok(Some((strategy.to_owned(), TermOfYear { year, term }, lines)))
}

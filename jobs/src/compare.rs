//! Comparing two results of a kind: two revisions, two terms or years, or one as known on two days.
//!
//! Scorecards are compared here, progress snapshots in [`crate::compare_snapshots`].

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::TermOfYear;
use sextant_domain::diff::{ScorecardDiff, ScorecardSide, diff_scorecards};
use sextant_domain::scorecard::{Inputs, Scorecard, compile};
use sextant_store::{Database, scorecards};

use crate::recompile::{RecompileError, recompile_scorecard};
use crate::scorecard::{CompileError, calendar_entry, find, load};

/// One side of a comparison of scorecards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideRequest {
    /// The strategy's code.
    pub strategy: String,
    /// The term.
    pub term: TermOfYear,
    /// Which scorecard of the term.
    pub which: Which,
}

/// Which scorecard of a term, or which snapshot of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// The newest published revision.
    Newest,
    /// This published revision.
    Revision(i32),
    /// As known on a day: compiled for the comparison, never written.
    KnownAt(NaiveDate),
}

/// A side that was loaded: a result `R` with the inputs `I` that it was compiled from.
#[derive(Clone, Debug)]
pub struct Side<I, R> {
    /// What it was compiled from.
    pub inputs: I,
    /// What it says.
    pub result: R,
    /// The revision, where it is published.
    pub revision: Option<i32>,
    /// Whether compiling it again gives what is published; always so for one that was compiled just now.
    pub reproduced: bool,
}

/// Two results and what differs between them.
#[derive(Clone, Debug)]
pub struct Comparison<I, R, D> {
    /// The earlier side.
    pub before: Side<I, R>,
    /// The later side.
    pub after: Side<I, R>,
    /// What differs.
    pub diff: D,
}

/// A side that is a scorecard.
pub type ComparedScorecard = Side<Inputs, Scorecard>;

/// Two scorecards and what differs between them.
pub type ScorecardComparison = Comparison<Inputs, Scorecard, ScorecardDiff>;

/// Why two results were not compared.
#[derive(Debug, thiserror::Error)]
pub enum CompareError {
    /// Nothing is published.
    #[error(
        "there is no published {what} of '{strategy}' for {period}{}. Name a day to see it as known then, or compile it first",
        revision.map(|number| format!(" with revision {number}")).unwrap_or_default()
    )]
    NotPublished {
        /// `scorecard` or `snapshot`.
        what: &'static str,
        /// The strategy.
        strategy: String,
        /// The term or the academic year.
        period: String,
        /// The revision asked for.
        revision: Option<i32>,
    },
    /// A side could not be compiled.
    #[error(transparent)]
    Compile(#[from] CompileError),
    /// A published side could not be compiled again.
    #[error("what is published cannot be compiled again: {0}")]
    Recompile(#[from] RecompileError),
}

/// Compares two scorecards. Nothing is written.
///
/// # Errors
/// [`CompareError`].
pub async fn compare(
    database: &Database,
    before: &SideRequest,
    after: &SideRequest,
    now: DateTime<Utc>,
) -> Result<ScorecardComparison, CompareError> {
    let (before, after) = (side(database, before, now).await?, side(database, after, now).await?);
    let diff = diff_scorecards(
        ScorecardSide { inputs: &before.inputs, card: &before.result },
        ScorecardSide { inputs: &after.inputs, card: &after.result },
    );
    Ok(Comparison { before, after, diff })
}

async fn side(
    database: &Database,
    request: &SideRequest,
    now: DateTime<Utc>,
) -> Result<ComparedScorecard, CompareError> {
    match request.which {
        Which::Newest => published(database, request, None).await,
        Which::Revision(revision) => published(database, request, Some(revision)).await,
        Which::KnownAt(day) => known_at(database, request, day, now).await,
    }
}

/// A published scorecard with what it was compiled from.
async fn published(
    database: &Database,
    request: &SideRequest,
    revision: Option<i32>,
) -> Result<ComparedScorecard, CompareError> {
    let connection = database.read();
    let found = scorecards::find(connection, &request.strategy, request.term, revision).await;
    let Some(row) = found.map_err(CompileError::from)? else {
        let (strategy, period) = (request.strategy.clone(), request.term.to_string());
        return Err(CompareError::NotPublished { what: "scorecard", strategy, period, revision });
    };
    let (inputs, again) = recompile_scorecard(connection, &row).await?;
    let card: Scorecard =
        serde_json::from_str(&row.content).map_err(|error| RecompileError::Manifest(error.to_string()))?;
    Ok(Side { inputs, reproduced: again == card, result: card, revision: Some(row.revision) })
}

/// A term's scorecard as it would have been compiled with what was known on a day.
async fn known_at(
    database: &Database,
    request: &SideRequest,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<ComparedScorecard, CompareError> {
    let today = now.date_naive();
    if day > today {
        return Err(CompileError::InTheFuture { day, today }.into());
    }
    let stored = find(database, &request.strategy).await?;
    calendar_entry(&stored.strategy, request.term)?;
    let (inputs, _) = load(database, &stored, request.term, day).await?;
    let result = compile(&inputs);
    Ok(Side { inputs, result, revision: None, reproduced: true })
}

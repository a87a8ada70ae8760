//! The termly scorecard: load, compile, publish.

use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use sextant_domain::scorecard::{Inputs, canonical_bytes, compile, due_at, previous_deadline, sha256_hex};
use sextant_domain::strategy::{CalendarTerm, Strategy};
use sextant_domain::{AcademicYear, TermOfYear};
use sextant_store::ledger::{self, Knowledge};
use sextant_store::scorecards::{InputsRequest, NewRevision, Published, load_inputs, publish};
use sextant_store::strategies::{self, Stored};
use sextant_store::{Database, StoreError};

/// Which scorecard to compile.
#[derive(Clone, Debug)]
pub struct CompileRequest {
    /// The strategy's code.
    pub strategy: String,
    /// The term.
    pub term: TermOfYear,
    /// The day whose knowledge is shown; the paper deadline when `None`.
    pub as_known_at: Option<NaiveDate>,
    /// Who asks: `command line`, `heartbeat`, `mutation`.
    pub trigger: &'static str,
}

/// What compiling came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compiled {
    /// The academic year that it belongs to.
    pub year: AcademicYear,
    /// The revision that holds what was compiled.
    pub revision: i32,
    /// Whether it is new; otherwise an earlier run published exactly this.
    pub is_new: bool,
    /// The SHA-256 of its canonical content.
    pub content_hash: String,
    /// The day whose knowledge it shows.
    pub as_known_at: NaiveDate,
    /// How many lines it has.
    pub lines: usize,
}

/// Why a scorecard or a snapshot was not compiled. Nothing has been written.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// There is no such strategy.
    #[error("there is no strategy '{code}'. Loaded are: {known}. Load one with `sextant strategy load FILE`")]
    UnknownStrategy {
        /// The code asked for.
        code: String,
        /// The codes there are.
        known: String,
    },
    /// The calendar does not have the term.
    #[error(
        "the calendar of '{strategy}' has no term {term}. It has {first} to {last}. Add the term to the strategy's file"
    )]
    UnknownTerm {
        /// The strategy.
        strategy: String,
        /// The term asked for.
        term: TermOfYear,
        /// The first term of the calendar.
        first: String,
        /// The last term of the calendar.
        last: String,
    },
    /// The strategy was not in force.
    #[error("'{strategy}' was not in force on {day}, the paper deadline of {term}")]
    NotInForce {
        /// The strategy.
        strategy: String,
        /// The term.
        term: TermOfYear,
        /// The day.
        day: NaiveDate,
    },
    /// The deadline has not come.
    #[error(
        "{what} is due on {due}: until then its figures can still change. Name a day with --as-known-at to see it as known then"
    )]
    NotDue {
        /// What: `the scorecard of 2025/26-autumn`.
        what: String,
        /// When it is due.
        due: DateTime<Utc>,
    },
    /// The cycle of snapshots does not have the year.
    #[error(
        "'{strategy}' has no snapshot for {year}; it has {known}. Add a [[snapshot]] to the strategy's file, or name a day with --as-known-at"
    )]
    UnknownYear {
        /// The strategy.
        strategy: String,
        /// The academic year asked for, in words.
        year: String,
        /// The years of its cycle.
        known: String,
    },
    /// The day lies in the future.
    #[error("nobody knows yet what will be known on {day}: choose today ({today}) or an earlier day")]
    InTheFuture {
        /// The day asked for.
        day: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The ledger had nothing by then.
    #[error(
        "no figures were known on {day}: the first edition in the ledger became known on {first}. Load earlier editions, or name a later day"
    )]
    NothingKnown {
        /// The day.
        day: NaiveDate,
        /// The day of the first edition, in words.
        first: String,
    },
    /// The same inputs gave another result than before.
    #[error(
        "ALARM: the same inputs gave another result than revision {revision} of {what} (recorded {recorded}, now {now}). Nothing was written. Keep this database and report it: a rule is not exact"
    )]
    Alarm {
        /// What: `the scorecard of 2025/26-autumn`.
        what: String,
        /// The revision on record.
        revision: i32,
        /// Its hash.
        recorded: String,
        /// The hash of now.
        now: String,
    },
    /// The result could not be written as canonical JSON.
    #[error("the result could not be written down: {0}")]
    Canonical(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a scorecard was compiled from: the same manifest must give the same scorecard.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    sextant: &'static str,
    strategy: &'a str,
    strategy_version: String,
    term: String,
    as_known_at: NaiveDate,
    knowledge: String,
    previous_knowledge: String,
    catalogue: String,
    rules: Vec<String>,
}

/// Compiles a scorecard and publishes it, or confirms the revision that already says it.
///
/// # Errors
/// [`CompileError`].
pub async fn compile_scorecard(
    database: &Database,
    request: &CompileRequest,
    now: DateTime<Utc>,
) -> Result<Compiled, CompileError> {
    let stored = find(database, &request.strategy).await?;
    let entry = calendar_entry(&stored.strategy, request.term)?;
    let as_known_at = day(&stored.strategy, entry, request, now)?;
    let revision = build(database, &stored, request, as_known_at, now).await?;
    let transaction = database.begin().await?;
    let published = publish(&transaction, &revision).await?;
    transaction.commit().await.map_err(StoreError::from)?;
    let (number, is_new) = match published {
        Published::New(number) => (number, true),
        Published::Confirmed(number) => (number, false),
        Published::Alarm { revision: number, recorded } => {
            tracing::error!(strategy = request.strategy, term = %request.term, "the same inputs gave another scorecard");
            let (what, now) = (format!("the scorecard of {}", request.term), revision.content_hash);
            return Err(CompileError::Alarm { what, revision: number, recorded, now });
        }
    };
    tracing::info!(strategy = request.strategy, term = %request.term, revision = number, is_new, "scorecard compiled");
    Ok(Compiled {
        year: request.term.year,
        revision: number,
        is_new,
        content_hash: revision.content_hash,
        as_known_at,
        lines: revision.lines.len(),
    })
}

/// Loads and compiles, and writes down what was compiled and from what.
async fn build(
    database: &Database,
    stored: &Stored,
    request: &CompileRequest,
    as_known_at: NaiveDate,
    now: DateTime<Utc>,
) -> Result<NewRevision, CompileError> {
    let (inputs, previous_knowledge) = load(database, stored, request.term, as_known_at).await?;
    let card = compile(&inputs);
    let catalogue = ledger::newest_of(database.read(), "sextant").await?.map(|entry| entry.file_sha256);
    let manifest = text(&manifest(&inputs, previous_knowledge, catalogue.unwrap_or_default()))?;
    let content = text(&card)?;
    let lines = card.priorities.iter().flat_map(|priority| &priority.lines).map(text).collect::<Result<_, _>>()?;
    Ok(NewRevision {
        council: stored.strategy.council.clone(),
        term: request.term,
        content_hash: sha256_hex(content.as_bytes()),
        manifest_hash: sha256_hex(manifest.as_bytes()),
        reason: reason(request, as_known_at),
        trigger: request.trigger.to_owned(),
        compiled_at: now,
        card,
        content,
        manifest,
        lines,
    })
}

/// What the scorecard of a term may know on a day, and the position that the term before was scored at.
pub(crate) async fn load(
    database: &Database,
    stored: &Stored,
    term: TermOfYear,
    as_known_at: NaiveDate,
) -> Result<(Inputs, Knowledge), CompileError> {
    let connection = database.read();
    let knowledge = ledger::known_at(connection, as_known_at).await?;
    if let Some(first) = nothing_known(database, as_known_at).await? {
        return Err(CompileError::NothingKnown { day: as_known_at, first });
    }
    let previous_knowledge = match previous_deadline(&stored.strategy, term) {
        Some(day) => ledger::known_at(connection, day.min(as_known_at)).await?,
        None => 0,
    };
    let request = InputsRequest {
        strategy: stored,
        term,
        as_known_at,
        knowledge,
        previous_knowledge,
        catalogue: None,
        rules: None,
    };
    Ok((load_inputs(connection, &request).await?, previous_knowledge))
}

pub(crate) async fn find(database: &Database, code: &str) -> Result<Stored, CompileError> {
    match strategies::load(database.read(), code).await? {
        Some(stored) => Ok(stored),
        None => Err(unknown_strategy(database, code).await?),
    }
}

/// What is answered to the code of a strategy that does not exist, or that is not the caller's to compile.
///
/// # Errors
/// [`CompileError::Store`] where the database cannot say which strategies there are.
pub async fn unknown_strategy(database: &Database, code: &str) -> Result<CompileError, CompileError> {
    let codes = strategies::load_all_codes(database.read()).await?;
    let known = if codes.is_empty() { "none".to_owned() } else { codes.join(", ") };
    Ok(CompileError::UnknownStrategy { code: code.to_owned(), known })
}

pub(crate) fn calendar_entry(strategy: &Strategy, term: TermOfYear) -> Result<&CalendarTerm, CompileError> {
    let name = |entry: Option<&CalendarTerm>| entry.map(|entry| entry.term.to_string()).unwrap_or_default();
    strategy.calendar_term(term).ok_or_else(|| CompileError::UnknownTerm {
        strategy: strategy.code.clone(),
        term,
        first: name(strategy.calendar.first()),
        last: name(strategy.calendar.last()),
    })
}

/// The day whose knowledge is shown.
fn day(
    strategy: &Strategy,
    entry: &CalendarTerm,
    request: &CompileRequest,
    now: DateTime<Utc>,
) -> Result<NaiveDate, CompileError> {
    if !strategy.in_force_on(entry.paper_deadline) {
        let (strategy, term) = (strategy.code.clone(), request.term);
        return Err(CompileError::NotInForce { strategy, term, day: entry.paper_deadline });
    }
    let today = now.date_naive();
    match request.as_known_at {
        Some(day) if day > today => Err(CompileError::InTheFuture { day, today }),
        Some(day) => Ok(day),
        None if due_at(entry) > now => {
            Err(CompileError::NotDue { what: format!("the scorecard of {}", request.term), due: due_at(entry) })
        }
        None => Ok(entry.paper_deadline),
    }
}

/// The day of the first edition of outcomes, in words, when it lies after `day`.
pub(crate) async fn nothing_known(database: &Database, day: NaiveDate) -> Result<Option<String>, CompileError> {
    let first = ledger::first_known(database.read(), &["import:lait", "import:ees"]).await?;
    Ok(match first {
        Some(first) if first <= day => None,
        Some(first) => Some(first.to_string()),
        None => Some("no day: nothing is loaded".to_owned()),
    })
}

fn manifest<'a>(inputs: &'a Inputs, previous: Knowledge, catalogue: String) -> Manifest<'a> {
    let rag = inputs.rag_rules.values().map(|rule| format!("{}/{}", rule.code, rule.version));
    let direction = inputs.direction_rules.values().map(|rule| format!("{}/{}", rule.code, rule.version));
    Manifest {
        sextant: env!("CARGO_PKG_VERSION"),
        strategy: &inputs.strategy.code,
        strategy_version: inputs.strategy_version.to_string(),
        term: inputs.term.to_string(),
        as_known_at: inputs.as_known_at,
        knowledge: inputs.knowledge.to_string(),
        previous_knowledge: previous.to_string(),
        catalogue,
        rules: rag.chain(direction).collect(),
    }
}

fn reason(request: &CompileRequest, day: NaiveDate) -> String {
    match request.as_known_at {
        Some(_) => format!("asked for as known on {day}"),
        None => "paper deadline".to_owned(),
    }
}

pub(crate) fn text<T: Serialize>(value: &T) -> Result<String, CompileError> {
    let bytes = canonical_bytes(value).map_err(|error| CompileError::Canonical(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| CompileError::Canonical(error.to_string()))
}

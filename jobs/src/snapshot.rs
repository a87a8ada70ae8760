//! The strategy progress snapshot: load, compile, publish.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::Serialize;
use sextant_domain::AcademicYear;
use sextant_domain::progress::{ProgressInputs, compile_snapshot};
use sextant_domain::scorecard::{deadline_instant, sha256_hex};
use sextant_domain::strategy::{SnapshotDue, Strategy};
use sextant_store::scorecards::Published;
use sextant_store::snapshots::{NewSnapshot, SnapshotRequest, load_inputs, publish};
use sextant_store::strategies::Stored;
use sextant_store::{Database, StoreError, ledger};

use crate::scorecard::{CompileError, Compiled, find, nothing_known, text};

/// Which snapshot to compile.
#[derive(Clone, Debug)]
pub struct CompileSnapshotRequest {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year it belongs to; where it is not said, that of `as_known_at`, or the newest that is due.
    pub year: Option<AcademicYear>,
    /// The day whose knowledge is shown; the paper deadline of the year when `None`.
    pub as_known_at: Option<NaiveDate>,
    /// Who asks: `command line`, `heartbeat`, `mutation`.
    pub trigger: &'static str,
}

/// What a snapshot was compiled from: the same manifest must give the same snapshot.
#[derive(Debug, Serialize)]
struct Manifest<'a> {
    sextant: &'static str,
    strategy: &'a str,
    strategy_version: String,
    year: String,
    as_known_at: NaiveDate,
    knowledge: String,
    catalogue: String,
}

/// Compiles a snapshot and publishes it, or confirms the revision that already says it.
///
/// # Errors
/// [`CompileError`]; nothing has been written then.
pub async fn compile_strategy_snapshot(
    database: &Database,
    request: &CompileSnapshotRequest,
    now: DateTime<Utc>,
) -> Result<Compiled, CompileError> {
    let stored = find(database, &request.strategy).await?;
    let (year, as_known_at) = year_and_day(&stored.strategy, request, now)?;
    let revision = build(database, &stored, request, (year, as_known_at), now).await?;
    let transaction = database.begin().await?;
    let published = publish(&transaction, &revision).await?;
    transaction.commit().await.map_err(StoreError::from)?;
    let (number, is_new) = match published {
        Published::New(number) => (number, true),
        Published::Confirmed(number) => (number, false),
        Published::Alarm { revision: number, recorded } => {
            tracing::error!(strategy = request.strategy, %year, "the same inputs gave another snapshot");
            let (what, now) = (format!("the snapshot of {year}"), revision.content_hash);
            return Err(CompileError::Alarm { what, revision: number, recorded, now });
        }
    };
    tracing::info!(strategy = request.strategy, %year, revision = number, is_new, "snapshot compiled");
    Ok(Compiled {
        year,
        revision: number,
        is_new,
        content_hash: revision.content_hash,
        as_known_at,
        lines: revision.lines.len(),
    })
}

/// The year a snapshot belongs to and the day whose knowledge it shows.
fn year_and_day(
    strategy: &Strategy,
    request: &CompileSnapshotRequest,
    now: DateTime<Utc>,
) -> Result<(AcademicYear, NaiveDate), CompileError> {
    let today = now.date_naive();
    if let Some(day) = request.as_known_at {
        return match request.year.or_else(|| year_of(day)) {
            _ if day > today => Err(CompileError::InTheFuture { day, today }),
            Some(year) => Ok((year, day)),
            None => Err(CompileError::NothingKnown { day, first: "a later day".to_owned() }),
        };
    }
    let entry = match request.year {
        Some(year) => strategy.snapshots.iter().find(|entry| entry.year == year),
        None => due_snapshots(strategy, now).last().copied(),
    };
    let entry = entry.ok_or_else(|| CompileError::UnknownYear {
        strategy: strategy.code.clone(),
        year: request.year.map_or_else(|| "any academic year".to_owned(), |year| year.to_string()),
        known: known_years(strategy),
    })?;
    let due = deadline_instant(entry.paper_deadline);
    if due > now {
        return Err(CompileError::NotDue { what: format!("the snapshot of {}", entry.year), due });
    }
    Ok((entry.year, entry.paper_deadline))
}

/// The academic year that a day lies in.
fn year_of(day: NaiveDate) -> Option<AcademicYear> {
    AcademicYear::starting(if day.month() >= 9 { day.year() } else { day.year() - 1 })
}

fn known_years(strategy: &Strategy) -> String {
    let years: Vec<String> = strategy.snapshots.iter().map(|entry| entry.year.to_string()).collect();
    if years.is_empty() { "no snapshot at all".to_owned() } else { years.join(", ") }
}

/// The snapshots of a strategy's cycle that are due at `now`, oldest first.
pub(crate) fn due_snapshots(strategy: &Strategy, now: DateTime<Utc>) -> Vec<&SnapshotDue> {
    let mut due: Vec<_> = strategy
        .snapshots
        .iter()
        .filter(|entry| strategy.in_force_on(entry.paper_deadline) && deadline_instant(entry.paper_deadline) <= now)
        .collect();
    due.sort_by_key(|entry| (entry.paper_deadline, entry.year));
    due
}

/// Loads what a snapshot is compiled from, as known on a day.
pub(crate) async fn load(
    database: &Database,
    stored: &Stored,
    year: AcademicYear,
    as_known_at: NaiveDate,
) -> Result<ProgressInputs, CompileError> {
    let connection = database.read();
    if let Some(first) = nothing_known(database, as_known_at).await? {
        return Err(CompileError::NothingKnown { day: as_known_at, first });
    }
    let knowledge = ledger::known_at(connection, as_known_at).await?;
    let request = SnapshotRequest { strategy: stored, year, as_known_at, knowledge, catalogue: None };
    Ok(load_inputs(connection, &request).await?)
}

/// Loads and compiles, and writes down what was compiled and from what.
async fn build(
    database: &Database,
    stored: &Stored,
    request: &CompileSnapshotRequest,
    (year, as_known_at): (AcademicYear, NaiveDate),
    now: DateTime<Utc>,
) -> Result<NewSnapshot, CompileError> {
    let inputs = load(database, stored, year, as_known_at).await?;
    let snapshot = compile_snapshot(&inputs);
    let catalogue = ledger::newest_of(database.read(), "sextant").await?.map(|entry| entry.file_sha256);
    let manifest = text(&manifest(&inputs, catalogue.unwrap_or_default()))?;
    let content = text(&snapshot)?;
    let lines = snapshot.priorities.iter().flat_map(|priority| &priority.lines).map(text).collect::<Result<_, _>>()?;
    Ok(NewSnapshot {
        council: stored.strategy.council.clone(),
        year,
        content_hash: sha256_hex(content.as_bytes()),
        manifest_hash: sha256_hex(manifest.as_bytes()),
        reason: match request.as_known_at {
            Some(day) => format!("asked for as known on {day}"),
            None => "paper deadline".to_owned(),
        },
        trigger: request.trigger.to_owned(),
        compiled_at: now,
        snapshot,
        content,
        manifest,
        lines,
    })
}

fn manifest(inputs: &ProgressInputs, catalogue: String) -> Manifest<'_> {
    Manifest {
        sextant: env!("CARGO_PKG_VERSION"),
        strategy: &inputs.strategy.code,
        strategy_version: inputs.strategy_version.to_string(),
        year: inputs.year.to_string(),
        as_known_at: inputs.as_known_at,
        knowledge: inputs.knowledge.to_string(),
        catalogue,
    }
}

//! One import from end to end.

use std::path::Path;

use chrono::{DateTime, NaiveDate, Utc};
use sextant_ingest::Source;
use sextant_store::ledger::{self, Counts, Knowledge, NewEntry};
use sextant_store::{Database, StoreError};

use super::write::{Context, Outcome, write};
use super::{ImportProgress, ImportReport, ImportRequest, Kind};
use crate::ServiceError;

/// Imports a file.
///
/// # Errors
/// [`ServiceError`]; nothing has been written then.
pub async fn import(
    database: &Database,
    request: &ImportRequest,
    now: DateTime<Utc>,
    progress: &dyn ImportProgress,
) -> Result<ImportReport, ServiceError> {
    if request.released > now.date_naive() {
        return Err(ServiceError::NotYetReleased { released: request.released, today: now.date_naive() });
    }
    let file = Source::open(&request.file)?;
    let name = file.file_name().to_owned();
    let mapping = super::write::mapping(request)?;
    let source = source_of(request.kind, mapping.as_ref());
    let transaction = database.begin().await?;
    let knowledge = ledger::next_knowledge(&transaction).await?;
    let previous = in_order(&transaction, request, &source.code).await?;
    ledger::ensure_source(&transaction, &source).await?;
    let context = Context {
        transaction: &transaction,
        knowledge,
        source: &source.code,
        request,
        previous,
        progress,
        length: file.length(),
    };
    let outcome = write(&context, file, mapping).await?;
    refuse_empty(&name, &outcome)?;
    let mut report = report(request, name, &source.code, &outcome);
    if outcome.counts.changes_something() && !request.dry_run {
        let entry = entry(request, &source, &outcome, now);
        let recorded = ledger::record(&transaction, knowledge, &entry, outcome.counts).await?;
        transaction.commit().await.map_err(StoreError::from)?;
        report.knowledge = Some(knowledge);
        report.known_later = (recorded.known_on > request.released).then_some(recorded.known_on);
        tracing::info!(source = source.code, knowledge, new = outcome.counts.new, "file imported");
    } else {
        transaction.rollback().await.map_err(StoreError::from)?;
    }
    Ok(report)
}

/// Refuses an edition that is older than the one on record; says which day that is.
async fn in_order(
    transaction: &impl sextant_store::ConnectionTrait,
    request: &ImportRequest,
    source: &str,
) -> Result<Option<NaiveDate>, ServiceError> {
    let newest = ledger::newest_of(transaction, source).await?.map(|entry| entry.published_on);
    match newest {
        Some(loaded) if request.kind.supersedes() && request.released < loaded => {
            let (source_code, released) = (source.to_owned(), request.released);
            Err(ServiceError::OlderThanLoaded { source_code, loaded, released })
        }
        newest => Ok(newest),
    }
}

/// A file in which not one row could be imported is not the file that was meant.
fn refuse_empty(file: &str, outcome: &Outcome) -> Result<(), ServiceError> {
    let Counts { new, restated, unchanged, withdrawn, refused, .. } = outcome.counts;
    if new + restated + unchanged + withdrawn > 0 || refused == 0 {
        return Ok(());
    }
    let first = outcome.refusals.first().map(|refusal| format!("line {}: {}", refusal.line, refusal.reason));
    Err(ServiceError::NothingImported { file: file.to_owned(), refused, first: first.unwrap_or_default() })
}

fn source_of(kind: Kind, mapping: Option<&sextant_ingest::ees::Mapping>) -> ledger::Source {
    let (publisher, title) = kind.about();
    let (code, title) = match mapping {
        Some(mapping) => (format!("ees:{}", mapping.name()), mapping.title().to_owned()),
        None => (kind.code().to_owned(), title.to_owned()),
    };
    ledger::Source { code, publisher: publisher.to_owned(), title, licence: ledger::OPEN_GOVERNMENT_LICENCE.to_owned() }
}

fn entry(request: &ImportRequest, source: &ledger::Source, outcome: &Outcome, now: DateTime<Utc>) -> NewEntry {
    let title = if request.title.is_empty() {
        format!("{}, {}", source.title, request.released)
    } else {
        request.title.clone()
    };
    NewEntry {
        kind: format!("import:{}", request.kind.code()),
        source: source.code.clone(),
        title,
        status: request.status,
        published_on: request.released,
        file_name: file_name(&request.file),
        file_sha256: outcome.sha256.clone(),
        recorded_at: now,
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn report(request: &ImportRequest, file: String, source: &str, outcome: &Outcome) -> ImportReport {
    let knowledge: Option<Knowledge> = None;
    ImportReport {
        file,
        source: source.to_owned(),
        counts: outcome.counts,
        ignored: outcome.ignored.clone(),
        refusals: outcome.refusals.clone(),
        knowledge,
        known_later: None,
        dry_run: request.dry_run,
    }
}

//! Comparing two progress snapshots: two revisions, two academic years, or one as known on two days.

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::AcademicYear;
use sextant_domain::diff::{SnapshotDiff, SnapshotSide, diff_snapshots};
use sextant_domain::progress::{ProgressInputs, Snapshot, compile_snapshot};
use sextant_store::{Database, snapshots};

use crate::compare::{CompareError, Comparison, Side, Which};
use crate::recompile::{RecompileError, recompile_snapshot};
use crate::scorecard::{CompileError, find};
use crate::snapshot::load;

/// One side of a comparison of snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotRequest {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year that the snapshot belongs to.
    pub year: AcademicYear,
    /// Which snapshot of the year.
    pub which: Which,
}

/// A side that is a snapshot.
pub type ComparedSnapshot = Side<ProgressInputs, Snapshot>;

/// Two snapshots and what differs between them.
pub type SnapshotComparison = Comparison<ProgressInputs, Snapshot, SnapshotDiff>;

/// Compares two snapshots. Nothing is written.
///
/// # Errors
/// [`CompareError`].
pub async fn compare_snapshots(
    database: &Database,
    before: &SnapshotRequest,
    after: &SnapshotRequest,
    now: DateTime<Utc>,
) -> Result<SnapshotComparison, CompareError> {
    let (before, after) = (side(database, before, now).await?, side(database, after, now).await?);
    let diff = diff_snapshots(
        SnapshotSide { inputs: &before.inputs, snapshot: &before.result },
        SnapshotSide { inputs: &after.inputs, snapshot: &after.result },
    );
    Ok(Comparison { before, after, diff })
}

async fn side(
    database: &Database,
    request: &SnapshotRequest,
    now: DateTime<Utc>,
) -> Result<ComparedSnapshot, CompareError> {
    match request.which {
        Which::Newest => published(database, request, None).await,
        Which::Revision(revision) => published(database, request, Some(revision)).await,
        Which::KnownAt(day) => known_at(database, request, day, now).await,
    }
}

/// A published snapshot with what it was compiled from.
async fn published(
    database: &Database,
    request: &SnapshotRequest,
    revision: Option<i32>,
) -> Result<ComparedSnapshot, CompareError> {
    let connection = database.read();
    let found = snapshots::find(connection, &request.strategy, request.year, revision, None).await;
    let Some(row) = found.map_err(CompileError::from)? else {
        let (strategy, period) = (request.strategy.clone(), request.year.to_string());
        return Err(CompareError::NotPublished { what: "snapshot", strategy, period, revision });
    };
    let (inputs, again) = recompile_snapshot(connection, &row).await?;
    let result: Snapshot =
        serde_json::from_str(&row.content).map_err(|error| RecompileError::Manifest(error.to_string()))?;
    Ok(Side { inputs, reproduced: again == result, result, revision: Some(row.revision) })
}

/// A year's snapshot as it would have been compiled with what was known on a day.
async fn known_at(
    database: &Database,
    request: &SnapshotRequest,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<ComparedSnapshot, CompareError> {
    let today = now.date_naive();
    if day > today {
        return Err(CompileError::InTheFuture { day, today }.into());
    }
    let stored = find(database, &request.strategy).await?;
    let inputs = load(database, &stored, request.year, day).await?;
    let result = compile_snapshot(&inputs);
    Ok(Side { inputs, result, revision: None, reproduced: true })
}

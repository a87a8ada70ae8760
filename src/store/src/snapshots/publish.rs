//! Publishing: one transaction inserts a revision with its lines, or confirms the one that is there.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::AcademicYear;
use sextant_domain::progress::Snapshot;

use crate::entities::{snapshot, snapshot_line};
use crate::error::Result;
use crate::scorecards::Published;
use crate::sql;

/// A compiled snapshot on its way to publication.
#[derive(Clone, Debug)]
pub struct NewSnapshot {
    /// The council that owns it.
    pub council: String,
    /// The academic year it belongs to.
    pub year: AcademicYear,
    /// The snapshot.
    pub snapshot: Snapshot,
    /// Its canonical JSON.
    pub content: String,
    /// The SHA-256 of `content`.
    pub content_hash: String,
    /// Canonical JSON of what it was compiled from.
    pub manifest: String,
    /// The SHA-256 of `manifest`.
    pub manifest_hash: String,
    /// Each line's own JSON, in order.
    pub lines: Vec<String>,
    /// Why it was compiled.
    pub reason: String,
    /// Who asked: `command line`, `heartbeat`, `mutation`.
    pub trigger: String,
    /// Now, from whoever may read the clock.
    pub compiled_at: DateTime<Utc>,
}

/// Publishes within a transaction. The same manifest confirms; a new manifest makes the next revision.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn publish(transaction: &DatabaseTransaction, new: &NewSnapshot) -> Result<Published> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        // Two compilers of one snapshot take turns here; the unique key would refuse the second anyway.
        let name = format!("{}/{}/{}", new.council, new.snapshot.strategy, new.snapshot.year);
        sql::execute(transaction, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [name.into()]).await?;
    }
    let earlier = snapshot::Entity::find()
        .filter(snapshot::Column::CouncilCode.eq(&new.council))
        .filter(snapshot::Column::StrategyCode.eq(&new.snapshot.strategy))
        .filter(snapshot::Column::YearStart.eq(new.year.start() as i16))
        .order_by_desc(snapshot::Column::Revision)
        .all(transaction)
        .await?;
    if let Some(same) = earlier.iter().find(|row| row.manifest_hash == new.manifest_hash) {
        return Ok(if same.content_hash == new.content_hash {
            Published::Confirmed(same.revision)
        } else {
            Published::Alarm { revision: same.revision, recorded: same.content_hash.clone() }
        });
    }
    let revision = earlier.first().map_or(1, |newest| newest.revision + 1);
    snapshot::Entity::insert(snapshot_row(new, revision)).exec_without_returning(transaction).await?;
    for chunk in line_rows(new, revision).chunks(1_000) {
        snapshot_line::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(transaction).await?;
    }
    Ok(Published::New(revision))
}

fn snapshot_row(new: &NewSnapshot, revision: i32) -> snapshot::ActiveModel {
    snapshot::ActiveModel::from(snapshot::Model {
        council_code: new.council.clone(),
        strategy_code: new.snapshot.strategy.clone(),
        year_start: new.year.start() as i16,
        revision,
        strategy_version: new.snapshot.strategy_version,
        as_known_at: new.snapshot.as_known_at,
        knowledge: new.snapshot.knowledge,
        is_final: new.snapshot.finality.is_final,
        reason: new.reason.clone(),
        manifest: new.manifest.clone(),
        manifest_hash: new.manifest_hash.clone(),
        content_hash: new.content_hash.clone(),
        content: new.content.clone(),
        compiled_at: new.compiled_at.timestamp(),
        trigger: new.trigger.clone(),
    })
}

fn line_rows(new: &NewSnapshot, revision: i32) -> Vec<snapshot_line::ActiveModel> {
    let lines = new.snapshot.priorities.iter().flat_map(|it| it.lines.iter().map(move |line| (it.number, line)));
    lines
        .zip(&new.lines)
        .enumerate()
        .map(|(position, ((priority, line), content))| {
            let value = line.current.as_ref().and_then(|current| current.value.value);
            snapshot_line::ActiveModel::from(snapshot_line::Model {
                council_code: new.council.clone(),
                strategy_code: new.snapshot.strategy.clone(),
                year_start: new.year.start() as i16,
                revision,
                position: position as i16,
                priority_number: priority as i16,
                commitment_code: line.commitment.clone(),
                indicator_code: line.indicator.clone(),
                breakdown: line.breakdown.clone(),
                verdict: line.verdict.verdict.clone(),
                finality: line.finality.code.clone(),
                value: value.map(sextant_domain::Figure::millionths),
                content: content.clone(),
            })
        })
        .collect()
}

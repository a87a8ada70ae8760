//! Publishing: one transaction inserts a revision with its lines, or confirms the one that is there.

use chrono::{DateTime, Utc};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::TermOfYear;
use sextant_domain::scorecard::Scorecard;

use crate::entities::{scorecard, scorecard_line};
use crate::error::Result;
use crate::sql;

/// A compiled scorecard on its way to publication.
#[derive(Clone, Debug)]
pub struct NewRevision {
    /// The council that owns it.
    pub council: String,
    /// The term.
    pub term: TermOfYear,
    /// The scorecard.
    pub card: Scorecard,
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

/// What publishing came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Published {
    /// A new revision.
    New(i32),
    /// A revision that was there already says exactly this.
    Confirmed(i32),
    /// A revision with the same manifest says something else. Nothing was written: this is an alarm.
    Alarm {
        /// The revision on record.
        revision: i32,
        /// Its content hash.
        recorded: String,
    },
}

/// Publishes within a transaction. The same manifest confirms; a new manifest makes the next revision.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn publish(transaction: &DatabaseTransaction, new: &NewRevision) -> Result<Published> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        // Two compilers of one card take turns here; the unique key would refuse the second anyway.
        let name = format!("{}/{}/{}", new.council, new.card.strategy, new.card.term);
        sql::execute(transaction, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", [name.into()]).await?;
    }
    let earlier = scorecard::Entity::find()
        .filter(scorecard::Column::CouncilCode.eq(&new.council))
        .filter(scorecard::Column::StrategyCode.eq(&new.card.strategy))
        .filter(scorecard::Column::YearStart.eq(new.term.year.start() as i16))
        .filter(scorecard::Column::Term.eq(new.term.term.number()))
        .order_by_desc(scorecard::Column::Revision)
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
    scorecard::Entity::insert(card_row(new, revision)).exec_without_returning(transaction).await?;
    let lines = line_rows(new, revision);
    for chunk in lines.chunks(1_000) {
        scorecard_line::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(transaction).await?;
    }
    Ok(Published::New(revision))
}

fn card_row(new: &NewRevision, revision: i32) -> scorecard::ActiveModel {
    scorecard::ActiveModel::from(scorecard::Model {
        council_code: new.council.clone(),
        strategy_code: new.card.strategy.clone(),
        year_start: new.term.year.start() as i16,
        term: new.term.term.number(),
        revision,
        strategy_version: new.card.strategy_version,
        as_known_at: new.card.as_known_at,
        knowledge: new.card.knowledge,
        reason: new.reason.clone(),
        manifest: new.manifest.clone(),
        manifest_hash: new.manifest_hash.clone(),
        content_hash: new.content_hash.clone(),
        content: new.content.clone(),
        compiled_at: new.compiled_at.timestamp(),
        trigger: new.trigger.clone(),
    })
}

fn line_rows(new: &NewRevision, revision: i32) -> Vec<scorecard_line::ActiveModel> {
    let lines = new.card.priorities.iter().flat_map(|it| it.lines.iter().map(move |line| (it.number, line)));
    lines
        .zip(&new.lines)
        .enumerate()
        .map(|(position, ((priority, line), content))| {
            scorecard_line::ActiveModel::from(scorecard_line::Model {
                council_code: new.council.clone(),
                strategy_code: new.card.strategy.clone(),
                year_start: new.term.year.start() as i16,
                term: new.term.term.number(),
                revision,
                position: position as i16,
                priority_number: priority as i16,
                commitment_code: line.commitment.clone(),
                indicator_code: line.indicator.clone(),
                breakdown: line.breakdown.clone(),
                state: line.state.clone(),
                rating: line.rag.rating.clone(),
                direction: line.direction.verdict.clone(),
                rule_code: line.rag.rule.code.clone(),
                rule_version: line.rag.rule.version,
                value: line.value.value.map(sextant_domain::Figure::millionths),
                content: content.clone(),
            })
        })
        .collect()
}

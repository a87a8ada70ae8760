//! Reading strategies back as domain values.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sextant_domain::AcademicYear;
use sextant_domain::strategy::{Commitment, CommitmentKind, Priority, Strategy, StrategyStatus};

use super::read_dates::{calendar, snapshots};
use super::read_headline::headline;
use super::read_uses::uses;
use super::{Stored, of_version};
use crate::entities::{commitment, council_version, priority, strategy};
use crate::error::{Result, unknown};
use crate::query::schools::holds_at;

/// The newest version number of a strategy; `None` when there is no such strategy.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn latest_version(connection: &impl ConnectionTrait, code: &str) -> Result<Option<i64>> {
    Ok(strategy::Entity::find()
        .select_only()
        .column(strategy::Column::Version)
        .filter(strategy::Column::Code.eq(code))
        .order_by_desc(strategy::Column::Version)
        .into_tuple()
        .one(connection)
        .await?)
}

/// The codes of all strategies in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn load_all_codes(connection: &impl ConnectionTrait) -> Result<Vec<String>> {
    Ok(strategy::Entity::find()
        .select_only()
        .column(strategy::Column::Code)
        .distinct()
        .order_by_asc(strategy::Column::Code)
        .into_tuple()
        .all(connection)
        .await?)
}

/// A strategy in its newest version, whole; `None` when there is no such strategy.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load(connection: &impl ConnectionTrait, code: &str) -> Result<Option<Stored>> {
    let found = strategy::Entity::find()
        .filter(strategy::Column::Code.eq(code))
        .order_by_desc(strategy::Column::Version)
        .one(connection)
        .await?;
    whole(connection, found).await
}

/// A strategy in exactly this version, whole; `None` when there is no such version.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load_version(connection: &impl ConnectionTrait, code: &str, version: i64) -> Result<Option<Stored>> {
    let found = strategy::Entity::find()
        .filter(strategy::Column::Code.eq(code))
        .filter(strategy::Column::Version.eq(version))
        .one(connection)
        .await?;
    whole(connection, found).await
}

/// A version with everything in it, and the council as it was when the version was loaded.
async fn whole(connection: &impl ConnectionTrait, found: Option<strategy::Model>) -> Result<Option<Stored>> {
    let Some(row) = found else { return Ok(None) };
    let owner = council_version::Entity::find()
        .filter(council_version::Column::Code.eq(&row.council_code))
        .filter(holds_at("council_version", &["code"], row.knowledge))
        .one(connection)
        .await?
        .ok_or_else(|| unknown("council", &row.council_code))?;
    let priorities = priorities(connection, &row).await?;
    let calendar = calendar(connection, &row).await?;
    let snapshots = snapshots(connection, &row).await?;
    let headline = headline(connection, &row).await?;
    let (version, knowledge) = (row.version, row.knowledge);
    let year = |start: i32| AcademicYear::starting(start).ok_or_else(|| unknown("academic year", start));
    let strategy = Strategy {
        code: row.code,
        title: row.title,
        vision: row.vision,
        council: owner.code,
        council_name: owner.name,
        authority: owner.place_id as u16,
        status: StrategyStatus::from_number(row.status).ok_or_else(|| unknown("status", row.status))?,
        invented: row.invented,
        stated: (row.stated_start, row.stated_end),
        window: (year(row.window_first)?, year(row.window_last)?),
        window_note: row.window_note,
        test_date: row.test_date,
        test: row.test,
        in_force_from: row.in_force_from,
        superseded_on: row.superseded_on,
        source: row.source,
        rag_rule: row.rag_rule,
        direction_rule: row.direction_rule,
        priorities,
        calendar,
        snapshots,
        headline,
    };
    Ok(Some(Stored { strategy, version, knowledge }))
}

async fn priorities(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<Priority>> {
    let rows = of_version!(priority, of).order_by_asc(priority::Column::Number).all(connection).await?;
    let mut commitments = commitments(connection, of).await?;
    Ok(rows
        .into_iter()
        .map(|row| Priority {
            number: row.number as u8,
            title: row.title,
            text: row.text,
            owner: row.owner,
            commitments: commitments.extract_if(.., |(number, _)| *number == row.number).map(|(_, it)| it).collect(),
        })
        .collect())
}

/// Every commitment with its priority's number.
async fn commitments(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Vec<(i16, Commitment)>> {
    let rows = of_version!(commitment, of)
        .order_by_asc(commitment::Column::PriorityNumber)
        .order_by_asc(commitment::Column::Position)
        .all(connection)
        .await?;
    let mut uses = uses(connection, of).await?;
    rows.into_iter()
        .map(|row| {
            let uses = uses.extract_if(.., |(code, _)| *code == row.code).map(|(_, it)| it).collect();
            let kind = CommitmentKind::from_number(row.kind).ok_or_else(|| unknown("kind of commitment", row.kind))?;
            let commitment = Commitment { code: row.code, text: row.text, kind, no_measure: row.no_measure, uses };
            Ok((row.priority_number, commitment))
        })
        .collect()
}

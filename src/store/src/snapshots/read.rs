//! Reading published snapshots.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sextant_domain::AcademicYear;

use crate::entities::{snapshot, snapshot_line};
use crate::error::{Result, unknown};

/// The academic years of a strategy that have a published snapshot.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn published_years(connection: &impl ConnectionTrait, strategy: &str) -> Result<BTreeSet<AcademicYear>> {
    let rows: Vec<i16> = snapshot::Entity::find()
        .select_only()
        .column(snapshot::Column::YearStart)
        .distinct()
        .filter(snapshot::Column::StrategyCode.eq(strategy))
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter().map(year_of).collect()
}

fn year_of(start: i16) -> Result<AcademicYear> {
    AcademicYear::starting(start.into()).ok_or_else(|| unknown("academic year", start))
}

/// A published snapshot: the one that shows the latest knowledge, in its newest revision, or the revision asked for; of those
/// that show no later knowledge than `known_by`, where a day is named. `None` when there is none. A revision that was asked for
/// as known on an earlier day does not hide what is known since.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find(
    connection: &impl ConnectionTrait,
    strategy: &str,
    year: AcademicYear,
    revision: Option<i32>,
    known_by: Option<NaiveDate>,
) -> Result<Option<snapshot::Model>> {
    let mut query = snapshot::Entity::find()
        .filter(snapshot::Column::StrategyCode.eq(strategy))
        .filter(snapshot::Column::YearStart.eq(year.start() as i16))
        .order_by_desc(snapshot::Column::AsKnownAt)
        .order_by_desc(snapshot::Column::Revision);
    if let Some(revision) = revision {
        query = query.filter(snapshot::Column::Revision.eq(revision));
    }
    if let Some(day) = known_by {
        query = query.filter(snapshot::Column::AsKnownAt.lte(day));
    }
    Ok(query.one(connection).await?)
}

/// The lines of a published snapshot, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn lines(connection: &impl ConnectionTrait, of: &snapshot::Model) -> Result<Vec<snapshot_line::Model>> {
    Ok(snapshot_line::Entity::find()
        .filter(snapshot_line::Column::CouncilCode.eq(&of.council_code))
        .filter(snapshot_line::Column::StrategyCode.eq(&of.strategy_code))
        .filter(snapshot_line::Column::YearStart.eq(of.year_start))
        .filter(snapshot_line::Column::Revision.eq(of.revision))
        .order_by_asc(snapshot_line::Column::Position)
        .all(connection)
        .await?)
}

/// The names of every published revision, of one strategy or of all, oldest first: strategy, academic year, revision. The
/// contents are left where they are.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn published_names(
    connection: &impl ConnectionTrait,
    strategy: Option<&str>,
) -> Result<Vec<(String, AcademicYear, i32)>> {
    use snapshot::Column::{Revision, StrategyCode, YearStart};
    let mut query = snapshot::Entity::find().select_only().columns([StrategyCode, YearStart, Revision]);
    for column in [StrategyCode, YearStart, Revision] {
        query = query.order_by_asc(column);
    }
    if let Some(code) = strategy {
        query = query.filter(StrategyCode.eq(code));
    }
    let rows: Vec<(String, i16, i32)> = query.into_tuple().all(connection).await?;
    rows.into_iter().map(|(code, year, revision)| Ok((code, year_of(year)?, revision))).collect()
}

/// Every published revision, of one strategy or of all, oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn published(connection: &impl ConnectionTrait, strategy: Option<&str>) -> Result<Vec<snapshot::Model>> {
    let mut query = snapshot::Entity::find()
        .order_by_asc(snapshot::Column::StrategyCode)
        .order_by_asc(snapshot::Column::YearStart)
        .order_by_asc(snapshot::Column::Revision);
    if let Some(code) = strategy {
        query = query.filter(snapshot::Column::StrategyCode.eq(code));
    }
    Ok(query.all(connection).await?)
}

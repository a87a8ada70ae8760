//! Contributions, and what the ledger knows of the outcomes that they claim to have moved.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use sextant_domain::Figure;
use sextant_domain::delivery::ClaimInputs;
use sextant_domain::outcome::SeriesKey;

use crate::entities::{contribution, council};
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::{snapshots, sql};

/// The number that sets the locks of claimed outcomes apart from others.
const LOCK: i64 = 0x00C0_117B;

/// A contribution of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_contribution(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<contribution::Model>> {
    Ok(contribution::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new contribution.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_contribution(transaction: &DatabaseTransaction, row: contribution::Model) -> Result<()> {
    contribution::Entity::insert(contribution::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a contribution anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_contribution(transaction: &DatabaseTransaction, row: contribution::Model) -> Result<()> {
    contribution::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The shares that other contributions claim of the outcome of this one. Until the transaction ends nobody else can look:
/// of two who claim a share at once, the second sees that of the first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn other_shares(transaction: &DatabaseTransaction, of: &contribution::Model) -> Result<Vec<Figure>> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        let (strategy, indicator) = (&of.strategy_code, &of.indicator_code);
        let (group, before, after) = (&of.breakdown, of.before_period, of.after_period);
        let outcome = format!("{}\n{strategy}\n{indicator}\n{group}\n{before}\n{after}", of.council_code);
        let text = "SELECT pg_advisory_xact_lock(hashtextextended(?, ?))";
        sql::execute(transaction, text, [outcome.into(), LOCK.into()]).await?;
    }
    // SQLite has one writer at a time, and this is it.
    let rows = contribution::Entity::find()
        .filter(contribution::Column::CouncilCode.eq(&of.council_code))
        .filter(contribution::Column::StrategyCode.eq(&of.strategy_code))
        .filter(contribution::Column::IndicatorCode.eq(&of.indicator_code))
        .filter(contribution::Column::Breakdown.eq(&of.breakdown))
        .filter(contribution::Column::BeforePeriod.eq(of.before_period))
        .filter(contribution::Column::AfterPeriod.eq(of.after_period))
        .filter(contribution::Column::Id.ne(&of.id))
        .order_by_asc(contribution::Column::Id)
        .all(transaction)
        .await?;
    Ok(rows.into_iter().filter_map(|row| row.share).map(Figure::from_millionths).collect())
}

/// The place of a council.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn place_of(connection: &impl ConnectionTrait, council: &str) -> Result<i32> {
    let found = council::Entity::find()
        .select_only()
        .column(council::Column::PlaceId)
        .filter(council::Column::Code.eq(council))
        .into_tuple()
        .one(connection)
        .await?;
    found.ok_or_else(|| unknown("council", council))
}

/// What is known of an outcome of a place at a position, on its day; `None` where the catalogue does not have the indicator.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn claim_inputs(
    connection: &impl ConnectionTrait,
    key: &SeriesKey,
    place: i32,
    (known, day): (Knowledge, NaiveDate),
) -> Result<Option<ClaimInputs>> {
    let keys = BTreeSet::from([key.clone()]);
    let found = snapshots::load_indicators(connection, &keys, place, (known, day)).await?;
    let snapshots::Known { mut indicators, neighbour_lists, region_name } = found;
    Ok(indicators.remove(&key.indicator).map(|indicator| ClaimInputs {
        indicator,
        breakdown: key.breakdown.clone(),
        neighbour_lists,
        region_name,
        day,
    }))
}

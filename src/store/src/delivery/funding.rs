//! Bids for funding and the streams of money that came of them, each with the activities it is for.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QuerySelect,
};

use crate::entities::{funding_bid, funding_bid_activity, funding_stream, funding_stream_activity};
use crate::error::Result;

/// A bid of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_bid(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<funding_bid::Model>> {
    Ok(funding_bid::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new bid.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_bid(transaction: &DatabaseTransaction, row: funding_bid::Model) -> Result<()> {
    funding_bid::Entity::insert(funding_bid::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a bid anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_bid(transaction: &DatabaseTransaction, row: funding_bid::Model) -> Result<()> {
    funding_bid::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The activities that a bid is for.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn activities_of_bid(
    connection: &impl ConnectionTrait,
    council: &str,
    bid: &str,
) -> Result<BTreeSet<String>> {
    let rows = funding_bid_activity::Entity::find()
        .filter(funding_bid_activity::Column::CouncilCode.eq(council))
        .filter(funding_bid_activity::Column::BidId.eq(bid))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.activity_id).collect())
}

/// Says which activities a bid is for, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn set_bid_activities(
    transaction: &DatabaseTransaction,
    (council, bid): (&str, &str),
    activities: &BTreeSet<String>,
) -> Result<()> {
    funding_bid_activity::Entity::delete_many()
        .filter(funding_bid_activity::Column::CouncilCode.eq(council))
        .filter(funding_bid_activity::Column::BidId.eq(bid))
        .exec(transaction)
        .await?;
    let row = |activity: &String| {
        let (council_code, bid_id) = (council.to_owned(), bid.to_owned());
        let row = funding_bid_activity::Model { council_code, bid_id, activity_id: activity.clone() };
        funding_bid_activity::ActiveModel::from(row)
    };
    if !activities.is_empty() {
        funding_bid_activity::Entity::insert_many(activities.iter().map(row))
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// A stream of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_stream(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<funding_stream::Model>> {
    Ok(funding_stream::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new stream.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_stream(transaction: &DatabaseTransaction, row: funding_stream::Model) -> Result<()> {
    funding_stream::Entity::insert(funding_stream::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a stream anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_stream(transaction: &DatabaseTransaction, row: funding_stream::Model) -> Result<()> {
    funding_stream::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The activities that a stream pays for.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn activities_of_stream(
    connection: &impl ConnectionTrait,
    council: &str,
    stream: &str,
) -> Result<BTreeSet<String>> {
    let rows = funding_stream_activity::Entity::find()
        .filter(funding_stream_activity::Column::CouncilCode.eq(council))
        .filter(funding_stream_activity::Column::StreamId.eq(stream))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| row.activity_id).collect())
}

/// Says which activities a stream pays for, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn set_stream_activities(
    transaction: &DatabaseTransaction,
    (council, stream): (&str, &str),
    activities: &BTreeSet<String>,
) -> Result<()> {
    funding_stream_activity::Entity::delete_many()
        .filter(funding_stream_activity::Column::CouncilCode.eq(council))
        .filter(funding_stream_activity::Column::StreamId.eq(stream))
        .exec(transaction)
        .await?;
    let row = |activity: &String| {
        let (council_code, stream_id) = (council.to_owned(), stream.to_owned());
        let row = funding_stream_activity::Model { council_code, stream_id, activity_id: activity.clone() };
        funding_stream_activity::ActiveModel::from(row)
    };
    if !activities.is_empty() {
        funding_stream_activity::Entity::insert_many(activities.iter().map(row))
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

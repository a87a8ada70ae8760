//! Meetings of scrutiny, what was said at them, and what they recommended.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use sextant_domain::delivery::OnRecord;

use super::MovedOutcome;
use crate::entities::{
    recommendation, recommendation_commitment, recommendation_outcome, recommendation_progress, scrutiny_feedback,
    scrutiny_meeting,
};
use crate::error::Result;

/// A meeting of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_meeting(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<scrutiny_meeting::Model>> {
    let found = scrutiny_meeting::Entity::find_by_id((council.to_owned(), id.to_owned()));
    Ok(found.lock_exclusive().one(connection).await?)
}

/// Writes a new meeting.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_meeting(transaction: &DatabaseTransaction, row: scrutiny_meeting::Model) -> Result<()> {
    let row = scrutiny_meeting::ActiveModel::from(row);
    scrutiny_meeting::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a meeting anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_meeting(transaction: &DatabaseTransaction, row: scrutiny_meeting::Model) -> Result<()> {
    scrutiny_meeting::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// What a meeting has on record.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn on_record(connection: &impl ConnectionTrait, council: &str, meeting: &str) -> Result<OnRecord> {
    let first = recommendation::Entity::find()
        .filter(recommendation::Column::CouncilCode.eq(council))
        .filter(recommendation::Column::MeetingId.eq(meeting))
        .order_by_asc(recommendation::Column::ReceivedOn)
        .one(connection)
        .await?;
    let said = scrutiny_feedback::Entity::find()
        .filter(scrutiny_feedback::Column::CouncilCode.eq(council))
        .filter(scrutiny_feedback::Column::MeetingId.eq(meeting))
        .count(connection)
        .await?;
    Ok(OnRecord { spoke: first.is_some() || said > 0, first_received: first.map(|row| row.received_on) })
}

/// Writes down what a committee said.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_feedback(transaction: &DatabaseTransaction, row: scrutiny_feedback::Model) -> Result<()> {
    let row = scrutiny_feedback::ActiveModel::from(row);
    scrutiny_feedback::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// A recommendation of a council's committee, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_recommendation(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<recommendation::Model>> {
    let found = recommendation::Entity::find_by_id((council.to_owned(), id.to_owned()));
    Ok(found.lock_exclusive().one(connection).await?)
}

/// Writes a new recommendation.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_recommendation(transaction: &DatabaseTransaction, row: recommendation::Model) -> Result<()> {
    let row = recommendation::ActiveModel::from(row);
    recommendation::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a recommendation anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_recommendation(transaction: &DatabaseTransaction, row: recommendation::Model) -> Result<()> {
    recommendation::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// What a recommendation is about: commitments (strategy and commitment) and outcomes, both in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn recommendation_about(
    connection: &impl ConnectionTrait,
    council: &str,
    recommendation: &str,
) -> Result<(BTreeSet<(String, String)>, BTreeSet<MovedOutcome>)> {
    let commitments = recommendation_commitment::Entity::find()
        .filter(recommendation_commitment::Column::CouncilCode.eq(council))
        .filter(recommendation_commitment::Column::RecommendationId.eq(recommendation))
        .all(connection)
        .await?;
    let outcomes = recommendation_outcome::Entity::find()
        .filter(recommendation_outcome::Column::CouncilCode.eq(council))
        .filter(recommendation_outcome::Column::RecommendationId.eq(recommendation))
        .all(connection)
        .await?;
    Ok((
        commitments.into_iter().map(|row| (row.strategy_code, row.commitment_code)).collect(),
        outcomes.into_iter().map(|row| (row.strategy_code, row.indicator_code, row.breakdown)).collect(),
    ))
}

/// Says what a recommendation is about, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn is_about(
    transaction: &DatabaseTransaction,
    (council, recommendation): (&str, &str),
    commitments: &BTreeSet<(String, String)>,
    outcomes: &BTreeSet<MovedOutcome>,
) -> Result<()> {
    recommendation_commitment::Entity::delete_many()
        .filter(recommendation_commitment::Column::CouncilCode.eq(council))
        .filter(recommendation_commitment::Column::RecommendationId.eq(recommendation))
        .exec(transaction)
        .await?;
    recommendation_outcome::Entity::delete_many()
        .filter(recommendation_outcome::Column::CouncilCode.eq(council))
        .filter(recommendation_outcome::Column::RecommendationId.eq(recommendation))
        .exec(transaction)
        .await?;
    for (strategy, commitment) in commitments {
        let row = recommendation_commitment::ActiveModel::from(recommendation_commitment::Model {
            council_code: council.to_owned(),
            recommendation_id: recommendation.to_owned(),
            strategy_code: strategy.clone(),
            commitment_code: commitment.clone(),
        });
        recommendation_commitment::Entity::insert(row).exec_without_returning(transaction).await?;
    }
    for (strategy, indicator, breakdown) in outcomes {
        let row = recommendation_outcome::ActiveModel::from(recommendation_outcome::Model {
            council_code: council.to_owned(),
            recommendation_id: recommendation.to_owned(),
            strategy_code: strategy.clone(),
            indicator_code: indicator.clone(),
            breakdown: breakdown.clone(),
        });
        recommendation_outcome::Entity::insert(row).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// How far a recommendation has come, in the order in which it was recorded.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn progress_of(
    connection: &impl ConnectionTrait,
    council: &str,
    recommendation: &str,
) -> Result<Vec<recommendation_progress::Model>> {
    crate::query::recommendations::progress(connection, council, &[recommendation.to_owned()]).await
}

/// Writes down how far a recommendation has come.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_progress(transaction: &DatabaseTransaction, row: recommendation_progress::Model) -> Result<()> {
    let row = recommendation_progress::ActiveModel::from(row);
    recommendation_progress::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

//! Partnerships, their members, and the commitments they serve.

use std::collections::BTreeSet;

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entities::{
    commitment, indicator_use, partnership, partnership_commitment, partnership_member, partnership_outcome,
};
use crate::error::Result;

/// A partnership of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_partnership(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<partnership::Model>> {
    Ok(partnership::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new partnership.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_partnership(transaction: &DatabaseTransaction, row: partnership::Model) -> Result<()> {
    partnership::Entity::insert(partnership::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a partnership anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_partnership(transaction: &DatabaseTransaction, row: partnership::Model) -> Result<()> {
    partnership::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The members of a partnership, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn members_of(
    connection: &impl ConnectionTrait,
    council: &str,
    partnership: &str,
) -> Result<Vec<partnership_member::Model>> {
    Ok(partnership_member::Entity::find()
        .filter(partnership_member::Column::CouncilCode.eq(council))
        .filter(partnership_member::Column::PartnershipId.eq(partnership))
        .order_by_asc(partnership_member::Column::FromDay)
        .order_by_asc(partnership_member::Column::Id)
        .all(connection)
        .await?)
}

/// A membership of a council's partnership, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_member(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<partnership_member::Model>> {
    Ok(partnership_member::Entity::find_by_id((council.to_owned(), id.to_owned()))
        .lock_exclusive()
        .one(connection)
        .await?)
}

/// Writes a new membership.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_member(transaction: &DatabaseTransaction, row: partnership_member::Model) -> Result<()> {
    partnership_member::Entity::insert(partnership_member::ActiveModel::from(row))
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// Writes a membership anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_member(transaction: &DatabaseTransaction, row: partnership_member::Model) -> Result<()> {
    partnership_member::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The commitments that a partnership serves: strategy and commitment, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn commitments_of(
    connection: &impl ConnectionTrait,
    council: &str,
    partnership: &str,
) -> Result<BTreeSet<(String, String)>> {
    let rows = partnership_commitment::Entity::find()
        .filter(partnership_commitment::Column::CouncilCode.eq(council))
        .filter(partnership_commitment::Column::PartnershipId.eq(partnership))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.strategy_code, row.commitment_code)).collect())
}

/// Which of these commitments no strategy of the council has, in any version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn unknown_commitments(
    connection: &impl ConnectionTrait,
    council: &str,
    wanted: &BTreeSet<(String, String)>,
) -> Result<Vec<(String, String)>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let strategies: BTreeSet<&String> = wanted.iter().map(|(strategy, _)| strategy).collect();
    let rows = commitment::Entity::find()
        .filter(commitment::Column::CouncilCode.eq(council))
        .filter(commitment::Column::StrategyCode.is_in(strategies))
        .all(connection)
        .await?;
    let known: BTreeSet<(String, String)> = rows.into_iter().map(|row| (row.strategy_code, row.code)).collect();
    Ok(wanted.difference(&known).cloned().collect())
}

/// Says which commitments a partnership serves, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn serves(
    transaction: &DatabaseTransaction,
    (council, partnership): (&str, &str),
    commitments: &BTreeSet<(String, String)>,
) -> Result<()> {
    partnership_commitment::Entity::delete_many()
        .filter(partnership_commitment::Column::CouncilCode.eq(council))
        .filter(partnership_commitment::Column::PartnershipId.eq(partnership))
        .exec(transaction)
        .await?;
    let row = |(strategy, commitment): &(String, String)| {
        partnership_commitment::ActiveModel::from(partnership_commitment::Model {
            council_code: council.to_owned(),
            partnership_id: partnership.to_owned(),
            strategy_code: strategy.clone(),
            commitment_code: commitment.clone(),
        })
    };
    if !commitments.is_empty() {
        partnership_commitment::Entity::insert_many(commitments.iter().map(row))
            .exec_without_returning(transaction)
            .await?;
    }
    Ok(())
}

/// An outcome that a partnership is meant to move: strategy, indicator, pupil group.
pub type MovedOutcome = (String, String, String);

/// The outcomes that a partnership is meant to move, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn outcomes_of(
    connection: &impl ConnectionTrait,
    council: &str,
    partnership: &str,
) -> Result<BTreeSet<MovedOutcome>> {
    let rows = partnership_outcome::Entity::find()
        .filter(partnership_outcome::Column::CouncilCode.eq(council))
        .filter(partnership_outcome::Column::PartnershipId.eq(partnership))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.strategy_code, row.indicator_code, row.breakdown)).collect())
}

/// Which of these outcomes no strategy of the council uses, in any version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn unused_outcomes(
    connection: &impl ConnectionTrait,
    council: &str,
    wanted: &BTreeSet<MovedOutcome>,
) -> Result<Vec<MovedOutcome>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let strategies: BTreeSet<&String> = wanted.iter().map(|(strategy, ..)| strategy).collect();
    let rows = indicator_use::Entity::find()
        .filter(indicator_use::Column::CouncilCode.eq(council))
        .filter(indicator_use::Column::StrategyCode.is_in(strategies))
        .all(connection)
        .await?;
    let known: BTreeSet<MovedOutcome> =
        rows.into_iter().map(|row| (row.strategy_code, row.indicator_code, row.breakdown)).collect();
    Ok(wanted.difference(&known).cloned().collect())
}

/// Says which outcomes a partnership is meant to move, in the place of what was said before.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn moves(
    transaction: &DatabaseTransaction,
    (council, partnership): (&str, &str),
    outcomes: &BTreeSet<MovedOutcome>,
) -> Result<()> {
    partnership_outcome::Entity::delete_many()
        .filter(partnership_outcome::Column::CouncilCode.eq(council))
        .filter(partnership_outcome::Column::PartnershipId.eq(partnership))
        .exec(transaction)
        .await?;
    let row = |(strategy, indicator, breakdown): &MovedOutcome| {
        partnership_outcome::ActiveModel::from(partnership_outcome::Model {
            council_code: council.to_owned(),
            partnership_id: partnership.to_owned(),
            strategy_code: strategy.clone(),
            indicator_code: indicator.clone(),
            breakdown: breakdown.clone(),
        })
    };
    if !outcomes.is_empty() {
        partnership_outcome::Entity::insert_many(outcomes.iter().map(row)).exec_without_returning(transaction).await?;
    }
    Ok(())
}

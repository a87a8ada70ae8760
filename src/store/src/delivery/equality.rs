//! Equality impacts.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect,
};

use crate::entities::{equality_impact, strategy};
use crate::error::Result;

/// Whether a council has a strategy, in any version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn has_strategy(connection: &impl ConnectionTrait, council: &str, code: &str) -> Result<bool> {
    let versions = strategy::Entity::find()
        .filter(strategy::Column::CouncilCode.eq(council))
        .filter(strategy::Column::Code.eq(code))
        .count(connection)
        .await?;
    Ok(versions > 0)
}

/// An impact of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_impact(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<equality_impact::Model>> {
    let found = equality_impact::Entity::find_by_id((council.to_owned(), id.to_owned()));
    Ok(found.lock_exclusive().one(connection).await?)
}

/// Writes a new impact.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_impact(transaction: &DatabaseTransaction, row: equality_impact::Model) -> Result<()> {
    let row = equality_impact::ActiveModel::from(row);
    equality_impact::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes an impact anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_impact(transaction: &DatabaseTransaction, row: equality_impact::Model) -> Result<()> {
    equality_impact::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

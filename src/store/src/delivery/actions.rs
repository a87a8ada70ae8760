//! Agreed actions, and how their days were moved.

use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QuerySelect};

use crate::entities::{action, action_due_change};
use crate::error::Result;

/// An action of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_action(connection: &impl ConnectionTrait, council: &str, id: &str) -> Result<Option<action::Model>> {
    Ok(action::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new action.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_action(transaction: &DatabaseTransaction, row: action::Model) -> Result<()> {
    action::Entity::insert(action::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes an action anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_action(transaction: &DatabaseTransaction, row: action::Model) -> Result<()> {
    action::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// Writes down that the day of an action was moved.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_due_change(transaction: &DatabaseTransaction, row: action_due_change::Model) -> Result<()> {
    action_due_change::Entity::insert(action_due_change::ActiveModel::from(row))
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

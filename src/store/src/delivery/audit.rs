//! The audit trail, and what was written under which key.

use sea_orm::sea_query::OnConflict;
use sea_orm::{DatabaseTransaction, EntityTrait};

use crate::entities::{audit_entry, idempotency_key};
use crate::error::Result;

/// Writes an audit entry.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn record(transaction: &DatabaseTransaction, entry: audit_entry::Model) -> Result<()> {
    audit_entry::Entity::insert(audit_entry::ActiveModel::from(entry)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Takes a key for a write; what was written under it before, where something was. Of two that take it at once the second waits
/// for the first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn claim(
    transaction: &DatabaseTransaction,
    written: idempotency_key::Model,
) -> Result<Option<idempotency_key::Model>> {
    let key = (written.council_code.clone(), written.key.clone());
    let insert = idempotency_key::Entity::insert(idempotency_key::ActiveModel::from(written))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    if insert > 0 {
        return Ok(None);
    }
    Ok(idempotency_key::Entity::find_by_id(key).one(transaction).await?)
}

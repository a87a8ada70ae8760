//! Loading an archive into an empty database.

use sextant_store::archive::{self, Archive};
use sextant_store::{Database, StoreError, ledger, migrate};

use crate::ServiceError;

/// Makes a database that has no rows the copy of the one that was exported: brings its tables to this version and loads every
/// row as it was. Nothing else is written, least of all a ledger entry.
///
/// # Errors
/// [`ServiceError::Archive`], [`ServiceError::Store`]; no row has been written then.
pub async fn import(database: &Database, archive: &Archive) -> Result<(), ServiceError> {
    // Asked before migrating: a database in use is not even brought to this version.
    archive::occupied(database).await?;
    migrate::migrate(database).await?;
    let transaction = database.begin().await?;
    // Holds off whoever else would begin this ledger.
    ledger::next_knowledge(&transaction).await?;
    match archive::load(database, &transaction, archive).await {
        Ok(()) => transaction.commit().await.map_err(StoreError::from)?,
        Err(error) => {
            transaction.rollback().await.map_err(StoreError::from)?;
            return Err(error.into());
        }
    }
    tracing::info!(rows = archive.header.rows(), exported_at = %archive.header.exported_at, "archive imported");
    Ok(())
}

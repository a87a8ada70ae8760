//! Bringing a database to the schema of this version, safely when several processes start at once.

use std::fs::File;

use sea_orm::{ConnectionTrait, DbBackend, Statement, TransactionTrait};
use sextant_migrations::{Migrator, MigratorTrait};

use crate::connect::Database;
use crate::error::Result;

/// The number of PostgreSQL's advisory lock for migrations: any constant that only Sextant uses.
const LOCK: i64 = 0x5E87_A217;

/// Applies all migrations that are missing. Four processes starting on an empty database all come up: one migrates, the
/// others wait and find nothing to do.
///
/// sea-orm's migrator takes no lock of its own. On PostgreSQL a transaction on a connection of its own holds an advisory
/// lock that ends with it, even when the process dies; on SQLite the operating system's lock on a file beside the database
/// does the same.
///
/// # Errors
/// [`crate::StoreError`] when a migration fails; on both engines that migration then leaves nothing behind.
pub async fn migrate(database: &Database) -> Result<()> {
    if database.engine() == DbBackend::Sqlite {
        let _guard = match database.file() {
            Some(path) => Some(lock_file(format!("{path}.migrating")).await?),
            None => None,
        };
        return Ok(Migrator::up(database.maintain(), None).await?);
    }
    let guard = database.maintain().begin().await?;
    guard
        .execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock($1)",
            [LOCK.into()],
        ))
        .await?;
    Migrator::up(database.maintain(), None).await?;
    Ok(guard.commit().await?)
}

/// Whether every migration of this version has been applied.
///
/// # Errors
/// [`crate::StoreError`] when the database cannot be asked.
pub async fn is_current(database: &Database) -> Result<bool> {
    Ok(Migrator::get_pending_migrations(database.maintain()).await?.is_empty())
}

/// The name of the last migration of this version: it stands for the schema as a whole.
pub fn newest() -> String {
    Migrator::migrations().last().map(|last| last.name().to_owned()).unwrap_or_default()
}

async fn lock_file(path: String) -> Result<File> {
    let lock = tokio::task::spawn_blocking(move || -> std::io::Result<File> {
        let file = File::create(path)?;
        file.lock()?;
        Ok(file)
    });
    Ok(lock.await.map_err(std::io::Error::other)??)
}

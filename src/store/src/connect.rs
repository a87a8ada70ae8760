//! Opening a database: the URL decides the engine.
//!
//! SQLite has one writer and a pool of readers, in WAL mode, so that reading never waits for an import. PostgreSQL has one
//! pool for both.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, TransactionOptions, TransactionTrait,
};

use crate::error::{Result, StoreError};

/// A database that is open.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    url: String,
    statements: Arc<AtomicU64>,
}

/// How long SQLite waits for another process that writes.
const BUSY: Duration = Duration::from_secs(30);
/// Readers of an SQLite file, connections to PostgreSQL.
const CONNECTIONS: u32 = 8;

impl Database {
    /// Opens `sqlite://FILE` (made when missing) or `postgres://…`. Does not migrate.
    ///
    /// # Errors
    /// [`StoreError::Url`] for any other URL, [`StoreError::Database`] when it cannot be reached.
    pub async fn open(url: &str) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        let (mut writer, mut reader) = if let Some(file) = url.strip_prefix("sqlite://") {
            let writer = sea_orm::Database::connect(sqlite_options(file, false)).await?;
            let reader = sea_orm::Database::connect(sqlite_options(file, true)).await?;
            (writer, reader)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let both = sea_orm::Database::connect(postgres_options(url)).await?;
            (both.clone(), both)
        } else {
            return Err(StoreError::Url(without_password(url)));
        };
        for connection in [&mut writer, &mut reader] {
            let statements = Arc::clone(&statements);
            connection.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self { writer, reader, url: url.to_owned(), statements })
    }

    /// The connection for reading.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reader
    }

    /// The connection for migrations and maintenance; everything else writes in [`Database::begin`].
    pub fn maintain(&self) -> &DatabaseConnection {
        &self.writer
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once: one that reads first and then writes
    /// would fail instead of waiting.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin(&self) -> Result<DatabaseTransaction> {
        let sqlite_transaction_mode = (self.engine() == DbBackend::Sqlite).then_some(SqliteTransactionMode::Immediate);
        let options = TransactionOptions { sqlite_transaction_mode, ..TransactionOptions::default() };
        Ok(self.writer.begin_with_options(options).await?)
    }

    /// Begins a transaction that only reads and sees one state of the database to its end, whatever is written meanwhile.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn begin_reading(&self) -> Result<DatabaseTransaction> {
        // A reader of SQLite in WAL mode sees one state in any transaction.
        let options = match self.engine() {
            DbBackend::Sqlite => TransactionOptions::default(),
            _ => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
        };
        Ok(self.reader.begin_with_options(options).await?)
    }

    /// Which engine.
    pub fn engine(&self) -> DbBackend {
        self.reader.get_database_backend()
    }

    /// The path of the SQLite file; `None` on PostgreSQL.
    pub fn file(&self) -> Option<&str> {
        self.url.strip_prefix("sqlite://")
    }

    /// The URL with the password taken out, for messages.
    pub fn shown_url(&self) -> String {
        without_password(&self.url)
    }

    /// How many statements have been sent so far: for the tests that hold the number down.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes both pools.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn close(self) -> Result<()> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}

fn sqlite_options(file: &str, reader: bool) -> ConnectOptions {
    let mut options = ConnectOptions::new(format!("sqlite://{file}?mode=rwc"));
    options.sqlx_logging(false).test_before_acquire(false).acquire_timeout(BUSY);
    options.max_connections(if reader { CONNECTIONS } else { 1 }).min_connections(1);
    options.map_sqlx_sqlite_opts(move |sqlite| {
        let sqlite = sqlite
            .journal_mode(sqlx::sqlite::SqliteJournalMode::Wal)
            .synchronous(sqlx::sqlite::SqliteSynchronous::Full)
            .busy_timeout(BUSY)
            .foreign_keys(true)
            .statement_cache_capacity(256)
            .pragma("temp_store", "memory")
            .pragma("mmap_size", "268435456");
        if reader { sqlite.pragma("query_only", "on") } else { sqlite }
    });
    options
}

fn postgres_options(url: &str) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    options.max_connections(CONNECTIONS).min_connections(1);
    options.map_sqlx_postgres_opts(|postgres| {
        postgres.application_name("sextant").options([
            ("lock_timeout", "30s"),
            ("idle_in_transaction_session_timeout", "15min"),
            // The default of 4 is that of a spinning disk: a page of 200 rows then reads the whole of a table of 20,000.
            ("random_page_cost", "1.1"),
        ])
    });
    options
}

/// `postgres://user:secret@host/name` without the secret.
fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let Some((login, host)) = rest.rsplit_once('@') else { return url.to_owned() };
    let user = login.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}@{host}")
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn passwords_are_never_shown() {
        assert_eq!(without_password("postgres://me:se@cret@host/db"), "postgres://me@host/db");
        assert_eq!(without_password("sqlite://sextant.db"), "sqlite://sextant.db");
    }
}

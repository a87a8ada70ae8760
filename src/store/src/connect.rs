//! Opening a database: the URL decides the engine.
//!
//! SQLite has one writer and a pool of readers, in WAL mode, so that reading never waits for an import. PostgreSQL has one
//! pool for both.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sea_orm::{
    AccessMode, ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, IsolationLevel,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

use crate::error::{Result, StoreError};

mod interrupted;

/// A database that is open.
#[derive(Clone, Debug)]
pub struct Database {
    writer: DatabaseConnection,
    reader: DatabaseConnection,
    /// On SQLite the one connection that sees what all others write, see [`Database::stamp`].
    watcher: DatabaseConnection,
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
        Self::connect(url, None).await
    }

    /// Opens a database for requests: connections of their own, and a statement that takes longer than `longest` is ended in the
    /// database itself, so that it costs nothing once nobody waits for it.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn open_for_requests(url: &str, longest: Duration) -> Result<Self> {
        Self::connect(url, Some(longest)).await
    }

    async fn connect(url: &str, longest: Option<Duration>) -> Result<Self> {
        let statements = Arc::new(AtomicU64::new(0));
        let (mut writer, mut reader, watcher) = if let Some(file) = url.strip_prefix("sqlite://") {
            let mut options = sqlite_options(file, true);
            if let Some(longest) = longest {
                options.map_sqlx_sqlite_pool_opts(move |pool| interrupted::pool(pool, longest));
            }
            let writer = sea_orm::Database::connect(sqlite_options(file, false)).await?;
            let reader = sea_orm::Database::connect(options).await?;
            (writer, reader, sea_orm::Database::connect(watcher_options(file)).await?)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let both = sea_orm::Database::connect(postgres_options(url, longest)).await?;
            (both.clone(), both.clone(), both)
        } else {
            return Err(StoreError::Url(without_password(url)));
        };
        for connection in [&mut writer, &mut reader] {
            let statements = Arc::clone(&statements);
            connection.set_metric_callback(move |_| {
                statements.fetch_add(1, Ordering::Relaxed);
            });
        }
        Ok(Self { writer, reader, watcher, url: url.to_owned(), statements })
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

    /// The URL that it was opened with, with its password: to open it again, never to show it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Which state the data is in: another text whenever anything was committed since, by whomever. The same text means the same data; a
    /// different one may do so too.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn stamp(&self) -> Result<String> {
        let engine = self.engine();
        let sql = match engine {
            DbBackend::Sqlite => "PRAGMA data_version",
            _ => "SELECT pg_current_snapshot()::text",
        };
        let row = self.watcher.query_one_raw(Statement::from_string(engine, sql)).await?;
        let row = row.ok_or_else(|| sea_orm::DbErr::RecordNotFound("the state of the database".to_owned()))?;
        Ok(match engine {
            DbBackend::Sqlite => row.try_get_by_index::<i64>(0)?.to_string(),
            _ => row.try_get_by_index(0)?,
        })
    }

    /// The URL with the password taken out, for messages.
    pub fn shown_url(&self) -> String {
        without_password(&self.url)
    }

    /// How many statements have been sent so far: for the tests that hold the number down.
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Closes all pools.
    ///
    /// # Errors
    /// [`StoreError::Database`].
    pub async fn close(self) -> Result<()> {
        self.watcher.close().await?;
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

/// One connection that is opened when it is first asked and kept: what it counts begins anew with each connection.
fn watcher_options(file: &str) -> ConnectOptions {
    let mut options = sqlite_options(file, true);
    options.max_connections(1).min_connections(0).connect_lazy(true).idle_timeout(None).max_lifetime(None);
    options
}

fn postgres_options(url: &str, longest: Option<Duration>) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options.sqlx_logging(false).acquire_timeout(Duration::from_secs(10));
    options.max_connections(CONNECTIONS).min_connections(1);
    // Nought is no limit.
    let statement_timeout = longest.map_or(0, |longest| longest.as_millis()).to_string();
    options.map_sqlx_postgres_opts(move |postgres| {
        let postgres = postgres.options([("statement_timeout", &statement_timeout)]);
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

//! Checks of a database that only SQL can make, for `sextant doctor`.

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, TryGetable};

use crate::connect::Database;
use crate::entities::{ledger_entry, source};
use crate::error::Result;
use crate::sql;

/// The tables that only grow: the database itself refuses to change or delete their rows.
pub const APPEND_ONLY: [&str; 26] = [
    "ledger_entry",
    "outcome",
    "indicator_version",
    "definition_version",
    "break_version",
    "place_version",
    "council_version",
    "finding",
    "inspection",
    "judgement",
    "school",
    "trust",
    "trust_membership",
    "scorecard",
    "scorecard_line",
    "snapshot",
    "snapshot_line",
    "audit_entry",
    "idempotency_key",
    "risk_policy",
    "risk_tier",
    "risk_assessment",
    "action_due_change",
    "scrutiny_feedback",
    "recommendation_progress",
    "commentary",
];

/// The newest entry of a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastImport {
    /// The source's code.
    pub source: String,
    /// The title of its newest release.
    pub title: String,
    /// The day that was published.
    pub published_on: NaiveDate,
    /// When it was imported, in seconds since 1970.
    pub recorded_at: i64,
    /// Its ledger position.
    pub knowledge: i64,
}

async fn scalar<T: TryGetable>(database: &Database, query: &str) -> Result<Option<T>> {
    let statement = sql::statement(database.engine(), query, []);
    let row = database.read().query_one_raw(statement).await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?)
}

async fn count(database: &Database, query: &str) -> Result<i64> {
    Ok(scalar(database, query).await?.unwrap_or(0))
}

/// The engine with its version: `SQLite 3.50.4`, `PostgreSQL 15.18`.
///
/// # Errors
/// [`crate::StoreError::Database`] when the database does not answer.
pub async fn engine(database: &Database) -> Result<String> {
    let (name, query) = match database.engine() {
        DbBackend::Sqlite => ("SQLite", "SELECT sqlite_version()"),
        _ => ("PostgreSQL", "SELECT current_setting('server_version')"),
    };
    let version: Option<String> = scalar(database, query).await?;
    Ok(format!("{name} {}", version.unwrap_or_default()))
}

/// The tables whose guard against change is not there.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn unguarded(database: &Database) -> Result<Vec<&'static str>> {
    let mut missing = Vec::new();
    for table in APPEND_ONLY {
        // The names are ours, of the list above: nothing of a user's comes into the statement.
        let (query, expected) = match database.engine() {
            DbBackend::Sqlite => (
                format!(
                    "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE '{table}@_no@_%' ESCAPE '@'"
                ),
                2,
            ),
            _ => (
                format!(
                    "SELECT COUNT(*) FROM pg_trigger WHERE tgname = '{table}_append_only' AND tgenabled <> 'D' \
                     AND tgrelid = to_regclass('{table}')"
                ),
                1,
            ),
        };
        if count(database, &query).await? != expected {
            missing.push(table);
        }
    }
    Ok(missing)
}

/// How many indicators of the catalogue are loaded.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn indicators(database: &Database) -> Result<i64> {
    count(database, "SELECT COUNT(*) FROM indicator WHERE in_catalogue").await
}

/// How many pairs of series and place have outcomes while the series or the place is not on record.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn orphans(database: &Database) -> Result<i64> {
    count(
        database,
        "SELECT COUNT(*) FROM (SELECT DISTINCT series_id, place_id FROM outcome) o \
         WHERE NOT EXISTS (SELECT 1 FROM series s WHERE s.id = o.series_id) \
         OR NOT EXISTS (SELECT 1 FROM place p WHERE p.id = o.place_id)",
    )
    .await
}

/// The ledger positions that count as known before an entry with a lower number: there must be none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn disordered(database: &Database) -> Result<Vec<i64>> {
    let entries =
        ledger_entry::Entity::find().order_by_asc(ledger_entry::Column::Knowledge).all(database.read()).await?;
    let pairs = entries.windows(2).filter(|pair| pair[1].known_on < pair[0].known_on);
    Ok(pairs.map(|pair| pair[1].knowledge).collect())
}

/// The newest entry of every source, by code.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn last_imports(database: &Database) -> Result<Vec<LastImport>> {
    let mut imports = Vec::new();
    for source in source::Entity::find().order_by_asc(source::Column::Code).all(database.read()).await? {
        if let Some(entry) = crate::ledger::newest_of(database.read(), &source.code).await? {
            imports.push(LastImport {
                source: source.code,
                title: entry.title,
                published_on: entry.published_on,
                recorded_at: entry.recorded_at,
                knowledge: entry.knowledge,
            });
        }
    }
    Ok(imports)
}

/// Whether the ledger has a file with this hash, loaded as released on this day by this kind of import.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn has_file(database: &Database, kind: &str, sha256: &str, released: NaiveDate) -> Result<bool> {
    let found = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::Kind.eq(kind))
        .filter(ledger_entry::Column::FileSha256.eq(sha256))
        .filter(ledger_entry::Column::PublishedOn.eq(released))
        .one(database.read())
        .await?;
    Ok(found.is_some())
}

//! Loading an archive into a database that has no rows.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend, Value};

use super::read::{Archive, Lines};
use super::tables::{Table, tables};
use super::value::decode;
use super::{ArchiveError, Result};
use crate::connect::Database;
use crate::error::StoreError;
use crate::sql;

/// Rows per statement: more gain nothing.
const ROWS: usize = 1_000;
/// Binds per statement.
const SQLITE_BINDS: usize = 32_766;
const POSTGRES_BINDS: usize = 65_535;

/// Refuses a database that has a ledger with entries, whatever version its tables are of. Writes nothing.
///
/// # Errors
/// [`ArchiveError::NotEmpty`], [`ArchiveError::Store`].
pub async fn occupied(database: &Database) -> Result<()> {
    const LEDGER: &str = "ledger_entry";
    let text = match database.engine() {
        DbBackend::Sqlite => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
        _ => "SELECT 1 FROM pg_class WHERE oid = to_regclass(?)",
    };
    let statement = sql::statement(database.engine(), text, [LEDGER.into()]);
    let is_there = database.read().query_one_raw(statement).await?.is_some();
    if is_there && has_rows(database.read(), LEDGER).await? {
        return Err(ArchiveError::NotEmpty { database: database.shown_url(), table: LEDGER });
    }
    Ok(())
}

/// Loads an archive into tables that must all be empty. The transaction should hold the ledger
/// ([`crate::ledger::next_knowledge`]), so that nobody else begins one meanwhile.
///
/// Like [`super::export`], it reads the file without leaving the thread.
///
/// # Errors
/// [`ArchiveError`]; the transaction is then to be rolled back.
pub async fn load(database: &Database, transaction: &DatabaseTransaction, archive: &Archive) -> Result<()> {
    let tables = tables();
    for table in &tables {
        if has_rows(transaction, table.name).await? {
            return Err(ArchiveError::NotEmpty { database: database.shown_url(), table: table.name });
        }
    }
    let mut lines = archive.lines()?;
    for (table, listed) in tables.iter().zip(&archive.header.tables) {
        fill(transaction, table, listed.rows, &mut lines).await?;
    }
    archive.same(lines)?;
    if transaction.get_database_backend() == DbBackend::Postgres {
        // Until its own maintenance has been by, the planner would take every table for small.
        for table in &tables {
            transaction.execute_unprepared(&format!("ANALYZE \"{}\"", table.name)).await?;
        }
    }
    Ok(())
}

async fn has_rows(connection: &impl ConnectionTrait, table: &str) -> std::result::Result<bool, StoreError> {
    let text = format!("SELECT 1 FROM \"{table}\" LIMIT 1");
    let statement = sql::statement(connection.get_database_backend(), &text, []);
    Ok(connection.query_one_raw(statement).await?.is_some())
}

/// Loads the next `rows` lines as rows of a table.
async fn fill(transaction: &DatabaseTransaction, table: &Table, rows: u64, lines: &mut Lines) -> Result<()> {
    let binds = match transaction.get_database_backend() {
        DbBackend::Sqlite => SQLITE_BINDS,
        _ => POSTGRES_BINDS,
    };
    let at_once = ROWS.min(binds / table.columns.len()) as u64;
    let mut left = rows;
    while left > 0 {
        let chunk = left.min(at_once);
        let mut values = Vec::with_capacity(chunk as usize * table.columns.len());
        for _ in 0..chunk {
            row(table, lines, &mut values)?;
        }
        sql::execute(transaction, &insert(table, chunk as usize), values).await?;
        left -= chunk;
    }
    Ok(())
}

/// Reads a row's values from the next line.
fn row(table: &Table, lines: &mut Lines, values: &mut Vec<Value>) -> Result<()> {
    let read: Option<(String, Vec<serde_json::Value>)> = serde_json::from_slice(lines.content()?).ok();
    let cells = read.filter(|(name, cells)| name == table.name && cells.len() == table.columns.len());
    let (_, cells) = cells.ok_or_else(|| lines.no_row())?;
    for (column, cell) in table.columns.iter().zip(cells) {
        values.push(decode(&column.kind, cell).ok_or_else(|| lines.no_row())?);
    }
    Ok(())
}

fn insert(table: &Table, rows: usize) -> String {
    let columns: Vec<String> = table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
    let group = format!("({})", vec!["?"; columns.len()].join(","));
    let groups = vec![group.as_str(); rows].join(",");
    format!("INSERT INTO \"{}\" ({}) VALUES {groups}", table.name, columns.join(", "))
}

//! Writing an archive.

use std::io::{BufWriter, IntoInnerError, Write};

use chrono::{DateTime, Utc};
use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::TryStreamExt;
use sea_orm::{ConnectionTrait, DatabaseTransaction};

use super::digest::Hashing;
use super::tables::{Table, tables};
use super::{ArchiveError, FORMAT, Header, Result, TableHeader, Trailer, VERSION};
use crate::connect::Database;
use crate::error::StoreError;
use crate::{migrate, sql};

/// Text that waits for compression, in bytes.
const BUFFER: usize = 32 * 1024;

/// What was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The first line of the archive.
    pub header: Header,
    /// The size of the compressed archive, in bytes.
    pub bytes: u64,
    /// The SHA-256 of the compressed archive.
    pub sha256: String,
}

/// Writes all rows of a database, as they are at one instant, to `out`. Rows are read and written one by one: what is held in
/// memory does not grow with them.
///
/// It writes to `out` as it goes, without leaving the thread: it is made for a program that has nothing else to do.
///
/// # Errors
/// [`ArchiveError::NotCurrent`], [`ArchiveError::Write`], [`ArchiveError::Store`]; what was written to `out` is then no
/// archive.
pub async fn export<W: Write + Send>(database: &Database, exported_at: DateTime<Utc>, out: W) -> Result<Exported> {
    if !migrate::is_current(database).await? {
        return Err(ArchiveError::NotCurrent { database: database.shown_url() });
    }
    let transaction = database.begin_reading().await?;
    let tables = tables();
    let header = header(&transaction, &tables, exported_at).await?;
    // The encoder writes neither the time nor the file's name. It is slow to begin, so that it is handed many lines at once.
    let encoder = GzEncoder::new(Hashing::new(out), Compression::default());
    let mut lines = Hashing::new(BufWriter::with_capacity(BUFFER, encoder));
    line(&mut lines, &header)?;
    for table in &tables {
        let mut rows = (table.rows)(&transaction).await?;
        while let Some(row) = rows.try_next().await? {
            line(&mut lines, &(table.name, row))?;
        }
    }
    transaction.rollback().await?;
    let trailer = Trailer { sha256: lines.sha256() };
    line(&mut lines, &trailer)?;
    let mut file = lines.into_inner().into_inner().map_err(IntoInnerError::into_error)?.finish()?;
    file.flush()?;
    Ok(Exported { header, bytes: file.bytes(), sha256: file.sha256() })
}

async fn header(transaction: &DatabaseTransaction, tables: &[Table], exported_at: DateTime<Utc>) -> Result<Header> {
    let mut listed = Vec::with_capacity(tables.len());
    for table in tables {
        listed.push(TableHeader {
            name: table.name.to_owned(),
            columns: table.columns.iter().map(|column| column.name.to_owned()).collect(),
            rows: count(transaction, table.name).await?,
        });
    }
    Ok(Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        sextant: env!("CARGO_PKG_VERSION").to_owned(),
        migration: migrate::newest(),
        exported_at,
        tables: listed,
    })
}

async fn count(transaction: &DatabaseTransaction, table: &str) -> std::result::Result<u64, StoreError> {
    let text = format!("SELECT COUNT(*) FROM \"{table}\"");
    let statement = sql::statement(transaction.get_database_backend(), &text, []);
    let counted = transaction.query_one_raw(statement).await?;
    let rows: Option<i64> = counted.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(rows.unwrap_or(0).unsigned_abs())
}

fn line(out: &mut impl Write, content: &impl serde::Serialize) -> Result<()> {
    let mut line = serde_json::to_vec(content)?;
    line.push(b'\n');
    Ok(out.write_all(&line)?)
}

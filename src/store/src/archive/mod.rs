//! Archives: one file that holds all rows of a database, to be loaded into an empty one of either engine.
//!
//! An archive is one gzip file of JSON lines. The first line is the [`Header`]; then comes one line for every row,
//! `["TABLE",[VALUE,…]]`, table after table in the order of [the list](tables) and within a table in the order of the primary
//! key; the last line is a trailer with the SHA-256 of all lines before it. Numbers, text, truth and NULL are JSON's own, days
//! are text. From two databases with the same rows one program makes the same bytes, whatever their engine, for the same
//! `exported_at`.

mod digest;
mod error;
mod export;
mod import;
mod read;
mod tables;
mod value;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use error::ArchiveError;
pub use export::{Exported, export};
pub use import::{load, occupied};
pub use read::Archive;
pub use tables::schema;

/// The word by which an archive is known.
const FORMAT: &str = "sextant-archive";
/// The version of the form that this module writes and reads.
const VERSION: u64 = 1;

/// What an archive's functions return.
type Result<T> = std::result::Result<T, ArchiveError>;

/// The first line of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// Always `sextant-archive`.
    pub format: String,
    /// The version of the form.
    pub version: u64,
    /// The version of the Sextant that wrote it.
    pub sextant: String,
    /// The name of the last migration of the database.
    pub migration: String,
    /// When it was written.
    pub exported_at: DateTime<Utc>,
    /// The tables in the order of their rows.
    pub tables: Vec<TableHeader>,
}

/// A table of an archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHeader {
    /// The name.
    pub name: String,
    /// The columns in the order of a row's values.
    pub columns: Vec<String>,
    /// How many rows.
    pub rows: u64,
}

impl Header {
    /// How many rows there are in all.
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|table| table.rows).sum()
    }
}

/// The last line of an archive.
#[derive(Debug, Serialize, Deserialize)]
struct Trailer {
    /// The SHA-256 of all bytes before the line, before compression.
    sha256: String,
}

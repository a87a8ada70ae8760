//! What can be wrong with an archive or where it is to go.

use std::io;

use crate::error::StoreError;

/// An error of exporting or importing an archive. An import that returns one has written nothing.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// The file is something else.
    #[error(
        "'{file}' is not an archive of Sextant: {why}. Nothing was written. `sextant archive export FILE` makes one"
    )]
    NotAnArchive {
        /// The file.
        file: String,
        /// What was seen.
        why: &'static str,
    },
    /// The file stops before its end.
    #[error(
        "the archive '{file}' is cut off: it stops before its last line. Nothing was written. Copy it again, or export again"
    )]
    Truncated {
        /// The file.
        file: String,
    },
    /// The file is not what was exported.
    #[error(
        "the archive '{file}' is not what was exported: {why}. Nothing was written. Copy it again, or export again"
    )]
    Altered {
        /// The file.
        file: String,
        /// What was seen.
        why: String,
    },
    /// The form is one that this version does not know.
    #[error(
        "the archive '{file}' has version {found} of the form, and this Sextant reads version {known}. Nothing was \
         written. Import it with the version of Sextant that exported it"
    )]
    OtherVersion {
        /// The file.
        file: String,
        /// Its version.
        found: u64,
        /// Ours.
        known: u64,
    },
    /// The tables were those of another version of Sextant.
    #[error(
        "the archive '{file}' was exported by Sextant {sextant} from tables as of migration '{found}', and the tables of \
         this Sextant are those of '{known}'. Nothing was written. Import it with the Sextant that exported it, or bring the \
         database it came from to this version with `sextant migrate` and export again"
    )]
    OtherMigration {
        /// The file.
        file: String,
        /// The version of Sextant that wrote it.
        sextant: String,
        /// The last migration of its database.
        found: String,
        /// The last migration of this version.
        known: String,
    },
    /// The database to export has tables of another version.
    #[error("the tables of {database} are not those of this version. Run `sextant migrate` first, then export")]
    NotCurrent {
        /// The database, without its password.
        database: String,
    },
    /// The database to import into has rows.
    #[error(
        "{database} is not empty: its table '{table}' has rows, and an archive is loaded only into a database that has none, \
         so that the copy is exact. Nothing was written. Name a new database with --database"
    )]
    NotEmpty {
        /// The database, without its password.
        database: String,
        /// The table.
        table: &'static str,
    },
    /// The file could not be read.
    #[error("'{file}' could not be read: {source}. Check the path")]
    Read {
        /// The file.
        file: String,
        /// What the operating system says.
        source: io::Error,
    },
    /// The archive could not be written.
    #[error("the archive could not be written: {0}")]
    Write(#[from] io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sea_orm::DbErr> for ArchiveError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}

impl From<serde_json::Error> for ArchiveError {
    fn from(error: serde_json::Error) -> Self {
        Self::Write(error.into())
    }
}

//! What a use case can refuse, in words for the person who asked.

use chrono::NaiveDate;
use sextant_ingest::FileError;
use sextant_store::StoreError;
use sextant_store::archive::ArchiveError;

use crate::files::FileProblem;

/// An error of a use case. Nothing has been written when it is returned.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// The file as a whole cannot be imported.
    #[error(transparent)]
    File(#[from] FileError),
    /// One of our own files has mistakes.
    #[error("{}", lines(.0))]
    Mistakes(Vec<FileProblem>),
    /// The file was read, and nothing in it could be imported.
    #[error(
        "nothing in '{file}' could be imported: all {refused} rows were refused, the first because {first}. Nothing was \
         written. Check that it is the file you meant"
    )]
    NothingImported {
        /// The file.
        file: String,
        /// How many rows were refused.
        refused: u64,
        /// Why the first was.
        first: String,
    },
    /// A newer edition of the source is loaded already.
    #[error(
        "an edition of '{source_code}' published on {loaded} is loaded already, and this one says {released}: loading it \
         now would put old figures in the place of newer ones. Nothing was written. Load editions in the order of their \
         release"
    )]
    OlderThanLoaded {
        /// The source.
        source_code: String,
        /// The day of the edition on record.
        loaded: NaiveDate,
        /// The day of this one.
        released: NaiveDate,
    },
    /// The day of release lies in the future.
    #[error("the release date {released} lies in the future (today is {today}). Nothing was written. Check --released")]
    NotYetReleased {
        /// The day given.
        released: NaiveDate,
        /// Today.
        today: NaiveDate,
    },
    /// The kind of file needs something that was not given or is not loaded.
    #[error("{0}")]
    Missing(String),
    /// The reading thread died.
    #[error("reading the file stopped unexpectedly; nothing was written")]
    ReaderDied,
    /// The archive or the database it should go to is not as it should be.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn lines(problems: &[FileProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

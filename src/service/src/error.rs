//! What a use case can refuse, in words for the person who asked.

use chrono::NaiveDate;
use sextant_ingest::FileError;
use sextant_store::StoreError;
use sextant_store::archive::ArchiveError;

use crate::files::FileProblem;
use crate::strategy::ChangedApproval;

/// An error of a use case. Nothing has been written when it is returned.
#[derive(Debug, thiserror::Error)]
pub enum ServiceError {
    /// A strategy's new file leaves out, or says otherwise, what the version before has as approved.
    #[error(
        "{}. Nothing was written. What was approved stays in the file as it was: to change a target or a baseline, add a row \
         with its own, later approved_on; to give a target up, add withdrawn_on to its row",
        lines(.0)
    )]
    ApprovalsChanged(Vec<ChangedApproval>),
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

fn lines(problems: &[impl ToString]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

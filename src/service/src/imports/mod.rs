//! Importing a publisher's file: one transaction and one ledger entry, whole or not at all.

mod findings;
mod kind;
mod run;
mod stream;
mod write;

use std::path::PathBuf;

use chrono::NaiveDate;
use sextant_domain::DataStatus;
use sextant_ingest::Refusal;
use sextant_store::ledger::{Counts, Knowledge};

pub use kind::Kind;
pub use run::import;

/// What to import.
#[derive(Clone, Debug)]
pub struct ImportRequest {
    /// Which publication it is.
    pub kind: Kind,
    /// The file.
    pub file: PathBuf,
    /// The day it was published.
    pub released: NaiveDate,
    /// How final the release is, where the file itself does not say.
    pub status: DataStatus,
    /// The release's title; made from the source and the day when empty.
    pub title: String,
    /// For Explore Education Statistics: the name of a shipped mapping or the path of one; found by the columns when `None`.
    pub mapping: Option<String>,
    /// Show what would change and write nothing.
    pub dry_run: bool,
}

/// What an import came to.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// The file's name.
    pub file: String,
    /// The source's code.
    pub source: String,
    /// What was read and what became of it.
    pub counts: Counts,
    /// Rows that are rightly of no interest, by reason.
    pub ignored: Vec<(String, u64)>,
    /// The first rows that were refused; `counts.refused` says how many there are.
    pub refusals: Vec<Refusal>,
    /// The ledger position, where something was written.
    pub knowledge: Option<Knowledge>,
    /// The day from which it counts as known, where it is later than the day of release.
    pub known_later: Option<NaiveDate>,
    /// Nothing was written because it was a dry run.
    pub dry_run: bool,
}

/// How far an import has come; called now and then.
pub trait ImportProgress: Send + Sync {
    /// `read` of `length` bytes of the file have been read.
    fn at(&self, read: u64, length: u64);
}

/// Shows nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl ImportProgress for Silent {
    fn at(&self, _read: u64, _length: u64) {}
}

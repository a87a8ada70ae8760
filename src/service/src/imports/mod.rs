//! Importing a publisher's file: one transaction and one ledger entry, whole or not at all.

mod run;
mod stream;
mod write;

use std::path::PathBuf;

use chrono::NaiveDate;
use sextant_domain::DataStatus;
use sextant_ingest::Refusal;
use sextant_store::ledger::{Counts, Knowledge};

pub use run::import;

/// Which publication a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Schools.
    Gias,
    /// Trusts and other groups.
    GiasGroups,
    /// Predecessors and successors of schools.
    GiasLinks,
    /// Members of groups, with the day they joined.
    GiasGroupLinks,
    /// Inspections.
    Ofsted,
    /// An edition of the Local Authority Interactive Tool.
    Lait,
    /// Its data dictionary.
    LaitDictionary,
    /// An edition of the statistical neighbours.
    Neighbours,
    /// A tidy file of Explore Education Statistics.
    Ees,
}

impl Kind {
    /// The word of the command line, which is also the code of the source.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Gias => "gias",
            Self::GiasGroups => "gias-groups",
            Self::GiasLinks => "gias-links",
            Self::GiasGroupLinks => "gias-group-links",
            Self::Ofsted => "ofsted",
            Self::Lait => "lait",
            Self::LaitDictionary => "lait-dictionary",
            Self::Neighbours => "neighbours",
            Self::Ees => "ees",
        }
    }

    /// Publisher and title of the source.
    const fn about(self) -> (&'static str, &'static str) {
        match self {
            Self::Gias => ("Department for Education", "Get Information about Schools: establishments"),
            Self::GiasGroups => ("Department for Education", "Get Information about Schools: groups"),
            Self::GiasLinks => ("Department for Education", "Get Information about Schools: establishment links"),
            Self::GiasGroupLinks => ("Department for Education", "Get Information about Schools: group links"),
            Self::Ofsted => ("Ofsted", "State-funded schools: inspections and outcomes"),
            Self::Lait => ("Department for Education", "Local Authority Interactive Tool"),
            Self::LaitDictionary => ("Department for Education", "Local Authority Interactive Tool: data dictionary"),
            Self::Neighbours => ("Department for Education", "Children's services statistical neighbours"),
            Self::Ees => ("Department for Education", "Explore Education Statistics"),
        }
    }

    /// Whether a file is a whole edition that a later one supersedes. Inspections, links and neighbour lists are events or
    /// editions of their own: an older file adds to them and harms nothing.
    const fn supersedes(self) -> bool {
        !matches!(self, Self::Ofsted | Self::GiasLinks | Self::Neighbours)
    }
}

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

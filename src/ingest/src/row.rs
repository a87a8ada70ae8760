//! What a reader hands over: rows, refusals, and the account at the end.

use std::collections::BTreeMap;
use std::sync::Arc;

use sextant_domain::outcome::SeriesKey;

/// A row (or one figure of a row) that is not imported, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The line of the file; the first line is 1.
    pub line: u64,
    /// The heading of the column, as published.
    pub column: String,
    /// What stands there.
    pub value: String,
    /// Why it cannot be imported.
    pub reason: String,
}

/// One record, or why there is none.
pub type Row<T> = Result<T, Refusal>;

/// Whether the reader shall go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// Go on.
    Continue,
    /// Enough: read no further rows.
    Stop,
}

/// The account of a file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Rows of the file, without the header and without blank lines.
    pub rows_read: u64,
    /// Records handed to the visitor. A row can give none, one or several.
    pub records: u64,
    /// Refusals handed to the visitor.
    pub refused: u64,
    /// Rows that are rightly of no interest, counted by reason.
    pub ignored: BTreeMap<String, u64>,
    /// SHA-256 of the file as it lies on disk (compressed where it is compressed), in lower-case hexadecimal digits.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Which layout of the publisher it was, in words.
    pub layout: &'static str,
    /// The series that the reader can give, in order; the rows share these pointers. Empty for files without outcomes.
    pub series: Vec<Arc<SeriesKey>>,
    /// The visitor asked to stop before the end.
    pub stopped: bool,
}

/// Hands records to the visitor and keeps the account.
pub(crate) struct Sink<'v, T> {
    visit: &'v mut dyn FnMut(Row<T>) -> Flow,
    pub(crate) tail: Tail,
}

impl<'v, T> Sink<'v, T> {
    pub(crate) fn new(visit: &'v mut dyn FnMut(Row<T>) -> Flow) -> Self {
        Self { visit, tail: Tail::default() }
    }

    /// Hands over a record or a refusal. After a stop nothing more is handed over.
    pub(crate) fn emit(&mut self, row: Row<T>) {
        if self.tail.stopped {
            return;
        }
        match row {
            Ok(_) => self.tail.records += 1,
            Err(_) => self.tail.refused += 1,
        }
        self.tail.stopped = (self.visit)(row) == Flow::Stop;
    }

    /// Counts a row that is rightly of no interest.
    pub(crate) fn ignore(&mut self, reason: &str) {
        match self.tail.ignored.get_mut(reason) {
            Some(count) => *count += 1,
            None => {
                self.tail.ignored.insert(reason.to_owned(), 1);
            }
        }
    }
}

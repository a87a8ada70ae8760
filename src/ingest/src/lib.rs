//! Reading the publishers' own files into domain values.
//!
//! Every reader takes an opened [`Source`], streams its rows and hands each record, or the [`Refusal`] of a row that
//! cannot be imported, to a visitor; memory does not grow with the file. What is wrong with the file as a whole comes
//! back as a [`FileError`] when the reader returns, possibly after rows have been visited: a caller that writes must do so
//! in a transaction and drop it then.
//!
//! Files come plain or gzipped (told by their first bytes, not by their name), in UTF-8 with or without a byte order mark
//! or in Windows-1252, with either line end, with or without the last one, ragged, with blank lines and, for some
//! publishers, with a title line above the header. Columns are found by name, never by position.

mod cell;
mod columns;
pub mod ees;
mod error;
pub mod gias;
pub mod lait;
pub mod neighbours;
pub mod ofsted;
mod row;
mod sniff;
mod source;
mod table;
#[cfg(test)]
mod testing;

pub use error::FileError;
pub use row::{Flow, Refusal, Row, Tail};
pub use source::{Progress, Source};

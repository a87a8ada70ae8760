//! What can be wrong with a file as a whole.

use std::path::PathBuf;

/// Why a file cannot be imported. Nothing of it may be kept.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FileError {
    /// There is no such file, or it is a folder.
    #[error("'{}' is not a file that can be read. Check the path", path.display())]
    NotAFile {
        /// The path that was given.
        path: PathBuf,
    },
    /// The operating system could not read it.
    #[error("the file '{file}' could not be read: {source}. Check the disk and the permissions, then try again")]
    Io {
        /// The file's name.
        file: String,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// There is not a single row in it.
    #[error("the file is empty: {what}. Nothing was imported; download it again from its publisher")]
    Empty {
        /// What little there is, for people.
        what: &'static str,
    },
    /// It is not text.
    #[error(
        "the file is not a text table: {what}. Nothing was imported; choose the publisher's CSV file (plain or .gz)"
    )]
    Binary {
        /// What it is, as far as its bytes show.
        what: String,
    },
    /// It ends too early.
    #[error(
        "the file is cut off after line {line}: {detail}. Nothing was imported; download it again from its publisher"
    )]
    Truncated {
        /// The last line that could be read.
        line: u64,
        /// How it shows.
        detail: String,
    },
    /// Its compressed bytes are damaged.
    #[error(
        "the file is damaged near line {line}: {detail}. Nothing was imported; download it again from its publisher"
    )]
    Damaged {
        /// The last line that could be read.
        line: u64,
        /// What the decompressor said.
        detail: String,
    },
    /// Its header lacks columns that the reader cannot do without.
    #[error(
        "this does not look like {kind}: the column(s) {} are missing. Found: {}. Nothing was imported; check that this \
         is the right file and that the publisher has not renamed its columns",
        list(missing),
        list(found)
    )]
    MissingColumns {
        /// What was expected.
        kind: &'static str,
        /// The columns that are missing.
        missing: Vec<String>,
        /// The columns that are there.
        found: Vec<String>,
    },
    /// It is a file of another kind.
    #[error(
        "{expected} expected, but this looks like {looks_like}. Nothing was imported; choose the other file or the other import"
    )]
    OtherKind {
        /// What was expected.
        expected: &'static str,
        /// What it looks like.
        looks_like: String,
    },
    /// A workbook that cannot be used.
    #[error(
        "the workbook cannot be read: {0}. Nothing was imported; open it in a spreadsheet program to see whether it is whole"
    )]
    Workbook(String),
    /// A tidy file that no mapping describes.
    #[error(
        "no mapping describes this file (known are {}). Nothing was imported; write a mapping that says which of its columns \
         is which indicator",
        list(known)
    )]
    NoMapping {
        /// The names of the mappings that were tried.
        known: Vec<String>,
    },
    /// A mistake in a mapping file.
    #[error("the mapping has a mistake{}: {message}. Correct the mapping and try again", at(*line))]
    Mapping {
        /// The line of the mapping, where it is known.
        line: Option<usize>,
        /// What is wrong with it.
        message: String,
    },
}

/// At most a dozen names, so that a message with 240 columns stays readable.
fn list(names: &[String]) -> String {
    const SHOWN: usize = 12;
    let mut text = names.iter().take(SHOWN).map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    if names.len() > SHOWN {
        text.push_str(&format!(" and {} more", names.len() - SHOWN));
    }
    text
}

fn at(line: Option<usize>) -> String {
    line.map(|line| format!(" in line {line}")).unwrap_or_default()
}

//! Reading an archive: once through to see that it is whole, then again for its rows.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::bufread::GzDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::digest::hex;
use super::tables::schema;
use super::{ArchiveError, FORMAT, Header, Result, Trailer, VERSION};
use crate::migrate;

/// The longest line that is read, in bytes: no file may fill the memory.
const LONGEST: u64 = 64 * 1024 * 1024;
/// What every gzip file begins with.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// An archive that was read to its end and is what was exported.
#[derive(Clone, Debug)]
pub struct Archive {
    path: PathBuf,
    /// Its first line.
    pub header: Header,
    sha256: String,
}

impl Archive {
    /// Opens a file and reads it to its end.
    ///
    /// # Errors
    /// [`ArchiveError`], when it is not an archive, not whole, or not one of this version's tables.
    pub fn open(path: &Path) -> Result<Self> {
        let mut lines = Lines::open(path)?;
        let header = lines.header()?;
        lines.check(&header)?;
        for _ in 0..header.rows() {
            lines.content()?;
        }
        let sha256 = lines.end()?;
        Ok(Self { path: path.to_owned(), header, sha256 })
    }

    /// Its lines after the first, to be read again.
    pub(super) fn lines(&self) -> Result<Lines> {
        let mut lines = Lines::open(&self.path)?;
        if lines.header()? == self.header { Ok(lines) } else { Err(lines.changed()) }
    }

    /// Makes sure that the lines that were read now are those that were read before.
    pub(super) fn same(&self, lines: Lines) -> Result<()> {
        let changed = lines.changed();
        if lines.end()? == self.sha256 { Ok(()) } else { Err(changed) }
    }
}

/// What every version of the form has in its first line.
#[derive(Deserialize)]
struct Opening {
    format: String,
    version: u64,
}

/// The lines of an archive.
pub(super) struct Lines {
    file: String,
    input: BufReader<GzDecoder<BufReader<File>>>,
    hash: Sha256,
    line: Vec<u8>,
    number: u64,
}

impl Lines {
    fn open(path: &Path) -> Result<Self> {
        let file = path.display().to_string();
        let read = |source| ArchiveError::Read { file: file.clone(), source };
        let mut raw = BufReader::new(File::open(path).map_err(read)?);
        if !raw.fill_buf().map_err(read)?.starts_with(&GZIP) {
            return Err(ArchiveError::NotAnArchive { file, why: "it is not a gzip file" });
        }
        let input = BufReader::with_capacity(128 * 1024, GzDecoder::new(raw));
        Ok(Self { file, input, hash: Sha256::new(), line: Vec::new(), number: 0 })
    }

    /// The first line.
    fn header(&mut self) -> Result<Header> {
        const WHY: &str = "it does not begin as one does";
        let other = |file: &str| ArchiveError::NotAnArchive { file: file.to_owned(), why: WHY };
        let line = match self.content() {
            Err(ArchiveError::Altered { file, .. }) => return Err(other(&file)),
            line => line?.to_owned(),
        };
        let opening: Opening = serde_json::from_slice(&line).map_err(|_| other(&self.file))?;
        if opening.format != FORMAT {
            return Err(other(&self.file));
        }
        if opening.version != VERSION {
            let (file, found) = (self.file.clone(), opening.version);
            return Err(ArchiveError::OtherVersion { file, found, known: VERSION });
        }
        serde_json::from_slice(&line).map_err(|_| self.altered("its first line is incomplete"))
    }

    /// Refuses an archive of tables that are not this version's.
    fn check(&self, header: &Header) -> Result<()> {
        let known = migrate::newest();
        if header.migration != known {
            let (file, sextant, found) = (self.file.clone(), header.sextant.clone(), header.migration.clone());
            return Err(ArchiveError::OtherMigration { file, sextant, found, known });
        }
        let listed = header.tables.iter().map(|table| (table.name.as_str(), table.columns.iter().map(String::as_str)));
        if listed.map(|(name, columns)| (name, columns.collect())).eq(schema()) {
            return Ok(());
        }
        Err(self.altered("its first line lists other tables or columns than its migration made"))
    }

    /// The next line of those that the trailer's hash covers.
    pub(super) fn content(&mut self) -> Result<&[u8]> {
        self.next()?;
        self.hash.update(&self.line);
        Ok(&self.line)
    }

    /// The last line and the end of the file; the hash of the lines before, which it confirms.
    fn end(mut self) -> Result<String> {
        self.next()?;
        let trailer: Trailer = serde_json::from_slice(&self.line)
            .map_err(|_| self.altered("its last line does not stand where its first line says"))?;
        let sha256 = hex(self.hash.clone());
        if trailer.sha256 != sha256 {
            return Err(self.altered("its last line has another SHA-256 than the lines before it"));
        }
        let mut more = [0];
        let read = self.input.read(&mut more).map_err(|error| self.explain(error))?;
        let raw = self.input.get_mut().get_mut();
        if read > 0 || !raw.fill_buf().map_err(|error| io_error(&self.file, error))?.is_empty() {
            return Err(self.altered("something follows its last line"));
        }
        Ok(sha256)
    }

    fn next(&mut self) -> Result<()> {
        self.line.clear();
        self.number += 1;
        let read = (&mut self.input).take(LONGEST).read_until(b'\n', &mut self.line);
        let read = read.map_err(|error| self.explain(error))?;
        if self.line.last() == Some(&b'\n') {
            return Ok(());
        }
        if read as u64 == LONGEST {
            return Err(self.altered("a line of it has no end"));
        }
        Err(ArchiveError::Truncated { file: self.file.clone() })
    }

    /// The error for lines that were others a moment ago.
    fn changed(&self) -> ArchiveError {
        self.altered("it changed while it was imported")
    }

    /// The error for a row that cannot be one.
    pub(super) fn no_row(&self) -> ArchiveError {
        self.altered(&format!("line {} is no row of the table that its first line says", self.number))
    }

    fn altered(&self, why: &str) -> ArchiveError {
        ArchiveError::Altered { file: self.file.clone(), why: why.to_owned() }
    }

    fn explain(&self, error: io::Error) -> ArchiveError {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => ArchiveError::Truncated { file: self.file.clone() },
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => self.altered("its compressed data are damaged"),
            _ => io_error(&self.file, error),
        }
    }
}

fn io_error(file: &str, source: io::Error) -> ArchiveError {
    ArchiveError::Read { file: file.to_owned(), source }
}

//! An opened file: decompressed on the way, with its hash and its progress.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use sha2::{Digest, Sha256};

use crate::FileError;
use crate::sniff::{self, Shape};

const BUFFER: usize = 128 * 1024;

/// How many bytes of the file (as it lies on disk) have been read; can be asked from another thread.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<AtomicU64>);

impl Progress {
    /// Bytes read so far. Compare with [`Source::length`].
    pub fn bytes(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// A publisher's file, opened, not yet read.
pub struct Source {
    name: String,
    length: u64,
    progress: Progress,
    shape: Shape,
    crlf: bool,
    input: Input,
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("name", &self.name).field("length", &self.length).finish_non_exhaustive()
    }
}

impl Source {
    /// Opens a file, plain or gzipped.
    ///
    /// # Errors
    /// [`FileError::NotAFile`], [`FileError::Io`], [`FileError::Empty`], and for a gzip file that is cut off or damaged at
    /// its very beginning [`FileError::Truncated`] or [`FileError::Damaged`].
    pub fn open(path: impl AsRef<Path>) -> Result<Self, FileError> {
        let path = path.as_ref();
        let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.display().to_string());
        let io = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => FileError::NotAFile { path: path.to_owned() },
            _ => FileError::Io { file: name.clone(), source },
        };
        let file = File::open(path).map_err(io)?;
        let metadata = file.metadata().map_err(io)?;
        if metadata.is_dir() {
            return Err(FileError::NotAFile { path: path.to_owned() });
        }
        Self::from_reader(name.clone(), metadata.len(), Box::new(file))
    }

    /// A file that is already in memory.
    ///
    /// # Errors
    /// As [`Source::open`].
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, FileError> {
        let length = bytes.len() as u64;
        Self::from_reader(name.into(), length, Box::new(Cursor::new(bytes)))
    }

    fn from_reader(name: String, length: u64, reader: Box<dyn Read + Send>) -> Result<Self, FileError> {
        let progress = Progress::default();
        let meter = Meter { inner: reader, hasher: Sha256::new(), bytes: 0, progress: progress.clone() };
        let mut raw = BufReader::with_capacity(BUFFER, meter);
        let io = |source| FileError::Io { file: name.clone(), source };
        let gzipped = {
            let head = raw.fill_buf().map_err(io)?;
            if head.is_empty() {
                return Err(FileError::Empty { what: "it has no bytes at all" });
            }
            head.starts_with(sniff::GZIP)
        };
        let body = if gzipped {
            Body::Gzip(Box::new(BufReader::with_capacity(BUFFER, MultiGzDecoder::new(raw))))
        } else {
            Body::Plain(raw)
        };
        let mut input = Input { body, name: name.clone(), last: None, ended: false, odd_quotes: false };
        let head = match &mut input.body {
            Body::Plain(reader) => reader.fill_buf(),
            Body::Gzip(reader) => reader.fill_buf(),
        };
        let (shape, crlf) = match head {
            Ok([]) => return Err(FileError::Empty { what: "it has no content" }),
            Ok(head) => (sniff::shape(head), first_line_ends_with_crlf(head)),
            Err(error) => return Err(input.explain(error, 0)),
        };
        Ok(Self { name, length, progress, shape, crlf, input })
    }

    /// The file's name, without its folder.
    pub fn file_name(&self) -> &str {
        &self.name
    }

    /// Its size on disk, in bytes.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// A handle on how much of it has been read.
    pub fn progress(&self) -> Progress {
        self.progress.clone()
    }

    pub(crate) fn shape(&self) -> Shape {
        self.shape
    }

    /// Whether its first line ends with carriage return and line feed.
    pub(crate) fn crlf(&self) -> bool {
        self.crlf
    }

    pub(crate) fn into_input(self) -> Input {
        self.input
    }

    /// The whole content, for formats that cannot be streamed; at most `limit` bytes.
    pub(crate) fn into_bytes(mut self, limit: u64) -> Result<(Vec<u8>, Digested), FileError> {
        let mut bytes = Vec::new();
        let read = (&mut self.input).take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| self.input.explain(error, 0))?;
        if bytes.len() as u64 > limit {
            return Err(FileError::Workbook(format!("it is larger than {} MB", limit / 1_000_000)));
        }
        Ok((bytes, self.input.finish()?))
    }
}

fn first_line_ends_with_crlf(head: &[u8]) -> bool {
    head.iter().position(|b| *b == b'\n').is_some_and(|at| at > 0 && head[at - 1] == b'\r')
}

/// What is known of a file once all of it has been read.
pub(crate) struct Digested {
    pub(crate) sha256: String,
    pub(crate) bytes: u64,
}

/// The content as it is read, with what is needed to tell a cut file from a whole one.
pub(crate) struct Input {
    body: Body,
    name: String,
    last: Option<u8>,
    ended: bool,
    odd_quotes: bool,
}

enum Body {
    Plain(BufReader<Meter>),
    Gzip(Box<BufReader<MultiGzDecoder<BufReader<Meter>>>>),
}

impl Input {
    /// Whether the end was reached and the last line has no line end.
    pub(crate) fn ends_without_line_end(&self) -> bool {
        self.ended && !matches!(self.last, Some(b'\n' | b'\r'))
    }

    /// Whether a quotation mark was opened and, so far, not closed.
    pub(crate) fn quote_is_open(&self) -> bool {
        self.odd_quotes
    }

    /// What an error of reading means, `line` being the last line that could be read.
    pub(crate) fn explain(&self, source: io::Error, line: u64) -> FileError {
        let gzipped = matches!(self.body, Body::Gzip(_));
        match source.kind() {
            io::ErrorKind::UnexpectedEof if gzipped => {
                FileError::Truncated { line, detail: "the compressed data stop in the middle".to_owned() }
            }
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput if gzipped => {
                FileError::Damaged { line, detail: source.to_string() }
            }
            _ => FileError::Io { file: self.name.clone(), source },
        }
    }

    /// Reads what is left of the file, so that the hash covers all of it.
    pub(crate) fn finish(self) -> Result<Digested, FileError> {
        let name = self.name;
        let mut raw = match self.body {
            Body::Plain(reader) => reader,
            Body::Gzip(reader) => reader.into_inner().into_inner(),
        };
        io::copy(&mut raw, &mut io::sink()).map_err(|source| FileError::Io { file: name, source })?;
        let meter = raw.into_inner();
        let sha256 = meter.hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Digested { sha256, bytes: meter.bytes })
    }
}

impl Read for Input {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.body {
            Body::Plain(reader) => reader.read(buffer)?,
            Body::Gzip(reader) => reader.read(buffer)?,
        };
        match buffer[..read].last() {
            Some(last) => self.last = Some(*last),
            None => self.ended = !buffer.is_empty() || self.ended,
        }
        let quotes = buffer[..read].iter().filter(|byte| **byte == b'"').count();
        self.odd_quotes ^= quotes % 2 == 1;
        Ok(read)
    }
}

/// Counts and hashes the bytes of the file as it lies on disk.
struct Meter {
    inner: Box<dyn Read + Send>,
    hasher: Sha256,
    bytes: u64,
    progress: Progress,
}

impl Read for Meter {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        self.bytes += read as u64;
        self.progress.0.store(self.bytes, Ordering::Relaxed);
        Ok(read)
    }
}

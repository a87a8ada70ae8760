//! Helpers of the tests.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{FileError, Flow, Refusal, Row, Source, Tail};

/// A source in memory.
pub(crate) fn source(bytes: &[u8]) -> Source {
    Source::from_bytes("test.csv", bytes.to_vec()).unwrap()
}

/// The same bytes, gzipped.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Everything that a reader hands over.
pub(crate) struct Collected<T> {
    pub(crate) tail: Tail,
    pub(crate) records: Vec<T>,
    pub(crate) refusals: Vec<Refusal>,
}

/// Runs a reader over bytes and keeps what it hands over.
pub(crate) fn collect<T>(
    bytes: &[u8],
    reader: impl FnOnce(Source, &mut dyn FnMut(Row<T>) -> Flow) -> Result<Tail, FileError>,
) -> Result<Collected<T>, FileError> {
    let (mut records, mut refusals) = (Vec::new(), Vec::new());
    let tail = reader(Source::from_bytes("test.csv", bytes.to_vec())?, &mut |row| {
        match row {
            Ok(record) => records.push(record),
            Err(refusal) => refusals.push(refusal),
        }
        Flow::Continue
    })?;
    assert_eq!((tail.records, tail.refused), (records.len() as u64, refusals.len() as u64));
    Ok(Collected { tail, records, refusals })
}

/// A day.
pub(crate) fn day(year: i32, month: u32, day: u32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// A reader without further context.
type Reader<T> = fn(Source, &mut dyn FnMut(Row<T>) -> Flow) -> Result<Tail, FileError>;

/// What every reader must do with files that are not its own, or not whole.
#[track_caller]
pub(crate) fn refuses_bad_files<T>(good: &[u8], reader: Reader<T>) {
    let error = |bytes: &[u8]| collect(bytes, reader).err().map(|error| format!("{error:?}")).unwrap_or_default();
    assert!(collect(good, reader).is_ok(), "the good file");
    let zipped = gzip(good);
    assert!(error(&zipped[..zipped.len() - 4]).starts_with("Truncated"), "cut gzip");
    let header_end = good.iter().position(|byte| *byte == b'\n').unwrap();
    let text = good.trim_ascii_end();
    let last_row = text.iter().rposition(|byte| *byte == b'\n').unwrap();
    assert!(error(&text[..last_row + 4]).starts_with("Truncated"), "cut last row: {}", error(&text[..last_row + 4]));
    assert!(error(&good[..=header_end]).starts_with("Empty"), "header only");
    assert!(error(b"").starts_with("Empty"), "empty");
    assert!(error(b"one,two\n1,2\n").starts_with("MissingColumns"), "wrong header");
    assert!(error(b"PK\x03\x04\x14\0\x06\0").starts_with("OtherKind"), "workbook given as a table");
    assert!(error(b"RECTYPE,URN,SCHNAME\n1,2,3\n").starts_with("OtherKind"), "another kind");
    assert!(error(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0").starts_with("Binary"), "binary");
}

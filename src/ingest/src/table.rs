//! A text table: the header is found by its names, the rows are streamed through one buffer.

use std::borrow::Cow;

use chrono::NaiveDate;
use csv::{ByteRecord, ErrorKind, Reader, ReaderBuilder};

use crate::columns::{Col, Columns, Kind};
use crate::row::{Flow, Refusal, Row, Sink, Tail};
use crate::sniff::Shape;
use crate::source::{Input, Source};
use crate::{FileError, cell};

/// A header is looked for in so many lines; publishers put titles and notes above it.
const HEADER_WITHIN: usize = 10;

/// A table whose header has been read.
pub(crate) struct Table {
    reader: Reader<Input>,
    kind: &'static Kind,
    columns: Columns,
    crlf: bool,
    record: ByteRecord,
    /// The line that the row in `record` begins on.
    line: u64,
    /// The fewest fields that a row has had; the header's number before the first row.
    narrowest: usize,
}

impl Table {
    /// Opens a table of this kind.
    pub(crate) fn open(source: Source, kind: &'static Kind) -> Result<Self, FileError> {
        Self::open_by(source, kind, |columns| columns.missing(kind.required))
    }

    /// Opens a table whose required columns are told by `missing`.
    pub(crate) fn open_by(
        source: Source,
        kind: &'static Kind,
        missing: impl Fn(&Columns) -> Vec<String>,
    ) -> Result<Self, FileError> {
        match source.shape() {
            Shape::Text => {}
            Shape::Zip => {
                let looks_like = "a workbook (.xlsx) or another ZIP archive".to_owned();
                return Err(FileError::OtherKind { expected: kind.name, looks_like });
            }
            Shape::Html => {
                return Err(FileError::OtherKind { expected: kind.name, looks_like: "a web page".to_owned() });
            }
            Shape::Binary(what) => return Err(FileError::Binary { what: what.to_owned() }),
        }
        let crlf = source.crlf();
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(256 * 1024)
            .from_reader(source.into_input());
        let columns = Columns::default();
        let mut table = Self { reader, kind, columns, crlf, record: ByteRecord::new(), line: 1, narrowest: 0 };
        table.find_header(missing)?;
        Ok(table)
    }

    fn find_header(&mut self, missing: impl Fn(&Columns) -> Vec<String>) -> Result<(), FileError> {
        let mut widest: Option<Columns> = None;
        for _ in 0..HEADER_WITHIN {
            if !self.read_raw()? {
                break;
            }
            let columns = Columns::new(self.record.iter().map(|field| cell::text(field).into_owned()).collect());
            if missing(&columns).is_empty() {
                let leave_off = usize::from(self.kind.ragged);
                self.narrowest = columns.len().saturating_sub(leave_off);
                self.columns = columns;
                return Ok(());
            }
            if widest.as_ref().is_none_or(|best| best.len() < columns.len()) {
                widest = Some(columns);
            }
        }
        match widest {
            Some(columns) => Err(columns.wrong(self.kind.name, missing(&columns))),
            None => Err(FileError::Empty { what: "it has only blank lines" }),
        }
    }

    /// The header.
    pub(crate) fn columns(&self) -> &Columns {
        &self.columns
    }

    /// Reads every row, hands it to `per_row` and closes the account.
    ///
    /// `per_row` gives its records to the sink; a refusal that it returns is handed to the visitor.
    pub(crate) fn drive<T>(
        mut self,
        visit: &mut dyn FnMut(Row<T>) -> Flow,
        mut per_row: impl FnMut(&Record<'_>, &mut Sink<'_, T>) -> Result<(), Refusal>,
    ) -> Result<Tail, FileError> {
        let mut sink = Sink::new(visit);
        while !sink.tail.stopped && self.next_row()? {
            sink.tail.rows_read += 1;
            let record = Record { fields: &self.record, line: self.line, columns: &self.columns };
            if let Err(refusal) = per_row(&record, &mut sink) {
                sink.emit(Err(refusal));
            }
        }
        let mut tail = sink.tail;
        if tail.rows_read == 0 {
            return Err(FileError::Empty { what: "it has a header and no rows" });
        }
        let digested = self.reader.into_inner().finish()?;
        (tail.sha256, tail.bytes) = (digested.sha256, digested.bytes);
        Ok(tail)
    }

    /// Reads the next row that is not blank, and looks whether the file is cut in it.
    fn next_row(&mut self) -> Result<bool, FileError> {
        loop {
            if !self.read_raw()? {
                return Ok(false);
            }
            self.refuse_cut_row()?;
            if !self.record.iter().all(|field| field.iter().all(u8::is_ascii_whitespace)) {
                return Ok(true);
            }
        }
    }

    fn read_raw(&mut self) -> Result<bool, FileError> {
        let read = self.reader.read_byte_record(&mut self.record);
        let more = match read {
            Ok(more) => more,
            Err(error) => {
                let line = self.line;
                return Err(match error.into_kind() {
                    ErrorKind::Io(error) => self.reader.get_ref().explain(error, line),
                    // Only reading can fail: fields may have any bytes and rows any length.
                    other => FileError::Damaged { line, detail: format!("{other:?}") },
                });
            }
        };
        if more {
            if self.record.as_slice().contains(&0) {
                let what = format!("there are zero bytes in it after line {}", self.line);
                return Err(FileError::Binary { what });
            }
            self.line = self.line_of_record();
        }
        Ok(more)
    }

    /// The line that the row begins on. The parser counts line feeds and stops right after the carriage return of a row
    /// that ends with both, so the line feed of such a row is counted with the next one.
    fn line_of_record(&self) -> u64 {
        let inside = self.record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
        let counted = u64::from(!self.crlf && !self.reader.get_ref().ends_without_line_end());
        self.reader.position().line().saturating_sub(inside + counted).max(1)
    }

    /// A last row that has fewer fields than all rows before it and no line end, or a quotation that never closes, shows
    /// a file that was cut. A file cut in its very last field cannot be told from a whole one without a final line end.
    fn refuse_cut_row(&mut self) -> Result<(), FileError> {
        let fields = self.record.len();
        let input = self.reader.get_ref();
        if input.ends_without_line_end() {
            if fields < self.narrowest {
                let detail = format!("its last row has {fields} of {} fields and no line end", self.columns.len());
                return Err(FileError::Truncated { line: self.line, detail });
            }
            if input.quote_is_open() {
                let detail = "a quotation mark in its last row is never closed".to_owned();
                return Err(FileError::Truncated { line: self.line, detail });
            }
        }
        self.narrowest = self.narrowest.min(fields);
        Ok(())
    }
}

/// One row.
pub(crate) struct Record<'a> {
    pub(crate) fields: &'a ByteRecord,
    pub(crate) line: u64,
    pub(crate) columns: &'a Columns,
}

impl<'a> Record<'a> {
    /// The bytes of a field; empty where the column or the field is not there.
    pub(crate) fn bytes(&self, col: Col) -> &'a [u8] {
        col.0.and_then(|place| self.fields.get(place)).unwrap_or_default()
    }

    /// The text of a field, without the blanks around it.
    pub(crate) fn text(&self, col: Col) -> Cow<'a, str> {
        cell::text(self.bytes(col))
    }

    /// The same as an owned text.
    pub(crate) fn owned(&self, col: Col) -> String {
        self.text(col).into_owned()
    }

    /// Why this row is not imported.
    pub(crate) fn refuse(&self, col: Col, reason: impl Into<String>) -> Refusal {
        let column = self.columns.heading(col).to_owned();
        Refusal { line: self.line, column, value: self.owned(col), reason: reason.into() }
    }

    /// Whether the row ends before this column.
    pub(crate) fn lacks(&self, col: Col) -> bool {
        col.0.is_some_and(|place| place >= self.fields.len())
    }

    /// A whole number, or nothing where the cell says nothing.
    pub(crate) fn number<N: std::str::FromStr>(&self, col: Col) -> Result<Option<N>, Refusal> {
        let text = self.text(col);
        if cell::is_blank(&text) {
            return Ok(None);
        }
        cell::whole(&text).map(Some).ok_or_else(|| self.refuse(col, "this is not a whole number of the expected size"))
    }

    /// A whole number that the record cannot do without.
    pub(crate) fn required<N: std::str::FromStr>(&self, col: Col) -> Result<N, Refusal> {
        self.number(col)?.ok_or_else(|| self.refuse(col, "there must be a number here"))
    }

    /// A day, or nothing where the cell says nothing.
    pub(crate) fn date(&self, col: Col) -> Result<Option<NaiveDate>, Refusal> {
        let text = self.text(col);
        if cell::is_blank(&text) {
            return Ok(None);
        }
        cell::date(&text).map(Some).ok_or_else(|| self.refuse(col, "this is not a date (day-month-year)"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{gzip, source};

    const KIND: Kind = Kind { name: "a test table", required: &["a", "b|B2"], ragged: false };
    const RAGGED: Kind = Kind { name: "a ragged table", required: &["a"], ragged: true };

    type Cells = Vec<(u64, Vec<String>)>;

    fn read_kind(kind: &'static Kind, bytes: &[u8]) -> Result<(Tail, Cells), FileError> {
        let mut cells = Vec::new();
        let tail = Table::open(Source::from_bytes("test.csv", bytes.to_vec())?, kind)?.drive(
            &mut |row: Row<(u64, Vec<String>)>| {
                cells.extend(row);
                Flow::Continue
            },
            |record, sink| {
                let texts = record.fields.iter().map(|field| cell::text(field).into_owned()).collect();
                sink.emit(Ok((record.line, texts)));
                Ok(())
            },
        )?;
        Ok((tail, cells))
    }

    fn read(bytes: &[u8]) -> Result<Cells, FileError> {
        read_kind(&KIND, bytes).map(|(_, cells)| cells)
    }

    #[track_caller]
    fn check(bytes: &[u8], expected: &[(u64, &[&str])]) {
        let expected: Cells =
            expected.iter().map(|(line, texts)| (*line, texts.iter().map(|t| (*t).to_owned()).collect())).collect();
        assert_eq!(read(bytes).unwrap(), expected);
        assert_eq!(read(&gzip(bytes)).unwrap(), expected, "gzipped");
    }

    #[test]
    fn every_form_of_a_text_table_is_read() {
        check(b"a,b\n1,2\n3,4\n", &[(2, &["1", "2"]), (3, &["3", "4"])]);
        check(b"\xef\xbb\xbf\"a\",\"b\"\r\n1,2\r\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
        check(b"a,b\n\n\n\"x\ny\",2\n,\n3,4\n", &[(4, &["x\ny", "2"]), (7, &["3", "4"])]);
        check(b"a,b\r\n\r\n\"x\r\ny\",2\r\n3,4\r\n", &[(3, &["x\r\ny", "2"]), (5, &["3", "4"])]);
        check(b"A title line\n\n A ,B2,c\n1,\xc9,3,extra\n", &[(4, &["1", "É", "3", "extra"])]);
        check(b"a,b\n1,2\n3,4", &[(2, &["1", "2"]), (3, &["3", "4"])]);
    }

    #[test]
    fn cut_files_are_told_from_ragged_ones() {
        let cut = |bytes: &[u8]| matches!(read(bytes), Err(FileError::Truncated { line: 3, .. }));
        assert!(cut(b"a,b,c\n1,2,3\n4,5"));
        assert!(cut(b"a,b,c\n1,2,3\n4,5,\"6"));
        assert!(!cut(b"a,b,c\n1,2,3\n4,5\n"), "a short row with a line end is ragged, not cut");
        assert!(!cut(b"a,b,c\n1,2,3\n4,5,6"));
        assert!(!cut(b"a,b,c\n1,2\n4,5"), "as short as the row before it");
        assert!(read_kind(&RAGGED, b"a,b,c\n1,2").is_ok());
        assert!(matches!(read_kind(&RAGGED, b"a,b,c\n1,2\n3"), Err(FileError::Truncated { .. })));
    }

    #[test]
    fn a_cut_or_damaged_gzip_file_is_an_error() {
        let rows: Vec<u8> = (0..20_000).flat_map(|n| format!("{n},{}\n", n * 7919 % 10_007).into_bytes()).collect();
        let whole = gzip(&[b"a,b\n".as_slice(), &rows].concat());
        assert_eq!(read(&whole).unwrap().len(), 20_000);
        for end in [12, whole.len() / 2, whole.len() - 9, whole.len() - 1] {
            assert!(matches!(read(&whole[..end]), Err(FileError::Truncated { .. })), "cut after {end} bytes");
        }
        let mut damaged = whole.clone();
        let middle = damaged.len() - 6;
        damaged[middle] ^= 0xff;
        assert!(matches!(read(&damaged), Err(FileError::Damaged { .. })));
    }

    #[test]
    fn what_is_no_table_is_refused() {
        let is = |bytes: &[u8], want: fn(&FileError) -> bool| match read(bytes) {
            Err(error) => assert!(want(&error), "{error}"),
            Ok(_) => panic!("read {bytes:?}"),
        };
        is(b"a,b\n", |e| matches!(e, FileError::Empty { .. }));
        is(b"\n\n \n", |e| matches!(e, FileError::OtherKind { .. } | FileError::Empty { .. }));
        is(
            b"PK\x03\x04abc",
            |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("workbook")),
        );
        is(
            b"<html><p>Error</p>",
            |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like == "a web page"),
        );
        is(b"\x89PNG\r\n\x1a\n", |e| matches!(e, FileError::Binary { .. }));
        is(
            b"The service is down\n",
            |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("no table")),
        );
        is(b"a,c\n1,2\n", |e| matches!(e, FileError::MissingColumns { missing, .. } if missing == &["b or B2"]));
        is(
            b"URN,LinkURN,LinkType\n1,2,3\n",
            |e| matches!(e, FileError::OtherKind { looks_like, .. } if looks_like.contains("links")),
        );
        is(&[b"a,b\n".repeat(100_000), b"1,\0\n".to_vec()].concat(), |e| matches!(e, FileError::Binary { .. }));
        assert!(matches!(Source::from_bytes("x", Vec::new()), Err(FileError::Empty { .. })));
        assert!(matches!(Source::from_bytes("x", gzip(b"")), Err(FileError::Empty { .. })));
        assert!(matches!(Source::open("no/such/file"), Err(FileError::NotAFile { .. })));
        assert!(matches!(Source::open("."), Err(FileError::NotAFile { .. })));
    }

    #[test]
    fn the_account_covers_the_whole_file() {
        // printf 'a,b\n1,2\n3,4\n' | sha256sum
        let known = "b9485148546419a0f6a85e8d708c923557c15d7f3c7d078ef1fa7f7c0f57d5a5";
        let (tail, _) = read_kind(&KIND, b"a,b\n1,2\n3,4\n").unwrap();
        assert_eq!((tail.rows_read, tail.records, tail.refused, tail.bytes), (2, 2, 0, 12));
        assert_eq!(tail.sha256, known);
        let mut rows = 0;
        let stopped = Table::open(source(b"a,b\n1,2\n3,4\n"), &KIND)
            .unwrap()
            .drive(
                &mut |_: Row<()>| {
                    rows += 1;
                    Flow::Stop
                },
                |_, sink| {
                    sink.emit(Ok(()));
                    Ok(())
                },
            )
            .unwrap();
        assert_eq!((rows, stopped.stopped, stopped.sha256.as_str()), (1, true, known));
    }

    #[test]
    fn progress_ends_at_the_length() {
        let source = source(&gzip(b"a,b\n1,2\n"));
        let (progress, length) = (source.progress(), source.length());
        Table::open(source, &KIND).unwrap().drive(&mut |_: Row<()>| Flow::Continue, |_, _| Ok(())).unwrap();
        assert_eq!(progress.bytes(), length);
    }
}

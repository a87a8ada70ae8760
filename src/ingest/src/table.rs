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
mod tests;

//! Writing rows down.

use std::borrow::Cow;
use std::io;

use async_graphql::indexmap::IndexMap;
use async_graphql::{Name, Value};

use super::cell::text;
use super::columns::{Column, columns};
use super::format::Format;
use super::plan::{NoTable, Plan};
use super::selection::Field;

/// Writes the rows of a plan.
#[derive(Debug)]
pub(super) struct Writer {
    format: Format,
    /// What stands beside the list, and is the same in every row of a page.
    beside: Vec<Column>,
    row: Vec<Column>,
}

/// The rows of one page, with what stands beside them.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) beside: Value,
    pub(super) rows: Vec<Value>,
}

/// Lines end as RFC 4180 has it; only what needs quotes gets them.
pub(super) fn csv<W: std::io::Write>(to: W) -> csv::Writer<W> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(to)
}

/// The field whose values are the rows: of `edges { node { … } }` the nodes.
pub(super) fn node(list: &Field) -> Option<&Field> {
    let [only] = list.fields.as_slice() else { return None };
    (list.name == "edges" && only.name == "node").then_some(only)
}

impl Writer {
    /// A writer for the rows of a plan.
    ///
    /// # Errors
    /// Where two columns would have one name, and where there is no column.
    pub(super) fn new(plan: &Plan, format: Format) -> Result<Self, NoTable> {
        let way = plan.way();
        let Some(list) = way.last() else { return Err(NoTable::Invalid) };
        let row = columns(&node(list).unwrap_or(list).fields, |_| false);
        let page_info = plan.page_info();
        let is = |field: &Field, it: &Field| std::ptr::eq(field, it);
        let beside = columns(&plan.fields, |field| is(field, list) || page_info.is_some_and(|it| is(field, it)));
        if row.is_empty() {
            let message = "The rows have no columns: @skip and @include leave nothing of them.";
            return Err(NoTable::Other(message.to_owned()));
        }
        let both = beside.iter().find(|column| row.iter().any(|own| own.begins() == column.begins()));
        if let Some(name) = both.and_then(Column::begins) {
            return Err(NoTable::Other(format!(
                "The rows have '{name}', and so has what stands beside the list; a column can be only one of them. Give one \
                 of them an alias."
            )));
        }
        Ok(Self { format, beside, row })
    }

    /// What comes before all rows.
    pub(super) fn head(&self) -> io::Result<Vec<u8>> {
        let Format::Csv { header: true, types } = self.format else { return Ok(Vec::new()) };
        let columns = self.beside.iter().chain(&self.row);
        let name = |column: &Column| match types {
            true => format!("{}:{}", column.name(), column.label),
            false => column.name(),
        };
        let mut writer = csv(Vec::new());
        writer.write_record(columns.map(name))?;
        writer.into_inner().map_err(|error| error.into_error())
    }

    /// The rows of a page.
    pub(super) fn page(&self, page: &Rows) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Csv { .. } => self.csv_rows(page),
            Format::NdJson { .. } => self.json_lines(page),
        }
    }

    fn csv_rows(&self, page: &Rows) -> io::Result<Vec<u8>> {
        let mut writer = csv(Vec::new());
        for row in &page.rows {
            let beside = self.beside.iter().map(|column| text(column.value(&page.beside), column.number));
            let own = self.row.iter().map(|column| text(column.value(row), column.number));
            writer.write_record(beside.chain(own).map(Cell))?;
        }
        writer.into_inner().map_err(|error| error.into_error())
    }

    fn json_lines(&self, page: &Rows) -> io::Result<Vec<u8>> {
        let mut lines = Vec::new();
        for row in &page.rows {
            match (&page.beside, row) {
                (Value::Object(beside), Value::Object(own)) if !self.beside.is_empty() => {
                    let both: IndexMap<&Name, &Value> = beside.iter().chain(own).collect();
                    serde_json::to_writer(&mut lines, &both)?;
                }
                _ => serde_json::to_writer(&mut lines, row)?,
            }
            lines.push(b'\n');
        }
        Ok(lines)
    }
}

/// A cell on its way into a record.
struct Cell<'a>(Cow<'a, str>);

impl AsRef<[u8]> for Cell<'_> {
    fn as_ref(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

//! The statistical neighbours workbooks: for each authority the ten that are most like it.

use std::collections::{BTreeMap, HashSet};
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use sextant_domain::neighbours::{Neighbour, NeighbourList};

use crate::columns::{Columns, kind, normal};
use crate::row::{Flow, Refusal, Row, Sink, Tail};
use crate::sniff::Shape;
use crate::{FileError, Source, cell};

/// The published workbooks have 40 KB; what is far larger is something else.
const LARGEST: u64 = 32_000_000;

/// The header is looked for in so many rows of each sheet.
const HEADER_WITHIN: usize = 20;

/// Reads a statistical neighbours workbook (.xlsx): one [`NeighbourList`] an authority.
///
/// The header is found by its words (`LA num`, `SN1`, `SN2` …), in any sheet and row; the closeness of a neighbour stands in
/// the column right of it, under one of ten equal headings `SNP`. Rows without an authority's number or
/// without any neighbour are counted in [`Tail::ignored`].
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn read(source: Source, visit: &mut dyn FnMut(Row<NeighbourList>) -> Flow) -> Result<Tail, FileError> {
    match source.shape() {
        Shape::Zip => {}
        Shape::Binary(what) => return Err(FileError::Binary { what: what.to_owned() }),
        Shape::Html => return Err(other_kind("a web page".to_owned())),
        Shape::Text => return Err(other_kind(text_kind(source)?)),
    }
    let (bytes, digested) = source.into_bytes(LARGEST)?;
    let mut workbook: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| FileError::Workbook(error.to_string()))?;
    let mut found = Vec::new();
    for name in workbook.sheet_names() {
        let sheet = workbook.worksheet_range(&name).map_err(|error| FileError::Workbook(error.to_string()))?;
        if let Some(header) = Header::find(&sheet) {
            let tail = read_sheet(&sheet, &header, visit)?;
            return Ok(Tail { sha256: digested.sha256, bytes: digested.bytes, ..tail });
        }
        found.extend(sheet.rows().next().into_iter().flatten().map(text));
    }
    let missing = ["LA num", "SN1", "SN2"].map(str::to_owned).to_vec();
    Err(FileError::MissingColumns { kind: kind::NEIGHBOURS, missing, found })
}

fn other_kind(looks_like: String) -> FileError {
    FileError::OtherKind { expected: "a statistical neighbours workbook (.xlsx)", looks_like }
}

/// What a text file in the place of a workbook is, by its first line.
fn text_kind(source: Source) -> Result<String, FileError> {
    let (bytes, _) = source.into_bytes(LARGEST)?;
    let first = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let names = cell::text(first).split(',').map(|name| name.trim_matches(['"', ' ', '\r']).to_owned()).collect();
    Ok(Columns::new(names).looks_like().map_or_else(|| "a text file".to_owned(), |kind| format!("{kind}, as text")))
}

/// Where the columns stand.
struct Header {
    row: usize,
    authority: usize,
    /// For the first, second … neighbour: its column and that of its closeness.
    neighbours: Vec<(usize, Option<usize>)>,
}

impl Header {
    fn find(sheet: &Range<Data>) -> Option<Self> {
        sheet.rows().take(HEADER_WITHIN).enumerate().find_map(|(row, cells)| Self::read(row, cells))
    }

    fn read(row: usize, cells: &[Data]) -> Option<Self> {
        let names: Vec<String> = cells.iter().map(|cell| normal(&text(cell))).collect();
        let place = |wanted: &str| names.iter().position(|name| name == wanted);
        let authority = place("la num").or_else(|| place("la number"))?;
        let closeness = |at: usize| names.get(at + 1).is_some_and(|name| name == "snp").then_some(at + 1);
        let neighbours: Vec<_> =
            (1..).map_while(|rank: u8| place(&format!("sn{rank}"))).map(|at| (at, closeness(at))).collect();
        (neighbours.len() > 1).then_some(Self { row, authority, neighbours })
    }
}

fn read_sheet(
    sheet: &Range<Data>,
    header: &Header,
    visit: &mut dyn FnMut(Row<NeighbourList>) -> Flow,
) -> Result<Tail, FileError> {
    let first = sheet.start().map_or(0, |(row, _)| row as usize);
    let mut sink = Sink::new(visit);
    let mut seen: BTreeMap<u16, u64> = BTreeMap::new();
    for (at, cells) in sheet.rows().enumerate().skip(header.row + 1) {
        if sink.tail.stopped {
            break;
        }
        if cells.iter().all(|cell| text(cell).is_empty()) {
            continue;
        }
        sink.tail.rows_read += 1;
        let line = (first + at + 1) as u64;
        if text(&cells[header.authority]).is_empty() {
            sink.ignore("the row has no authority's number");
            continue;
        }
        if header.neighbours.iter().all(|(at, _)| matches!(text(&cells[*at]).as_str(), "" | "-")) {
            sink.ignore("the authority has no neighbours in this edition");
            continue;
        }
        let list = list(cells, header, line).and_then(|list| match seen.insert(list.authority, line) {
            None => Ok(list),
            Some(earlier) => Err(refusal(
                line,
                "LA num",
                &text(&cells[header.authority]),
                format!("the authority stands on row {earlier} too"),
            )),
        });
        sink.emit(list);
    }
    if sink.tail.rows_read == 0 {
        return Err(FileError::Empty { what: "it has a header and no rows" });
    }
    Ok(Tail { layout: "statistical neighbours workbook", ..sink.tail })
}

fn list(cells: &[Data], header: &Header, line: u64) -> Row<NeighbourList> {
    let number = |at: usize, heading: &str| -> Result<u16, Refusal> {
        let text = text(&cells[at]);
        cell::whole(&text).ok_or_else(|| refusal(line, heading, &text, "this is not an authority's number".to_owned()))
    };
    let authority = number(header.authority, "LA num")?;
    let mut members = Vec::with_capacity(header.neighbours.len());
    let mut seen = HashSet::new();
    for (rank, (at, closeness)) in (1_u8..).zip(&header.neighbours) {
        if matches!(text(&cells[*at]).as_str(), "" | "-") {
            continue;
        }
        let heading = format!("SN{rank}");
        let neighbour = number(*at, &heading)?;
        if neighbour == authority || !seen.insert(neighbour) {
            let reason = "an authority is neither its own neighbour nor another's twice".to_owned();
            return Err(refusal(line, &heading, &text(&cells[*at]), reason));
        }
        let closeness = closeness.map(|at| sentence_case(&text(&cells[at]))).unwrap_or_default();
        members.push(Neighbour { rank, authority: neighbour, closeness });
    }
    Ok(NeighbourList { authority, members })
}

fn refusal(line: u64, column: &str, value: &str, reason: String) -> Refusal {
    Refusal { line, column: column.to_owned(), value: value.to_owned(), reason }
}

/// The text of a cell, numbers without a needless `.0`.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        _ => cell.as_string().unwrap_or_default().trim().to_owned(),
    }
}

/// `Very Close`, `VERY CLOSE ` and `Very close` are one word: `Very close`.
fn sentence_case(text: &str) -> String {
    let lower = normal(text);
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Collected, collect};

    const APRIL_2021: &[u8] = include_bytes!("../fixtures/neighbours_2021.xlsx");
    const MAY_2025: &[u8] = include_bytes!("../fixtures/neighbours_2025.xlsx");

    /// Thurrock's neighbours by the two editions, the closest first.
    const OLD: [u16; 10] = [887, 303, 311, 866, 332, 882, 941, 894, 826, 874];
    const NEW: [u16; 10] = [866, 303, 311, 887, 940, 822, 941, 332, 925, 935];

    fn lists(bytes: &[u8]) -> Collected<NeighbourList> {
        collect(bytes, read).unwrap()
    }

    fn thurrock(lists: &Collected<NeighbourList>) -> Vec<u16> {
        let list = lists.records.iter().find(|list| list.authority == 883).unwrap();
        assert!(list.members.iter().map(|member| member.rank).eq(1..=10));
        list.members.iter().map(|member| member.authority).collect()
    }

    #[test]
    fn both_editions_are_read() {
        let (old, new) = (lists(APRIL_2021), lists(MAY_2025));
        assert!(old.refusals.is_empty() && new.refusals.is_empty());
        assert_eq!(thurrock(&old), OLD);
        assert_eq!(thurrock(&new), NEW);
        assert_eq!(old.tail.ignored.values().sum::<u64>(), 1, "a note below the table");
        let words: HashSet<String> =
            old.records.iter().chain(&new.records).flat_map(|l| &l.members).map(|m| m.closeness.clone()).collect();
        let known = ["Extremely close", "Very close", "Close", "Somewhat close", "Not close"];
        assert!(words.iter().all(|word| known.contains(&word.as_str())), "{words:?}");
    }

    #[test]
    fn closeness_is_one_word_whatever_its_case() {
        assert_eq!(sentence_case("Very  Close "), "Very close");
        assert_eq!(sentence_case("CLOSE"), "Close");
        assert_eq!(sentence_case(""), "");
    }

    #[test]
    fn bad_files_are_refused() {
        let error = |bytes: &[u8]| collect(bytes, read).err().map(|e| format!("{e:?}")).unwrap_or_default();
        assert!(error(b"").starts_with("Empty"));
        assert!(error(&MAY_2025[..MAY_2025.len() / 2]).starts_with("Workbook"));
        let lait = error(include_bytes!("../fixtures/lait_edition.csv"));
        assert!(lait.starts_with("OtherKind") && lait.contains("LAIT"), "{lait}");
        assert!(error(b"\0\x01\x02\x03").starts_with("Binary"));
        assert!(error(include_bytes!("../fixtures/other_workbook.xlsx")).starts_with("MissingColumns"));
    }
}

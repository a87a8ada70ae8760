//! The register of places (`data/places/places.csv`): England, its regions and its education authorities, past and present.
//!
//! One row per place and code of the Office for National Statistics. A place that changed its code has several rows, one
//! after the other, which differ only in `code`, `code_from` and `code_to`; the codes' history is data.

use chrono::NaiveDate;
use serde::Deserialize;
use sextant_domain::place::{OnsCode, PlaceLevel, PlaceRecord};

use super::lines::{FileProblem, Problems};

/// A place with all the codes it ever had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceWithCodes {
    /// The place; its `ons` is the latest code.
    pub place: PlaceRecord,
    /// Its codes, oldest first; empty where none is known.
    pub codes: Vec<CodeSpan>,
}

/// A code and the time it is valid for, half-open `[from, to)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeSpan {
    /// The code.
    pub code: OnsCode,
    /// The first day; `None` for the beginning.
    pub from: Option<NaiveDate>,
    /// The day from which it is no longer valid.
    pub to: Option<NaiveDate>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    level: String,
    number: u16,
    name: String,
    region: Option<u16>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    successors: String,
    code: String,
    code_from: Option<NaiveDate>,
    code_to: Option<NaiveDate>,
}

/// Reads the register.
///
/// # Errors
/// Every mistake with its line.
pub fn read(text: &str, file_name: &str) -> Result<Vec<PlaceWithCodes>, Vec<FileProblem>> {
    let mut problems = Problems::new(file_name, text);
    let mut places: Vec<PlaceWithCodes> = Vec::new();
    for (index, row) in csv::Reader::from_reader(text.as_bytes()).deserialize().enumerate() {
        let line = index as u32 + 2;
        match row {
            Ok(row) => add(row, line, &mut places, &mut problems),
            Err(error) => problems.add_at(
                error.position().map_or(line, |position| position.line() as u32),
                format!("the row cannot be read: {error}"),
                "Ten columns: level, number, name, region, from, to, successors, code, code_from, code_to; days as 2009-04-01",
            ),
        }
    }
    check_numbers(&places, &mut problems);
    problems.finish(Some(places))
}

/// A place of its own, or one more code of the place above.
fn add(row: Row, line: u32, places: &mut Vec<PlaceWithCodes>, problems: &mut Problems<'_>) {
    let Some((place, span)) = convert(row, line, problems) else { return };
    match places.last_mut().filter(|above| above.place.dfe == place.dfe) {
        None => {
            if places.iter().any(|earlier| earlier.place.dfe == place.dfe) {
                let number = place.dfe.unwrap_or_default();
                problems.add_at(
                    line,
                    format!("{number} has rows in two places of the file"),
                    "Put the rows of a place together",
                );
            }
            places.push(PlaceWithCodes { place, codes: span.into_iter().collect() });
        }
        Some(above) => {
            let same = PlaceRecord { ons: above.place.ons, ..place.clone() } == above.place;
            let continues =
                above.codes.last().zip(span).is_some_and(|(before, now)| before.to.is_some() && before.to == now.from);
            if !same || !continues {
                problems.add_at(
                    line,
                    "a further code of the place above does not continue it",
                    "Repeat level, number, name, region, from, to and successors; code_from is the code_to of the row above",
                );
            }
            above.place.ons = place.ons;
            above.codes.extend(span);
        }
    }
}

fn convert(row: Row, line: u32, problems: &mut Problems<'_>) -> Option<(PlaceRecord, Option<CodeSpan>)> {
    let level = PlaceLevel::from_code(&row.level);
    if level.is_none() {
        problems.add_at(line, format!("'{}' is not a level", row.level), "Write NATIONAL, REGION or LOCAL_AUTHORITY");
    }
    let code = OnsCode::parse(&row.code);
    if code.is_none() && !row.code.is_empty() {
        problems.add_at(
            line,
            format!("'{}' is not a code", row.code),
            "Write one capital letter and eight digits, or nothing",
        );
    }
    let successors: Option<Vec<u16>> = row.successors.split_whitespace().map(|number| number.parse().ok()).collect();
    if successors.is_none() {
        problems.add_at(
            line,
            format!("'{}' are not authority numbers", row.successors),
            "Write the numbers with a space between them",
        );
    }
    let place = PlaceRecord {
        level: level?,
        name: row.name,
        ons: code,
        dfe: Some(row.number),
        region: row.region,
        from: row.from,
        to: row.to,
        successors: successors?,
    };
    Some((place, code.map(|code| CodeSpan { code, from: row.code_from, to: row.code_to })))
}

/// Regions and successors must be places of the register.
fn check_numbers(places: &[PlaceWithCodes], problems: &mut Problems<'_>) {
    let known = |number: u16| places.iter().any(|other| other.place.dfe == Some(number));
    for entry in places {
        for number in entry.place.region.iter().chain(&entry.place.successors) {
            if !known(*number) {
                problems.add_at(
                    1,
                    format!("{} refers to {number}, which is not in the register", entry.place.name),
                    "Add the place, or correct the number",
                );
            }
        }
    }
}

#[cfg(test)]
mod tests;

//! Ofsted's inspection outcomes, in five layouts told by their header.
//!
//! A row may speak of several inspections: the latest graded one, the one before, an ungraded one since. Each is a record
//! of its own, held by the URN that the school had *then*: where the file says that an inspection does not relate to the
//! current school, it is given to the `URN at time of …`, never to the current one.
//!
//! The layouts of 2015 and 2018 do not say this. Some of their grades were given to a predecessor (1,701 of the 20,971
//! latest inspections of February 2015 and 3,185 of the 21,739 of July 2018 took place before the day on which the register
//! says that the school opened); the reader cannot know that day, so the caller must hold such a record back.

mod grade;
mod layout;
mod tier;
mod tiers;

use sextant_domain::inspection::InspectionRecord;

use crate::columns::{Columns, Kind, kind};
use crate::table::Table;
use crate::{FileError, Flow, Row, Source, Tail};
use layout::Layout;

const KIND: Kind = Kind { name: kind::OFSTED, required: &[], ragged: false };

/// Reads inspection outcomes: none, one or several [`InspectionRecord`]s a row. [`Tail::layout`] names the layout.
///
/// Safeguarding is met or not met in every layout; all other grades are on the scale of the layout's framework, and a
/// grade of the other scale is a refusal. `9`, `NULL`, `Not judged` and blanks are no grade. The dates on which single
/// grades of a report card were last changed are not kept.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn read(source: Source, visit: &mut dyn FnMut(Row<InspectionRecord>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open_by(source, &KIND, missing)?;
    let Some((layout, tiers)) = layout::find(table.columns()) else {
        return Err(table.columns().wrong(KIND.name, missing(table.columns())));
    };
    let urn = table.columns().find("URN");
    let tail = table.drive(visit, |record, sink| {
        let current = record.required(urn)?;
        for tier in &tiers {
            match tier.read(record, current) {
                Ok(tier::Found::Inspection(inspection)) => sink.emit(Ok(inspection)),
                Ok(tier::Found::Nothing) => {}
                Ok(tier::Found::Ignored(reason)) => sink.ignore(reason),
                Err(refusal) => sink.emit(Err(refusal)),
            }
        }
        Ok(())
    })?;
    Ok(Tail { layout: layout.words(), ..tail })
}

/// The columns that the layout which fits best still lacks.
fn missing(columns: &Columns) -> Vec<String> {
    if layout::find(columns).is_some() {
        return Vec::new();
    }
    let lacks = |layout: &Layout| columns.missing(layout.required());
    Layout::ALL.iter().map(lacks).min_by_key(Vec::len).unwrap_or_default()
}

#[cfg(test)]
mod tests;

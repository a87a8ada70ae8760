//! The establishments of the register.

use chrono::{Days, NaiveDate};
use sextant_domain::school::{Coded, LastInspection, Phase, SchoolRecord, SchoolStatus, TrustKind, TrustRef};

use crate::columns::{Col, Columns, Kind, kind};
use crate::row::{Flow, Refusal, Row, Tail};
use crate::table::{Record, Table};
use crate::{FileError, Source, cell};

const KIND: Kind = Kind {
    name: kind::GIAS,
    required: &[
        "URN",
        "LA (code)",
        "EstablishmentName",
        "TypeOfEstablishment (code)|TypeOfEstablishment (name)",
        "EstablishmentStatus (code)|EstablishmentStatus (name)",
        "PhaseOfEducation (code)|PhaseOfEducation (name)",
        "OpenDate",
        "CloseDate",
    ],
    ragged: false,
};

pub(super) fn read(source: Source, visit: &mut dyn FnMut(Row<SchoolRecord>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let cols = Cols::find(table.columns());
    let layout = match (cols.kind.code.0, cols.inspected.0) {
        (None, _) => "search results, without codes",
        (Some(_), None) => "establishment fields, without Ofsted's",
        (Some(_), Some(_)) => "establishment fields, with Ofsted's last grade",
    };
    let tail = table.drive(visit, |record, sink| {
        sink.emit(Ok(school(record, &cols)?));
        Ok(())
    })?;
    Ok(Tail { layout, ..tail })
}

/// A column pair: `X (code)` and `X (name)`.
struct Pair {
    code: Col,
    name: Col,
}

impl Pair {
    fn find(columns: &Columns, stem: &str) -> Self {
        Self { code: columns.find(&format!("{stem} (code)")), name: columns.find(&format!("{stem} (name)")) }
    }

    fn read(&self, record: &Record<'_>) -> Coded {
        Coded { code: record.owned(self.code), name: record.owned(self.name) }
    }

    /// The column to name in a refusal.
    fn shown(&self) -> Col {
        if self.code.0.is_some() { self.code } else { self.name }
    }
}

/// Where the columns stand. The names of people are not among them.
struct Cols {
    urn: Col,
    la: Col,
    establishment: Col,
    ukprn: Col,
    name: Col,
    kind: Pair,
    group: Pair,
    status: Pair,
    phase: Pair,
    opened: Col,
    closed: Col,
    reason_opened: Col,
    reason_closed: Col,
    low_age: Col,
    high_age: Col,
    capacity: Col,
    pupils: Col,
    sixth_form: Col,
    nursery: Col,
    postcode: Col,
    trust_flag: Col,
    trust: Pair,
    inspected: Col,
    rating: Col,
    special_measures: Col,
}

impl Cols {
    fn find(columns: &Columns) -> Self {
        let col = |name| columns.find(name);
        let pair = |stem| Pair::find(columns, stem);
        Self {
            urn: col("URN"),
            la: col("LA (code)"),
            establishment: col("EstablishmentNumber"),
            ukprn: col("UKPRN"),
            name: col("EstablishmentName"),
            kind: pair("TypeOfEstablishment"),
            group: pair("EstablishmentTypeGroup"),
            status: pair("EstablishmentStatus"),
            phase: pair("PhaseOfEducation"),
            opened: col("OpenDate"),
            closed: col("CloseDate"),
            reason_opened: col("ReasonEstablishmentOpened (name)"),
            reason_closed: col("ReasonEstablishmentClosed (name)"),
            low_age: col("StatutoryLowAge"),
            high_age: col("StatutoryHighAge"),
            capacity: col("SchoolCapacity"),
            pupils: col("NumberOfPupils"),
            sixth_form: col("OfficialSixthForm (name)"),
            nursery: col("NurseryProvision (name)"),
            postcode: col("Postcode"),
            trust_flag: col("TrustSchoolFlag (name)"),
            trust: pair("Trusts"),
            inspected: col("OfstedLastInsp"),
            rating: col("OfstedRating (name)"),
            special_measures: col("OfstedSpecialMeasures (name)"),
        }
    }
}

fn school(record: &Record<'_>, cols: &Cols) -> Result<SchoolRecord, Refusal> {
    let name = record.owned(cols.name);
    if name.is_empty() {
        return Err(record.refuse(cols.name, "an establishment must have a name"));
    }
    Ok(SchoolRecord {
        urn: record.required(cols.urn)?,
        la: record.required(cols.la)?,
        establishment: record.number(cols.establishment)?,
        ukprn: record.number(cols.ukprn)?,
        name,
        kind: cols.kind.read(record),
        group: cols.group.read(record),
        status: status(record, &cols.status)?,
        phase: phase(record, &cols.phase)?,
        opened: record.date(cols.opened)?,
        closed: closed(record, cols.closed)?,
        reason_opened: reason(record, cols.reason_opened),
        reason_closed: reason(record, cols.reason_closed),
        low_age: record.number(cols.low_age)?,
        high_age: record.number(cols.high_age)?,
        capacity: record.number(cols.capacity)?,
        pupils: record.number(cols.pupils)?,
        sixth_form: has(&record.text(cols.sixth_form)),
        nursery: has(&record.text(cols.nursery)),
        postcode: record.owned(cols.postcode),
        trust: trust(record, cols)?,
        last_inspection: last_inspection(record, cols)?,
    })
}

/// The register's close date is the last day on which the school was open (of 14,700 successions the successor opens on
/// the next day in 93 of 100); the record holds the first day on which it no longer is.
fn closed(record: &Record<'_>, col: Col) -> Result<Option<NaiveDate>, Refusal> {
    Ok(record.date(col)?.and_then(|last| last.checked_add_days(Days::new(1))))
}

fn status(record: &Record<'_>, pair: &Pair) -> Result<SchoolStatus, Refusal> {
    let Coded { code, name } = pair.read(record);
    let by_name = || match name.to_lowercase().as_str() {
        "open" => Some(SchoolStatus::Open),
        "closed" => Some(SchoolStatus::Closed),
        "open, but proposed to close" => Some(SchoolStatus::OpenProposedToClose),
        "proposed to open" => Some(SchoolStatus::ProposedToOpen),
        _ => None,
    };
    cell::digits(&code)
        .and_then(SchoolStatus::from_number)
        .or_else(by_name)
        .ok_or_else(|| record.refuse(pair.shown(), "this is not one of the register's four states (open, closed, …)"))
}

fn phase(record: &Record<'_>, pair: &Pair) -> Result<Phase, Refusal> {
    let Coded { code, name } = pair.read(record);
    let by_name = || match name.to_lowercase().as_str() {
        "" | "not applicable" => Some(Phase::NotApplicable),
        "nursery" => Some(Phase::Nursery),
        "primary" => Some(Phase::Primary),
        "middle deemed primary" => Some(Phase::MiddlePrimary),
        "secondary" => Some(Phase::Secondary),
        "middle deemed secondary" => Some(Phase::MiddleSecondary),
        "16 plus" => Some(Phase::SixteenPlus),
        "all-through" | "all through" => Some(Phase::AllThrough),
        _ => None,
    };
    cell::digits(&code)
        .and_then(Phase::from_number)
        .or_else(by_name)
        .ok_or_else(|| record.refuse(pair.shown(), "this is not one of the register's phases of education"))
}

/// The register writes `Not applicable` where there is no reason.
fn reason(record: &Record<'_>, col: Col) -> String {
    let text = record.text(col);
    if text == "Not applicable" { String::new() } else { text.into_owned() }
}

/// `Has a sixth form`, `Does not have a sixth form`, `No Nursery Classes`; anything else says nothing.
fn has(words: &str) -> Option<bool> {
    let words = words.to_lowercase();
    if words.starts_with("has ") {
        Some(true)
    } else if words.starts_with("does not have") || words.starts_with("no ") {
        Some(false)
    } else {
        None
    }
}

/// The trust; editions without the trust's number name none.
fn trust(record: &Record<'_>, cols: &Cols) -> Result<Option<TrustRef>, Refusal> {
    let Some(uid) = record.number(cols.trust.code)? else { return Ok(None) };
    let flag = record.text(cols.trust_flag).to_lowercase();
    let kind = if flag.contains("multi-academy") {
        TrustKind::MultiAcademy
    } else if flag.contains("single-academy") {
        TrustKind::SingleAcademy
    } else if flag == "supported by a trust" {
        TrustKind::Foundation
    } else {
        TrustKind::Other
    };
    Ok(Some(TrustRef { uid, name: record.owned(cols.trust.name), kind }))
}

fn last_inspection(record: &Record<'_>, cols: &Cols) -> Result<Option<LastInspection>, Refusal> {
    let Some(on) = record.date(cols.inspected)? else { return Ok(None) };
    let mut rating = record.owned(cols.rating);
    if rating.is_empty() {
        let concern = record.text(cols.special_measures);
        if !concern.eq_ignore_ascii_case("not applicable") {
            rating = concern.into_owned();
        }
    }
    Ok(Some(LastInspection { on, rating }))
}

#[cfg(test)]
mod tests;

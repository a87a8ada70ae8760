//! The data dictionary: one row an indicator.

use std::collections::HashMap;

use chrono::NaiveDate;
use sextant_domain::indicator::{Polarity, Unit};
use sextant_domain::period::Basis;

use crate::columns::{Col, Columns, Kind, kind};
use crate::row::{Flow, Refusal, Row, Tail};
use crate::table::{Record, Table};
use crate::{FileError, Source, cell};

const KIND: Kind = Kind {
    name: kind::DICTIONARY,
    required: &["Measure_short", "Measure", "Topic", "Polarity", "y_axis_name", "Description", "dps", "Year_Type"],
    ragged: false,
};

/// One indicator of LAIT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaitDictionaryEntry {
    /// The short code, as the editions have it.
    pub code: String,
    /// The name.
    pub name: String,
    /// The topic it stands under.
    pub topic: String,
    /// The description, with plain line feeds.
    pub description: String,
    /// Which direction is better; `-` and `NA` are neither.
    pub polarity: Polarity,
    /// What the axis of its chart says: `% of pupils`, `Rate per 10,000`.
    pub unit_words: String,
    /// How many decimals the publisher shows; `None` where the dictionary says `NA`.
    pub decimals: Option<u8>,
    /// The kind of time its years speak of.
    pub basis: Basis,
    /// The day of the last update (the first of its month); `None` where words stand there (`New data`).
    pub last_update: Option<NaiveDate>,
    /// The day of the next update; `None` where it is not known (`TBC`) or none will come.
    pub next_update: Option<NaiveDate>,
    /// No further update will come, in the publisher's words.
    pub discontinued: Option<String>,
    /// The publisher shows no quartiles for it.
    pub no_quartile: bool,
    /// England's figure covers state-funded schools.
    pub state_funded: bool,
}

impl LaitDictionaryEntry {
    /// How many decimals to show. Where the dictionary says `NA` it is one: of the 260 such measures of the edition of
    /// 8 April 2026 250 have no value with more than one decimal.
    pub fn shown_decimals(&self) -> u8 {
        self.decimals.unwrap_or(1)
    }

    /// The unit behind [`Self::unit_words`]; [`Unit::Unstated`] where they do not tell one.
    pub fn unit(&self) -> Unit {
        let words = self.unit_words.to_lowercase().replace(',', "");
        let has = |part: &str| words.contains(part);
        if has("gap") && has("%") {
            Unit::PercentagePoints
        } else if words.starts_with('%') || has("percent") {
            Unit::Percent
        } else if has("per 100000") {
            Unit::RatePer100000
        } else if has("per 10000") {
            Unit::RatePer10000
        } else if has("per 1000") {
            Unit::RatePer1000
        } else if has("score") {
            Unit::Score
        } else if has("spend") || has("cost") || has('£'.to_string().as_str()) {
            Unit::Pounds
        } else if has("days") {
            Unit::Days
        } else if words.starts_with("number") || words.starts_with("total") {
            Unit::Count
        } else {
            Unit::Unstated
        }
    }
}

/// Reads the data dictionary: one [`LaitDictionaryEntry`] an indicator.
///
/// A code that stands on several rows (an indicator under two topics) is kept from the first. A later row that agrees on
/// polarity, basis, coverage and decimals is counted in [`Tail::ignored`]; one that does not is refused.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn dictionary(source: Source, visit: &mut dyn FnMut(Row<LaitDictionaryEntry>) -> Flow) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let cols = Cols::find(table.columns());
    let mut first: HashMap<String, LaitDictionaryEntry> = HashMap::new();
    let tail = table.drive(visit, |record, sink| {
        let entry = entry(record, &cols)?;
        match first.get(&entry.code) {
            None => {
                first.insert(entry.code.clone(), entry.clone());
                sink.emit(Ok(entry));
            }
            Some(kept) if agree(kept, &entry) => sink.ignore("the code stands on an earlier row too"),
            Some(_) => {
                let reason =
                    "an earlier row has the same code and says otherwise of polarity, year type, coverage or decimals";
                return Err(record.refuse(cols.code, reason));
            }
        }
        Ok(())
    })?;
    Ok(Tail { layout: "LAIT data dictionary", ..tail })
}

fn agree(a: &LaitDictionaryEntry, b: &LaitDictionaryEntry) -> bool {
    let decimals = a.decimals.zip(b.decimals).is_none_or(|(a, b)| a == b);
    a.polarity == b.polarity && a.basis == b.basis && a.state_funded == b.state_funded && decimals
}

struct Cols {
    code: Col,
    name: Col,
    topic: Col,
    description: Col,
    polarity: Col,
    unit: Col,
    decimals: Col,
    year_type: Col,
    last_update: Col,
    next_update: Col,
    no_quartile: Col,
    state_funded: Col,
}

impl Cols {
    fn find(columns: &Columns) -> Self {
        let col = |name| columns.find(name);
        Self {
            code: col("Measure_short"),
            name: col("Measure"),
            topic: col("Topic"),
            description: col("Description"),
            polarity: col("Polarity"),
            unit: col("y_axis_name"),
            decimals: col("dps"),
            year_type: col("Year_Type"),
            last_update: col("Last Update"),
            next_update: col("Next Update"),
            no_quartile: col("No_Quartile"),
            state_funded: col("state_funded_flag"),
        }
    }
}

fn entry(record: &Record<'_>, cols: &Cols) -> Result<LaitDictionaryEntry, Refusal> {
    let code = record.owned(cols.code);
    if code.is_empty() {
        return Err(record.refuse(cols.code, "an indicator must have a code"));
    }
    let next = record.text(cols.next_update);
    Ok(LaitDictionaryEntry {
        code,
        name: lines(&record.text(cols.name)),
        topic: record.owned(cols.topic),
        description: lines(&record.text(cols.description)),
        polarity: polarity(record, cols.polarity)?,
        unit_words: record.owned(cols.unit),
        decimals: record.number(cols.decimals)?,
        basis: basis(record, cols.year_type)?,
        last_update: cell::serial_date(&record.text(cols.last_update)),
        next_update: cell::serial_date(&next),
        discontinued: discontinued(&next).then(|| next.into_owned()),
        no_quartile: record.text(cols.no_quartile).eq_ignore_ascii_case("n"),
        state_funded: record.text(cols.state_funded).eq_ignore_ascii_case("state funded"),
    })
}

/// `Discontinued`, `No longer published at Local Authority level`.
fn discontinued(words: &str) -> bool {
    let words = words.to_lowercase();
    words.contains("discontinued") || words.contains("no longer")
}

fn polarity(record: &Record<'_>, col: Col) -> Result<Polarity, Refusal> {
    match record.text(col).to_lowercase().as_str() {
        "high" => Ok(Polarity::High),
        "low" => Ok(Polarity::Low),
        "-" | "na" | "" => Ok(Polarity::None),
        _ => Err(record.refuse(col, "this is not a polarity (High, Low, - or NA)")),
    }
}

fn basis(record: &Record<'_>, col: Col) -> Result<Basis, Refusal> {
    match record.text(col).to_lowercase().as_str() {
        "academic year" => Ok(Basis::AcademicYear),
        "financial year" => Ok(Basis::FinancialYear),
        "calendar year" => Ok(Basis::CalendarYear),
        "annual - january" | "annual (end of sept)" | "annual" => Ok(Basis::CensusPoint),
        _ => {
            Err(record
                .refuse(col, "this year type is not known (Academic Year, Financial Year, Calendar Year, Annual …)"))
        }
    }
}

/// The dictionary ends its lines with two carriage returns and a line feed.
fn lines(text: &str) -> String {
    text.replace('\r', "")
}

#[cfg(test)]
mod tests;

//! Reads a tidy file by its mapping.

use std::sync::Arc;

use sextant_domain::Figure;
use sextant_domain::measure::{DataStatus, Measure, MissingReason};
use sextant_domain::outcome::{OutcomeRow, SeriesKey, read_cell};
use sextant_domain::period::{Basis, Period};
use sextant_domain::place::PlaceKey;

use super::mapping::{Mapping, Measured};
use super::period::basis_of;
use super::place::{Level, PlaceCols};
use crate::columns::{Col, Columns, Kind, kind};
use crate::row::{Flow, Refusal, Row, Sink, Tail};
use crate::table::{Record, Table};
use crate::{FileError, Source};

pub(super) const KIND: Kind = Kind { name: kind::EES, required: &[], ragged: false };

/// Reads a file: one [`OutcomeRow`] for each indicator of each row that the mapping takes.
///
/// A row on another geographic level or of a group that the mapping does not name is counted in [`Tail::ignored`]; a cell
/// that is neither a number nor a symbol is refused by itself, and the row's other indicators are kept.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn read(
    source: Source,
    mapping: &Mapping,
    visit: &mut dyn FnMut(Row<OutcomeRow>) -> Flow,
) -> Result<Tail, FileError> {
    let table = Table::open_by(source, &KIND, |columns| mapping.missing(columns))?;
    let cols = Cols::find(mapping, table.columns());
    let reader = Reader { mapping, cols };
    let tail = table.drive(visit, |record, sink| reader.row(record, sink))?;
    Ok(Tail { layout: "tidy file", series: mapping.series.clone(), ..tail })
}

/// Where the columns stand.
struct Cols {
    place: PlaceCols,
    period: Col,
    identifier: Col,
    status: Col,
    skips: Vec<Col>,
    filters: Vec<Vec<Col>>,
    /// Those of each indicator.
    indicators: Vec<MeasuredCols>,
}

/// Where an indicator's columns stand.
#[derive(Clone, Copy)]
struct MeasuredCols {
    value: Col,
    numerator: Col,
    denominator: Col,
    /// The ends of the publisher's interval, where the mapping names them.
    interval: Option<(Col, Col)>,
}

impl Cols {
    fn find(mapping: &Mapping, columns: &Columns) -> Self {
        let optional = |name: &Option<String>| name.as_ref().map_or(Col(None), |name| columns.find(name));
        let of_filter = |names: &[String]| names.iter().map(|name| columns.find(name)).collect();
        let of_indicator = |m: &Measured| MeasuredCols {
            value: columns.find(&m.column),
            numerator: optional(&m.numerator),
            denominator: optional(&m.denominator),
            interval: m.interval.as_ref().map(|(lower, upper)| (columns.find(lower), columns.find(upper))),
        };
        Self {
            place: mapping.place.find(columns),
            period: columns.find(&mapping.period.column),
            identifier: columns.find(&mapping.period.identifier),
            status: optional(&mapping.status.column),
            skips: mapping.skips.iter().map(|skip| columns.find(&skip.column)).collect(),
            filters: mapping.filters.iter().map(|filter| of_filter(&filter.columns)).collect(),
            indicators: mapping.indicators.iter().map(of_indicator).collect(),
        }
    }
}

struct Reader<'a> {
    mapping: &'a Mapping,
    cols: Cols,
}

/// What all figures of a row share.
struct Shared {
    place: PlaceKey,
    status: Option<DataStatus>,
}

impl Reader<'_> {
    fn row(&self, record: &Record<'_>, sink: &mut Sink<'_, OutcomeRow>) -> Result<(), Refusal> {
        let words = record.text(self.cols.place.level);
        let Some(level) = Level::parse(&words).filter(|level| self.mapping.levels.contains(level)) else {
            sink.ignore(&format!("the geographic level '{words}' is not taken"));
            return Ok(());
        };
        for (skip, col) in self.mapping.skips.iter().zip(&self.cols.skips) {
            let here = skip.at.is_empty() || skip.at.contains(&level);
            if here && skip.cells.iter().any(|cell| *cell == record.text(*col)) {
                sink.ignore(&format!("a row that the mapping skips by its column '{}'", skip.column));
                return Ok(());
            }
        }
        let group = match self.group(record, level) {
            Ok(group) => group,
            Err(refusal) if self.mapping.refuse_other => return Err(refusal),
            Err(refusal) => {
                sink.ignore(&format!("a group in the column '{}' that the mapping does not name", refusal.column));
                return Ok(());
            }
        };
        let place = self.cols.place.place(record, level)?;
        let shared = Shared { place, status: self.status(record)? };
        let mut taken = false;
        for (indicator, cols) in self.mapping.indicators.iter().zip(&self.cols.indicators) {
            let Some(series) = indicator.series.get(group).cloned().flatten() else { continue };
            taken = true;
            sink.emit(self.outcome(record, &shared, indicator, *cols, series));
        }
        if !taken {
            sink.ignore("a group for which the mapping takes no indicator");
        }
        Ok(())
    }

    /// The row's group among all combinations of the filters' members.
    fn group(&self, record: &Record<'_>, level: Level) -> Result<usize, Refusal> {
        let mut group = 0;
        for (filter, cols) in self.mapping.filters.iter().zip(&self.cols.filters) {
            let place = if filter.total_at.contains(&level) {
                0
            } else {
                let cells: Vec<_> = cols.iter().map(|col| record.text(*col)).collect();
                let key = cells.join(" / ").to_lowercase();
                let shown = cols.last().copied().unwrap_or_default();
                *filter.places.get(&key).ok_or_else(|| record.refuse(shown, "the mapping does not name this group"))?
            };
            group = group * filter.members.len() + place;
        }
        Ok(group)
    }

    fn status(&self, record: &Record<'_>) -> Result<Option<DataStatus>, Refusal> {
        let rule = &self.mapping.status;
        if rule.column.is_none() {
            return Ok(rule.always);
        }
        let words = record.text(self.cols.status).to_lowercase();
        let known = rule.words.get(&words).copied().or(match words.as_str() {
            "provisional" => Some(DataStatus::Provisional),
            "revised" => Some(DataStatus::Revised),
            "final" => Some(DataStatus::Final),
            _ => None,
        });
        known.map(Some).ok_or_else(|| record.refuse(self.cols.status, "the mapping does not name this status"))
    }

    fn basis(&self, record: &Record<'_>, indicator: &Measured) -> Result<Basis, Refusal> {
        let rule = &self.mapping.period;
        if let Some(basis) = indicator.basis.or(rule.basis) {
            return Ok(basis);
        }
        let words = record.text(self.cols.identifier);
        rule.words.get(&words.to_lowercase()).copied().or_else(|| basis_of(&words)).ok_or_else(|| {
            record.refuse(
                self.cols.identifier,
                "it does not tell which kind of time the period is; give the mapping a basis",
            )
        })
    }

    fn outcome(
        &self,
        record: &Record<'_>,
        shared: &Shared,
        indicator: &Measured,
        MeasuredCols { value, numerator, denominator, interval }: MeasuredCols,
        series: Arc<SeriesKey>,
    ) -> Row<OutcomeRow> {
        if record.lacks(value) {
            return Err(record.refuse(value, "the row ends before this column"));
        }
        let basis = self.basis(record, indicator)?;
        let label = record.text(self.cols.period);
        let wrong =
            || record.refuse(self.cols.period, format!("this is not a period on the basis '{}'", basis.words()));
        let (period, in_label) = Period::parse(&label, basis).map_err(|_| wrong())?;
        let period = later(period, indicator.years_later).ok_or_else(wrong)?;
        let status = shared.status.unwrap_or(in_label);
        let raw = record.text(value);
        let Some(measure) = measure(&raw, status, indicator.share_of_one) else {
            return Err(record.refuse(value, "this is neither a number nor a symbol that publishers use"));
        };
        Ok(OutcomeRow {
            line: u32::try_from(record.line).unwrap_or(u32::MAX),
            series,
            place: shared.place,
            period,
            measure,
            status,
            raw: raw.into_owned(),
            numerator: count(record, numerator)?,
            denominator: count(record, denominator)?,
            interval: ends(record, interval, indicator.share_of_one)?,
        })
    }
}

/// The period so many years later.
fn later(period: Period, years: u8) -> Option<Period> {
    match years {
        0 => Some(period),
        _ => Period::pooled(period.basis(), period.start_year() + i32::from(years), period.years()),
    }
}

/// The figure of a cell; a share of one becomes a percentage without losing a decimal.
fn measure(raw: &str, status: DataStatus, share_of_one: bool) -> Option<Measure> {
    if !share_of_one {
        return read_cell(raw, status);
    }
    if let Ok(percent) = Figure::parse(&format!("{raw}E2")) {
        return Some(Measure::Value(percent, status));
    }
    match read_cell(raw, status)? {
        Measure::Value(figure, status) => figure.scale(100, 1).map(|percent| Measure::Value(percent, status)),
        missing @ Measure::Missing(_) => Some(missing),
    }
}

/// The ends of the publisher's interval; nothing where either is a symbol.
fn ends(
    record: &Record<'_>,
    cols: Option<(Col, Col)>,
    share_of_one: bool,
) -> Result<Option<(Figure, Figure)>, Refusal> {
    let Some((lower, upper)) = cols else { return Ok(None) };
    let end = |col| {
        let read = measure(&record.text(col), DataStatus::Published, share_of_one);
        read.ok_or_else(|| record.refuse(col, "this is neither a number nor a symbol that publishers use"))
    };
    match (end(lower)?.figure(), end(upper)?.figure()) {
        (Some(low), Some(high)) if low > high => {
            Err(record.refuse(upper, "the upper end of the interval lies below its lower end"))
        }
        (Some(low), Some(high)) => Ok(Some((low, high))),
        _ => Ok(None),
    }
}

/// A numerator or denominator; nothing where there is a symbol.
fn count(record: &Record<'_>, col: Col) -> Result<Option<Figure>, Refusal> {
    if col.0.is_none() {
        return Ok(None);
    }
    let text = record.text(col);
    match Figure::parse(&text) {
        Ok(figure) => Ok(Some(figure)),
        Err(_) if MissingReason::from_symbol(&text).is_some() => Ok(None),
        Err(_) => Err(record.refuse(col, "this is neither a number nor a symbol that publishers use")),
    }
}

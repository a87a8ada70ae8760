//! Editions: everything that the tool showed on one day, about 640,000 rows.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sextant_domain::measure::DataStatus;
use sextant_domain::outcome::{OutcomeRow, SeriesKey, read_cell};
use sextant_domain::period::{Basis, Period};
use sextant_domain::place::PlaceKey;

use crate::columns::{Col, Columns, Kind, kind};
use crate::row::{Flow, Refusal, Row, Tail};
use crate::table::{Record, Table};
use crate::{FileError, Source, cell};

const KIND: Kind = Kind { name: kind::LAIT, required: &["LA Number", "Short Desc", "Years", "Values"], ragged: false };

/// What a measure of LAIT is to us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaitMeasure {
    /// The indicator and the pupil group that it measures.
    pub series: SeriesKey,
    /// The kind of time that its `Years` speak of.
    pub basis: Basis,
}

/// The series of these measures, each once, in their order; the list that comes back in [`Tail::series`].
fn series(measures: &HashMap<String, LaitMeasure>) -> Vec<Arc<SeriesKey>> {
    let keys: BTreeSet<&SeriesKey> = measures.values().map(|measure| &measure.series).collect();
    keys.into_iter().map(|key| Arc::new(key.clone())).collect()
}

/// Reads an edition: one [`OutcomeRow`] a row.
///
/// `measures` are keyed by the publisher's short code exactly as it stands in the file (`LAC_Fixed_ Ex`), without blanks
/// at its ends. Places are the Department's numbers. A measure that is not among `measures`, a year that is none (`0`) and
/// a value that is neither a number nor a symbol are refused.
///
/// # Errors
/// [`FileError`] when the file as a whole cannot be imported.
pub fn read(
    source: Source,
    measures: &HashMap<String, LaitMeasure>,
    visit: &mut dyn FnMut(Row<OutcomeRow>) -> Flow,
) -> Result<Tail, FileError> {
    let table = Table::open(source, &KIND)?;
    let cols = Cols::find(table.columns());
    let series = series(measures);
    let mut known = Known::new(measures, &series);
    let tail = table.drive(visit, |record, sink| {
        sink.emit(Ok(outcome(record, &cols, &mut known)?));
        Ok(())
    })?;
    Ok(Tail { layout: "LAIT edition", series, ..tail })
}

struct Cols {
    place: Col,
    measure: Col,
    years: Col,
    value: Col,
}

impl Cols {
    fn find(columns: &Columns) -> Self {
        let col = |name| columns.find(name);
        Self { place: col("LA Number"), measure: col("Short Desc"), years: col("Years"), value: col("Values") }
    }
}

/// Codes and labels that were met before, so that a row needs no allocation but for its token.
struct Known {
    measures: HashMap<Box<[u8]>, (Arc<SeriesKey>, Basis)>,
    /// By the number of the basis.
    periods: Vec<Labels>,
}

/// Labels of periods that were met, on one basis.
type Labels = HashMap<Box<[u8]>, (Period, DataStatus)>;

/// No edition has more labels than this; a file of nonsense must not fill the memory.
const LABELS: usize = 4096;

impl Known {
    fn new(measures: &HashMap<String, LaitMeasure>, series: &[Arc<SeriesKey>]) -> Self {
        let pointer = |key: &SeriesKey| series.iter().find(|series| ***series == *key).cloned();
        let known = measures.iter().filter_map(|(code, measure)| {
            Some((code.trim().as_bytes().into(), (pointer(&measure.series)?, measure.basis)))
        });
        let measures = known.collect();
        Self { measures, periods: vec![Labels::new(); Basis::ALL.len() + 1] }
    }

    fn period(&mut self, record: &Record<'_>, col: Col, basis: Basis) -> Result<(Period, DataStatus), Refusal> {
        let label = record.bytes(col);
        let Some(met) = self.periods.get_mut(usize::try_from(basis.number()).unwrap_or_default()) else {
            return Err(record.refuse(col, "the basis of the measure is not known"));
        };
        if let Some(period) = met.get(label) {
            return Ok(*period);
        }
        let period = Period::parse(&cell::text(label), basis)
            .map_err(|_| record.refuse(col, format!("this is not a period on the basis '{}'", basis.words())))?;
        if met.len() < LABELS {
            met.insert(label.into(), period);
        }
        Ok(period)
    }
}

fn outcome(record: &Record<'_>, cols: &Cols, known: &mut Known) -> Result<OutcomeRow, Refusal> {
    if record.lacks(cols.value) {
        return Err(record.refuse(cols.value, "the row ends before this column"));
    }
    let Some((series, basis)) = known.measures.get(record.bytes(cols.measure).trim_ascii()).cloned() else {
        return Err(record.refuse(cols.measure, "the measure is not in the data dictionary"));
    };
    let (period, status) = known.period(record, cols.years, basis)?;
    let place = PlaceKey::Dfe(record.required(cols.place)?);
    let raw = record.text(cols.value);
    let Some(measure) = read_cell(&raw, status) else {
        return Err(record.refuse(cols.value, "this is neither a number nor a symbol that publishers use"));
    };
    Ok(OutcomeRow {
        line: u32::try_from(record.line).unwrap_or(u32::MAX),
        series,
        place,
        period,
        measure,
        status,
        raw: raw.into_owned(),
        numerator: None,
        denominator: None,
        interval: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Collected, collect, refuses_bad_files};
    use sextant_domain::measure::{Measure, MissingReason};

    const EDITION: &[u8] = include_bytes!("../../fixtures/lait_edition.csv");

    fn measures() -> HashMap<String, LaitMeasure> {
        let measure = |indicator: &str, breakdown: &str, basis| LaitMeasure {
            series: SeriesKey { indicator: indicator.to_owned(), breakdown: breakdown.to_owned() },
            basis,
        };
        HashMap::from([
            ("AVG_Attain8_Score".to_owned(), measure("ATT-14", "total", Basis::AcademicYear)),
            ("LAC_Fixed_ Ex".to_owned(), measure("LAC-FIXED", "group:cla", Basis::AcademicYear)),
            ("CINPermExclusion".to_owned(), measure("CIN-PERM", "group:cin", Basis::AcademicYear)),
            ("YJS_Caution-Sentence10-17_YO".to_owned(), measure("WEL-06", "total", Basis::FinancialYear)),
        ])
    }

    fn reader(source: Source, visit: &mut dyn FnMut(Row<OutcomeRow>) -> Flow) -> Result<Tail, FileError> {
        read(source, &measures(), visit)
    }

    fn edition(bytes: &[u8]) -> Collected<OutcomeRow> {
        collect(bytes, reader).unwrap()
    }

    fn value(edition: &Collected<OutcomeRow>, indicator: &str, label: &str) -> Option<(String, DataStatus, String)> {
        edition
            .records
            .iter()
            .find(|row| row.series.indicator == indicator && row.period.label() == label)
            .map(|row| (row.measure.display(3), row.status, row.raw.clone()))
    }

    #[test]
    fn real_rows_are_read() {
        let edition = edition(EDITION);
        let row = |display: &str, status, raw: &str| Some((display.to_owned(), status, raw.to_owned()));
        assert_eq!(value(&edition, "ATT-14", "2024/25"), row("45.200", DataStatus::Published, "45.2"));
        assert_eq!(value(&edition, "LAC-FIXED", "2021/22"), row("8.450", DataStatus::Published, "8.4499999999999993"));
        assert_eq!(value(&edition, "WEL-06", "2024-25"), row("26.500", DataStatus::Published, "26.5"));
        let missing = MissingReason::Unstated.words();
        assert_eq!(value(&edition, "CIN-PERM", "2019/20"), row(missing, DataStatus::Published, "-"));
        assert_eq!(edition.records[0].place, PlaceKey::Dfe(883));
    }

    #[test]
    fn refusals_name_the_cell() {
        let edition = edition(EDITION);
        let refused: Vec<_> = edition.refusals.iter().map(|r| (r.column.as_str(), r.value.as_str())).collect();
        assert_eq!(refused, [("Years", "0"), ("Short Desc", "InfMort")]);
    }

    #[test]
    fn noise_exponents_and_dashes_are_read() {
        let header = "LA and Regions,LA Number,Region,Short Desc,Years,Values\n";
        let check = |row: &str, expected: Measure, line: &str| {
            let edition = edition(format!("{header}{row}\n").as_bytes());
            assert_eq!(edition.records[0].measure, expected, "{row}");
            assert_eq!(edition.records[0].period.label(), line, "{row}");
        };
        let figure = |text: &str| sextant_domain::Figure::parse(text).unwrap();
        use DataStatus::{Final, Provisional, Published, Revised};
        let value = |text: &str, status| Measure::Value(figure(text), status);
        check("T,883.0,E,AVG_Attain8_Score,2025,33.299999999999997", value("33.3", Published), "2024/25");
        check("T,883.0,E, LAC_Fixed_ Ex ,2024 (Rev),3.168E-2", value("0.03168", Revised), "2023/24");
        check("T,883,E,AVG_Attain8_Score,2020 (Final),-0.05", value("-0.05", Final), "2019/20");
        check("T,883.0,E,AVG_Attain8_Score,2025(Prov),45", value("45", Provisional), "2024/25");
        check("T,883.0,E,YJS_Caution-Sentence10-17_YO,2024-25 (OT),1", value("1", Published), "2024-25");
        check("T,883.0,E,AVG_Attain8_Score,2025,-", Measure::Missing(MissingReason::Unstated), "2024/25");
        check("T,883.0,E,AVG_Attain8_Score,2025,c", Measure::Missing(MissingReason::Confidential), "2024/25");
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        let header = "LA and Regions,LA Number,Region,Short Desc,Years,Values\n";
        let check = |row: &str, column: &str| {
            let edition = edition(format!("{header}{row}\n").as_bytes());
            assert_eq!(edition.refusals.len(), 1, "{row}");
            assert_eq!((edition.refusals[0].line, edition.refusals[0].column.as_str()), (2, column), "{row}");
        };
        check("T,,E,AVG_Attain8_Score,2025,1", "LA Number");
        check("T,883.5,E,AVG_Attain8_Score,2025,1", "LA Number");
        check("T,883.0,E,Unheard,2025,1", "Short Desc");
        check("T,883.0,E,AVG_Attain8_Score,2025 (guess),1", "Years");
        check("T,883.0,E,AVG_Attain8_Score,2025,many", "Values");
        check("T,883.0,E,AVG_Attain8_Score,2025", "Values");
    }

    #[test]
    fn bad_files_are_refused() {
        refuses_bad_files(EDITION, reader);
        let gias = include_bytes!("../../fixtures/gias_2025-07-18.csv");
        let error = collect(gias, reader).err().map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains("this looks like the register of establishments (GIAS)"), "{error}");
    }

    #[test]
    fn series_are_listed_once_in_order() {
        let mut measures = measures();
        let again = measures["AVG_Attain8_Score"].clone();
        measures.insert("Another".to_owned(), again);
        let indicators: Vec<_> = series(&measures).into_iter().map(|key| key.indicator.clone()).collect();
        assert_eq!(indicators, ["ATT-14", "CIN-PERM", "LAC-FIXED", "WEL-06"]);
    }
}

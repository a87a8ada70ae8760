//! The shipped mappings on real rows, and mistakes in mappings. Expected figures are those of the published files.

use std::collections::HashMap;

use sextant_domain::outcome::OutcomeRow;
use sextant_domain::place::{OnsCode, PlaceKey};
use sextant_domain::{DataStatus, Measure, MissingReason};

use super::{Mapping, read};
use crate::testing::{Collected, collect, refuses_bad_files};
use crate::{FileError, Flow, Row, Source, Tail};

const EHC: &[u8] = include_bytes!("../../fixtures/ees_ehc.csv");
const ABSENCE: &[u8] = include_bytes!("../../fixtures/ees_absence.csv");
const EXCLUSIONS: &[u8] = include_bytes!("../../fixtures/ees_exclusions.csv");
const NEET: &[u8] = include_bytes!("../../fixtures/ees_neet.csv");
const EARLY_YEARS: &[u8] = include_bytes!("../../fixtures/ees_early_years.csv");
const CIN_KS2: &[u8] = include_bytes!("../../fixtures/ees_cin_ks2.csv");
const CIN_KS4: &[u8] = include_bytes!("../../fixtures/ees_cin_ks4.csv");
const PLACES: &[u8] = include_bytes!("../../fixtures/ees_school_places.csv");

fn mapping(name: &str) -> Mapping {
    Mapping::shipped().unwrap().into_iter().find(|mapping| mapping.name() == name).unwrap()
}

fn rows(name: &str, bytes: &[u8]) -> Collected<OutcomeRow> {
    let mapping = mapping(name);
    collect(bytes, |source, visit| read(source, &mapping, visit)).unwrap()
}

fn ons(code: &str) -> PlaceKey {
    PlaceKey::Ons(OnsCode::parse(code).unwrap())
}

/// The published token of Thurrock's (or another place's) figure.
fn token(rows: &Collected<OutcomeRow>, place: PlaceKey, series: &str, period: &str) -> Option<String> {
    let (indicator, breakdown) = series.split_once(' ').unwrap();
    let mut fits = rows.records.iter().filter(|row| {
        row.place == place
            && row.series.indicator == indicator
            && row.series.breakdown == breakdown
            && row.period.label() == period
    });
    let found = fits.next().map(|row| row.raw.clone());
    assert!(fits.next().is_none(), "{series} {period} stands twice");
    found
}

#[track_caller]
fn check(rows: &Collected<OutcomeRow>, series: &str, period: &str, expected: &str) {
    let found = token(rows, ons("E06000034"), series, period);
    assert_eq!(found.as_deref(), Some(expected), "{series} {period}");
}

#[test]
fn plans_within_20_weeks() {
    let rows = rows("ehc-20-weeks", EHC);
    assert!(rows.refusals.is_empty(), "{:?}", rows.refusals);
    let years = ["2019", "2020", "2021", "2022", "2023", "2024"];
    for (year, expected) in years.iter().zip(["75.8", "86.1", "78.9", "59.9", "88.5", "48.6"]) {
        check(&rows, "INC-01 total", year, expected);
    }
    check(&rows, "INC-02 total", "2024", "48.3");
    check(&rows, "INC-01 sex:male", "2024", "49.8");
    let last = rows.records.iter().find(|row| row.raw == "48.6").unwrap();
    assert_eq!(
        (last.numerator.unwrap().to_string(), last.denominator.unwrap().to_string()),
        ("139".into(), "286".into())
    );
    assert_eq!(last.line, 7);
    assert_eq!(rows.tail.ignored.values().sum::<u64>(), 1, "an age that the mapping does not name");
}

#[test]
fn absence_by_term_takes_its_basis_from_the_term() {
    let rows = rows("absence-by-term", ABSENCE);
    assert!(rows.refusals.is_empty(), "{:?}", rows.refusals);
    check(&rows, "INC-08 phase:primary", "2016/17", "4.2");
    check(&rows, "INC-08 phase:primary", "2016/17 autumn term", "4.1");
    check(&rows, "INC-08 phase:primary", "2016/17 spring term", "4.2");
    assert_eq!(token(&rows, ons("E92000001"), "INC-08 phase:special", "2016/17").as_deref(), Some("9.7"));
    // 32,852,920 possible sessions do not fit a smaller number; nor do England's 1,404,325,264.
    let national = rows.records.iter().find(|row| row.raw == "4" && row.place == ons("E92000001")).unwrap();
    assert_eq!(national.denominator.unwrap().to_string(), "1404325264");
}

#[test]
fn exclusions_reach_down_to_schools_and_abolished_authorities() {
    let rows = rows("exclusions", EXCLUSIONS);
    assert!(rows.refusals.is_empty(), "{:?}", rows.refusals);
    check(&rows, "INC-11 total", "2016/17", "2.05");
    check(&rows, "INC-12 total", "2016/17", "1.09");
    check(&rows, "INC-13 phase:secondary", "2016/17", "0.21");
    let school = PlaceKey::LaEstab(8_832_985);
    assert_eq!(token(&rows, school, "INC-11 total", "2015/16").as_deref(), Some("1.8"));
    assert_eq!(token(&rows, school, "INC-13 total", "2015/16").as_deref(), Some("x"));
    let suppressed = rows.records.iter().find(|row| row.raw == "x").unwrap();
    assert_eq!((suppressed.measure, suppressed.numerator), (Measure::Missing(MissingReason::NotAvailable), None));
    let changed = PlaceKey::LaEstab(8_234_006);
    assert_eq!(token(&rows, changed, "INC-13 total", "2012/13").as_deref(), Some("0"), "not the row without pupils");
    assert_eq!(rows.tail.ignored.values().sum::<u64>(), 1, "{:?}", rows.tail.ignored);
    assert_eq!(token(&rows, PlaceKey::Dfe(820), "INC-11 total", "2008/09").as_deref(), Some("0"));
}

#[test]
fn neet_has_a_basis_for_each_indicator() {
    let rows = rows("neet", NEET);
    check(&rows, "EMP-01 total", "2023", "2.8");
    check(&rows, "EMP-02 total", "2023", "2.8");
    check(&rows, "EMP-03 total", "2023", "94.9");
    let basis: HashMap<_, _> =
        rows.records.iter().map(|row| (row.series.indicator.as_str(), row.period.basis().code())).collect();
    assert_eq!((basis["EMP-01"], basis["EMP-04"]), ("MEAN_OF_MONTHS", "CENSUS_POINT"));
    assert_eq!(rows.records.len(), 8);
}

#[test]
fn early_years_groups_are_breakdowns() {
    let rows = rows("early-years", EARLY_YEARS);
    check(&rows, "ATT-01 total", "2021/22", "68.100000");
    check(&rows, "ATT-01 sex:girls", "2021/22", "74.000000");
    check(&rows, "ATT-02 fsm:eligible", "2021/22", "53.100000");
    check(&rows, "ATT-02 fsm:not-eligible+sex:boys", "2021/22", "64.900000");
    assert!(rows.records.iter().all(|row| row.series.indicator != "ATT-01" || !row.series.breakdown.contains("fsm")));
    let district = rows.tail.ignored.get("the geographic level 'Local authority district' is not taken");
    assert_eq!(district, Some(&4), "{:?}", rows.tail.ignored);
    assert!(rows.tail.ignored.keys().any(|reason| reason.contains("characteristic_type")), "unclassified pupils");
}

#[test]
fn looked_after_children() {
    let ks2 = rows("cin-ks2", CIN_KS2);
    check(&ks2, "ATT-24 social-care:looked-after", "2022/23", "50");
    check(&ks2, "ATT-24 social-care:looked-after", "2024/25", "c");
    let suppressed = ks2.records.iter().find(|row| row.raw == "c").unwrap();
    assert_eq!(suppressed.measure, Measure::Missing(MissingReason::Confidential));
    assert_eq!(suppressed.status, DataStatus::Revised, "from the column 'version'");
    let attainment = ks2.records.iter().filter(|row| row.series.indicator == "ATT-24");
    assert_eq!(attainment.count(), 2, "other groups are not taken");
    let ks4 = rows("cin-ks4", CIN_KS4);
    for (year, expected) in [("2022/23", "30.1"), ("2023/24", "15.5"), ("2024/25", "18.5")] {
        check(&ks4, "ATT-24B social-care:looked-after", year, expected);
    }
}

#[test]
fn an_interval_is_the_publishers_own() {
    let ks4 = rows("cin-ks4", CIN_KS4);
    let interval = |year: &str| {
        let row =
            ks4.records.iter().find(|row| row.series.indicator == "ATT-15" && row.period.label() == year).unwrap();
        row.interval.map(|(low, high)| (low.to_string(), high.to_string()))
    };
    check(&ks4, "ATT-15 social-care:looked-after", "2023/24", "-1.74");
    assert_eq!(interval("2023/24"), Some(("-2.39".to_owned(), "-1.09".to_owned())));
    assert_eq!(interval("2018/19"), Some(("-1.5".to_owned(), "-0.45".to_owned())));
    assert_eq!(interval("2024/25"), None, "x: there is no figure and no interval");
    assert!(ks4.records.iter().all(|row| row.series.indicator == "ATT-15" || row.interval.is_none()));
    let ks2 = rows("cin-ks2", CIN_KS2);
    assert!(ks2.refusals.is_empty() && ks2.records.iter().any(|row| row.series.indicator == "ATT-13C"));
}

#[test]
fn school_places_shares_become_percentages() {
    let rows = rows("school-places", PLACES);
    assert!(rows.refusals.is_empty(), "{:?}", rows.refusals);
    check(&rows, "CAP-08 total", "2024/25", "7.084933845");
    let figure = |indicator: &str, place: PlaceKey, period: &str| {
        let row = rows
            .records
            .iter()
            .find(|row| row.series.indicator == indicator && row.place == place && row.period.label() == period);
        row.unwrap().measure.figure().unwrap()
    };
    // The file has 0.034745664 and, for England, -0.004620624.
    assert_eq!(figure("CAP-09", ons("E06000034"), "2024/25").to_string(), "3.474566");
    assert_eq!(figure("CAP-09B", ons("E92000001"), "2022/23").to_string(), "-0.462062");
    assert_eq!(figure("CAP-10", ons("E06000034"), "2026").display(1), "90.1");
    assert_eq!(figure("CAP-10B", ons("E06000034"), "2026").display(1), "74.8");
}

#[test]
fn every_series_is_listed() {
    for mapping in Mapping::shipped().unwrap() {
        assert!(!mapping.series().is_empty() && mapping.series().is_sorted(), "{}", mapping.name());
    }
    let rows = rows("early-years", EARLY_YEARS);
    assert!(rows.records.iter().all(|row| rows.tail.series.iter().any(|key| std::sync::Arc::ptr_eq(key, &row.series))));
}

#[test]
fn a_file_finds_its_mapping_by_its_header() {
    let shipped = Mapping::shipped().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("file.csv");
    for (bytes, name) in [
        (EHC, "ehc-20-weeks"),
        (ABSENCE, "absence-by-term"),
        (EXCLUSIONS, "exclusions"),
        (NEET, "neet"),
        (EARLY_YEARS, "early-years"),
        (CIN_KS2, "cin-ks2"),
        (CIN_KS4, "cin-ks4"),
        (PLACES, "school-places"),
    ] {
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(Mapping::for_file(&path, &shipped).unwrap().name(), name);
    }
    std::fs::write(&path, "URN,LinkURN,LinkType\n1,2,Successor\n").unwrap();
    assert!(matches!(Mapping::for_file(&path, &shipped), Err(FileError::OtherKind { .. })));
    std::fs::write(&path, "time_period,geographic_level,v\n202425,National,1\n").unwrap();
    assert!(matches!(Mapping::for_file(&path, &shipped), Err(FileError::NoMapping { known }) if known.len() == 8));
}

const OWN: &str = r#"
name = "own"
title = "A file of our own"
levels = ["Local authority"]
other = "refuse"
[[filter]]
column = "sex"
total = "All"
[filter.members]
"Girls" = "sex:girls"
[[indicator]]
code = "X"
column = "v"
"#;

fn own(text: &str, body: &str) -> Collected<OutcomeRow> {
    let mapping = Mapping::parse(text).unwrap();
    let file = format!("time_period,time_identifier,geographic_level,new_la_code,old_la_code,sex,v\n{body}\n");
    collect(file.as_bytes(), |source, visit| read(source, &mapping, visit)).unwrap()
}

#[test]
fn bad_cells_are_refused_with_their_place() {
    let check = |body: &str, column: &str, value: &str| {
        let rows = own(OWN, body);
        let refused: Vec<_> = rows.refusals.iter().map(|r| (r.line, r.column.as_str(), r.value.as_str())).collect();
        assert_eq!(refused, [(2, column, value)], "{body}");
        assert!(rows.records.is_empty());
    };
    check("202425,Academic year,Local authority,E06000034,883,All,many", "v", "many");
    check("202425,Academic year,Local authority,E06000034,883,Other,1", "sex", "Other");
    check("202426,Academic year,Local authority,E06000034,883,All,1", "time_period", "202426");
    check("2025,Week 30,Local authority,E06000034,883,All,1", "time_identifier", "Week 30");
    check("202425,Academic year,Local authority,z,z,All,1", "new_la_code", "z");
    check("202425,Academic year,Local authority,E06000034,883,All", "v", "");
}

#[test]
fn an_interval_has_two_ends_in_order() {
    let two = format!("{OWN}lower = \"low\"\nupper = \"high\"\n");
    let read = |ends: &str| {
        let mapping = Mapping::parse(&two).unwrap();
        let head = "time_period,time_identifier,geographic_level,new_la_code,old_la_code,sex,v,low,high";
        let file = format!("{head}\n202425,Academic year,Local authority,E06000034,883,All,1,{ends}\n");
        collect(file.as_bytes(), |source, visit| read(source, &mapping, visit)).unwrap()
    };
    let interval = |ends: &str| read(ends).records[0].interval.map(|(low, high)| (low.to_string(), high.to_string()));
    assert_eq!(interval("0.5,1.5"), Some(("0.5".to_owned(), "1.5".to_owned())));
    assert_eq!(interval("-1,-1"), Some(("-1".to_owned(), "-1".to_owned())));
    for ends in ["x,x", "0.5,z", "c,1.5"] {
        assert_eq!(interval(ends), None, "{ends}");
    }
    for (ends, column) in [("1.5,0.5", "high"), ("some,1", "low"), ("1,some", "high")] {
        let refused = read(ends).refusals;
        assert_eq!(refused.iter().map(|it| it.column.as_str()).collect::<Vec<_>>(), [column], "{ends}");
    }
    let one = format!("{OWN}lower = \"low\"\n");
    assert!(matches!(Mapping::parse(&one), Err(FileError::Mapping { message, .. }) if message.contains("two ends")));
}

#[test]
fn every_symbol_is_kept_as_a_reason() {
    for symbol in ["c", "z", "x", "u", "k", "low", ":", "~", "SUPP", "NE", "NP", "LOWCOV", "."] {
        let rows = own(OWN, &format!("202425,Calendar year,Local authority,E06000034,883,Girls,{symbol}"));
        let row = &rows.records[0];
        assert_eq!(
            (row.raw.as_str(), Some(row.measure)),
            (symbol, MissingReason::from_symbol(symbol).map(Measure::Missing))
        );
        assert_eq!(row.period.label(), "2025", "a calendar year under six digits");
    }
}

#[test]
fn mistakes_in_a_mapping_name_their_line() {
    let check = |from: &str, to: &str, expected: Option<usize>, word: &str| {
        assert!(OWN.contains(from));
        match Mapping::parse(&OWN.replacen(from, to, 1)) {
            Err(FileError::Mapping { line, message }) => {
                assert_eq!(line, expected, "{message}");
                assert!(message.contains(word), "{message}");
            }
            other => panic!("{to}: {other:?}"),
        }
    };
    check("\"Local authority\"", "\"Ward\"", Some(4), "Ward");
    check("\"refuse\"", "\"perhaps\"", Some(5), "perhaps");
    check("sex:girls", "Sex Girls", Some(10), "Sex Girls");
    check("column = \"v\"", "colunm = \"v\"", Some(13), "colunm");
    check("code = \"X\"", "code = \"X\"\nbasis = \"YEAR\"", Some(13), "YEAR");
    check("name = \"own\"", "name = own", Some(2), "");
    check("[[indicator]]\ncode = \"X\"\ncolumn = \"v\"", "", None, "indicator");
}

fn ehc(source: Source, visit: &mut dyn FnMut(Row<OutcomeRow>) -> Flow) -> Result<Tail, FileError> {
    read(source, &mapping("ehc-20-weeks"), visit)
}

#[test]
fn bad_files_are_refused() {
    refuses_bad_files(EHC, ehc);
}

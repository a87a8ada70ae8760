//! Real rows of the register, with the names of people replaced.

use super::*;
use crate::testing::{Collected, collect, day, refuses_bad_files};

const JANUARY: &[u8] = include_bytes!("../../../fixtures/gias_2025-01-15.csv");
const JULY: &[u8] = include_bytes!("../../../fixtures/gias_2025-07-18.csv");
const SEARCH: &[u8] = include_bytes!("../../../fixtures/gias_search.csv");

fn schools(bytes: &[u8]) -> Collected<SchoolRecord> {
    collect(bytes, read).unwrap()
}

fn by_urn(schools: &Collected<SchoolRecord>, urn: u32) -> &SchoolRecord {
    schools.records.iter().find(|school| school.urn == urn).unwrap()
}

#[test]
fn a_conversion_closes_one_school_and_opens_another() {
    let schools = schools(JULY);
    assert!(schools.refusals.is_empty(), "{:?}", schools.refusals);
    let (before, after) = (by_urn(&schools, 136_854), by_urn(&schools, 151_441));
    assert_eq!((before.status, before.closed), (SchoolStatus::Closed, Some(day(2025, 1, 1))));
    assert_eq!(before.reason_closed, "Fresh Start");
    assert_eq!((after.status, after.opened, after.closed), (SchoolStatus::Open, Some(day(2025, 1, 1)), None));
    assert_eq!(after.trust.as_ref().map(|trust| (trust.uid, trust.kind)), Some((3939, TrustKind::MultiAcademy)));
    assert_eq!((after.la, after.phase, after.name.as_str()), (883, Phase::Secondary, "Mossbourne Fobbing Academy"));
    assert_eq!(after.last_inspection, None);
}

#[test]
fn editions_with_ofsteds_columns_carry_the_last_grade() {
    let schools = schools(JANUARY);
    assert_eq!(schools.tail.layout, "establishment fields, with Ofsted's last grade");
    let school = by_urn(&schools, 136_854);
    let inspection = school.last_inspection.as_ref().unwrap();
    assert_eq!((inspection.on, inspection.rating.as_str()), (day(2022, 5, 4), "Serious Weaknesses"));
    assert_eq!((school.kind.code.as_str(), school.kind.name.as_str()), ("34", "Academy converter"));
    assert_eq!((school.low_age, school.high_age, school.capacity), (Some(11), Some(18), Some(1296)));
    assert_eq!(school.sixth_form, Some(true));
}

#[test]
fn files_without_codes_are_read_by_their_words() {
    let schools = schools(SEARCH);
    assert_eq!(schools.tail.layout, "search results, without codes");
    assert!(schools.refusals.is_empty(), "{:?}", schools.refusals);
    let school = by_urn(&schools, 115_850);
    assert_eq!((school.la, school.status, school.phase), (850, SchoolStatus::Open, Phase::Primary));
    assert_eq!(school.nursery, Some(false));
}

#[test]
fn windows_text_is_read() {
    assert!(schools(JULY).records.iter().any(|school| school.name.contains('’')), "an apostrophe of Windows-1252");
}

#[test]
fn bad_rows_are_refused_with_their_cell() {
    let text = String::from_utf8_lossy(JULY).replace("\"01-01-2025\"", "\"32-01-2025\"");
    let schools = schools(text.as_bytes());
    let refusal = &schools.refusals[0];
    assert_eq!((refusal.column.as_str(), refusal.value.as_str()), ("OpenDate", "32-01-2025"));
    assert_eq!(refusal.line, 5);
    assert!(schools.records.iter().all(|school| school.urn != 151_441));
}

#[test]
fn bad_files_are_refused() {
    refuses_bad_files(JULY, read);
}

#[test]
fn no_name_of_a_person_is_read() {
    let marker = b"Surname";
    let marked = JULY.windows(marker.len()).any(|window| window == marker);
    assert!(marked, "the fixture has a marker where the register has the name of a head teacher");
    for school in schools(JULY).records {
        assert!(!format!("{school:?}").contains("Surname"));
    }
}

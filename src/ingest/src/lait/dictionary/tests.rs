//! Real entries of the dictionary.

use super::*;
use crate::testing::{Collected, collect, day, refuses_bad_files};

const DICTIONARY: &[u8] = include_bytes!("../../../fixtures/lait_dictionary.csv");

fn entries(bytes: &[u8]) -> Collected<LaitDictionaryEntry> {
    collect(bytes, dictionary).unwrap()
}

fn by_code<'a>(entries: &'a Collected<LaitDictionaryEntry>, code: &str) -> &'a LaitDictionaryEntry {
    entries.records.iter().find(|entry| entry.code == code).unwrap()
}

#[test]
fn entries_are_read() {
    let entries = entries(DICTIONARY);
    assert!(entries.refusals.is_empty(), "{:?}", entries.refusals);
    let att8 = by_code(&entries, "AVG_Attain8_Score");
    assert_eq!((att8.polarity, att8.basis, att8.unit()), (Polarity::High, Basis::AcademicYear, Unit::Score));
    assert!(att8.state_funded);
    let neet = by_code(&entries, "16-17 NEET");
    assert_eq!(
        (neet.polarity, neet.unit(), neet.decimals, neet.shown_decimals()),
        (Polarity::Low, Unit::Percent, None, 1)
    );
    assert!(entries.records.iter().any(|entry| entry.description.contains('\n')), "cells of several lines");
    assert!(entries.records.iter().all(|entry| !entry.description.contains('\r')));
}

#[test]
fn updates_are_days_or_words() {
    let entries = entries(DICTIONARY);
    let closed = by_code(&entries, "RTA");
    assert_eq!((closed.next_update, closed.discontinued.as_deref()), (None, Some("Discontinued")));
    let alive = by_code(&entries, "LAC_Fixed_ Ex");
    assert_eq!((alive.last_update, alive.next_update), (Some(day(2026, 4, 1)), Some(day(2027, 4, 1))));
    assert_eq!(alive.discontinued, None);
}

#[test]
fn a_code_under_two_topics_is_kept_once() {
    let entries = entries(DICTIONARY);
    assert_eq!(entries.records.iter().filter(|entry| entry.code == "LAC_Fixed_ Ex").count(), 1);
    assert_eq!(by_code(&entries, "LAC_Fixed_ Ex").topic, "Children Looked After");
    assert_eq!(entries.tail.ignored.values().sum::<u64>(), 1);
    let text = String::from_utf8_lossy(DICTIONARY);
    let at = text.rfind("\"LAC_Fixed_ Ex\",\"Low\"").unwrap();
    let other = format!("{}\"LAC_Fixed_ Ex\",\"High\"{}", &text[..at], &text[at + 21..]);
    let refusals = self::entries(other.as_bytes()).refusals;
    assert_eq!((refusals.len(), refusals[0].value.as_str()), (1, "LAC_Fixed_ Ex"));
}

#[test]
fn units_are_told_by_their_words() {
    let check = |words: &str, expected: Unit| {
        let entry = LaitDictionaryEntry { unit_words: words.to_owned(), ..entries(DICTIONARY).records[0].clone() };
        assert_eq!(entry.unit(), expected, "{words}");
    };
    check("% achieving expected level", Unit::Percent);
    check("% gap", Unit::PercentagePoints);
    check("Rate per 10,000 of 10-17 population", Unit::RatePer10000);
    check("Rate per 100,000", Unit::RatePer100000);
    check("Rate per 1000 live births", Unit::RatePer1000);
    check("Score per pupil", Unit::Score);
    check("Number of Children Looked After", Unit::Count);
    check("Unit Cost", Unit::Pounds);
    check("Spend", Unit::Pounds);
    check("Entries", Unit::Unstated);
}

#[test]
fn bad_files_are_refused() {
    refuses_bad_files(DICTIONARY, dictionary);
}

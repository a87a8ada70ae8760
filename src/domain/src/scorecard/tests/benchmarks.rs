//! England, the region, neighbours and rank; with figures of real editions.

use std::collections::BTreeMap;

use super::super::fixtures::*;
use super::super::{Inputs, Series};
use super::{codes, only, sentence};
use crate::figure::Figure;
use crate::indicator::{Polarity, Unit};
use crate::measure::Measure;

/// Attainment 8 in 2024/25 by authority, edition of 8 April 2026: Thurrock and all that ever were its neighbours.
const ATTAINMENT_8: [(u16, &str); 15] = [
    (OWN, "45.2"),
    (303, "50.6"),
    (311, "47.2"),
    (332, "43"),
    (822, "44.4"),
    (826, "44.2"),
    (866, "44"),
    (874, "42.9"),
    (882, "52.2"),
    (887, "46"),
    (894, "44.2"),
    (925, "45.1"),
    (935, "42.8"),
    (940, "42.9"),
    (941, "44.7"),
];

fn attainment_8() -> Inputs {
    let authorities: BTreeMap<u16, Measure> =
        ATTAINMENT_8.iter().map(|(number, token)| (*number, measure(token))).collect();
    let known = Series { authorities, ..series(&[(2023, "45.3"), (2024, "45.2")]) };
    let mut scored = indicator(Polarity::High, Unit::Score);
    scored.decimals = 2;
    let mut all = published(scored, known);
    all.neighbour_lists = vec![
        edition("2021-04", "2021-04-01", &[887, 303, 311, 866, 332, 882, 941, 894, 826, 874]),
        edition("2025-05", "2025-05-01", &[866, 303, 311, 887, 940, 822, 941, 332, 925, 935]),
    ];
    all
}

#[test]
fn attainment_8_flips_with_the_neighbour_list() {
    let line = only(&attainment_8());
    let current = line.neighbours.clone().unwrap();
    assert_eq!((current.edition.as_str(), current.value.display.as_str()), ("2025-05", "45.07"));
    assert_eq!((current.members, current.used), (10, 10));
    assert_eq!(line.earlier_lists.len(), 1);
    assert_eq!(line.earlier_lists[0].value.display, "45.90");
    assert_eq!(
        sentence(&line, "NEIGHBOUR_LISTS_DISAGREE"),
        "The value is above the neighbours' mean on the list of 2025-05 and below it on the list of 2021-04."
    );
}

#[test]
fn a_list_counts_from_its_day() {
    let mut all = attainment_8();
    all.as_known_at = day("2025-04-30");
    let line = only(&all);
    assert_eq!(line.neighbours.unwrap().edition, "2021-04");
    assert_eq!(line.earlier_lists, []);
}

#[test]
fn a_value_that_equals_a_mean_is_on_neither_side_of_it() {
    let mut all = attainment_8();
    // Medway alone, at 46: below. Thurrock itself, at 45.2: equal.
    all.neighbour_lists = vec![edition("a", "2021-04-01", &[887]), edition("b", "2025-05-01", &[OWN])];
    assert!(!codes(&only(&all)).contains(&"NEIGHBOUR_LISTS_DISAGREE"));
}

#[test]
fn neighbours_without_a_value_are_counted_out() {
    let mut all = attainment_8();
    all.neighbour_lists.push(edition("2025-11", "2025-11-01", &[866, 1, 2]));
    let line = only(&all);
    let mean = line.neighbours.clone().unwrap();
    assert_eq!((mean.members, mean.used, mean.value.display.as_str()), (3, 1, "44.00"));
    assert_eq!(sentence(&line, "NEIGHBOURS_INCOMPLETE"), "1 of the 3 neighbours on the list of 2025-11 have a value.");
    assert_eq!(line.earlier_lists.iter().map(|list| list.edition.as_str()).collect::<Vec<_>>(), ["2025-05", "2021-04"]);
}

/// Key stage 2, reading, writing and maths, as the tool of the Department for Education showed it on 27 October 2025 and on
/// 22 December 2025.
#[test]
fn benchmarks_that_repeat_the_year_before_may_be_stale() {
    let shown = |england: &str, region: &str| {
        let mut known = series(&[(2023, "66"), (2024, "69")]);
        known.england = points(&[(2023, "61"), (2024, england)]);
        known.region = points(&[(2023, "59"), (2024, region)]);
        only(&published(indicator(Polarity::High, Unit::Percent), known))
    };
    let october = shown("61", "59");
    assert!(codes(&october).contains(&"BENCHMARK_POSSIBLY_STALE"));
    assert_eq!(october.england.unwrap().value.display, "61", "a caveat, not a verdict: the figure stays");
    assert!(!codes(&shown("63", "61")).contains(&"BENCHMARK_POSSIBLY_STALE"));
}

/// First-time entrants to youth justice per 100,000 in 2024, edition of 8 April 2026.
#[test]
fn england_s_first_time_entrants_are_withheld() {
    let mut known = series(&[(2023, "117"), (2024, "168")]);
    known.england = points(&[(2023, "1320"), (2024, "1258")]);
    known.region = points(&[(2023, "133"), (2024, "122")]);
    known.regions = [181, 168, 152, 98, 141, 122, 157, 117, 121].map(Figure::whole).to_vec();
    known.authorities = authorities("168", &["100", "120", "140", "160", "180"]);
    let line = only(&published(indicator(Polarity::Low, Unit::RatePer100000), known));
    let england = line.england.clone().unwrap();
    assert_eq!((england.value.value, england.value.missing_reason.as_deref()), (None, Some("QUALITY")));
    assert!(sentence(&line, "BENCHMARK_IMPOSSIBLE").contains("sum of its regions' rates"));
    assert_eq!(line.rag.rating, "NONE");
    assert_eq!(line.region.unwrap().value.display, "122");
    assert_eq!(line.rank.unwrap().position, 5, "the ranking needs no national figure");
}

#[test]
fn impossible_figures_are_flagged_and_decide_nothing() {
    let mut known = series(&[(2023, "98"), (2024, "100.21")]);
    known.england = points(&[(2024, "101")]);
    known.authorities = authorities("100.21", &["90", "91", "92", "120"]);
    let mut all = published(indicator(Polarity::High, Unit::Percent), known);
    all.neighbour_lists = vec![edition("2025-05", "2025-05-01", &[1, 4])];
    let line = only(&all);
    assert_eq!(line.value.value, Some(Figure::from_millionths(100_210_000)), "never clipped");
    assert_eq!(line.rag.reason, "OUT_OF_RANGE");
    assert_eq!(line.direction.reason, "OUT_OF_RANGE");
    assert_eq!(line.rank, None);
    assert_eq!(line.england.clone().unwrap().value.missing_reason.as_deref(), Some("QUALITY"));
    assert_eq!(line.caveats.iter().filter(|caveat| caveat.code == "OUT_OF_RANGE").count(), 2, "its own and England's");
    let mean = line.neighbours.unwrap();
    assert_eq!((mean.used, mean.value.display.as_str()), (1, "90"), "an impossible neighbour is left out");
}

#[test]
fn a_benchmark_that_has_not_come_yet_says_so() {
    let mut known = series(&[(2024, "69")]);
    known.england = points(&[(2023, "61")]);
    known.region = points(&[(2025, "61")]);
    let line = only(&published(indicator(Polarity::High, Unit::Percent), known));
    assert_eq!(line.england.unwrap().value.missing_reason.as_deref(), Some("NOT_YET_PUBLISHED"));
    assert_eq!(line.region.unwrap().value.missing_reason.as_deref(), Some("NOT_AVAILABLE"));
}

#[test]
fn key_stage_2_of_2021_22_is_possibly_in_the_top_quarter() {
    let others: Vec<&str> = std::iter::repeat_n("70", 36)
        .chain(std::iter::repeat_n("62", 8))
        .chain(std::iter::repeat_n("50", 105))
        .chain(std::iter::repeat_n("-", 8))
        .collect();
    let known = Series { authorities: authorities("62", &others), ..series(&[(2021, "62")]) };
    let line = only(&published(indicator(Polarity::High, Unit::Percent), known));
    let rank = line.rank.clone().unwrap();
    assert_eq!((rank.position, rank.better, rank.tied, rank.of, rank.missing), (37, 36, 9, 150, 8));
    assert_eq!((rank.quartile.as_str(), rank.robustness.as_str()), ("A", "POSSIBLE"));
    assert_eq!(
        sentence(&line, "TIES"),
        "36 authorities are better and 9 share the value (itself included), of 150: the top quarter is possible, not \
         certain."
    );
}

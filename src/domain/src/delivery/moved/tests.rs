//! Whether what a claim compares may be compared.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::indicator::{BreakKind, Polarity, SeriesBreak, Severity, Unit};
use crate::rules::comparable;
use crate::scorecard::fixtures::{day, edition, indicator, measure, points, series, year};
use crate::scorecard::{Series, Supply};

fn cut(first: i32, severity: Severity) -> SeriesBreak {
    SeriesBreak { first: year(first), kind: BreakKind::Standard, severity, note: "New tests.".into() }
}

/// A series with England, the region and three neighbours beside it, of which one has no figures.
fn inputs(own: &[(i32, &str)], breaks: Vec<SeriesBreak>) -> ClaimInputs {
    let neighbour = |tokens: &[(i32, &str)]| tokens.iter().map(|(at, it)| (year(*at), measure(it))).collect();
    let known = Series {
        england: points(&[(2022, "60"), (2023, "61")]),
        region: points(&[(2022, "58"), (2023, "c")]),
        neighbours: BTreeMap::from([
            (1, neighbour(&[(2022, "50"), (2023, "51")])),
            (2, neighbour(&[(2022, "53"), (2023, "55")])),
        ]),
        ..series(own)
    };
    let mut about = indicator(Polarity::High, Unit::Percent);
    about.breaks = breaks;
    let supply = Supply::Published(BTreeMap::from([("total".to_owned(), known)]));
    ClaimInputs {
        indicator: IndicatorInputs { indicator: about, next_expected: None, supply },
        breakdown: "total".into(),
        neighbour_lists: vec![edition("2021-04", "2021-04-01", &[1]), edition("2025-05", "2025-05-01", &[1, 2, 3])],
        region_name: "East of England".into(),
        day: day("2025-11-25"),
    }
}

fn ask(
    inputs: &ClaimInputs,
    periods: (i32, i32),
    comparator: Option<ComparatorKind>,
) -> Result<Moved, Vec<(String, ProblemCode, String)>> {
    let mut problems = Vec::new();
    let found = moved(inputs, (year(periods.0), year(periods.1)), comparator, &mut problems);
    assert_eq!(found.is_some(), problems.is_empty(), "{problems:?}");
    found.ok_or_else(|| problems.into_iter().map(|it| (it.field, it.code, it.message)).collect())
}

fn fields(told: Result<Moved, Vec<(String, ProblemCode, String)>>) -> Vec<(String, ProblemCode)> {
    told.unwrap_err().into_iter().map(|(field, code, _)| (field, code)).collect()
}

fn not_comparable(field: &str) -> Vec<(String, ProblemCode)> {
    vec![(field.to_owned(), ProblemCode::NotComparable)]
}

#[test]
fn the_change_is_exact_and_net_of_the_comparator() {
    let inputs = inputs(&[(2022, "60.1"), (2023, "66.4")], Vec::new());
    let alone = ask(&inputs, (2022, 2023), None).unwrap();
    assert_eq!((alone.change.to_string().as_str(), alone.net_change, alone.caveats), ("6.3", None, Vec::new()));
    let of = |kind| {
        let found = ask(&inputs, (2022, 2023), Some(kind)).unwrap();
        (found.compared.map(|it| (it.name, it.before.0.to_string(), it.after.0.to_string())), found.net_change)
    };
    let figure = |text: &str| Some(Figure::parse(text).unwrap());
    let england = ("England".to_owned(), "60".to_owned(), "61".to_owned());
    assert_eq!(of(ComparatorKind::National), (Some(england), figure("5.3")));
    // The list in force on the day; the neighbour without figures is left out.
    let mean = ("Mean of the 3 neighbours of 2025-05".to_owned(), "51.5".to_owned(), "53".to_owned());
    assert_eq!(of(ComparatorKind::StatisticalNeighbours), (Some(mean), figure("4.8")));
    assert_eq!(of(ComparatorKind::SimilarSchools), (None, None));
}

#[test]
fn a_comparator_without_figures_is_none() {
    let inputs = inputs(&[(2022, "60"), (2023, "66")], Vec::new());
    let told = ask(&inputs, (2022, 2023), Some(ComparatorKind::Region)).unwrap_err();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].2, "There is no figure of the region for 2023/24: suppressed by the publisher.");
}

#[test]
fn nothing_is_compared_across_a_break() {
    let hard = inputs(&[(2021, "60"), (2022, "61"), (2023, "66")], vec![cut(2023, Severity::NotComparable)]);
    let told = ask(&hard, (2022, 2023), None).unwrap_err();
    assert_eq!((told[0].0.as_str(), told[0].1), ("after", ProblemCode::NotComparable));
    assert!(told[0].2.ends_with("New tests."), "{told:?}");
    assert_eq!(fields(ask(&hard, (2021, 2023), None)), not_comparable("after"), "nor over more than one year");
    assert!(ask(&hard, (2021, 2022), None).is_ok());
    let soft = inputs(&[(2022, "61"), (2023, "66")], vec![cut(2023, Severity::Caution)]);
    let caveats = ask(&soft, (2022, 2023), None).unwrap().caveats;
    assert_eq!(caveats, ["Compare 2023/24 with earlier periods with caution. New tests."]);
}

#[test]
fn a_figure_that_is_missing_is_named_with_its_reason() {
    let inputs = inputs(&[(2021, "60"), (2022, "c"), (2023, "66"), (2024, "120")], Vec::new());
    let told = ask(&inputs, (2022, 2023), None).unwrap_err();
    assert_eq!(
        told,
        [(
            "before".to_owned(),
            ProblemCode::NotComparable,
            "There is no figure for 2022/23: suppressed by the publisher.".to_owned()
        )]
    );
    assert_eq!(fields(ask(&inputs, (2023, 2025), None)), not_comparable("after"), "not yet published");
    assert_eq!(fields(ask(&inputs, (2023, 2024), None)), not_comparable("after"), "120 % is impossible");
    assert_eq!(fields(ask(&inputs, (2021, 2023), None)), not_comparable("after"), "the year in between is missing");
    assert_eq!(fields(ask(&inputs, (2023, 2023), None)), [("after".to_owned(), ProblemCode::DatesReversed)]);
    let gap = self::inputs(&[(2018, "60"), (2021, "66")], vec![cut(2021, Severity::NotComparable)]);
    let both = [("after".to_owned(), ProblemCode::NotComparable), ("before".to_owned(), ProblemCode::NotComparable)];
    assert_eq!(fields(ask(&gap, (2020, 2021), None)), both, "the break is named as well");
}

proptest! {
    /// A claim over one year passes exactly where a scorecard would tell a direction.
    #[test]
    fn a_claim_is_allowed_where_a_scorecard_compares(
        tokens in prop::collection::btree_map(2018_i32..2024, prop::sample::select(vec!["60", "61.5", "c"]), 1..6),
        first in 2018_i32..2025,
        hard in any::<bool>(),
        after in 2019_i32..2024,
    ) {
        let own: Vec<(i32, &str)> = tokens.iter().map(|(at, token)| (*at, *token)).collect();
        let breaks = vec![cut(first, if hard { Severity::NotComparable } else { Severity::Caution })];
        let inputs = inputs(&own, breaks.clone());
        let readings: Vec<Reading> = own.iter().map(|(at, token)| (year(*at), measure(token))).collect();
        let current = find(&readings, year(after)).unwrap_or(Measure::Missing(MissingReason::NotAvailable));
        let expected = comparable((year(after), current), &readings, &breaks);
        let found = ask(&inputs, (after - 1, after), None);
        prop_assert_eq!(found.is_ok(), expected.is_ok(), "{:?} {:?}", found, expected);
        if let (Ok(found), Ok(expected)) = (found, expected) {
            prop_assert_eq!(found.before.0, expected.figure);
            prop_assert_eq!(found.caveats.len(), expected.cautions.len());
        }
    }
}

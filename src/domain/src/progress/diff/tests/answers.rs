//! The headline test and the school landscape.

use super::*;
use crate::academic::AcademicYear;
use crate::diff::ChangeCause;
use crate::outcome::SeriesKey;
use crate::progress::tests::fixtures::{inputs, own, percent, with};
use crate::progress::{LandscapeEntry, Snapshot};
use crate::rules::{Population, TieRule};
use crate::scorecard::fixtures::authorities;
use crate::strategy::HeadlineTest;
use crate::{DataStatus, Figure};

/// In the top half in 2023/24, of four.
fn tested() -> ProgressInputs {
    let mut series = own(&[(2018, "60"), (2023, "69")]);
    series.fields.insert(year(2023), authorities("69", &["60", "70", "64"]));
    let mut all = inputs(percent(), series, with(Vec::new(), Vec::new()));
    all.strategy.headline = Some(HeadlineTest {
        population: Population::EnglandAuthorities,
        share: Figure::whole(50),
        year: AcademicYear::starting(2023).unwrap(),
        required: 1,
        tie_rule: TieRule::ALL[0],
        status: DataStatus::ALL[0],
        basket: vec![SeriesKey { indicator: "ATT-05".into(), breakdown: "total".into() }],
        note: String::new(),
    });
    all
}

#[test]
fn a_standing_moves_with_the_figures_of_others() {
    let (before, mut after) = (tested(), tested());
    series_of(&mut after).fields.get_mut(&year(2023)).unwrap().insert(3, measure("75"));
    let found = diff(&before, &after).headline.unwrap();
    assert!(found.causes.is_empty());
    let item = &found.items[0];
    let causes: Vec<_> = item.causes.iter().map(|cause| cause.cause).collect();
    assert_eq!(causes, [ChangeCause::BenchmarkCorrected]);
    assert!(item.judgement_moved && item.moved_without_performance, "{item:#?}");
    assert_eq!((found.before.unwrap().robust, found.after.unwrap().robust), (1, 0));
    assert!(found.verdict_moved);
    assert_eq!(diff(&before, &before).headline, None);
}

#[test]
fn a_test_stated_otherwise_is_a_rule() {
    let (before, mut after) = (tested(), tested());
    after.strategy.headline.as_mut().unwrap().share = Figure::whole(25);
    let found = diff(&before, &after).headline.unwrap();
    assert_eq!(found.causes[0].cause, ChangeCause::RuleChange);
    assert_eq!(found.causes[0].message, "The headline test is stated otherwise: the share.");
    assert_eq!(found.items[0].causes[0].cause, ChangeCause::RuleChange);
}

/// A snapshot whose first landscape series has these counts by day; the last is that of its own day.
fn counted(points: &[(&str, i64, &str)]) -> Snapshot {
    let all = inputs(percent(), own(&[]), with(Vec::new(), Vec::new()));
    let mut snapshot = compile_snapshot(&all);
    let entry = |(on, count, basis): &(&str, i64, &str)| LandscapeEntry {
        day: day(on),
        value: Some(Figure::whole(*count)),
        basis: (*basis).to_owned(),
        message: String::new(),
    };
    snapshot.landscape[0].points = points.iter().map(entry).collect();
    snapshot.as_known_at = day(points.last().unwrap().0);
    snapshot
}

#[test]
fn the_landscape_is_compared_by_day_and_today_with_today() {
    let before = counted(&[("2024-08-31", 50, "RECONSTRUCTED"), ("2025-03-01", 52, "RECORDED")]);
    let after =
        counted(&[("2024-08-31", 51, "RECORDED"), ("2025-08-31", 52, "RECORDED"), ("2025-12-01", 53, "RECORDED")]);
    let told: Vec<_> = super::super::landscape::changes(&before, &after)
        .into_iter()
        .map(|it| (it.cause.code(), it.before.map(|it| it.shown.exact), it.after.unwrap().shown.exact))
        .collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            ("NEW_RELEASE", some("50 RECONSTRUCTED"), "51 RECORDED".to_owned()),
            ("PASSAGE_OF_TIME", None, "52 RECORDED".to_owned()),
            ("PASSAGE_OF_TIME", some("52 RECORDED"), "53 RECORDED".to_owned()),
        ]
    );
    assert!(super::super::landscape::changes(&after, &after).is_empty());
}

//! Causes, by the cases of the research notes, and laws that hold for any two scorecards.

use proptest::prelude::*;

use super::super::fixtures::*;
use super::super::{Inputs, NeighbourEdition, Series, Supply, compile};
use super::{ScorecardSide, diff_scorecards};
use crate::diff::{LineChange, LineDiff, LineField, ScorecardDiff};
use crate::indicator::{Polarity, Unit};
use crate::rules::{DirectionRule, GapDefinition};
use crate::strategy::{Target, TargetKind};

fn diff(before: &Inputs, after: &Inputs) -> ScorecardDiff {
    let (old, new) = (compile(before), compile(after));
    diff_scorecards(ScorecardSide { inputs: before, card: &old }, ScorecardSide { inputs: after, card: &new })
}

#[track_caller]
fn line(before: &Inputs, after: &Inputs) -> LineDiff {
    let mut found = diff(before, after);
    assert_eq!((found.lines.len(), found.unchanged), (1, 0));
    found.lines.remove(0)
}

fn causes(line: &LineDiff) -> Vec<&str> {
    line.causes.iter().map(|cause| cause.cause.code()).collect()
}

fn field(line: &LineDiff, field: LineField) -> (String, String) {
    let change = line.fields.iter().find(|change| change.field == field).unwrap();
    let show = |shown: &Option<crate::diff::Shown>| shown.as_ref().map(|it| it.display.clone()).unwrap_or_default();
    (show(&change.before), show(&change.after))
}

/// The figure of a year replaced by a later release.
fn restated(points: &[super::super::Point], start: i32, token: &str) -> Vec<super::super::Point> {
    let mut all = points.to_vec();
    for point in all.iter_mut().filter(|point| point.period == year(start)) {
        point.measure = measure(token);
        point.release.title = "Edition of April".into();
        point.release.published_on = day("2026-04-08");
        point.release.knowledge = 9_000;
    }
    all
}

fn key_stage_2() -> Series {
    let mut known = series(&[(2022, "60"), (2023, "62"), (2024, "69")]);
    known.england = points(&[(2023, "61"), (2024, "61")]);
    known
}

fn with(series: Series) -> Inputs {
    published(indicator(Polarity::High, Unit::Percent), series)
}

fn targeted(mut inputs: Inputs, units: i64) -> Inputs {
    inputs.strategy.priorities[0].commitments[0].uses[0].targets =
        vec![target(TargetKind::Target, year(2024), units, "2024-09-01")];
    inputs
}

#[test]
fn england_corrected_while_our_own_figure_stood() {
    let mut corrected = key_stage_2();
    corrected.england = restated(&corrected.england, 2024, "63");
    let found = line(&with(key_stage_2()), &with(corrected));
    assert_eq!(causes(&found), ["BENCHMARK_CORRECTED"]);
    assert_eq!(field(&found, LineField::England), ("61".into(), "63".into()));
    assert_eq!(field(&found, LineField::LeadOverEngland), ("8".into(), "6".into()));
    assert!(!found.fields.iter().any(|change| change.field == LineField::Value));
    assert_eq!(
        found.causes[0].message,
        "England's figure for 2024/25 was 61 and is 63 by 'Edition of April' of 2026-04-08."
    );
}

#[test]
fn a_later_release_restates_one_figure() {
    let mut revised = key_stage_2();
    revised.own = restated(&revised.own, 2024, "70");
    let found = line(&targeted(with(key_stage_2()), 70), &targeted(with(revised), 70));
    assert_eq!(causes(&found), ["RESTATEMENT"]);
    assert!(found.judgement_moved && found.moved_without_performance);
    assert_eq!(
        field(&found, LineField::Rating),
        ("red: the target is missed".into(), "green: the target is reached".into())
    );
}

#[test]
fn three_periods_at_once_are_another_method() {
    let mut revised = key_stage_2();
    for (start, token) in [(2022, "50"), (2023, "52"), (2024, "59")] {
        revised.own = restated(&revised.own, start, token);
    }
    let found = line(&with(key_stage_2()), &with(revised));
    assert_eq!(causes(&found), ["METHOD_CHANGE"]);
    assert!(found.causes[0].message.contains("restated 3 periods"), "{}", found.causes[0].message);
}

#[test]
fn periods_moved_by_a_year_are_relabelled() {
    let before = series(&[(2021, "55"), (2022, "60"), (2023, "62"), (2024, "69")]);
    let mut after = before.clone();
    for (start, token) in [(2022, "55"), (2023, "60"), (2024, "62")] {
        after.own = restated(&after.own, start, token);
    }
    let found = line(&with(before), &with(after));
    assert_eq!(causes(&found), ["METHOD_CHANGE"]);
    assert!(found.causes[0].message.contains("relabelled"), "{}", found.causes[0].message);
}

#[test]
fn the_same_edition_loaded_again_is_a_correction() {
    let mut again = key_stage_2();
    let last = again.own.last_mut().unwrap();
    (last.measure, last.release.knowledge) = (measure("68"), 9_000);
    let found = line(&targeted(with(key_stage_2()), 69), &targeted(with(again), 69));
    assert_eq!(causes(&found), ["CORRECTION"]);
    assert!(found.moved_without_performance);
}

#[test]
fn a_new_period_is_performance() {
    let mut earlier = key_stage_2();
    earlier.own.pop();
    earlier.england.pop();
    let mut before = targeted(with(earlier), 70);
    before.strategy.priorities[0].commitments[0].uses[0].targets.push(target(
        TargetKind::Target,
        year(2023),
        60,
        "2024-09-01",
    ));
    let mut after = targeted(with(key_stage_2()), 70);
    after.strategy = before.strategy.clone();
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["NEW_RELEASE"]);
    assert!(found.judgement_moved && !found.moved_without_performance);
    assert_eq!(field(&found, LineField::Period), ("2023/24".into(), "2024/25".into()));
}

/// The value is new and the rule is another; the old rule would have given the new value another colour than the new one does.
#[test]
fn the_old_rule_is_asked_about_the_new_value() {
    let before = targeted(with(key_stage_2()), 70);
    let mut after = before.clone();
    after.strategy.rag_rule = "tolerance-2".into();
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["RULE_CHANGE"]);
    assert_eq!(field(&found, LineField::Rating).1, "amber: the target is missed within the tolerance");
    assert!(found.moved_without_performance);
    // A restatement beside it that decides nothing is named, and does not bear the colour.
    let Supply::Published(groups) = &mut after.indicators.get_mut("ATT-05").unwrap().supply else { unreachable!() };
    let own = &mut groups.get_mut("total").unwrap().own;
    *own = restated(own, 2024, "69.5");
    let found = line(&before, &after);
    let movers: Vec<_> = found.causes.iter().map(|cause| (cause.cause.code(), cause.moved_judgement)).collect();
    assert_eq!(movers, [("RESTATEMENT", false), ("RULE_CHANGE", true)]);
}

#[test]
fn another_approval_is_another_goal() {
    let before = targeted(with(key_stage_2()), 70);
    let mut after = before.clone();
    let lower: Target = target(TargetKind::Target, year(2024), 65, "2025-11-01");
    after.strategy.priorities[0].commitments[0].uses[0].targets.push(lower);
    after.strategy_version = 2;
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["TARGET", "STRATEGY"]);
    assert!(found.judgement_moved && !found.moved_without_performance);
}

#[test]
fn another_list_of_neighbours_is_named() {
    let mut before = everything();
    before.neighbour_lists.pop();
    let found = line(&before, &everything());
    assert_eq!(causes(&found), ["BENCHMARK_LIST"]);
    assert_eq!(
        found.causes[0].message,
        "The neighbours are those of the list of 2025-05 instead of the list of 2021-04."
    );
}

#[test]
fn the_direction_rule_and_the_catalogue_are_causes_too() {
    let before = with(series(&[(2023, "68.8"), (2024, "69")]));
    let mut after = before.clone();
    after.strategy.direction_rule = "any-change".into();
    let rule = DirectionRule { code: "any-change".into(), version: 1, stable_band: crate::Figure::ZERO };
    after.direction_rules.insert("any-change".into(), rule);
    assert_eq!(causes(&line(&before, &after)), ["RULE_CHANGE"]);
    let before = with(key_stage_2());
    let mut after = before.clone();
    after.indicators.get_mut("ATT-05").unwrap().indicator.polarity = Polarity::Low;
    assert_eq!(causes(&line(&before, &after)), ["DEFINITION"]);
}

#[test]
fn a_state_that_only_ages_is_time() {
    let mut before = with(key_stage_2());
    let mut after = before.clone();
    let Supply::Published(groups) = &mut before.indicators.get_mut("ATT-05").unwrap().supply else { unreachable!() };
    groups.get_mut("total").unwrap().own_before.pop();
    after.as_known_at = day("2026-03-16");
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["PASSAGE_OF_TIME"]);
    assert_eq!(field(&found, LineField::State), ("new this term".into(), "unchanged".into()));
}

#[test]
fn a_gap_moved_by_englands_others_is_a_benchmark_corrected() {
    let arm = |own: &[(i32, &str)], england| Series { england: points(england), ..series(own) };
    let gap = |england: &str| {
        let group = arm(&[(2024, "58")], &[(2024, "48")]);
        let mut others = arm(&[(2024, "74")], &[(2024, "70")]);
        others.england = restated(&others.england, 2024, england);
        let supply = Supply::Gap { definition: GapDefinition::ToNationalOthers, group, others };
        inputs(indicator(Polarity::Low, Unit::PercentagePoints), supply)
    };
    let found = line(&gap("70"), &gap("71"));
    assert_eq!(causes(&found), ["BENCHMARK_CORRECTED"]);
    assert_eq!(field(&found, LineField::Value), ("12".into(), "13".into()));
}

#[test]
fn lines_that_one_side_alone_has_are_told() {
    let before = with(key_stage_2());
    let mut after = before.clone();
    after.strategy.priorities[0].commitments[0].uses.clear();
    after.strategy_version = 2;
    let gone = line(&before, &after);
    assert_eq!((gone.change, causes(&gone)), (LineChange::Disappeared, vec!["STRATEGY"]));
    assert!(gone.fields.iter().all(|change| change.before.is_some() && change.after.is_none()));
    assert_eq!(line(&after, &before).change, LineChange::Appeared);
}

/// Two sides of one strategy that differ in anything.
fn any_pair() -> impl Strategy<Value = (Inputs, Inputs)> {
    (any_inputs(), any_inputs(), any::<[bool; 4]>()).prop_map(|(before, mut after, same)| {
        let (old, new) = (&before.indicators["ATT-05"], after.indicators.get_mut("ATT-05").unwrap());
        if same[0] {
            new.indicator = old.indicator.clone();
        }
        if same[1] {
            new.supply = old.supply.clone();
        }
        if same[2] {
            after.strategy = before.strategy.clone();
        }
        if same[3] {
            after.neighbour_lists = before.neighbour_lists.iter().map(NeighbourEdition::clone).collect();
        }
        (before, after)
    })
}

proptest! {
    #[test]
    fn a_scorecard_does_not_differ_from_itself(inputs in any_inputs()) {
        let found = diff(&inputs, &inputs);
        prop_assert_eq!((found.lines.len(), found.unchanged), (0, 1));
    }

    /// What is shown never changes without a cause that says it touches it; a colour that moved has a cause that moved it.
    #[test]
    fn every_change_has_its_cause((before, after) in any_pair()) {
        for line in diff(&before, &after).lines {
            for change in &line.fields {
                let told = line.causes.iter().any(|cause| cause.fields.contains(&change.field));
                prop_assert!(told, "{:?} in {:#?}", change, line.causes);
            }
            let mover = line.causes.iter().any(|cause| cause.moved_judgement);
            prop_assert_eq!(mover, line.judgement_moved, "{:#?}", line);
            prop_assert!(line.judgement_moved || !line.moved_without_performance);
        }
    }

    #[test]
    fn looking_back_swaps_before_and_after((before, after) in any_pair()) {
        let (forth, back) = (diff(&before, &after), diff(&after, &before));
        let forth: Vec<_> = forth.lines.into_iter().flat_map(|line| line.fields).collect();
        let back: Vec<_> = back.lines.into_iter().flat_map(|line| line.fields).collect();
        prop_assert_eq!(forth.len(), back.len());
        for (one, two) in forth.iter().zip(&back) {
            prop_assert_eq!((one.field, &one.before, &one.after), (two.field, &two.after, &two.before));
        }
    }
}

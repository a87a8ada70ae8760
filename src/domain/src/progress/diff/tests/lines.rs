//! One line, one difference.

use super::*;
use crate::diff::LineChange;
use crate::progress::tests::fixtures::{baseline, hard, inputs, own, percent, target, with};
use crate::scorecard::fixtures::points;

/// 60 in the year before the window, 65 and 69 in its first and last year; 70 is asked for at its end.
fn snapshot() -> ProgressInputs {
    let mut series = own(&[(2018, "60"), (2019, "62"), (2021, "65"), (2022, "68"), (2023, "69")]);
    series.england = points(&[(2018, "58"), (2022, "60"), (2023, "61")]);
    series.neighbours.insert(1, vec![(year(2023), measure("60"))]);
    series.neighbours.insert(2, vec![(year(2023), measure("64"))]);
    series.fields.insert(year(2023), crate::scorecard::fixtures::authorities("69", &["60", "70", "64"]));
    inputs(percent(), series, with(vec![target(2023, 70)], Vec::new()))
}

#[test]
fn england_corrected_touches_england_alone() {
    let (before, mut after) = (snapshot(), snapshot());
    series_of(&mut after).england = restated(&series_of(&mut snapshot()).england, &[(2023, "63")]);
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["BENCHMARK_CORRECTED"]);
    assert_eq!(changed(&found), ["ENGLAND", "LEAD_OVER_ENGLAND"]);
    assert_eq!(field(&found, LineField::England), ("2023/24: 61".into(), "2023/24: 63".into()));
    assert_eq!(field(&found, LineField::LeadOverEngland), ("2023/24: 8".into(), "2023/24: 6".into()));
    let message = "England's figure for 2023/24 was 61 and is 63 by 'Edition of April' of 2026-04-08.";
    assert_eq!(found.causes[0].message, message);
    assert!(!found.judgement_moved);
}

/// The verdict is achieved by a restatement; nothing else came.
#[test]
fn a_restatement_moves_a_verdict_without_performance() {
    let (before, mut after) = (snapshot(), snapshot());
    series_of(&mut after).own = restated(&series_of(&mut snapshot()).own, &[(2023, "70")]);
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["RESTATEMENT"]);
    assert!(found.judgement_moved && found.moved_without_performance);
    assert_eq!(
        field(&found, LineField::Verdict),
        ("behind: the target is missed".into(), "achieved: the target is reached".into())
    );
    assert_eq!(field(&found, LineField::Value), ("69".into(), "70".into()));
    assert!(!changed(&found).contains(&"PATH"), "the current figure is told once: {found:#?}");
}

#[test]
fn a_new_year_is_performance_and_a_restated_one_beside_it_is_told_apart() {
    let (mut before, mut after) = (snapshot(), snapshot());
    series_of(&mut before).own.pop();
    series_of(&mut before).fields.clear();
    series_of(&mut after).own = restated(&series_of(&mut snapshot()).own, &[(2019, "61")]);
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["NEW_RELEASE", "RESTATEMENT"]);
    assert_eq!(field(&found, LineField::Period), ("2022/23".into(), "2023/24".into()));
    let restated = &found.causes[1];
    assert!(
        restated.fields.contains(&LineField::Path) && !restated.fields.contains(&LineField::Value),
        "{restated:#?}"
    );
    assert_eq!(field(&found, LineField::Path).1, "2019/20: 61; 2023/24: 69");
}

#[test]
fn three_years_at_once_are_another_method() {
    let (before, mut after) = (snapshot(), snapshot());
    series_of(&mut after).own = restated(&series_of(&mut snapshot()).own, &[(2021, "55"), (2022, "58"), (2023, "59")]);
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["METHOD_CHANGE"]);
    assert!(found.causes[0].message.ends_with("So it is for 2021/22, 2022/23."), "{}", found.causes[0].message);
}

#[test]
fn neighbours_and_ranks_move_with_the_figures_of_others() {
    let (before, mut after) = (snapshot(), snapshot());
    let series = series_of(&mut after);
    series.neighbours.insert(2, vec![(year(2023), measure("66"))]);
    series.fields.get_mut(&year(2023)).unwrap().insert(2, measure("66"));
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["BENCHMARK_CORRECTED"]);
    assert_eq!(changed(&found), ["NEIGHBOURS", "RANK"]);
    let mut after = snapshot();
    after.neighbour_lists[0].members = vec![1];
    let found = line(&before, &after);
    assert_eq!((causes(&found), changed(&found)), (vec!["BENCHMARK_LIST"], vec!["NEIGHBOURS"]));
}

/// Approved between the two days, by the same file: it counts on the later alone.
#[test]
fn an_approval_between_two_days_is_a_target() {
    let (mut before, mut after) = (snapshot(), snapshot());
    let used = |inputs: &mut ProgressInputs| {
        let usage = &mut inputs.strategy.priorities[0].commitments[0].uses[0];
        usage.targets.push(crate::strategy::Target { approved_on: day("2026-05-01"), ..target(2023, 65) });
    };
    used(&mut before);
    used(&mut after);
    before.as_known_at = day("2026-04-01");
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["TARGET"]);
    assert!(found.judgement_moved && !found.moved_without_performance, "{found:#?}");
    assert!(found.causes[0].message.contains("was 70 (approved on 2019-10-08 by Cabinet) and is 65"), "{found:#?}");
}

#[test]
fn another_baseline_judges_the_same_figures() {
    let aim = |baselines| {
        let mut all = snapshot();
        all.strategy.priorities[0].commitments[0].uses[0] = with(vec![target(2024, 80)], baselines);
        all
    };
    let before = aim(vec![baseline(2018, 60, "2019-10-08")]);
    let after = aim(vec![baseline(2018, 60, "2019-10-08"), baseline(2021, 20, "2026-01-01")]);
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["BASELINE"]);
    assert!(found.judgement_moved && found.moved_without_performance, "{found:#?}");
}

#[test]
fn a_year_that_ended_is_time_and_a_break_is_a_definition() {
    let (mut before, mut after) = (snapshot(), snapshot());
    after.as_known_at = day("2026-09-01");
    assert_eq!(diff(&before, &after).unchanged, 1, "a year that ended without a figure says nothing");
    series_of(&mut after).own = restated(&series_of(&mut snapshot()).own, &[(2021, "64")]);
    assert_eq!(causes(&line(&before, &after)), ["RESTATEMENT"], "nor beside another change");
    series_of(&mut after).own = series_of(&mut snapshot()).own.clone();
    for side in [&mut before, &mut after] {
        series_of(side).own.extend(points(&[(2025, "71")]));
    }
    let found = line(&before, &after);
    assert_eq!(causes(&found), ["PASSAGE_OF_TIME"]);
    assert_eq!(field(&found, LineField::Path), (String::new(), "2025/26: 71".into()));
    let mut after = snapshot();
    after.indicators.get_mut("ATT-05").unwrap().indicator.breaks = vec![hard(2021)];
    let found = line(&snapshot(), &after);
    assert_eq!(causes(&found), ["DEFINITION"]);
    assert!(changed(&found).contains(&"BREAKS") && changed(&found).contains(&"BASELINE"), "{found:#?}");
}

#[test]
fn lines_that_one_side_alone_has_are_told() {
    let (before, mut after) = (snapshot(), snapshot());
    after.strategy.priorities[0].commitments[0].uses.clear();
    after.strategy_version = 2;
    let gone = line(&before, &after);
    assert_eq!((gone.change, causes(&gone)), (LineChange::Disappeared, vec!["STRATEGY"]));
    assert!(gone.fields.iter().all(|change| change.before.is_some() && change.after.is_none()));
    assert_eq!(line(&after, &before).change, LineChange::Appeared);
}

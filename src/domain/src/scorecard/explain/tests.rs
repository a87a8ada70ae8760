//! Explanations come to what is published, for any inputs; and they read as the research notes have it.

use proptest::prelude::*;

use super::super::fixtures::*;
use super::super::{Inputs, Series, Supply, compile};
use super::{explain_line, explain_lines};
use crate::explain::{Arm, InputRole, StepKind, SuppressionDecision};
use crate::indicator::{Polarity, Unit};
use crate::rules::GapDefinition;

fn arithmetic(inputs: &Inputs, kind: StepKind) -> String {
    let found = explain_line(inputs, "ATT-05", "total").unwrap();
    found.steps.into_iter().find(|step| step.kind == kind).map(|step| step.arithmetic).unwrap_or_default()
}

/// Key stage 2 of 2024/25 as known in December 2025: Thurrock 69, England 61, 36 authorities better, nine share the value.
fn key_stage_2() -> Inputs {
    let mut tokens = vec!["70"; 36];
    tokens.extend(vec!["69"; 8]);
    tokens.extend(vec!["60"; 105]);
    let mut known = series(&[(2023, "62"), (2024, "69")]);
    known.england = points(&[(2023, "61"), (2024, "61")]);
    known.authorities = authorities("69", &tokens);
    let mut all = published(indicator(Polarity::High, Unit::Percent), known);
    all.neighbour_lists =
        vec![edition("2021-04", "2021-04-01", &[1, 149]), edition("2025-05", "2025-05-01", &[37, 148, 999])];
    all
}

#[test]
fn the_arithmetic_is_written_out() {
    let all = key_stage_2();
    let check = |kind, expected: &str| assert_eq!(arithmetic(&all, kind), expected);
    check(StepKind::LeadOverEngland, "69 − 61 = 8");
    check(StepKind::Neighbours, "(69 + 60) / 2 = 64.5");
    check(StepKind::EarlierNeighbours, "(70 + 60) / 2 = 65");
    check(StepKind::Rank, "36 better + 1 = 37; 9 share the value: 37 to 45 of 150");
    check(StepKind::Quartile, "4 × 37 = 148 ≤ 150 → top quarter; 150 < 4 × 45 = 180 ≤ 300 → second quarter: possible");
    check(StepKind::Change, "69 − 62 = 7");
}

#[test]
fn a_gap_is_the_difference_of_its_arms() {
    let arm = |own: &[(i32, &str)], england| Series { england: points(england), ..series(own) };
    let group = arm(&[(2023, "52"), (2024, "58")], &[(2023, "46"), (2024, "48")]);
    let others = arm(&[(2023, "72"), (2024, "74")], &[(2023, "68"), (2024, "70")]);
    let supply = Supply::Gap { definition: GapDefinition::ToNationalOthers, group, others };
    let all = inputs(indicator(Polarity::Low, Unit::PercentagePoints), supply);
    let check = |kind, expected: &str| assert_eq!(arithmetic(&all, kind), expected);
    check(StepKind::Value, "70 − 58 = 12");
    check(StepKind::GapByOtherDefinition, "74 − 58 = 16");
    check(StepKind::GapOfEngland, "70 − 48 = 22");
    check(StepKind::Previous, "68 − 52 = 16");
    check(StepKind::LeadOverEngland, "22 − 12 = 10");
    let made_of = explain_line(&all, "ATT-05", "total").unwrap().inputs;
    let own: Vec<_> = made_of.iter().filter(|it| it.role == InputRole::Own).map(|it| (it.arm, it.place)).collect();
    assert_eq!(own, [(Arm::Group, OWN), (Arm::Others, OWN)]);
    let before: Vec<_> =
        made_of.iter().filter(|it| it.role == InputRole::Previous).map(|it| (it.place, it.arm)).collect();
    assert_eq!(before, [(OWN, Arm::Group), (OWN, Arm::Others), (970, Arm::Others)]);
}

#[test]
fn a_list_names_its_members_and_who_counts() {
    let lists = explain_line(&key_stage_2(), "ATT-05", "total").unwrap().neighbour_lists;
    let told: Vec<_> = lists.iter().map(|list| (list.edition.as_str(), list.in_force)).collect();
    assert_eq!(told, [("2025-05", true), ("2021-04", false)]);
    let members: Vec<_> = lists[0].members.iter().map(|member| (member.place, member.used)).collect();
    assert_eq!(members, [(37, true), (148, true), (999, false)]);
}

#[test]
fn a_colour_names_the_comparisons_that_decided() {
    assert_eq!(
        arithmetic(&everything(), StepKind::Colour),
        "65 < 66 (target); 65 > 60 (floor) → the target is missed, the floor is held"
    );
    assert_eq!(arithmetic(&everything(), StepKind::Distance), "65 − 66 = -1");
}

#[test]
fn what_is_kept_back_is_told_from_what_does_not_exist() {
    let decided = |token| {
        let mut known = series(&[(2024, token)]);
        known.authorities = authorities(token, &["1", "2"]);
        let found =
            explain_line(&published(indicator(Polarity::High, Unit::Percent), known), "ATT-05", "total").unwrap();
        found.suppression.decision
    };
    assert_eq!(decided("65"), SuppressionDecision::Shown);
    assert_eq!(decided("165"), SuppressionDecision::Shown);
    assert_eq!(decided("c"), SuppressionDecision::WithheldByPublisher);
    assert_eq!(decided("-"), SuppressionDecision::WithheldByPublisher);
    assert_eq!(decided("z"), SuppressionDecision::NotApplicable);
}

#[test]
fn a_line_that_the_strategy_does_not_have_has_no_explanation() {
    assert!(explain_line(&everything(), "ATT-05", "sex:girls").is_none());
    assert!(explain_line(&everything(), "ATT-99", "total").is_none());
}

/// The kinds of steps a line must have for what it publishes.
fn expected_kinds(line: &super::super::Line) -> Vec<StepKind> {
    let gap = line.gap.as_ref();
    let wanted = [
        (StepKind::GapByOtherDefinition, gap.is_some_and(|gap| gap.other_definition.is_some())),
        (StepKind::GapOfEngland, gap.is_some_and(|gap| gap.england.is_some())),
        (StepKind::Previous, line.previous.is_some()),
        (StepKind::England, line.england.is_some()),
        (StepKind::Region, line.region.is_some()),
        (StepKind::Neighbours, line.neighbours.is_some()),
        (StepKind::Rank, line.rank.is_some()),
        (StepKind::Quartile, line.rank.is_some()),
        (StepKind::Target, line.target.is_some()),
        (StepKind::Distance, line.target.as_ref().is_some_and(|target| target.distance.is_some())),
        (StepKind::Change, line.direction.change.is_some()),
    ];
    let always = [StepKind::Value, StepKind::Colour, StepKind::Direction, StepKind::Evidence, StepKind::State];
    let earlier = line.earlier_lists.iter().map(|_| StepKind::EarlierNeighbours);
    let wanted = wanted.into_iter().filter(|(_, is_there)| *is_there).map(|(kind, _)| kind);
    let mut kinds: Vec<_> = wanted.chain(always).chain(earlier).collect();
    kinds.sort();
    kinds
}

proptest! {
    #[test]
    fn every_published_figure_has_a_step_that_comes_to_it(inputs in any_inputs()) {
        let card = compile(&inputs);
        let explained = explain_lines(&inputs);
        let lines: Vec<_> = card.priorities.iter().flat_map(|priority| &priority.lines).collect();
        prop_assert_eq!(lines.len(), explained.len());
        for (line, explanation) in lines.into_iter().zip(explained) {
            let head = &explanation.head;
            prop_assert_eq!((&head.indicator, &head.breakdown), (&line.indicator, &line.breakdown));
            prop_assert_eq!(&head.display, &line.value.display);
            prop_assert_eq!(&head.period, &line.period.as_ref().map(|period| period.label.clone()));
            prop_assert_eq!(explanation.disagreeing(line), None);
            let leads = [StepKind::LeadOverEngland, StepKind::LeadOverNeighbours];
            let mut kinds: Vec<_> =
                explanation.steps.iter().map(|step| step.kind).filter(|kind| !leads.contains(kind)).collect();
            kinds.sort();
            prop_assert_eq!(kinds, expected_kinds(line));
        }
    }

    #[test]
    fn inputs_stand_in_one_order_without_repetition(inputs in any_inputs()) {
        for explanation in explain_lines(&inputs) {
            let keys: Vec<_> =
                explanation.inputs.iter().map(|it| (it.role, it.place, it.arm, it.period)).collect();
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]), "{:?}", keys);
        }
    }

    #[test]
    fn an_altered_line_does_not_agree(inputs in any_inputs()) {
        let lines = compile(&inputs).priorities.into_iter().flat_map(|priority| priority.lines);
        for (explanation, mut altered) in explain_lines(&inputs).into_iter().zip(lines) {
            altered.rag.rating = if altered.rag.rating == "GREEN" { "RED" } else { "GREEN" }.to_owned();
            prop_assert!(!explanation.agrees_with(&altered));
        }
    }
}

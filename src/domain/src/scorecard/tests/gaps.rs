//! Gaps: Thurrock's disadvantaged and other pupils at key stage 2, by both definitions, edition of 8 April 2026.

use super::super::fixtures::*;
use super::super::{Inputs, Line, Series, Supply};
use super::{codes, only, sentence};
use crate::figure::Figure;
use crate::indicator::{Polarity, Unit};
use crate::rules::GapDefinition;

const GROUP: [(i32, &str); 5] = [(2018, "57"), (2021, "50"), (2022, "49"), (2023, "52"), (2024, "58")];
const OTHERS: [(i32, &str); 5] = [(2018, "76"), (2021, "67"), (2022, "69"), (2023, "72"), (2024, "74")];
const ENGLAND_GROUP: [(i32, &str); 5] = [(2018, "51"), (2021, "43"), (2022, "44"), (2023, "46"), (2024, "48")];
const ENGLAND_OTHERS: [(i32, &str); 5] = [(2018, "72"), (2021, "66"), (2022, "67"), (2023, "68"), (2024, "70")];

fn arm(own: &[(i32, &str)], england: &[(i32, &str)], own_now: &str, others: &[&str]) -> Series {
    Series { england: points(england), authorities: authorities(own_now, others), ..series(own) }
}

fn gap(definition: GapDefinition, group: Series, others: Series) -> Inputs {
    let supply = Supply::Gap { definition, group, others };
    inputs(indicator(Polarity::Low, Unit::PercentagePoints), supply)
}

/// The line as it was in the year with this index, with four made-up authorities beside it.
fn key_stage_2(definition: GapDefinition, years: usize) -> Line {
    let group = arm(&GROUP[..years], &ENGLAND_GROUP, GROUP[years - 1].1, &["40", "50", "c", "60", "58"]);
    let others = arm(&OTHERS[..years], &ENGLAND_OTHERS, OTHERS[years - 1].1, &["70", "60", "70", "x", "78"]);
    only(&gap(definition, group, others))
}

#[test]
fn both_definitions_give_the_published_gaps() {
    // From the research notes: 2018/19, 2021/22, 2022/23, 2023/24, 2024/25.
    let expected = [(19, 15, 21), (17, 16, 23), (20, 18, 23), (20, 16, 22), (16, 12, 22)];
    for (years, (within, national, england)) in (1..).zip(expected) {
        let check = |definition, own, other| {
            let line = key_stage_2(definition, years);
            let gap = line.gap.unwrap();
            assert_eq!(line.value.value, Some(Figure::whole(own)), "{years}");
            assert_eq!(gap.other_definition, Some(Figure::whole(other)), "{years}");
            assert_eq!(gap.england, Some(Figure::whole(england)), "{years}");
            assert_eq!(line.england.unwrap().value.value, Some(Figure::whole(england)), "{years}");
        };
        check(GapDefinition::WithinAuthority, within, national);
        check(GapDefinition::ToNationalOthers, national, within);
    }
}

#[test]
fn the_arms_stand_beside_the_gap() {
    let within = key_stage_2(GapDefinition::WithinAuthority, 5).gap.unwrap();
    assert_eq!((within.group.display.as_str(), within.others.display.as_str()), ("58", "74"));
    let national = key_stage_2(GapDefinition::ToNationalOthers, 5).gap.unwrap();
    assert_eq!((national.group.display.as_str(), national.others.display.as_str()), ("58", "70"));
}

#[test]
fn authorities_are_ranked_by_their_own_gaps() {
    // Within: 30, 10, c, x and 20 against 16: one better, of four. To national others (70): 30, 20, c, 10, 12 against 12.
    let within = key_stage_2(GapDefinition::WithinAuthority, 5).rank.unwrap();
    assert_eq!((within.better, within.tied, within.of, within.missing), (1, 1, 4, 2));
    let national = key_stage_2(GapDefinition::ToNationalOthers, 5).rank.unwrap();
    assert_eq!((national.better, national.tied, national.of, national.missing), (1, 2, 5, 1));
}

#[test]
fn disagreeing_definitions_are_shown() {
    // 2022/23 to 2023/24: 20 and 20 within the authority, 18 and 16 to national others.
    let line = key_stage_2(GapDefinition::WithinAuthority, 4);
    assert_eq!(line.direction.verdict, "STABLE");
    assert_eq!(
        sentence(&line, "GAP_DEFINITIONS_DISAGREE"),
        "In 2023/24 the gap within the authority changed by 0 (stable), the gap to other pupils nationally by -2 \
         (improving)."
    );
    assert!(!codes(&key_stage_2(GapDefinition::WithinAuthority, 5)).contains(&"GAP_DEFINITIONS_DISAGREE"));
}

#[test]
fn the_cancelled_years_stop_the_direction_of_a_gap_too() {
    assert_eq!(key_stage_2(GapDefinition::WithinAuthority, 2).direction.reason, "MISSING_YEAR");
}

#[test]
fn a_suppressed_arm_suppresses_the_gap() {
    let group = arm(&[(2024, "c")], &ENGLAND_GROUP, "c", &["40", "50", "45", "60"]);
    let others = arm(&OTHERS, &ENGLAND_OTHERS, "74", &["70", "60", "70", "75"]);
    let line = only(&gap(GapDefinition::WithinAuthority, group, others));
    assert_eq!((line.state.as_str(), line.value.missing_reason.as_deref()), ("SUPPRESSED", Some("CONFIDENTIAL")));
    assert_eq!((line.rank.clone(), line.rag.reason.as_str()), (None, "SUPPRESSED"));
    assert_eq!(line.gap.unwrap().other_definition, None);
}

#[test]
fn arms_of_different_periods_are_not_mixed() {
    let group = arm(&GROUP[..4], &ENGLAND_GROUP, "52", &["40", "50", "45", "60"]);
    let others = arm(&OTHERS, &ENGLAND_OTHERS, "74", &["70", "60", "70", "75"]);
    let line = only(&gap(GapDefinition::WithinAuthority, group, others));
    assert_eq!(line.period.clone().unwrap().label, "2024/25");
    assert_eq!(line.value.missing_reason.as_deref(), Some("NOT_AVAILABLE"));
    assert_eq!((line.rank.clone(), line.neighbours.clone()), (None, None));
}

#[test]
fn others_that_lag_behind_stop_only_the_gap_within_the_authority() {
    let line = |definition| {
        let group = arm(&GROUP, &ENGLAND_GROUP, "58", &["40", "50", "45", "60"]);
        let others = arm(&OTHERS[..4], &ENGLAND_OTHERS, "72", &["70", "60", "70", "75"]);
        let mut all = gap(definition, group, others);
        all.neighbour_lists = vec![edition("2025-05", "2025-05-01", &[1, 2])];
        only(&all)
    };
    let within = line(GapDefinition::WithinAuthority);
    assert_eq!((within.value.value, within.neighbours), (None, None));
    let national = line(GapDefinition::ToNationalOthers);
    // 70 - 58, and the mean of 70 - 40 and 70 - 50.
    assert_eq!(national.value.display, "12");
    assert_eq!(national.neighbours.unwrap().value.display, "25");
}

#[test]
fn an_impossible_national_arm_is_withheld() {
    let mut others = arm(&OTHERS, &[(2024, "612")], "74", &[]);
    others.regions = [68, 68, 68, 68, 68, 68, 68, 68, 68].map(Figure::whole).to_vec();
    let group = arm(&GROUP, &ENGLAND_GROUP, "58", &[]);
    let line = only(&gap(GapDefinition::ToNationalOthers, group, others));
    assert!(codes(&line).contains(&"BENCHMARK_IMPOSSIBLE"));
    assert_eq!(line.value.missing_reason.as_deref(), Some("QUALITY"));
    assert_eq!(line.gap.unwrap().england, None);
}

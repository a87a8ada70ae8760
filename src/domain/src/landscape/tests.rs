//! Points of a small authority: four academies of one trust, one that closed, and a school that the council maintains.

use super::history::tests::{academy, day, graded};
use super::*;
use crate::inspection::{Area, Framework, Grade, InspectionRecord, Judgement};
use crate::school::{Phase, SchoolStatus};

const TRUST: u32 = 7;

/// Editions of the register on 15 January and 18 July 2025 (the first with grades), members since 29 March 2024, grades also on
/// 31 July 2018.
fn history() -> LandscapeHistory {
    let mut here: Vec<_> = (1..=4).map(|urn| academy(urn, TRUST)).collect();
    here[3].phase = Phase::Secondary;
    for school in &mut here {
        school.graded = vec![graded(school.urn, "2017-05-04", Grade::Good)];
    }
    here[0].graded.push(graded(1, "2022-05-04", Grade::RequiresImprovement));
    let closed = SchoolHistory {
        status: SchoolStatus::Closed,
        closed: Some(day("2020-01-01")),
        memberships: Vec::new(),
        ..academy(5, TRUST)
    };
    let maintained = SchoolHistory { academy: false, opened: None, memberships: Vec::new(), ..academy(6, TRUST) };
    here.extend([closed, maintained]);
    LandscapeHistory {
        here,
        elsewhere: vec![academy(101, TRUST), academy(102, 99)],
        editions: Editions {
            register: vec![day("2025-01-15"), day("2025-07-18")],
            members: vec![day("2024-03-29"), day("2025-01-15"), day("2025-07-18")],
            grades: vec![day("2018-07-31"), day("2025-01-15")],
        },
    }
}

fn point(history: &LandscapeHistory, on: &str) -> LandscapePoint {
    history.point(TrustPrinciple::default(), day(on))
}

#[track_caller]
fn check(answer: &Answer, expected: Result<i64, LandscapeReason>) {
    let told = answer.as_ref().map(|it| it.figure).map_err(|why| why.reason);
    assert_eq!(told, expected.map(crate::Figure::whole), "{answer:?}");
}

#[test]
fn schools_and_trusts_are_counted_on_a_recorded_day() {
    let found = point(&history(), "2025-03-01");
    assert_eq!(found.basis, Some(LandscapeBasis::Recorded));
    check(&found.open_schools, Ok(5));
    check(&found.academies, Ok(4));
    check(&found.academies_share, Ok(80));
    check(&found.multi_academy_trusts, Ok(1));
    check(&found.single_academy_trusts, Ok(0));
    check(&found.schools_in_multi_academy_trusts, Ok(4));
    check(&found.meeting_principle_locally, Ok(0));
    check(&found.meeting_principle_nationally, Ok(1));
    let note = &found.open_schools.unwrap().note;
    assert!(note.ends_with("in its edition of 2025-01-15."), "{note}");
}

#[test]
fn days_before_the_first_edition_are_reconstructed_where_that_can_stand() {
    let history = history();
    let found = point(&history, "2021-09-01");
    assert_eq!(found.basis, Some(LandscapeBasis::Reconstructed));
    check(&found.open_schools, Ok(5));
    check(&found.multi_academy_trusts, Ok(1));
    let note = &found.meeting_principle_nationally.unwrap().note;
    assert!(note.contains("At least so many") && note.contains("2024-03-29"), "{note}");
    // While the fifth was open, nobody knows in which trust it was.
    let found = point(&history, "2019-09-01");
    check(&found.open_schools, Ok(6));
    check(&found.multi_academy_trusts, Err(LandscapeReason::TrustsNotKnown));
    check(&found.meeting_principle_locally, Err(LandscapeReason::TrustsNotKnown));
    assert!(found.multi_academy_trusts.unwrap_err().message.contains("URN 5"));
    let principle = history.principle(TrustPrinciple::default(), day("2019-09-01"));
    assert_eq!(principle.count.trusts[0].local.schools, 4, "what is on record is shown beside the reason");
}

#[test]
fn an_edition_without_the_closed_schools_cannot_be_taken_back_in_time() {
    let mut history = history();
    history.here.retain(|school| school.closed.is_none());
    let found = point(&history, "2019-09-01");
    assert_eq!(found.basis, None);
    check(&found.open_schools, Err(LandscapeReason::ClosedSchoolsNotKnown));
    check(&found.meeting_principle_nationally, Err(LandscapeReason::ClosedSchoolsNotKnown));
    check(&point(&history, "2025-01-15").open_schools, Ok(5));
}

#[test]
fn nothing_known_is_a_reason_everywhere() {
    let found = point(&LandscapeHistory::default(), "2025-01-15");
    assert_eq!(found.basis, None);
    for answer in [&found.open_schools, &found.multi_academy_trusts, &found.meeting_principle_locally] {
        check(answer, Err(LandscapeReason::NoRegister));
    }
    check(&found.report_card_grades, Err(LandscapeReason::NoRegister));
    assert_eq!(found.good_or_outstanding.unwrap_err().reason, LandscapeReason::NoRegister);
    let long_ago = LandscapeHistory { here: Vec::new(), ..history() };
    check(&point(&long_ago, "2025-01-15").open_schools, Err(LandscapeReason::NoSchools));
}

/// The maintained school (6) was never inspected; the closed one (5) neither.
#[track_caller]
fn check_grades(on: &str, expected: Result<(u32, u32), LandscapeReason>) {
    let found = point(&history(), on).good_or_outstanding;
    let told = found.as_ref().map(|(it, _)| (it.good_or_outstanding, it.rated)).map_err(|why| why.reason);
    assert_eq!(told, expected, "{on}: {found:?}");
}

#[test]
fn grades_speak_for_the_days_that_an_edition_tells_of() {
    use LandscapeReason::{GradesNotKnown, YardstickEnded};
    // An edition of the twelve months before.
    check_grades("2018-07-31", Ok((4, 4)));
    check_grades("2019-07-31", Ok((4, 4)));
    // School 1 was graded anew in May 2022, and from then to the next edition nobody was.
    check_grades("2019-08-01", Err(GradesNotKnown));
    check_grades("2022-05-03", Err(GradesNotKnown));
    check_grades("2022-05-04", Ok((3, 4)));
    check_grades("2024-08-31", Ok((3, 4)));
    // Grades given before September 2024 are still counted, until report cards begin.
    check_grades("2025-01-15", Ok((3, 4)));
    check_grades("2025-11-09", Ok((3, 4)));
    check_grades("2025-11-10", Err(YardstickEnded));
    // School 5 closed before the next edition and nothing is known of its grade.
    check_grades("2016-07-31", Err(GradesNotKnown));
}

#[test]
fn without_overall_grades_there_is_no_share() {
    let mut history = history();
    let grades = |history: &LandscapeHistory, on: &str| point(history, on).good_or_outstanding.unwrap_err().reason;
    history.editions.grades = Vec::new();
    assert_eq!(grades(&history, "2025-01-15"), LandscapeReason::NoGrades);
    history.editions.grades = vec![day("2023-01-15")];
    assert_eq!(grades(&history, "2025-01-15"), LandscapeReason::GradesNotKnown, "two years old");
    history.editions.grades = vec![day("2024-06-01")];
    for school in &mut history.here {
        let no_overall = vec![Judgement { area: Area::QualityOfEducation, grade: Grade::Good }];
        school
            .graded
            .push(InspectionRecord { judgements: no_overall, ..graded(school.urn, "2024-10-01", Grade::Good) });
    }
    assert_eq!(grades(&history, "2025-01-15"), LandscapeReason::YardstickEnded);
}

#[test]
fn the_two_series_never_share_a_day() {
    let mut history = history();
    let card = vec![
        Judgement { area: Area::Inclusion, grade: Grade::StrongStandard },
        Judgement { area: Area::Achievement, grade: Grade::NeedsAttention },
    ];
    let card = InspectionRecord { judgements: card, ..graded(2, "2025-11-18", Grade::Good) };
    assert_eq!(card.framework, Framework::ReportCard2025);
    history.here[1].graded.push(card);
    check(&point(&history, "2025-11-09").report_card_grades, Err(LandscapeReason::ReportCardsNotBegun));
    check(&point(&history, "2025-11-17").report_card_grades, Err(LandscapeReason::NoReportCards));
    check(&point(&history, "2025-11-18").report_card_grades, Ok(50));
    check(&point(&history, "2025-11-18").report_card_schools, Ok(0));
    for on in ["2018-07-31", "2024-08-31", "2025-11-09", "2025-11-10", "2025-11-18", "2026-07-31"] {
        let found = point(&history, on);
        assert!(found.good_or_outstanding.is_err() || found.report_card_grades.is_err(), "{on}");
    }
}

#[test]
fn codes_read_back() {
    for reason in LandscapeReason::ALL {
        assert_eq!(LandscapeReason::from_code(reason.code()), Some(*reason));
        assert_eq!(LandscapeReason::from_number(reason.number()), Some(*reason));
    }
    for part in MissingPart::ALL {
        assert_eq!(MissingPart::from_code(part.code()), Some(*part));
    }
}

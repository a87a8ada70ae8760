//! The five layouts. The rows of 2015 and 2018 are Ofsted's own; those of the later layouts are invented under the
//! published headers.

use sextant_domain::inspection::{Area, Concern, Framework, Grade, InspectionKind, InspectionRecord};

use super::read;
use crate::FileError;
use crate::testing::{Collected, collect, day, refuses_bad_files};

const Y2015: &[u8] = include_bytes!("../../fixtures/ofsted_2015-02-28.csv");
const Y2018: &[u8] = include_bytes!("../../fixtures/ofsted_2018-07-31.csv");
const MARCH: &[u8] = include_bytes!("../../fixtures/ofsted_2025-03-31.csv");
const YEAR: &[u8] = include_bytes!("../../fixtures/ofsted_2025-11_all.csv");
const LATEST: &[u8] = include_bytes!("../../fixtures/ofsted_2025-11_latest.csv");

fn inspections(bytes: &[u8]) -> Collected<InspectionRecord> {
    collect(bytes, read).unwrap()
}

fn grades(inspection: &InspectionRecord) -> Vec<(Area, Grade)> {
    inspection.judgements.iter().map(|judgement| (judgement.area, judgement.grade)).collect()
}

fn of(file: &Collected<InspectionRecord>, urn: u32) -> Vec<&InspectionRecord> {
    file.records.iter().filter(|inspection| inspection.urn == urn).collect()
}

#[test]
fn provider_level_2015() {
    let file = inspections(Y2015);
    assert!(file.refusals.is_empty(), "{:?}", file.refusals);
    let cass = of(&file, 100_000);
    assert_eq!(cass.len(), 2, "the latest and the previous inspection");
    assert_eq!(cass[0].started, day(2013, 4, 19));
    assert_eq!((cass[0].framework, cass[0].kind), (Framework::BeforeEif, InspectionKind::Graded));
    assert_eq!(
        grades(cass[0]),
        [
            (Area::OverallEffectiveness, Grade::Outstanding),
            (Area::LeadershipAndManagement, Grade::Outstanding),
            (Area::Achievement, Grade::Outstanding),
            (Area::BehaviourAndSafety, Grade::Outstanding),
            (Area::QualityOfTeaching, Grade::Outstanding),
        ]
    );
    assert_eq!((cass[1].started, cass[1].concern), (day(2008, 9, 26), Some(Concern::None)));
    assert_eq!(grades(cass[1]), [(Area::OverallEffectiveness, Grade::Outstanding)]);
    let primrose = of(&file, 100_020);
    assert!(grades(primrose[0]).contains(&(Area::Achievement, Grade::Outstanding)), "how well do learners achieve");
    assert!(grades(primrose[0]).contains(&(Area::BehaviourAndSafety, Grade::Good)));
    assert!(grades(primrose[1]).contains(&(Area::OverallEffectiveness, Grade::RequiresImprovement)));
    assert!(file.records.iter().any(|inspection| inspection.concern == Some(Concern::SpecialMeasures)));
}

#[test]
fn performance_tables_2018() {
    let file = inspections(Y2018);
    assert!(file.refusals.is_empty(), "{:?}", file.refusals);
    let gable = of(&file, 136_854)[0];
    assert_eq!((gable.started, gable.published), (day(2018, 5, 23), Some(day(2018, 7, 6))));
    assert_eq!(grades(gable), [(Area::OverallEffectiveness, Grade::RequiresImprovement)]);
    assert_eq!((gable.concern, gable.number.as_deref()), (None, None));
}

#[test]
fn an_inspection_is_held_by_the_urn_of_its_time() {
    let file = inspections(MARCH);
    let now = of(&file, 900_001);
    assert_eq!(now.len(), 1);
    assert_eq!((now[0].framework, now[0].concern), (Framework::Eif2024, Some(Concern::None)));
    assert_eq!(
        grades(now[0]),
        [
            (Area::QualityOfEducation, Grade::Good),
            (Area::BehaviourAndAttitudes, Grade::Outstanding),
            (Area::PersonalDevelopment, Grade::Good),
            (Area::LeadershipAndManagement, Grade::Good),
            (Area::EarlyYears, Grade::Good),
            (Area::Safeguarding, Grade::Met),
        ],
        "no overall effectiveness: it was not judged"
    );
    let before = of(&file, 800_001)[0];
    assert_eq!((before.started, before.framework), (day(2020, 3, 10), Framework::Eif2019));
    assert_eq!((before.number.as_deref(), before.concern), (Some("10200001"), Some(Concern::SpecialMeasures)));
    assert!(grades(before).contains(&(Area::Safeguarding, Grade::NotMet)));
}

#[test]
fn the_layout_of_march_2025() {
    let file = inspections(MARCH);
    assert_eq!(file.tail.rows_read, 5, "blank lines are no rows");
    assert_eq!(file.tail.layout, "latest inspections (as in March 2025)");
    let ungraded = of(&file, 900_002);
    assert_eq!(ungraded.len(), 1, "the graded inspection was of an earlier school");
    assert_eq!((ungraded[0].kind, ungraded[0].outcome.as_str()), (InspectionKind::Ungraded, "School remains Good"));
    assert!(ungraded[0].judgements.is_empty());
    assert_eq!(of(&file, 900_003).len(), 0, "never inspected");
    let refused: Vec<_> = file.refusals.iter().map(|r| (r.line, r.column.as_str(), r.value.as_str())).collect();
    assert_eq!(
        refused,
        [(5, "URN at time of latest graded inspection", "NULL"), (7, "Quality of education", "Strong standard")]
    );
    assert_eq!(file.tail.ignored.values().sum::<u64>(), 1, "an ungraded inspection that became a graded one");
}

#[test]
fn report_cards_of_a_year() {
    let file = inspections(YEAR);
    let card = of(&file, 900_001)[0];
    assert_eq!((card.framework, card.kind), (Framework::ReportCard2025, InspectionKind::Graded));
    assert_eq!(
        grades(card),
        [
            (Area::EarlyYears, Grade::ExpectedStandard),
            (Area::Safeguarding, Grade::Met),
            (Area::Achievement, Grade::ExpectedStandard),
            (Area::Inclusion, Grade::StrongStandard),
            (Area::CurriculumAndTeaching, Grade::ExpectedStandard),
            (Area::AttendanceAndBehaviour, Grade::Exceptional),
            (Area::PersonalDevelopmentAndWellbeing, Grade::StrongStandard),
            (Area::LeadershipAndGovernance, Grade::NeedsAttention),
        ]
    );
    let visit = of(&file, 900_002)[0];
    assert_eq!((visit.kind, visit.outcome.as_str()), (InspectionKind::Monitoring, "Taking effective action"));
    let refusal = &file.refusals[0];
    assert_eq!((refusal.line, refusal.column.as_str(), refusal.value.as_str()), (4, "Inclusion", "2"));
    assert!(refusal.reason.contains("4-point"));
}

#[test]
fn report_cards_beside_older_grades() {
    let file = inspections(LATEST);
    let (now, before) = (of(&file, 900_001), of(&file, 800_001));
    assert_eq!(now.len(), 2, "the report card and the ungraded inspection");
    assert_eq!(now[0].framework, Framework::ReportCard2025);
    assert_eq!(now[0].concern, Some(Concern::RequiresSignificantImprovement));
    assert!(grades(now[0]).contains(&(Area::Safeguarding, Grade::NotMet)));
    assert!(grades(now[0]).contains(&(Area::Inclusion, Grade::UrgentImprovement)));
    assert_eq!((now[1].kind, now[1].framework), (InspectionKind::Ungraded, Framework::Eif2024));
    assert_eq!((before[0].framework, before[0].started), (Framework::Eif2019, day(2022, 3, 10)));
    assert!(grades(before[0]).contains(&(Area::OverallEffectiveness, Grade::Good)));
    assert!(grades(before[0]).contains(&(Area::Safeguarding, Grade::Met)), "a heading with two blanks");
    let refusal = &file.refusals[0];
    assert_eq!((refusal.line, refusal.column.as_str()), (3, "Latest OEIF behaviour and attitudes"));
    assert!(refusal.reason.contains("5-point"));
}

#[test]
fn bad_files_are_refused() {
    refuses_bad_files(Y2018, read);
    refuses_bad_files(YEAR, read);
}

#[test]
fn a_missing_column_is_named() {
    let text = String::from_utf8_lossy(LATEST).replace("Latest OEIF quality of education", "Quality");
    match collect(text.as_bytes(), read) {
        Err(FileError::MissingColumns { missing, .. }) => assert_eq!(missing, ["Latest OEIF quality of education"]),
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("the column is required"),
    }
}

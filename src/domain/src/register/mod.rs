//! What a scorecard counts from the register of schools and the inspections, for one authority on one day.

mod grades;

pub use grades::{GoodOrOutstanding, good_or_outstanding, overall_grade};

use crate::figure::Figure;
use crate::inspection::{Area, Concern, Framework, Grade, InspectionRecord};
use crate::landscape::{MemberSchool, Scope, TrustPrinciple};
use crate::school::{Phase, TrustKind, Urn};

/// An open school with what is known of it on the day.
#[derive(Clone, Debug)]
pub struct OpenSchool {
    /// The unique reference number.
    pub urn: Urn,
    /// The phase.
    pub phase: Phase,
    /// Paid for by the state.
    pub state_funded: bool,
    /// An academy or free school.
    pub academy: bool,
    /// The trust it is in.
    pub trust: Option<(u32, TrustKind)>,
    /// The latest graded inspection of this URN that was known on the day.
    pub inspection: Option<InspectionRecord>,
}

impl OpenSchool {
    /// The school as a member of its trust.
    pub fn member(&self) -> Option<MemberSchool> {
        let (trust, kind) = self.trust?;
        Some(MemberSchool { trust, kind, urn: self.urn, phase: self.phase })
    }
}

/// Something that can be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterCount {
    /// Open state-funded schools.
    OpenStateFundedSchools,
    /// Percent of the open state-funded schools that are academies or free schools.
    AcademiesShare,
    /// Multi-academy trusts that meet the five-school, two-phase principle here.
    MatsMeetingPrinciple,
    /// Open state-funded schools in a category of concern, or with safeguarding not met.
    SchoolsInConcern,
    /// Percent of report-card grades that are at the expected standard or above.
    ReportCardGradesExpected,
    /// Percent of the schools with a report card whose every area is at the expected standard or above.
    ReportCardSchoolsExpected,
}

/// A count with the sentence that says what was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// The count or the percentage.
    pub figure: Figure,
    /// What was counted.
    pub note: String,
}

impl RegisterCount {
    /// The count with this code of the catalogue.
    pub fn from_code(code: &str) -> Option<Self> {
        Some(match code {
            "open-state-funded-schools" => Self::OpenStateFundedSchools,
            "academies-share" => Self::AcademiesShare,
            "mats-meeting-principle" => Self::MatsMeetingPrinciple,
            "schools-in-concern" => Self::SchoolsInConcern,
            "report-card-grades-expected" => Self::ReportCardGradesExpected,
            "report-card-schools-expected" => Self::ReportCardSchoolsExpected,
            _ => return None,
        })
    }

    /// Counts.
    ///
    /// # Errors
    /// Says why it cannot be counted: no schools are known, or no inspection of the kind.
    pub fn count(self, schools: &[OpenSchool]) -> Result<Counted, String> {
        let funded: Vec<&OpenSchool> = schools.iter().filter(|school| school.state_funded).collect();
        if funded.is_empty() {
            return Err("No edition of the register of schools was known on the day.".to_owned());
        }
        match self {
            Self::OpenStateFundedSchools => {
                Ok(counted(funded.len(), format!("{} open state-funded schools.", funded.len())))
            }
            Self::AcademiesShare => share(
                funded.iter().filter(|school| school.academy).count(),
                funded.len(),
                "open state-funded schools are academies or free schools",
            ),
            Self::MatsMeetingPrinciple => Ok(principle(schools)),
            Self::SchoolsInConcern => in_concern(&funded),
            Self::ReportCardGradesExpected => {
                let grades: Vec<Grade> = report_cards(&funded).flat_map(areas).collect();
                let expected = grades.iter().filter(|grade| is_expected(**grade)).count();
                share(expected, grades.len(), "report-card grades are at the expected standard or above")
            }
            Self::ReportCardSchoolsExpected => {
                let cards: Vec<_> = report_cards(&funded).collect();
                let expected = cards.iter().filter(|card| areas(card).all(is_expected)).count();
                share(
                    expected,
                    cards.len(),
                    "schools with a report card are at the expected standard or above in every area",
                )
            }
        }
    }
}

/// A whole number with its note.
pub(crate) fn counted(number: usize, note: String) -> Counted {
    Counted { figure: Figure::whole(i64::try_from(number).unwrap_or(i64::MAX / 1_000_000)), note }
}

fn share(part: usize, whole: usize, what: &str) -> Result<Counted, String> {
    let figure = Figure::whole(100).scale(part as i64, whole as i64);
    match figure {
        Some(figure) => Ok(Counted { figure, note: format!("{part} of {whole} {what}.") }),
        None => Err("No inspection under the November 2025 framework was known on the day.".to_owned()),
    }
}

fn principle(schools: &[OpenSchool]) -> Counted {
    let members: Vec<MemberSchool> = schools.iter().filter_map(OpenSchool::member).collect();
    let found = TrustPrinciple::default().count(&members, &[]);
    let meeting = found.meeting(Scope::Local);
    let note = format!(
        "{meeting} of {} multi-academy trusts with a school here run at least five schools here, of both phases; schools \
         elsewhere are not counted.",
        found.total()
    );
    counted(meeting, note)
}

fn in_concern(schools: &[&OpenSchool]) -> Result<Counted, String> {
    let inspected: Vec<&InspectionRecord> = schools.iter().filter_map(|school| school.inspection.as_ref()).collect();
    if inspected.is_empty() {
        return Err("No inspection of these schools was known on the day.".to_owned());
    }
    let concern = |inspection: &&&InspectionRecord| {
        let category = inspection.concern.is_some_and(|concern| concern != Concern::None);
        category || inspection.judgements.iter().any(|it| it.area == Area::Safeguarding && it.grade == Grade::NotMet)
    };
    let number = inspected.iter().filter(concern).count();
    Ok(counted(
        number,
        format!(
            "{number} of {} schools with an inspection under their own URN; a grade does not travel.",
            inspected.len()
        ),
    ))
}

fn report_cards<'a>(schools: &'a [&OpenSchool]) -> impl Iterator<Item = &'a InspectionRecord> {
    let inspections = schools.iter().filter_map(|school| school.inspection.as_ref());
    inspections.filter(|inspection| inspection.framework == Framework::ReportCard2025)
}

/// The grades of the evaluation areas, safeguarding apart.
fn areas(card: &InspectionRecord) -> impl Iterator<Item = Grade> + '_ {
    card.judgements.iter().filter(|it| it.area != Area::Safeguarding).map(|it| it.grade)
}

const fn is_expected(grade: Grade) -> bool {
    matches!(grade, Grade::Exceptional | Grade::StrongStandard | Grade::ExpectedStandard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inspection::{InspectionKind, Judgement};
    use chrono::NaiveDate;

    pub(super) fn school(urn: Urn, phase: Phase, academy: bool) -> OpenSchool {
        OpenSchool { urn, phase, state_funded: true, academy, trust: None, inspection: None }
    }

    pub(super) fn inspected(mut school: OpenSchool, framework: Framework, judgements: &[(Area, Grade)]) -> OpenSchool {
        let judgements = judgements.iter().map(|(area, grade)| Judgement { area: *area, grade: *grade }).collect();
        school.inspection = Some(InspectionRecord {
            urn: school.urn,
            number: None,
            framework,
            kind: InspectionKind::Graded,
            started: NaiveDate::MIN,
            published: None,
            concern: None,
            outcome: String::new(),
            judgements,
        });
        school
    }

    #[test]
    fn shares_are_exact_and_say_what_they_count() {
        let schools: Vec<_> = (0..56).map(|n| school(n, Phase::Primary, n > 0)).collect();
        let counted = RegisterCount::AcademiesShare.count(&schools).unwrap();
        assert_eq!(counted.figure.display(1), "98.2");
        assert!(counted.note.starts_with("55 of 56"));
    }

    #[test]
    fn nothing_known_is_said_and_never_zero() {
        assert!(RegisterCount::OpenStateFundedSchools.count(&[]).is_err());
        let old = inspected(
            school(1, Phase::Primary, true),
            Framework::Eif2019,
            &[(Area::OverallEffectiveness, Grade::Good)],
        );
        assert!(RegisterCount::ReportCardSchoolsExpected.count(std::slice::from_ref(&old)).is_err());
        assert!(RegisterCount::SchoolsInConcern.count(&[school(1, Phase::Primary, true)]).is_err());
        assert_eq!(RegisterCount::SchoolsInConcern.count(&[old]).unwrap().figure, Figure::ZERO);
    }

    #[test]
    fn report_cards_count_areas_and_schools() {
        let card = |urn, grade| {
            let grades = [
                (Area::Inclusion, Grade::ExpectedStandard),
                (Area::Achievement, grade),
                (Area::Safeguarding, Grade::Met),
            ];
            inspected(school(urn, Phase::Primary, true), Framework::ReportCard2025, &grades)
        };
        let schools = [card(1, Grade::StrongStandard), card(2, Grade::NeedsAttention)];
        assert_eq!(RegisterCount::ReportCardGradesExpected.count(&schools).unwrap().figure, Figure::whole(75));
        assert_eq!(RegisterCount::ReportCardSchoolsExpected.count(&schools).unwrap().figure, Figure::whole(50));
    }
}

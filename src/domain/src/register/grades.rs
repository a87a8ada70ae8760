//! Overall effectiveness: which schools were good or outstanding.

use super::{Counted, OpenSchool};
use crate::figure::Figure;
use crate::inspection::{Area, Grade, InspectionRecord};
use crate::school::Urn;

/// How many open state-funded schools were good or outstanding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoodOrOutstanding {
    /// Schools whose latest overall grade of their own was good or outstanding.
    pub good_or_outstanding: u32,
    /// Schools with an overall grade of their own.
    pub rated: u32,
    /// Schools without one, in the order of their numbers: a school that opened or converted and was not inspected since, and
    /// a school whose latest graded inspection gave no overall grade.
    pub not_rated: Vec<Urn>,
    /// Percent of the rated schools.
    pub share: Figure,
}

/// The overall grade that an inspection gave; report cards and inspections since September 2024 give none.
pub fn overall_grade(inspection: &InspectionRecord) -> Option<Grade> {
    inspection.judgements.iter().find(|given| given.area == Area::OverallEffectiveness).map(|given| given.grade)
}

/// Counts the open state-funded schools that were good or outstanding by their latest graded inspection.
///
/// The share is that of the rated schools: a grade does not travel with a conversion, so that a school without one of its own
/// is neither good nor bad, and stands in the list. `None` where no school has an overall grade.
pub fn good_or_outstanding(schools: &[OpenSchool]) -> Option<GoodOrOutstanding> {
    let (mut good, mut rated, mut not_rated) = (0_u32, 0_u32, Vec::new());
    for school in schools.iter().filter(|school| school.state_funded) {
        match school.inspection.as_ref().and_then(overall_grade) {
            Some(grade) => {
                rated += 1;
                good += u32::from(matches!(grade, Grade::Good | Grade::Outstanding));
            }
            None => not_rated.push(school.urn),
        }
    }
    not_rated.sort_unstable();
    let share = Figure::whole(100).scale(good.into(), rated.into())?;
    Some(GoodOrOutstanding { good_or_outstanding: good, rated, not_rated, share })
}

impl GoodOrOutstanding {
    /// What was counted, in a sentence.
    pub fn note(&self) -> String {
        let (good, rated) = (self.good_or_outstanding, self.rated);
        let text = format!(
            "{good} of {rated} open state-funded schools with an overall grade of their own are good or outstanding"
        );
        match self.not_rated.len() {
            0 => format!("{text}; every school is rated."),
            1 => format!("{text}; 1 school is not rated."),
            number => format!("{text}; {number} schools are not rated."),
        }
    }

    /// The share with its sentence.
    pub fn counted(&self) -> Counted {
        Counted { figure: self.share, note: self.note() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{inspected, school};
    use super::*;
    use crate::inspection::Framework;
    use crate::school::Phase;

    fn graded(urn: Urn, grade: Grade) -> OpenSchool {
        inspected(school(urn, Phase::Primary, true), Framework::Eif2019, &[(Area::OverallEffectiveness, grade)])
    }

    #[test]
    fn schools_without_a_grade_of_their_own_are_listed_and_not_counted() {
        let mut schools = vec![
            school(9, Phase::Primary, true),
            graded(4, Grade::Outstanding),
            graded(3, Grade::RequiresImprovement),
            graded(2, Grade::Good),
        ];
        let no_overall = [(Area::QualityOfEducation, Grade::Good)];
        schools.push(inspected(school(5, Phase::Primary, true), Framework::Eif2024, &no_overall));
        let independent = OpenSchool { state_funded: false, ..graded(1, Grade::Inadequate) };
        schools.push(independent);
        let found = good_or_outstanding(&schools).unwrap();
        assert_eq!((found.good_or_outstanding, found.rated), (2, 3));
        assert_eq!(found.not_rated, [5, 9]);
        assert_eq!(found.share.display(3), "66.667");
        assert_eq!(
            found.note(),
            "2 of 3 open state-funded schools with an overall grade of their own are good or outstanding; 2 schools are not \
             rated."
        );
    }

    #[test]
    fn no_grade_is_no_share() {
        assert_eq!(good_or_outstanding(&[]), None);
        let card = [(Area::Inclusion, Grade::StrongStandard)];
        let card = inspected(school(1, Phase::Primary, true), Framework::ReportCard2025, &card);
        assert_eq!(good_or_outstanding(&[card]), None);
    }
}

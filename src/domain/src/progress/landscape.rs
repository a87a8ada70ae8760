//! The school landscape over the years, as the measures of commitments that are a principle or a duty.
//!
//! Each count is a series of its own. Good or outstanding ended with the overall grade, the report cards began later on
//! another scale: they are two series, and nothing joins them.

use crate::figure::Figure;
use crate::landscape::{Answer, LandscapeBasis, LandscapePoint};
use crate::measure::coded;
use crate::strategy::Strategy;

use super::{LandscapeEntry, LandscapeSeries, ProgressInputs};

/// What is counted of the landscape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LandscapeMeasure {
    /// Trusts that meet the five-school, two-phase principle with their schools here.
    PrincipleLocally,
    /// Trusts with a school here that meet it with all their schools.
    PrincipleNationally,
    /// Multi-academy trusts with a school here.
    MultiAcademyTrusts,
    /// Schools here in a multi-academy trust.
    SchoolsInMultiAcademyTrusts,
    /// Single-academy trusts.
    SingleAcademyTrusts,
    /// Open state-funded schools.
    OpenSchools,
    /// The share of them that are academies or free schools.
    AcademiesShare,
    /// The share of rated schools that were good or outstanding, until overall grades ended.
    GoodOrOutstanding,
    /// The share of report-card grades at the expected standard or above.
    ReportCardGrades,
    /// The share of schools whose every area is.
    ReportCardSchools,
}

coded!(LandscapeMeasure {
    PrincipleLocally = 1, "PRINCIPLE_LOCALLY", "trusts that meet the principle with their schools here";
    PrincipleNationally = 2, "PRINCIPLE_NATIONALLY", "trusts with a school here that meet the principle with all their schools";
    MultiAcademyTrusts = 3, "MULTI_ACADEMY_TRUSTS", "multi-academy trusts with a school here";
    SchoolsInMultiAcademyTrusts = 4, "SCHOOLS_IN_MULTI_ACADEMY_TRUSTS", "schools in a multi-academy trust";
    SingleAcademyTrusts = 5, "SINGLE_ACADEMY_TRUSTS", "single-academy trusts";
    OpenSchools = 6, "OPEN_SCHOOLS", "open state-funded schools";
    AcademiesShare = 7, "ACADEMIES_SHARE", "academies and free schools, of open state-funded schools";
    GoodOrOutstanding = 8, "GOOD_OR_OUTSTANDING", "schools good or outstanding, of those with an overall grade";
    ReportCardGrades = 9, "REPORT_CARD_GRADES", "report-card grades at the expected standard or above";
    ReportCardSchools = 10, "REPORT_CARD_SCHOOLS", "schools with every report-card area at the expected standard or above";
});

impl LandscapeMeasure {
    /// The code of the unit.
    const fn unit(self) -> &'static str {
        match self {
            Self::AcademiesShare | Self::GoodOrOutstanding | Self::ReportCardGrades | Self::ReportCardSchools => {
                "PERCENT"
            }
            _ => "COUNT",
        }
    }

    /// The catalogue's indicators that count the same: who uses one of them is measured by this series.
    const fn indicators(self) -> &'static [&'static str] {
        match self {
            Self::PrincipleLocally | Self::PrincipleNationally | Self::MultiAcademyTrusts => &["CAP-06"],
            Self::SchoolsInMultiAcademyTrusts | Self::SingleAcademyTrusts => &["CAP-06", "CAP-07", "CAP-07B"],
            Self::OpenSchools | Self::AcademiesShare => &["CAP-07", "CAP-07B"],
            Self::GoodOrOutstanding => &["CAP-01", "CAP-03", "CAP-04"],
            Self::ReportCardGrades | Self::ReportCardSchools => &["CAP-03", "CAP-03B"],
        }
    }

    fn answer(self, point: &LandscapePoint) -> Answer {
        match self {
            Self::PrincipleLocally => point.meeting_principle_locally.clone(),
            Self::PrincipleNationally => point.meeting_principle_nationally.clone(),
            Self::MultiAcademyTrusts => point.multi_academy_trusts.clone(),
            Self::SchoolsInMultiAcademyTrusts => point.schools_in_multi_academy_trusts.clone(),
            Self::SingleAcademyTrusts => point.single_academy_trusts.clone(),
            Self::OpenSchools => point.open_schools.clone(),
            Self::AcademiesShare => point.academies_share.clone(),
            Self::GoodOrOutstanding => point.good_or_outstanding.clone().map(|(_, counted)| counted),
            Self::ReportCardGrades => point.report_card_grades.clone(),
            Self::ReportCardSchools => point.report_card_schools.clone(),
        }
    }
}

/// Every count of the landscape, in the order of their codes' numbers.
pub(super) fn landscape(inputs: &ProgressInputs) -> Vec<LandscapeSeries> {
    let series = |measure: &LandscapeMeasure| LandscapeSeries {
        code: measure.code().to_owned(),
        name: measure.words().to_owned(),
        unit: measure.unit().to_owned(),
        commitments: commitments(&inputs.strategy, *measure),
        points: inputs.landscape.iter().map(|point| entry(*measure, point)).collect(),
    };
    LandscapeMeasure::ALL.iter().map(series).collect()
}

/// The commitments that use an indicator of the same count, in the order of the strategy's file.
fn commitments(strategy: &Strategy, measure: LandscapeMeasure) -> Vec<String> {
    let all = strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    all.filter(|it| it.uses.iter().any(|usage| measure.indicators().contains(&usage.indicator.as_str())))
        .map(|it| it.code.clone())
        .collect()
}

fn entry(measure: LandscapeMeasure, point: &LandscapePoint) -> LandscapeEntry {
    let told = |value: Option<Figure>, basis: &str, message: String| LandscapeEntry {
        day: point.day,
        value,
        basis: basis.to_owned(),
        message,
    };
    match measure.answer(point) {
        Ok(counted) => told(Some(counted.figure), point.basis.unwrap_or(LandscapeBasis::Recorded).code(), counted.note),
        Err(why) => told(None, why.reason.code(), why.message),
    }
}

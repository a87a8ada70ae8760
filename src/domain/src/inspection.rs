//! Inspections and their judgements. Two scales exist and do not map onto each other.

use chrono::NaiveDate;

use crate::measure::coded;
use crate::school::Urn;

/// The framework that a school was inspected under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Framework {
    /// The school inspection frameworks before September 2019.
    BeforeEif,
    /// The Education Inspection Framework of September 2019, with overall effectiveness.
    Eif2019,
    /// The same from September 2024: no overall effectiveness for state-funded schools.
    Eif2024,
    /// The renewed framework of 10 November 2025: report cards on a 5-point scale.
    ReportCard2025,
}

coded!(Framework {
    BeforeEif = 1, "BEFORE_EIF", "school inspection framework before September 2019";
    Eif2019 = 2, "EIF_2019", "Education Inspection Framework, September 2019";
    Eif2024 = 3, "EIF_2024_NO_OVERALL", "Education Inspection Framework without overall effectiveness, September 2024";
    ReportCard2025 = 4, "EIF_2025_REPORT_CARD", "report card, November 2025";
});

impl Framework {
    /// The framework of a graded inspection of a state-funded school that began on this day.
    pub fn on(day: NaiveDate) -> Self {
        let start = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap_or(NaiveDate::MAX);
        if day >= start(2025, 11, 10) {
            Self::ReportCard2025
        } else if day >= start(2024, 9, 1) {
            Self::Eif2024
        } else if day >= start(2019, 9, 1) {
            Self::Eif2019
        } else {
            Self::BeforeEif
        }
    }

    /// The scale that its judgements are on.
    pub const fn scale(self) -> Scale {
        match self {
            Self::ReportCard2025 => Scale::FivePoint,
            _ => Scale::FourPoint,
        }
    }
}

/// A scale of grades. There is no order and no mapping between grades of different scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// Outstanding, good, requires improvement, inadequate.
    FourPoint,
    /// Exceptional, strong standard, expected standard, needs attention, urgent improvement; safeguarding met or not met.
    FivePoint,
}

coded!(Scale {
    FourPoint = 4, "FOUR_POINT", "4-point scale";
    FivePoint = 5, "FIVE_POINT", "5-point scale";
});

/// A grade; each belongs to one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// 4-point: grade 1.
    Outstanding,
    /// 4-point: grade 2.
    Good,
    /// 4-point: grade 3.
    RequiresImprovement,
    /// 4-point: grade 4.
    Inadequate,
    /// 5-point: the highest.
    Exceptional,
    /// 5-point: above expected.
    StrongStandard,
    /// 5-point: expected.
    ExpectedStandard,
    /// 5-point: below expected.
    NeedsAttention,
    /// 5-point: the lowest.
    UrgentImprovement,
    /// Safeguarding: met, or effective.
    Met,
    /// Safeguarding: not met, or not effective.
    NotMet,
}

coded!(Grade {
    Outstanding = 1, "OUTSTANDING", "outstanding";
    Good = 2, "GOOD", "good";
    RequiresImprovement = 3, "REQUIRES_IMPROVEMENT", "requires improvement";
    Inadequate = 4, "INADEQUATE", "inadequate";
    Exceptional = 11, "EXCEPTIONAL", "exceptional";
    StrongStandard = 12, "STRONG_STANDARD", "strong standard";
    ExpectedStandard = 13, "EXPECTED_STANDARD", "expected standard";
    NeedsAttention = 14, "NEEDS_ATTENTION", "needs attention";
    UrgentImprovement = 15, "URGENT_IMPROVEMENT", "urgent improvement";
    Met = 21, "MET", "met";
    NotMet = 22, "NOT_MET", "not met";
});

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Overall effectiveness; not given to state-funded schools since September 2024.
    OverallEffectiveness,
    /// Quality of education (2019 framework).
    QualityOfEducation,
    /// Behaviour and attitudes (2019 framework).
    BehaviourAndAttitudes,
    /// Personal development (2019 framework).
    PersonalDevelopment,
    /// Leadership and management (2012 to 2024 frameworks).
    LeadershipAndManagement,
    /// Early years provision, where there is any.
    EarlyYears,
    /// Sixth form or post-16 provision, where there is any.
    Post16,
    /// Safeguarding.
    Safeguarding,
    /// Achievement of pupils (2012 framework) or achievement (report card).
    Achievement,
    /// Behaviour and safety of pupils (2012 framework).
    BehaviourAndSafety,
    /// Quality of teaching (2012 framework).
    QualityOfTeaching,
    /// Inclusion (report card).
    Inclusion,
    /// Curriculum and teaching (report card).
    CurriculumAndTeaching,
    /// Attendance and behaviour (report card).
    AttendanceAndBehaviour,
    /// Personal development and wellbeing (report card).
    PersonalDevelopmentAndWellbeing,
    /// Leadership and governance (report card).
    LeadershipAndGovernance,
}

coded!(Area {
    OverallEffectiveness = 1, "OVERALL_EFFECTIVENESS", "overall effectiveness";
    QualityOfEducation = 2, "QUALITY_OF_EDUCATION", "quality of education";
    BehaviourAndAttitudes = 3, "BEHAVIOUR_AND_ATTITUDES", "behaviour and attitudes";
    PersonalDevelopment = 4, "PERSONAL_DEVELOPMENT", "personal development";
    LeadershipAndManagement = 5, "LEADERSHIP_AND_MANAGEMENT", "leadership and management";
    EarlyYears = 6, "EARLY_YEARS", "early years provision";
    Post16 = 7, "POST_16", "sixth form or post-16 provision";
    Safeguarding = 8, "SAFEGUARDING", "safeguarding";
    Achievement = 9, "ACHIEVEMENT", "achievement";
    BehaviourAndSafety = 10, "BEHAVIOUR_AND_SAFETY", "behaviour and safety";
    QualityOfTeaching = 11, "QUALITY_OF_TEACHING", "quality of teaching";
    Inclusion = 12, "INCLUSION", "inclusion";
    CurriculumAndTeaching = 13, "CURRICULUM_AND_TEACHING", "curriculum and teaching";
    AttendanceAndBehaviour = 14, "ATTENDANCE_AND_BEHAVIOUR", "attendance and behaviour";
    PersonalDevelopmentAndWellbeing = 15, "PERSONAL_DEVELOPMENT_AND_WELLBEING", "personal development and wellbeing";
    LeadershipAndGovernance = 16, "LEADERSHIP_AND_GOVERNANCE", "leadership and governance";
});

/// The kind of inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InspectionKind {
    /// A graded or full inspection.
    Graded,
    /// An ungraded (short) inspection.
    Ungraded,
    /// A monitoring or urgent inspection.
    Monitoring,
}

coded!(InspectionKind {
    Graded = 1, "GRADED", "graded inspection";
    Ungraded = 2, "UNGRADED", "ungraded inspection";
    Monitoring = 3, "MONITORING", "monitoring or urgent inspection";
});

/// The category of concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Concern {
    /// None.
    None,
    /// Serious weaknesses, or requires significant improvement.
    RequiresSignificantImprovement,
    /// Special measures.
    SpecialMeasures,
}

coded!(Concern {
    None = 0, "NONE", "none";
    RequiresSignificantImprovement = 1, "REQUIRES_SIGNIFICANT_IMPROVEMENT", "requires significant improvement";
    SpecialMeasures = 2, "SPECIAL_MEASURES", "special measures";
});

/// One judgement of an inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Judgement {
    /// What is judged.
    pub area: Area,
    /// The grade.
    pub grade: Grade,
}

/// One inspection of one school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InspectionRecord {
    /// The school that was inspected, by the URN it had then: a grade does not travel to its successor.
    pub urn: Urn,
    /// Ofsted's inspection number, where the file has it.
    pub number: Option<String>,
    /// The framework.
    pub framework: Framework,
    /// The kind.
    pub kind: InspectionKind,
    /// The first day.
    pub started: NaiveDate,
    /// The day the report was published: from then on it is known.
    pub published: Option<NaiveDate>,
    /// The category of concern; `None` where the file does not say.
    pub concern: Option<Concern>,
    /// Ofsted's words for an ungraded outcome: `School remains Good`; empty otherwise.
    pub outcome: String,
    /// The judgements, in the order of their areas.
    pub judgements: Vec<Judgement>,
}

/// How many days two dates of the same inspection may lie apart between publications.
///
/// The register's January 2025 edition gives 10,957 of 28,586 dates one day earlier than the October 2024 edition did.
pub const SAME_INSPECTION_DAYS: i64 = 7;

/// Whether two records without a shared number speak of one inspection: same school, same kind, at most
/// [`SAME_INSPECTION_DAYS`] apart.
pub fn same_inspection(a: &InspectionRecord, b: &InspectionRecord) -> bool {
    if a.urn != b.urn || a.kind != b.kind {
        return false;
    }
    if let (Some(first), Some(second)) = (&a.number, &b.number) {
        return first == second;
    }
    (a.started - b.started).num_days().abs() <= SAME_INSPECTION_DAYS
}

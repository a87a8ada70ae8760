//! Inspections.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// The framework that a school was inspected under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::Framework")]
pub enum Framework {
    /// The school inspection frameworks before September 2019.
    BeforeEif,
    /// The Education Inspection Framework of September 2019, with overall effectiveness.
    #[graphql(name = "EIF_2019")]
    Eif2019,
    /// The same from September 2024: no overall effectiveness for state-funded schools.
    #[graphql(name = "EIF_2024_NO_OVERALL")]
    Eif2024,
    /// The renewed framework of 10 November 2025: report cards on a 5-point scale.
    #[graphql(name = "EIF_2025_REPORT_CARD")]
    ReportCard2025,
}

/// A scale of grades. There is no order and no mapping between grades of different scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::Scale")]
pub enum Scale {
    /// Outstanding, good, requires improvement, inadequate.
    FourPoint,
    /// Exceptional, strong standard, expected standard, needs attention, urgent improvement; safeguarding met or not met.
    FivePoint,
}

/// A grade; each belongs to one scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::Grade")]
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

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::Area")]
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
    #[graphql(name = "POST_16")]
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

/// The kind of inspection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::InspectionKind")]
pub enum InspectionKind {
    /// A graded or full inspection.
    Graded,
    /// An ungraded (short) inspection.
    Ungraded,
    /// A monitoring or urgent inspection.
    Monitoring,
}

/// The category of concern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::inspection::Concern")]
pub enum Concern {
    /// None.
    None,
    /// Serious weaknesses, or requires significant improvement.
    RequiresSignificantImprovement,
    /// Special measures.
    SpecialMeasures,
}

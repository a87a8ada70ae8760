//! The school landscape.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// What is counted of the school landscape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::LandscapeMeasure")]
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

/// One part of the principle that a trust does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::landscape::MissingPart")]
pub enum MissingPart {
    /// Too few schools.
    MoreSchools,
    /// No school that teaches primary pupils.
    NoPrimary,
    /// No school that teaches secondary pupils.
    NoSecondary,
}

/// What a count of the school landscape on a day rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::landscape::LandscapeBasis")]
pub enum LandscapeBasis {
    /// An edition of the register of schools of that day or before.
    Recorded,
    /// A later edition, and the days on which its schools opened, closed and joined their trusts.
    Reconstructed,
}

/// Why something of the school landscape cannot be counted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::landscape::LandscapeReason")]
pub enum LandscapeReason {
    /// No edition of the register of schools was known.
    NoRegister,
    /// No state-funded school of the authority was open on the day.
    NoSchools,
    /// The day lies before the first edition, which does not list the schools that closed before it.
    ClosedSchoolsNotKnown,
    /// The day lies before the first edition, and the trust of some academies on that day is not on record.
    TrustsNotKnown,
    /// No overall grade of the authority's schools was known.
    NoGrades,
    /// No edition with every school's latest grade speaks for the day.
    GradesNotKnown,
    /// State-funded schools have no overall grade any more.
    YardstickEnded,
    /// Report cards had not begun.
    ReportCardsNotBegun,
    /// No report card of the authority's schools was known.
    NoReportCards,
}

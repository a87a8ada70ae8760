//! Partnership work: who takes part, what was written.
//!
//! Each mirrors an enum of the domain, word for word.

use async_graphql::Enum;

/// What a caller may do, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::access::Role")]
pub enum Role {
    /// Anybody: reference data and what was published.
    Public,
    /// An elected member: the council's partnership work as well, but nothing on single schools' risk.
    Member,
    /// An officer: reads everything of the council's, and writes its partnership work.
    Officer,
    /// Who answers for the figures: compiles results as well, and reads the audit trail.
    DataOwner,
    /// Who gives out tokens.
    Admin,
}

/// What an organisation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::OrganisationKind")]
pub enum OrganisationKind {
    /// A school of the register.
    School,
    /// A trust of the register.
    Trust,
    /// A Teaching School Hub.
    TeachingSchoolHub,
    /// A college of further education.
    FurtherEducation,
    /// A university or other place of higher education.
    HigherEducation,
    /// An employer.
    Employer,
    /// A body of the health service.
    Health,
    /// The police.
    Police,
    /// An alternative provider that is not on the register of schools.
    AlternativeProvider,
    /// A voluntary, community or social enterprise.
    Voluntary,
    /// A diocese.
    Diocese,
    /// A careers hub.
    CareersHub,
    /// A training provider.
    TrainingProvider,
    /// The department's group for a region.
    RegionsGroup,
    /// The council itself, or a service of it.
    Council,
}

/// A status that an organisation was given from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::DesignationKind")]
pub enum DesignationKind {
    /// A Teaching School; the designation ended nationally on 31 August 2021.
    TeachingSchool,
    /// A Teaching School Hub.
    TeachingSchoolHub,
    /// A Research School.
    ResearchSchool,
    /// Where a National Leader of Education works.
    NationalLeader,
}

/// Between whom a partnership is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::PartnershipKind")]
pub enum PartnershipKind {
    /// The council and schools.
    Schools,
    /// The council and multi-academy trusts.
    Trusts,
    /// A Teaching School or a Teaching School Hub.
    TeachingSchool,
    /// Employers.
    Employers,
    /// Further and higher education.
    Colleges,
    /// The health service.
    Health,
    /// The police and community safety.
    Police,
    /// Alternative provision.
    AlternativeProvision,
    /// Voluntary organisations and dioceses.
    Community,
    /// Several kinds at once.
    Alliance,
}

/// Where a partnership stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::PartnershipStatus")]
pub enum PartnershipStatus {
    /// It is being talked about.
    Proposed,
    /// It works.
    Active,
    /// It rests.
    Paused,
    /// It is over; its history stays.
    Ended,
}

/// What an organisation does in a partnership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::MemberRole")]
pub enum MemberRole {
    /// It leads.
    Lead,
    /// It takes part.
    Partner,
    /// It delivers.
    Deliverer,
    /// It pays.
    Funder,
    /// It benefits.
    Beneficiary,
}

/// What an active partnership lacks to be held to account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::PartnershipGap")]
pub enum PartnershipGap {
    /// Nothing of it says which outcome it is meant to move.
    NoOutcome,
    /// Nobody leads it.
    NoOwner,
    /// Nobody said when it is looked at again.
    NoReviewDate,
    /// The day on which it was to be looked at again has passed.
    ReviewOverdue,
}

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::RecordKind")]
pub enum RecordKind {
    /// A partner organisation.
    Organisation,
    /// A designation of an organisation.
    Designation,
    /// A partnership.
    Partnership,
    /// A membership of a partnership.
    PartnershipMember,
    /// A version of a policy of risk tiers.
    RiskPolicy,
    /// What was put on record of a school's risk.
    RiskAssessment,
    /// A critical friend's visit to a school.
    Visit,
    /// An agreed action.
    Action,
    /// What a partnership does.
    Activity,
    /// A bid for funding.
    FundingBid,
    /// Money of a period, and what was spent of it.
    FundingStream,
    /// The claim that an activity moved an outcome.
    Contribution,
    /// A meeting of a scrutiny committee.
    ScrutinyMeeting,
    /// What a scrutiny committee said, short of a recommendation.
    ScrutinyFeedback,
    /// What a scrutiny committee formally asked of the executive.
    Recommendation,
    /// What something means for a group of people.
    EqualityImpact,
    /// What is said of a line of a published scorecard.
    Commentary,
    /// What a rule found that somebody has to look at.
    Flag,
}

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::AuditAct")]
pub enum AuditAct {
    /// It was written for the first time.
    Created,
    /// It was written anew.
    Changed,
}

/// Which of a trust's schools count for the principle of five schools from both phases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::landscape::Scope")]
pub enum PrincipleScope {
    /// Its schools in the authority.
    Local,
    /// All its schools.
    National,
}

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::VisitStatus")]
pub enum VisitStatus {
    /// It is arranged.
    Planned,
    /// It took place: its day, the tier on record and the figures of that day are fixed.
    Held,
    /// It does not take place.
    Cancelled,
}

/// What an action was agreed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ActionSource")]
pub enum ActionSource {
    /// A critical friend's visit.
    Visit,
    /// A meeting of a scrutiny committee.
    Scrutiny,
    /// An inspection.
    Inspection,
    /// A line of a scorecard.
    Scorecard,
}

/// Where an action stands. Overdue is not a state but a question with a day in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ActionStatus")]
pub enum ActionStatus {
    /// It is to be done.
    Open,
    /// It was done, with evidence.
    Closed,
}

/// Why an inspection was adverse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::AdverseReason")]
pub enum AdverseReason {
    /// It put the school in a category of concern, under any framework.
    CategoryOfConcern,
    /// Overall effectiveness requires improvement or is inadequate, under the frameworks before September 2024.
    OverallGrade,
    /// One of the four key judgements requires improvement or is inadequate: September 2024 to November 2025.
    KeyJudgement,
    /// Safeguarding is not effective or not met, since September 2024.
    Safeguarding,
    /// An area of the report card needs attention or urgent improvement, since November 2025.
    ReportCard,
}

/// Which rule raised a flag.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::WarningRule")]
pub enum WarningRule {
    /// A line of the newest scorecard worsened.
    Fall,
    /// A line of the newest scorecard was restated.
    Restated,
    /// An action is overdue.
    ActionOverdue,
    /// A school was not visited for as long as its tier allows.
    SchoolUnvisited,
    /// An active partnership was to be looked at again.
    ReviewLapsed,
    /// An organisation that leads or delivers lost a designation.
    DesignationLapsed,
}

/// Where a flag stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::FlagStatus")]
pub enum FlagStatus {
    /// Somebody has to look at it.
    Open,
    /// Somebody did, and said what came of it.
    Closed,
}

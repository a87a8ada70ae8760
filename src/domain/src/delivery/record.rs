//! What kinds of records people write, and what they do to them.

use crate::measure::coded;

/// A kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(RecordKind {
    Organisation = 1, "ORGANISATION", "organisation";
    Designation = 2, "DESIGNATION", "designation";
    Partnership = 3, "PARTNERSHIP", "partnership";
    PartnershipMember = 4, "PARTNERSHIP_MEMBER", "membership of a partnership";
    RiskPolicy = 20, "RISK_POLICY", "risk tier policy";
    RiskAssessment = 21, "RISK_ASSESSMENT", "risk assessment";
    Visit = 22, "VISIT", "critical-friend visit";
    Action = 23, "ACTION", "agreed action";
    Activity = 24, "ACTIVITY", "activity";
    FundingBid = 25, "FUNDING_BID", "bid for funding";
    FundingStream = 26, "FUNDING_STREAM", "stream of funding";
    Contribution = 27, "CONTRIBUTION", "contribution";
    ScrutinyMeeting = 28, "SCRUTINY_MEETING", "meeting of scrutiny";
    ScrutinyFeedback = 29, "SCRUTINY_FEEDBACK", "feedback of scrutiny";
    Recommendation = 30, "RECOMMENDATION", "recommendation";
    EqualityImpact = 31, "EQUALITY_IMPACT", "equality impact";
    Commentary = 32, "COMMENTARY", "commentary";
    Flag = 33, "FLAG", "early-warning flag";
});

/// What was done to a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AuditAct {
    /// It was written for the first time.
    Created,
    /// It was written anew.
    Changed,
}

coded!(AuditAct {
    Created = 1, "CREATED", "created";
    Changed = 2, "CHANGED", "changed";
});

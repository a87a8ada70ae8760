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

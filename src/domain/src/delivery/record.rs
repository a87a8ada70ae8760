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
}

coded!(RecordKind {
    Organisation = 1, "ORGANISATION", "organisation";
    Designation = 2, "DESIGNATION", "designation";
    Partnership = 3, "PARTNERSHIP", "partnership";
    PartnershipMember = 4, "PARTNERSHIP_MEMBER", "membership of a partnership";
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

//! The audit trail.

use async_graphql::{ID, SimpleObject};
use sextant_domain::delivery::{AuditAct, RecordKind};
use sextant_store::entities::audit_entry;

use crate::enums;
use crate::ids::id;
use crate::scalars::DateTime;

/// What somebody wrote, when, from what to what. Entries are never changed and never deleted.
#[derive(Clone, Debug, SimpleObject)]
pub struct AuditEntry {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// When.
    at: Option<DateTime>,
    /// The name on the token that wrote it.
    actor: String,
    /// What was done.
    act: Option<enums::AuditAct>,
    /// To what kind of record.
    kind: Option<enums::RecordKind>,
    /// The opaque id of the record.
    record_id: ID,
    /// The version that the record has since.
    version: i32,
    /// The record before, as JSON; null where there was none.
    before: Option<String>,
    /// The record after, as JSON.
    after: Option<String>,
}

impl From<audit_entry::Model> for AuditEntry {
    fn from(row: audit_entry::Model) -> Self {
        let kind = RecordKind::from_number(row.kind);
        Self {
            id: id("AuditEntry", &row.id),
            at: chrono::DateTime::from_timestamp_millis(row.at).map(DateTime),
            actor: row.actor,
            act: AuditAct::from_number(row.act).map(Into::into),
            kind: kind.map(Into::into),
            record_id: id(kind.map_or("Record", type_name), &row.record_id),
            version: row.version,
            before: row.before,
            after: row.after,
        }
    }
}

/// The type of the contract that a kind of record is.
pub(crate) fn type_name(kind: RecordKind) -> &'static str {
    match kind {
        RecordKind::Organisation => "Organisation",
        RecordKind::Designation => "Designation",
        RecordKind::Partnership => "Partnership",
        RecordKind::PartnershipMember => "PartnershipMember",
        RecordKind::RiskPolicy => "RiskPolicy",
        RecordKind::RiskAssessment => "RiskAssessment",
        RecordKind::Visit => "Visit",
        RecordKind::Action => "Action",
        RecordKind::Activity => "Activity",
        RecordKind::FundingBid => "FundingBid",
        RecordKind::FundingStream => "FundingStream",
        RecordKind::Contribution => "Contribution",
        RecordKind::ScrutinyMeeting => "ScrutinyMeeting",
        RecordKind::ScrutinyFeedback => "ScrutinyFeedback",
        RecordKind::Recommendation => "Recommendation",
        RecordKind::EqualityImpact => "EqualityImpact",
        RecordKind::Commentary => "Commentary",
        RecordKind::Flag => "Flag",
    }
}

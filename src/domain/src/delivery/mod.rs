//! The work of a council and its partners: who they are, what they do together, and what it was meant to move.
//!
//! Records are written by people, so each kind has a draft (what somebody says) and a check that turns it into what may be
//! stored, or into every problem at once, each with the field it is in.

mod action;
mod activity;
mod commentary;
mod contribution;
mod days;
mod effect;
mod equality;
mod funding;
mod moved;
mod no_surprise;
mod organisation;
mod pack;
mod partnership;
mod problem;
mod record;
pub mod rigour;
mod risk;
mod scrutiny;
mod text;
mod visit;
mod warning;

pub use action::{
    ActionDraft, ActionSource, ActionStatus, ActionTimes, ClosureDraft, DueChangeDraft, check_action, check_closure,
    check_due_change,
};
pub use activity::{
    ActivityDraft, ActivityKind, ActivityState, ActivityStatus, MOST_DOSE, MOST_LISTED, check_activity, check_list,
};
pub use commentary::{CommentaryDraft, CommentaryState, check_commentary};
pub use contribution::{
    ClaimDraft, ClaimMethod, ClaimTexts, ComparatorKind, STRONGEST, WHOLE, check_claim, check_claim_texts, check_shares,
};
pub use effect::{EffectDirection, EffectKey, ExpectedEffect, StatedEffect, stated_effects};
pub use equality::{Characteristic, Impact, ImpactDraft, ImpactSubject, SubjectKind, check_impact};
pub use funding::{BidDecision, BidDraft, MOST_PENCE, StreamDraft, check_bid, check_pence, check_stream};
pub use moved::{ClaimInputs, Compared, Moved, Stood, moved};
pub use no_surprise::{
    AdverseInspection, AdverseReason, NoSurprise, NoSurpriseInputs, NoSurpriseYear, Rate, Verdict, no_surprise,
    notice_of, verdict,
};
pub use organisation::{
    DesignationDraft, DesignationKind, OrganisationDraft, OrganisationKind, OrganisationRef, TEACHING_SCHOOLS_ENDED,
    check_designation, check_organisation,
};
pub use pack::{DataPack, PackError, PackInspection, PackJudgement, PackSchool, PackTrust, PackedData};
pub use partnership::{
    MemberDraft, MemberRole, PartnershipDraft, PartnershipGap, PartnershipKind, PartnershipState, PartnershipStatus,
    REVIEW_MONTHS, check_member, check_partnership, partnership_gaps,
};
pub use problem::{Problem, ProblemCode};
pub use record::{AuditAct, RecordKind};
pub use risk::{
    Assessed, AssessmentDraft, MOST_TIERS, MOST_VISIT_WEEKS, PolicyInForce, RiskPolicyDraft, RiskTier,
    check_assessment, check_risk_policy, tier_as_of, tier_before,
};
pub use scrutiny::{
    Acceptance, Implementation, MeetingDraft, OnRecord, ProgressDraft, RESPONSE_MONTHS, RecommendationDraft,
    ResponseDraft, ResponseTimes, Standing, check_feedback, check_meeting, check_progress, check_recommendation,
    check_response, response_due, term_from,
};
pub use text::{LONG, SHORT, long_text, optional_text, text};
pub use visit::{VisitDraft, VisitStatus, check_visit};
pub use warning::{
    EndedDesignation, FlagStatus, VisitedSchool, Warning, WarningFacts, WarningRule, WarningSubject,
    check_flag_closure, warnings,
};

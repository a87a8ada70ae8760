//! Partnership work: one use case is one transaction, one permission check, one audit entry.

mod actions;
mod activities;
mod commentary;
mod contributions;
mod equality;
mod file;
mod flags;
mod funding;
mod organisations;
mod partnerships;
mod recommendations;
mod references;
mod risk;
mod scrutiny;
mod unit;
mod visits;

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::access::{Denied, Identity};
use sextant_domain::delivery::{Problem, ProblemCode};
use sextant_store::StoreError;

pub use actions::{ChangeAction, CloseAction, NewAction, change_action, close_action, create_action};
pub use activities::{ActivityInput, ChangeActivity, NewActivity, change_activity, create_activity};
pub use commentary::{ChangeCommentary, NewCommentary, change_commentary, write_commentary};
pub use contributions::{ChangeContribution, NewContribution, change_contribution, claim_contribution};
pub use equality::{ChangeImpact, NewImpact, change_impact, create_impact};
pub use file::load_file;
pub use flags::{CloseFlag, close_flag, raise_flags};
pub use funding::{
    BidInput, ChangeBid, ChangeStream, StreamInput, change_bid, change_stream, create_bid, create_stream,
};
pub use organisations::{
    ChangeDesignation, ChangeOrganisation, NewDesignation, change_designation, change_organisation, create_designation,
    create_organisation,
};
pub use partnerships::{
    ChangeMember, ChangePartnership, NewMember, PartnershipInput, add_member, change_member, change_partnership,
    create_partnership,
};
pub use recommendations::{
    ChangeRecommendation, NewRecommendation, RecommendationInput, RecordProgress, Respond, change_recommendation,
    make_recommendation, record_progress, respond,
};
pub use risk::{NewAssessment, NewRiskPolicy, assess_risk, create_policy};
pub use scrutiny::{ChangeMeeting, NewFeedback, add_feedback, change_meeting, create_meeting};
pub use visits::{ChangeVisit, PlanVisit, RecordVisit, change_visit, plan_visit, record_visit};

/// Makes a new, unique name for a record; later names sort behind earlier ones.
pub type Mint<'a> = &'a (dyn Fn() -> String + Send + Sync);

/// What every write carries: who, when, and the key under which it happens once.
#[derive(Clone, Copy)]
pub struct Write<'a> {
    /// Who writes.
    pub identity: &'a Identity,
    /// Now.
    pub now: DateTime<Utc>,
    /// Where names of new records come from.
    pub mint: Mint<'a>,
    /// The idempotency key, where the client sent one.
    pub key: Option<&'a str>,
}

impl std::fmt::Debug for Write<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Write")
            .field("identity", self.identity)
            .field("now", &self.now)
            .field("key", &self.key)
            .finish()
    }
}

impl Write<'_> {
    fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// What was said cannot be kept; every problem with its field.
    #[error("{}", said(.0))]
    Problems(Vec<Problem>),
    /// The caller may not.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

fn said(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{}: {}", problem.field, problem.message)).collect::<Vec<_>>().join("\n")
}

/// One problem as the whole answer.
fn refuse<T>(field: &str, code: ProblemCode, message: impl Into<String>) -> Result<T, WriteError> {
    Err(WriteError::Problems(vec![Problem::new(field, code, message)]))
}

/// A text as it is kept; empty where it was left out.
fn kept(text: Option<&str>) -> String {
    text.unwrap_or_default().trim().to_owned()
}

/// What is named does not exist, or belongs to another council: the same answer to both.
fn unknown<T>(field: &str, what: &str) -> Result<T, WriteError> {
    refuse(field, ProblemCode::Unknown, format!("There is no such {what}."))
}

//! Writing: one `input` each; what a client can act on comes back as data.
//!
//! A caller who may not is refused with an error; everything else that is wrong with what was said is in the payload, each
//! problem with the path of its field, and then nothing was written.

mod actions;
mod activities;
mod commentary;
mod compile;
mod contributions;
mod equality;
mod flags;
mod funding;
mod organisations;
mod partnerships;
mod recommendations;
mod risk;
mod scrutiny;
mod visits;

use async_graphql::{Context, Enum, ID, MergedObject, Result, SimpleObject};
use sextant_domain::delivery::{Problem, ProblemCode};
use sextant_service::delivery::{Write, WriteError};

use crate::context::{denied, forget, identity, mint, now};
use crate::ids::key;
use crate::query::Query;

/// Everything that can be done.
#[derive(Default, MergedObject)]
#[graphql(name = "Mutation")]
pub struct Mutation(
    compile::CompileMutation,
    organisations::OrganisationMutation,
    partnerships::PartnershipMutation,
    risk::RiskMutation,
    visits::VisitMutation,
    actions::ActionMutation,
    flags::FlagMutation,
    activities::ActivityMutation,
    funding::FundingMutation,
    contributions::ContributionMutation,
    scrutiny::ScrutinyMutation,
    recommendations::RecommendationMutation,
    equality::EqualityMutation,
    commentary::CommentaryMutation,
);

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// There is no such strategy.
    UnknownStrategy,
    /// The strategy's calendar does not have the term.
    UnknownTerm,
    /// The strategy's cycle has no snapshot for the academic year.
    UnknownYear,
    /// The strategy was not in force.
    NotInForce,
    /// The paper deadline of the term, or of the year, has not come.
    NotDue,
    /// The day lies in the future.
    InTheFuture,
    /// No figures were known by the day.
    NothingKnown,
    /// Something has to be said.
    Required,
    /// The text is longer than it may be.
    TooLong,
    /// The text holds characters that cannot be shown.
    ControlCharacter,
    /// A date lies before the one it has to follow.
    DatesReversed,
    /// The same holds already for a part of that time.
    Overlap,
    /// What is referred to does not exist, or belongs to another council.
    Unknown,
    /// It exists already.
    Duplicate,
    /// This kind of organisation cannot be that.
    KindNotAllowed,
    /// The designation ended nationally before that day.
    DesignationEnded,
    /// The record's state does not allow it.
    StateNotAllowed,
    /// A number or a date lies outside of what the rule allows.
    OutOfRange,
    /// Evidence has to be given.
    EvidenceRequired,
    /// Somebody changed the record since it was read.
    StaleVersion,
    /// The idempotency key was used for something else.
    IdempotencyKeyReused,
    /// More was spent than was allocated, and nobody says why.
    VarianceNoteRequired,
    /// The figures cannot be compared: a break in the series lies between them, or one is not there.
    NotComparable,
    /// The evidence is said to be stronger than its method allows.
    AboveCeiling,
    /// Together more than the whole of the change is claimed.
    SharesAboveWhole,
}

impl From<ProblemCode> for UserErrorCode {
    fn from(code: ProblemCode) -> Self {
        match code {
            ProblemCode::Required => Self::Required,
            ProblemCode::TooLong => Self::TooLong,
            ProblemCode::ControlCharacter => Self::ControlCharacter,
            ProblemCode::DatesReversed => Self::DatesReversed,
            ProblemCode::Overlap => Self::Overlap,
            ProblemCode::Unknown => Self::Unknown,
            ProblemCode::Duplicate => Self::Duplicate,
            ProblemCode::KindNotAllowed => Self::KindNotAllowed,
            ProblemCode::DesignationEnded => Self::DesignationEnded,
            ProblemCode::StateNotAllowed => Self::StateNotAllowed,
            ProblemCode::OutOfRange => Self::OutOfRange,
            ProblemCode::EvidenceRequired => Self::EvidenceRequired,
            ProblemCode::StaleVersion => Self::StaleVersion,
            ProblemCode::IdempotencyKeyReused => Self::IdempotencyKeyReused,
            ProblemCode::VarianceNoteRequired => Self::VarianceNoteRequired,
            ProblemCode::NotComparable => Self::NotComparable,
            ProblemCode::AboveCeiling => Self::AboveCeiling,
            ProblemCode::SharesAboveWhole => Self::SharesAboveWhole,
        }
    }
}

/// Something that a client can act on.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// What is wrong.
    code: UserErrorCode,
    /// What is wrong, what it means and what to do, in plain English.
    message: String,
    /// The path of the input field that is wrong.
    path: Vec<String>,
}

impl UserError {
    fn new(code: UserErrorCode, message: String, path: Vec<String>) -> Self {
        Self { code, message, path }
    }
}

impl From<Problem> for UserError {
    fn from(problem: Problem) -> Self {
        let path = std::iter::once("input").chain(problem.field.split('.')).map(ToOwned::to_owned).collect();
        Self::new(problem.code.into(), problem.message, path)
    }
}

/// What a write came to: the id of its record, or the problems as data. Whoever may not is refused with an error.
fn outcome(written: Result<String, WriteError>) -> Result<Result<String, Vec<UserError>>> {
    match written {
        Ok(id) => Ok(Ok(id)),
        Err(WriteError::Problems(problems)) => Ok(Err(problems.into_iter().map(Into::into).collect())),
        Err(WriteError::Denied(why)) => Err(denied(why)),
        Err(error @ WriteError::Store(_)) => Err(async_graphql::Error::new_with_source(error)),
    }
}

/// Hands a write who asks, the time, and where names come from. What was read before it is not what there is after it.
macro_rules! write {
    ($context:ident, $key:expr, |$write:ident| $body:expr) => {{
        let (identity, mint) = (identity($context), mint($context).clone());
        let make = move || mint();
        let $write = Write { identity: &identity, now: now($context), mint: &make, key: $key };
        let written = $body.await;
        forget($context);
        outcome(written)?
    }};
}
use write;

/// The key behind an opaque id; one that is no such id is as good as unknown.
fn named(kind: &str, id: &ID) -> String {
    key(kind, id).unwrap_or_default()
}

/// The fields of a record stand one level below the input; its name, its version and the key do not, and neither does what it
/// belongs to.
fn within(record: &str, errors: Vec<UserError>) -> Vec<UserError> {
    const BESIDE: [&str; 4] = ["id", "expectedVersion", "idempotencyKey", "partnership"];
    let deeper = |mut error: UserError| {
        if !error.path.get(1).is_some_and(|field| BESIDE.contains(&field.as_str())) {
            error.path.insert(1, record.to_owned());
        }
        error
    };
    errors.into_iter().map(deeper).collect()
}

/// The caller's council, once a write has gone through.
fn council(context: &Context<'_>) -> String {
    identity(context).council.unwrap_or_default()
}

//! Writing: one `input` each; what a client can act on comes back as data.

use async_graphql::{Context, Enum, InputObject, Object, Result, SimpleObject};
use sextant_domain::TermOfYear;
use sextant_jobs::scorecard::{CompileError, CompileRequest, compile_scorecard};
use sextant_store::scorecards;

use crate::context::{database, now};
use crate::enums;
use crate::scalars::{AcademicYear, Date};
use crate::types::Scorecard;

/// What to compile.
#[derive(InputObject)]
pub struct CompileScorecardInput {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year.
    pub academic_year: AcademicYear,
    /// The term.
    pub term: enums::Term,
    /// The day whose knowledge is shown; the term's paper deadline when not said.
    pub as_known_at: Option<Date>,
}

/// Why something was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// There is no such strategy.
    UnknownStrategy,
    /// The strategy's calendar does not have the term.
    UnknownTerm,
    /// The strategy was not in force.
    NotInForce,
    /// The term's paper deadline has not come.
    NotDue,
    /// The day lies in the future.
    InTheFuture,
    /// No figures were known by the day.
    NothingKnown,
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

/// What compiling came to.
#[derive(SimpleObject)]
pub struct CompileScorecardPayload {
    /// The revision that now says it; null when there are errors.
    scorecard: Option<Scorecard>,
    /// Whether the revision is new; otherwise an earlier run published exactly this.
    is_new: bool,
    /// Why nothing was compiled; empty when something was.
    errors: Vec<UserError>,
}

/// Everything that can be done.
#[derive(Default)]
pub struct Mutation;

/// Everything that can be done.
#[Object]
impl Mutation {
    /// Compiles the scorecard of a term and publishes it, or confirms the revision that already says it. Doing it twice is
    /// the same as doing it once.
    async fn compile_scorecard(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to compile.")] input: CompileScorecardInput,
    ) -> Result<CompileScorecardPayload> {
        let term = TermOfYear { year: input.academic_year.0, term: input.term.into() };
        let request = CompileRequest {
            strategy: input.strategy,
            term,
            as_known_at: input.as_known_at.map(|Date(day)| day),
            trigger: "mutation",
        };
        match compile_scorecard(database(context), &request, now(context)).await {
            Ok(compiled) => {
                let connection = database(context).read();
                let card = scorecards::find(connection, &request.strategy, term, Some(compiled.revision)).await?;
                Ok(CompileScorecardPayload {
                    scorecard: card.map(Into::into),
                    is_new: compiled.is_new,
                    errors: Vec::new(),
                })
            }
            Err(error) => {
                let errors = vec![user_error(error)?];
                Ok(CompileScorecardPayload { scorecard: None, is_new: false, errors })
            }
        }
    }
}

/// The errors that a client can act on, as data; the others go to the log.
fn user_error(error: CompileError) -> Result<UserError> {
    let (code, field) = match &error {
        CompileError::UnknownStrategy { .. } => (UserErrorCode::UnknownStrategy, "strategy"),
        CompileError::UnknownTerm { .. } => (UserErrorCode::UnknownTerm, "term"),
        CompileError::NotInForce { .. } => (UserErrorCode::NotInForce, "term"),
        CompileError::NotDue { .. } => (UserErrorCode::NotDue, "term"),
        CompileError::InTheFuture { .. } => (UserErrorCode::InTheFuture, "asKnownAt"),
        CompileError::NothingKnown { .. } => (UserErrorCode::NothingKnown, "asKnownAt"),
        CompileError::Alarm { .. } | CompileError::Canonical(_) | CompileError::Store(_) => return Err(error.into()),
    };
    let path = vec!["input".to_owned(), field.to_owned()];
    Ok(UserError { code, message: error.to_string(), path })
}

//! Compiling results by hand.

use async_graphql::{Context, InputObject, Object, Result, SimpleObject};
use sextant_domain::TermOfYear;
use sextant_domain::access::Role;
use sextant_jobs::scorecard::{CompileError, CompileRequest, compile_scorecard, unknown_strategy};
use sextant_jobs::snapshot::{CompileSnapshotRequest, compile_strategy_snapshot};
use sextant_store::{scorecards, snapshots};

use super::{Query, UserError, UserErrorCode};
use crate::context::{acts_for, database, forget, now};
use crate::enums;
use crate::loaders::{StrategyByCode, load};
use crate::scalars::{AcademicYear, Date};
use crate::types::{Scorecard, Snapshot};

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

/// Which progress snapshot to compile.
#[derive(InputObject)]
pub struct CompileSnapshotInput {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year it belongs to; when not said, that of `asKnownAt`, or else the newest that is due.
    pub academic_year: Option<AcademicYear>,
    /// The day whose knowledge is shown; the year's paper deadline when not said.
    pub as_known_at: Option<Date>,
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
    /// Everything that can be asked, as it is after this.
    query: Query,
}

/// What compiling came to.
#[derive(SimpleObject)]
pub struct CompileSnapshotPayload {
    /// The revision that now says it; null when there are errors.
    snapshot: Option<Snapshot>,
    /// Whether the revision is new; otherwise an earlier run published exactly this.
    is_new: bool,
    /// Why nothing was compiled; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

impl CompileScorecardPayload {
    fn done(scorecard: Option<Scorecard>, is_new: bool) -> Self {
        Self { scorecard, is_new, errors: Vec::new(), query: Query::default() }
    }

    fn refused(error: UserError) -> Self {
        Self { scorecard: None, is_new: false, errors: vec![error], query: Query::default() }
    }
}

impl CompileSnapshotPayload {
    fn done(snapshot: Option<Snapshot>, is_new: bool) -> Self {
        Self { snapshot, is_new, errors: Vec::new(), query: Query::default() }
    }

    fn refused(error: UserError) -> Self {
        Self { snapshot: None, is_new: false, errors: vec![error], query: Query::default() }
    }
}

#[derive(Default)]
pub(crate) struct CompileMutation;

#[Object]
impl CompileMutation {
    /// Compiles the scorecard of a term and publishes it, or confirms the revision that already says it. Doing it twice is
    /// the same as doing it once. For data owners and administrators.
    async fn compile_scorecard(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to compile.")] input: CompileScorecardInput,
    ) -> Result<Option<CompileScorecardPayload>> {
        let council = acts_for(context, Role::DataOwner)?;
        if let Some(error) = not_of(context, &council, &input.strategy).await? {
            return Ok(Some(CompileScorecardPayload::refused(error)));
        }
        let term = TermOfYear { year: input.academic_year.0, term: input.term.into() };
        let request = CompileRequest {
            strategy: input.strategy,
            term,
            as_known_at: input.as_known_at.map(|Date(day)| day),
            trigger: "mutation",
        };
        let compiled = compile_scorecard(database(context), &request, now(context)).await;
        forget(context);
        match compiled {
            Ok(compiled) => {
                let connection = database(context).read();
                let card = scorecards::find(connection, &request.strategy, term, Some(compiled.revision)).await?;
                Ok(Some(CompileScorecardPayload::done(card.map(Into::into), compiled.is_new)))
            }
            Err(error) => {
                let error = user_error(error, "term")?;
                Ok(Some(CompileScorecardPayload::refused(error)))
            }
        }
    }

    /// Compiles a strategy's progress snapshot, for its cycle or for any past day, and publishes it, or confirms the revision
    /// that already says it. Doing it twice is the same as doing it once. For data owners and administrators.
    async fn compile_snapshot(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What to compile.")] input: CompileSnapshotInput,
    ) -> Result<Option<CompileSnapshotPayload>> {
        let council = acts_for(context, Role::DataOwner)?;
        if let Some(error) = not_of(context, &council, &input.strategy).await? {
            return Ok(Some(CompileSnapshotPayload::refused(error)));
        }
        let request = CompileSnapshotRequest {
            strategy: input.strategy,
            year: input.academic_year.map(|AcademicYear(year)| year),
            as_known_at: input.as_known_at.map(|Date(day)| day),
            trigger: "mutation",
        };
        let compiled = compile_strategy_snapshot(database(context), &request, now(context)).await;
        forget(context);
        match compiled {
            Ok(compiled) => {
                let (connection, revision) = (database(context).read(), Some(compiled.revision));
                let found = snapshots::find(connection, &request.strategy, compiled.year, revision, None).await?;
                Ok(Some(CompileSnapshotPayload::done(found.map(Into::into), compiled.is_new)))
            }
            Err(error) => {
                let error = user_error(error, "academicYear")?;
                Ok(Some(CompileSnapshotPayload::refused(error)))
            }
        }
    }
}

/// The refusal of a strategy that is not the council's: the same as of one that does not exist.
async fn not_of(context: &Context<'_>, council: &str, strategy: &str) -> Result<Option<UserError>> {
    let found = load(context, StrategyByCode(strategy.to_owned())).await?;
    if found.is_none_or(|row| row.council_code == council) {
        return Ok(None);
    }
    user_error(unknown_strategy(database(context), strategy).await?, "term").map(Some)
}

/// The errors that a client can act on, as data; the others go to the log. `period` is the field that names what is due.
fn user_error(error: CompileError, period: &'static str) -> Result<UserError> {
    let (code, field) = match &error {
        CompileError::UnknownStrategy { .. } => (UserErrorCode::UnknownStrategy, "strategy"),
        CompileError::UnknownTerm { .. } => (UserErrorCode::UnknownTerm, period),
        CompileError::UnknownYear { .. } => (UserErrorCode::UnknownYear, period),
        CompileError::NotInForce { .. } => (UserErrorCode::NotInForce, period),
        CompileError::NotDue { .. } => (UserErrorCode::NotDue, period),
        CompileError::InTheFuture { .. } => (UserErrorCode::InTheFuture, "asKnownAt"),
        CompileError::NothingKnown { .. } => (UserErrorCode::NothingKnown, "asKnownAt"),
        CompileError::Alarm { .. } | CompileError::Canonical(_) | CompileError::Store(_) => return Err(error.into()),
    };
    let path = vec!["input".to_owned(), field.to_owned()];
    Ok(UserError::new(code, error.to_string(), path))
}

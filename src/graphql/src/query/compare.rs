//! Comparing two scorecards.

use async_graphql::{Context, InputObject, Object, Result};
use sextant_domain::TermOfYear;
use sextant_jobs::compare::{CompareError, SideRequest, Which, compare};
use sextant_jobs::scorecard::CompileError;

use crate::context::{database, now};
use crate::enums;
use crate::error::{code, user_error};
use crate::scalars::{AcademicYear, Date};
use crate::types::diff::ScorecardDiff;

/// One side of a comparison: a published revision, or a term as known on a day.
#[derive(InputObject)]
pub struct ScorecardSide {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year.
    pub academic_year: AcademicYear,
    /// The term.
    pub term: enums::Term,
    /// A published revision; the one that shows the latest knowledge when neither this nor `asKnownAt` is said.
    pub revision: Option<i32>,
    /// The term as known on this day: compiled for the comparison, never written.
    pub as_known_at: Option<Date>,
}

impl ScorecardSide {
    fn request(self) -> Result<SideRequest> {
        let which = match (self.revision, self.as_known_at) {
            (None, None) => Which::Newest,
            (Some(revision), None) => Which::Revision(revision),
            (None, Some(Date(day))) => Which::KnownAt(day),
            (Some(_), Some(_)) => {
                let message = "a side is either a published revision or a term as known on a day: leave out `revision` or \
                               `asKnownAt`";
                return Err(user_error(code::BAD_USER_INPUT, message));
            }
        };
        let term = TermOfYear { year: self.academic_year.0, term: self.term.into() };
        Ok(SideRequest { strategy: self.strategy, term, which })
    }
}

#[derive(Default)]
pub(crate) struct CompareQuery;

#[Object]
impl CompareQuery {
    /// What differs between two scorecards, line by line, and why: two revisions, two terms, or one term as known on two
    /// days. Nothing is written.
    #[graphql(complexity = "50 + child_complexity")]
    async fn scorecard_diff(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The earlier side.")] before: ScorecardSide,
        #[graphql(desc = "The later side.")] after: ScorecardSide,
    ) -> Result<ScorecardDiff> {
        let (before, after) = (before.request()?, after.request()?);
        let found = compare(database(context), &before, &after, now(context)).await;
        found.map(Into::into).map_err(|error| match &error {
            CompareError::Compile(CompileError::Store(_)) => async_graphql::Error::new_with_source(error),
            CompareError::Compile(CompileError::InTheFuture { .. }) => {
                user_error(code::IN_THE_FUTURE, error.to_string())
            }
            CompareError::Compile(CompileError::NothingKnown { .. }) => {
                user_error(code::NOTHING_KNOWN, error.to_string())
            }
            CompareError::Recompile(_) => async_graphql::Error::new_with_source(error),
            _ => user_error(code::BAD_USER_INPUT, error.to_string()),
        })
    }
}

//! Comparing two scorecards, or two progress snapshots.

use async_graphql::{Context, InputObject, Object, Result};
use sextant_domain::TermOfYear;
use sextant_jobs::compare::{CompareError, SideRequest, Which, compare};
use sextant_jobs::compare_snapshots::{SnapshotRequest, compare_snapshots};
use sextant_jobs::scorecard::CompileError;

use crate::context::{database, now};
use crate::enums;
use crate::error::{code, user_error};
use crate::scalars::{AcademicYear, Date};
use crate::types::diff::ScorecardDiff;
use crate::types::snapshot_diff::SnapshotDiff;

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
        let which = which(self.revision, self.as_known_at, "a term")?;
        let term = TermOfYear { year: self.academic_year.0, term: self.term.into() };
        Ok(SideRequest { strategy: self.strategy, term, which })
    }
}

/// One side of a comparison: a published revision, or an academic year's snapshot as known on a day.
#[derive(InputObject)]
pub struct SnapshotSide {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year that the snapshot belongs to.
    pub academic_year: AcademicYear,
    /// A published revision; the newest when neither this nor `asKnownAt` is said.
    pub revision: Option<i32>,
    /// The snapshot as known on this day: compiled for the comparison, never written.
    pub as_known_at: Option<Date>,
}

impl SnapshotSide {
    fn request(self) -> Result<SnapshotRequest> {
        let which = which(self.revision, self.as_known_at, "a year")?;
        Ok(SnapshotRequest { strategy: self.strategy, year: self.academic_year.0, which })
    }
}

fn which(revision: Option<i32>, as_known_at: Option<Date>, of: &str) -> Result<Which> {
    match (revision, as_known_at) {
        (None, None) => Ok(Which::Newest),
        (Some(revision), None) => Ok(Which::Revision(revision)),
        (None, Some(Date(day))) => Ok(Which::KnownAt(day)),
        (Some(_), Some(_)) => {
            let message = format!(
                "a side is either a published revision or {of} as known on a day: leave out `revision` or `asKnownAt`"
            );
            Err(user_error(code::BAD_USER_INPUT, message))
        }
    }
}

/// Why two results were not compared, as a client may know it.
fn refused(error: CompareError) -> async_graphql::Error {
    match &error {
        CompareError::Compile(CompileError::Store(_)) | CompareError::Recompile(_) => {
            async_graphql::Error::new_with_source(error)
        }
        CompareError::Compile(CompileError::InTheFuture { .. }) => user_error(code::IN_THE_FUTURE, error.to_string()),
        CompareError::Compile(CompileError::NothingKnown { .. }) => user_error(code::NOTHING_KNOWN, error.to_string()),
        _ => user_error(code::BAD_USER_INPUT, error.to_string()),
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
    ) -> Result<Option<ScorecardDiff>> {
        let (before, after) = (before.request()?, after.request()?);
        let found = compare(database(context), &before, &after, now(context)).await;
        found.map(|found| Some(found.into())).map_err(refused)
    }

    /// What differs between two progress snapshots, line by line, in the school landscape and in the answer to the headline
    /// test, and why: two revisions, two academic years, or one year as known on two days. Nothing is written.
    #[graphql(complexity = "50 + child_complexity")]
    async fn snapshot_diff(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The earlier side.")] before: SnapshotSide,
        #[graphql(desc = "The later side.")] after: SnapshotSide,
    ) -> Result<Option<SnapshotDiff>> {
        let (before, after) = (before.request()?, after.request()?);
        let found = compare_snapshots(database(context), &before, &after, now(context)).await;
        found.map(|found| Some(found.into())).map_err(refused)
    }
}

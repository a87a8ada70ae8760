//! Writing commentary on lines of published scorecards.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::TermOfYear;
use sextant_domain::delivery::CommentaryDraft;
use sextant_domain::outcome::TOTAL;
use sextant_service::delivery::{ChangeCommentary, NewCommentary, change_commentary, write_commentary};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{CommentaryById, load};
use crate::scalars::AcademicYear;
use crate::types::Commentary;

/// A new commentary on a line of a published scorecard.
#[derive(InputObject)]
pub struct WriteCommentaryInput {
    /// The strategy's code.
    strategy: String,
    /// The academic year of the scorecard.
    academic_year: AcademicYear,
    /// Its term.
    term: enums::Term,
    /// Its revision.
    revision: i32,
    /// The line's indicator.
    indicator: String,
    /// The line's pupil group; everybody when not said.
    group: Option<String>,
    /// What is said.
    text: String,
    /// A draft, or published at once.
    state: enums::CommentaryState,
    /// The commentary on the same indicator and pupil group that it takes up, of an earlier revision or term.
    based_on: Option<ID>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// The next version of a commentary.
#[derive(InputObject)]
pub struct UpdateCommentaryInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What is said now; the same when not said.
    text: Option<String>,
    /// Where it stands now. What was published is corrected or withdrawn; what was withdrawn stays so.
    state: enums::CommentaryState,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a commentary came to.
#[derive(SimpleObject)]
pub struct CommentaryPayload {
    /// The commentary in its newest version; null when there are errors.
    commentary: Option<Commentary>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct CommentaryMutation;

#[Object]
impl CommentaryMutation {
    /// Writes a commentary on a line of a published scorecard, for that line of that revision alone. For officers and above.
    async fn write_commentary(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: WriteCommentaryInput,
    ) -> Result<Option<CommentaryPayload>> {
        let new = NewCommentary {
            strategy: input.strategy,
            term: TermOfYear { year: input.academic_year.0, term: input.term.into() },
            revision: input.revision,
            indicator: input.indicator,
            breakdown: input.group.unwrap_or_else(|| TOTAL.to_owned()),
            based_on: input.based_on.map(|id| named("Commentary", &id)),
            draft: CommentaryDraft { text: input.text, state: input.state.into() },
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| write_commentary(
            database(context),
            &write,
            &new
        ));
        payload(context, written).await
    }

    /// Writes the next version of a commentary: corrects, publishes or withdraws it. The versions before stay. For officers and
    /// above.
    async fn update_commentary(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateCommentaryInput,
    ) -> Result<Option<CommentaryPayload>> {
        let change = ChangeCommentary {
            id: named("Commentary", &input.id),
            expected_version: input.expected_version,
            text: input.text,
            state: input.state.into(),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_commentary(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<CommentaryPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, CommentaryById(council(context), id)).await?;
            CommentaryPayload { commentary: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => CommentaryPayload { commentary: None, errors, query: Query::default() },
    }))
}

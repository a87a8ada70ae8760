//! Writing meetings of scrutiny, and what was said at them.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::MeetingDraft;
use sextant_service::delivery::{ChangeMeeting, NewFeedback, add_feedback, change_meeting, create_meeting};

use super::partnerships::MeantOutcomeInput;
use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::loaders::{FeedbackById, MeetingById, load};
use crate::query::CommitmentInput;
use crate::scalars::Date;
use crate::types::{ScrutinyFeedback, ScrutinyMeeting};

/// A new meeting of a scrutiny committee.
#[derive(InputObject)]
pub struct CreateScrutinyMeetingInput {
    /// The committee: `Children's Services Overview and Scrutiny Committee`.
    body: String,
    /// The day; that of a planned meeting lies in the future.
    day: Date,
    /// What it is about.
    title: String,
    /// The item of the agenda.
    agenda_item: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a meeting says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateScrutinyMeetingInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The committee.
    body: String,
    /// The day; where something was said already, one by which it can have been said.
    day: Date,
    /// What it is about.
    title: String,
    /// The item of the agenda.
    agenda_item: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a committee said, short of a recommendation.
#[derive(InputObject)]
pub struct AddScrutinyFeedbackInput {
    /// The meeting; it has been held.
    meeting: ID,
    /// What was said.
    text: String,
    /// The commitment it is on, where it is on one.
    commitment: Option<CommitmentInput>,
    /// The outcome it is on, where it is on one and on no commitment.
    outcome: Option<MeantOutcomeInput>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a meeting came to.
#[derive(SimpleObject)]
pub struct ScrutinyMeetingPayload {
    /// The meeting as it is now; null when there are errors.
    meeting: Option<ScrutinyMeeting>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

/// What writing down a comment came to.
#[derive(SimpleObject)]
pub struct ScrutinyFeedbackPayload {
    /// The comment; null when there are errors.
    feedback: Option<ScrutinyFeedback>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct ScrutinyMutation;

#[Object]
impl ScrutinyMutation {
    /// Writes a new meeting of scrutiny, planned or held. For officers and above.
    async fn create_scrutiny_meeting(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateScrutinyMeetingInput,
    ) -> Result<Option<ScrutinyMeetingPayload>> {
        let draft =
            MeetingDraft { body: input.body, day: input.day.0, title: input.title, agenda_item: input.agenda_item };
        let written = write!(context, input.idempotency_key.as_deref(), |write| create_meeting(
            database(context),
            &write,
            &draft
        ));
        meeting(context, written).await
    }

    /// Changes a meeting of scrutiny: what it says takes the place of what it said. For officers and above.
    async fn update_scrutiny_meeting(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateScrutinyMeetingInput,
    ) -> Result<Option<ScrutinyMeetingPayload>> {
        let change = ChangeMeeting {
            id: named("ScrutinyMeeting", &input.id),
            expected_version: input.expected_version,
            draft: MeetingDraft {
                body: input.body,
                day: input.day.0,
                title: input.title,
                agenda_item: input.agenda_item,
            },
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_meeting(
            database(context),
            &write,
            &change
        ));
        meeting(context, written).await
    }

    /// Writes down what a committee said, short of a recommendation. It is not changed afterwards. For officers and above.
    async fn add_scrutiny_feedback(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: AddScrutinyFeedbackInput,
    ) -> Result<Option<ScrutinyFeedbackPayload>> {
        let new = NewFeedback {
            meeting: named("ScrutinyMeeting", &input.meeting),
            text: input.text,
            commitment: input.commitment.map(|it| (it.strategy, it.commitment)),
            outcome: input.outcome.map(MeantOutcomeInput::named),
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| add_feedback(database(context), &write, &new));
        Ok(Some(match written {
            Ok(id) => {
                let row = load(context, FeedbackById(council(context), id)).await?;
                ScrutinyFeedbackPayload { feedback: row.map(Into::into), errors: Vec::new(), query: Query::default() }
            }
            Err(errors) => ScrutinyFeedbackPayload { feedback: None, errors, query: Query::default() },
        }))
    }
}

async fn meeting(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<ScrutinyMeetingPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, MeetingById(council(context), id)).await?;
            ScrutinyMeetingPayload { meeting: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => ScrutinyMeetingPayload { meeting: None, errors, query: Query::default() },
    }))
}

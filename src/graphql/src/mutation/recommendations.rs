//! Writing recommendations of scrutiny, their answers, and what came of them.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{ProgressDraft, ResponseDraft};
use sextant_service::delivery::{
    ChangeRecommendation, NewRecommendation, RecommendationInput as Wanted, RecordProgress, Respond,
    change_recommendation, make_recommendation, record_progress, respond,
};

use super::partnerships::MeantOutcomeInput;
use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{RecommendationById, load};
use crate::query::CommitmentInput;
use crate::scalars::Date;
use crate::types::Recommendation;

/// What a meeting recommended.
#[derive(InputObject)]
pub struct MakeRecommendationInput {
    /// The meeting; it has been held.
    meeting: ID,
    /// What is asked.
    text: String,
    /// Of whom: `Cabinet`.
    addressed_to: String,
    /// The day on which they received it; that of the meeting when not said.
    received_on: Option<Date>,
    /// The commitments it is about.
    commitments: Option<Vec<CommitmentInput>>,
    /// The outcomes it is about.
    outcomes: Option<Vec<MeantOutcomeInput>>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a recommendation that is not answered says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateRecommendationInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What is asked.
    text: String,
    /// Of whom: `Cabinet`.
    addressed_to: String,
    /// The day on which they received it; that of the meeting when not said.
    received_on: Option<Date>,
    /// The commitments it is about.
    commitments: Option<Vec<CommitmentInput>>,
    /// The outcomes it is about.
    outcomes: Option<Vec<MeantOutcomeInput>>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// The answer to a recommendation.
#[derive(InputObject)]
pub struct RespondToRecommendationInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The day of the answer.
    responded_on: Date,
    /// What was made of it.
    accepted: enums::Acceptance,
    /// Why not, or not all of it; has to be given unless it was accepted.
    reason: Option<String>,
    /// What was answered.
    text: String,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// How far a recommendation has come.
#[derive(InputObject)]
pub struct RecordRecommendationProgressInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The day for which it is said; not before the last entry.
    day: Date,
    /// How far.
    status: enums::Implementation,
    /// How that is known, or why; has to be given where it was implemented, or is not pursued though it was accepted.
    note: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a recommendation came to.
#[derive(SimpleObject)]
pub struct RecommendationPayload {
    /// The recommendation as it is now; null when there are errors.
    recommendation: Option<Recommendation>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct RecommendationMutation;

#[Object]
impl RecommendationMutation {
    /// Writes down what a meeting of scrutiny recommended. For officers and above.
    async fn make_recommendation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: MakeRecommendationInput,
    ) -> Result<Option<RecommendationPayload>> {
        let about = about(input.commitments, input.outcomes);
        let new = NewRecommendation {
            meeting: named("ScrutinyMeeting", &input.meeting),
            input: wanted((input.text, input.addressed_to), input.received_on, about),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| make_recommendation(
            database(context),
            &write,
            &new
        ));
        payload(context, written).await
    }

    /// Changes a recommendation that has not been answered. For officers and above.
    async fn update_recommendation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateRecommendationInput,
    ) -> Result<Option<RecommendationPayload>> {
        let about = about(input.commitments, input.outcomes);
        let change = ChangeRecommendation {
            id: named("Recommendation", &input.id),
            expected_version: input.expected_version,
            input: wanted((input.text, input.addressed_to), input.received_on, about),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_recommendation(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }

    /// Writes down the answer to a recommendation. There is one: to give it again, from the version that has it, corrects it; what it
    /// said before stays in the audit trail. For officers and above.
    async fn respond_to_recommendation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: RespondToRecommendationInput,
    ) -> Result<Option<RecommendationPayload>> {
        let answer = Respond {
            id: named("Recommendation", &input.id),
            expected_version: input.expected_version,
            draft: ResponseDraft {
                responded_on: input.responded_on.0,
                accepted: input.accepted.into(),
                reason: input.reason,
                text: input.text,
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| respond(database(context), &write, &answer));
        payload(context, written).await
    }

    /// Writes down how far a recommendation has come; what was recorded before stays. For officers and above.
    async fn record_recommendation_progress(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: RecordRecommendationProgressInput,
    ) -> Result<Option<RecommendationPayload>> {
        let said = RecordProgress {
            id: named("Recommendation", &input.id),
            expected_version: input.expected_version,
            draft: ProgressDraft { day: input.day.0, status: input.status.into(), note: input.note },
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| record_progress(
            database(context),
            &write,
            &said
        ));
        payload(context, written).await
    }
}

/// What a recommendation is about: commitments and outcomes.
type About = (Vec<(String, String)>, Vec<(String, String, String)>);

fn about(commitments: Option<Vec<CommitmentInput>>, outcomes: Option<Vec<MeantOutcomeInput>>) -> About {
    let commitments = commitments.unwrap_or_default().into_iter().map(|it| (it.strategy, it.commitment));
    let outcomes = outcomes.unwrap_or_default().into_iter().map(MeantOutcomeInput::named);
    (commitments.collect(), outcomes.collect())
}

fn wanted((text, addressed_to): (String, String), received_on: Option<Date>, (commitments, outcomes): About) -> Wanted {
    Wanted {
        text,
        addressed_to,
        received_on: received_on.map(|Date(day)| day),
        commitments: commitments.into_iter().collect(),
        outcomes: outcomes.into_iter().collect(),
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<RecommendationPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, RecommendationById(council(context), id)).await?;
            RecommendationPayload { recommendation: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => RecommendationPayload { recommendation: None, errors, query: Query::default() },
    }))
}

//! Scrutiny: meetings, what was said at them, and what they recommended, with the thread to actions and later lines.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::access::Role;
use sextant_domain::delivery::{Acceptance, ActionStatus, ActionTimes, Implementation, ResponseTimes};
use sextant_store::entities::{action, recommendation, recommendation_progress, scrutiny_feedback, scrutiny_meeting};

use super::about::{NamedCommitment, NamedOutcome};
use super::organisation::some;
use crate::context::{identity, today};
use crate::enums;
use crate::ids::id;
use crate::loaders::{
    ActionsFrom, FeedbackOf, MeetingById, ProgressOf, RecommendationsOf, RecommendedCommitments, RecommendedOutcomes,
    load,
};
use crate::scalars::Date;

/// A meeting of a scrutiny committee, planned or held.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ScrutinyMeeting {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The committee.
    body: String,
    /// The day; a planned meeting's lies in the future.
    day: Date,
    /// What it was about.
    title: String,
    /// The item of the agenda; null where nobody said.
    agenda_item: Option<String>,
    #[graphql(skip)]
    key: (String, String),
}

/// What a committee said at a meeting, short of a recommendation.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ScrutinyFeedback {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// What was said.
    text: String,
    /// Who wrote it down.
    recorded_by: String,
    #[graphql(skip)]
    row: scrutiny_feedback::Model,
}

/// What a committee formally asked. Whoever it is addressed to has two months to answer.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Recommendation {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// What is asked.
    text: String,
    /// Of whom.
    addressed_to: String,
    /// The day on which they received it.
    received_on: Date,
    /// The last day on which an answer is on time: two months that begin with the day of receipt (Local Government Act 2000, section
    /// 9FE). They end on the day before the same day of the month two months later, or with the month that has no such day.
    response_due: Date,
    /// The answer; null while there is none.
    response: Option<RecommendationResponse>,
    /// Whether it was answered by `responseDue`; null while it is not answered.
    answered_on_time: Option<bool>,
    /// How far it has come.
    implementation: Option<enums::Implementation>,
    #[graphql(skip)]
    row: recommendation::Model,
}

/// The answer to a recommendation.
#[derive(Clone, Debug, SimpleObject)]
pub struct RecommendationResponse {
    /// The day of the answer.
    responded_on: Date,
    /// What was made of the recommendation.
    accepted: Option<enums::Acceptance>,
    /// Why not, or not all of it; null where it was accepted without one.
    reason: Option<String>,
    /// What was answered.
    text: String,
}

/// How far a recommendation had come on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct RecommendationProgress {
    /// The day.
    day: Date,
    /// How far.
    status: Option<enums::Implementation>,
    /// How that is known, or why; null where nobody said.
    note: Option<String>,
    /// Who wrote it down.
    recorded_by: String,
}

/// An action that follows from a recommendation. What it says and who sees to it is null where it concerns a single school and the
/// caller is no officer; officers find the school under `actions`.
#[derive(Clone, Debug, SimpleObject)]
pub struct RecommendationAction {
    /// The opaque id of the action.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// What is to be done.
    text: Option<String>,
    /// Who sees to it.
    owner: Option<String>,
    /// Whether it concerns a single school.
    concerns_school: bool,
    /// The day it was agreed.
    agreed_on: Date,
    /// The day by which it is to be done.
    due: Date,
    /// Where it stands.
    status: Option<enums::ActionStatus>,
    /// The day it was closed; null while it is open.
    closed_on: Option<Date>,
    /// For how many days it is overdue today; null where it is not.
    days_overdue: Option<i32>,
}

impl From<scrutiny_meeting::Model> for ScrutinyMeeting {
    fn from(row: scrutiny_meeting::Model) -> Self {
        Self {
            id: id("ScrutinyMeeting", &row.id),
            version: row.version,
            body: row.body,
            day: Date(row.day),
            title: row.title,
            agenda_item: some(&row.agenda_item),
            key: (row.council_code, row.id),
        }
    }
}

impl From<scrutiny_feedback::Model> for ScrutinyFeedback {
    fn from(row: scrutiny_feedback::Model) -> Self {
        let (text, recorded_by) = (row.text.clone(), row.recorded_by.clone());
        Self { id: id("ScrutinyFeedback", &row.id), text, recorded_by, row }
    }
}

impl From<recommendation::Model> for Recommendation {
    fn from(row: recommendation::Model) -> Self {
        let response = row.responded_on.map(|day| RecommendationResponse {
            responded_on: Date(day),
            accepted: row.accepted.and_then(Acceptance::from_number).map(Into::into),
            reason: some(&row.reason),
            text: row.response.clone(),
        });
        Self {
            id: id("Recommendation", &row.id),
            version: row.version,
            text: row.text.clone(),
            addressed_to: row.addressed_to.clone(),
            received_on: Date(row.received_on),
            response_due: Date(row.response_due),
            response,
            answered_on_time: times(&row).on_time(),
            implementation: Implementation::from_number(row.implementation).map(Into::into),
            row,
        }
    }
}

fn times(row: &recommendation::Model) -> ResponseTimes {
    ResponseTimes { due: row.response_due, responded_on: row.responded_on }
}

impl From<recommendation_progress::Model> for RecommendationProgress {
    fn from(row: recommendation_progress::Model) -> Self {
        Self {
            day: Date(row.day),
            status: Implementation::from_number(row.status).map(Into::into),
            note: some(&row.note),
            recorded_by: row.recorded_by,
        }
    }
}

impl RecommendationAction {
    fn new(context: &Context<'_>, row: action::Model) -> Self {
        let concerns_school = row.urn.is_some();
        let told = !concerns_school || identity(context).role >= Role::Officer;
        let times = ActionTimes { due: row.due, closed_on: row.closed_on };
        let overdue = times.days_overdue_on(today(context));
        Self {
            id: id("Action", &row.id),
            text: told.then_some(row.text),
            owner: told.then_some(row.owner),
            concerns_school,
            agreed_on: Date(row.agreed_on),
            due: Date(row.due),
            status: ActionStatus::from_number(row.status).map(Into::into),
            closed_on: row.closed_on.map(Date),
            days_overdue: overdue.map(|days| i32::try_from(days).unwrap_or(i32::MAX)),
        }
    }
}

/// The meeting behind a key.
async fn meeting(context: &Context<'_>, council: &str, id: &str) -> Result<Option<ScrutinyMeeting>> {
    Ok(load(context, MeetingById(council.to_owned(), id.to_owned())).await?.map(Into::into))
}

#[ComplexObject]
impl ScrutinyMeeting {
    /// What it recommended, in the order in which it was written down.
    #[graphql(complexity = "3 * child_complexity")]
    async fn recommendations(&self, context: &Context<'_>) -> Result<Vec<Recommendation>> {
        let (council, id) = self.key.clone();
        let rows = load(context, RecommendationsOf(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What else was said at it, in the order in which it was written down.
    #[graphql(complexity = "3 * child_complexity")]
    async fn feedback(&self, context: &Context<'_>) -> Result<Vec<ScrutinyFeedback>> {
        let (council, id) = self.key.clone();
        let rows = load(context, FeedbackOf(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

#[ComplexObject]
impl ScrutinyFeedback {
    /// The meeting.
    async fn meeting(&self, context: &Context<'_>) -> Result<Option<ScrutinyMeeting>> {
        meeting(context, &self.row.council_code, &self.row.meeting_id).await
    }

    /// The commitment it is on; null where it is on none.
    async fn commitment(&self) -> Option<NamedCommitment> {
        let (strategy, commitment) = self.row.strategy_code.clone().zip(self.row.commitment_code.clone())?;
        Some(NamedCommitment::new(strategy, commitment))
    }

    /// The outcome it is on; null where it is on none.
    async fn outcome(&self) -> Option<NamedOutcome> {
        let (strategy, indicator) = self.row.strategy_code.clone().zip(self.row.indicator_code.clone())?;
        let meeting = (self.row.council_code.clone(), self.row.meeting_id.clone());
        Some(NamedOutcome::new((strategy, indicator, self.row.breakdown.clone()?), meeting))
    }
}

#[ComplexObject]
impl Recommendation {
    /// The meeting that made it.
    async fn meeting(&self, context: &Context<'_>) -> Result<Option<ScrutinyMeeting>> {
        meeting(context, &self.row.council_code, &self.row.meeting_id).await
    }

    /// For how many days its answer is overdue, or was at the end of a day; null where it is not.
    async fn days_overdue(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day; today when not said.")] as_of: Option<Date>,
    ) -> Option<i32> {
        let day = as_of.map_or_else(|| today(context), |Date(day)| day);
        times(&self.row).days_overdue_on(day).map(|days| i32::try_from(days).unwrap_or(i32::MAX))
    }

    /// The commitments it is about.
    #[graphql(complexity = "2 * child_complexity")]
    async fn commitments(&self, context: &Context<'_>) -> Result<Vec<NamedCommitment>> {
        let key = RecommendedCommitments(self.row.council_code.clone(), self.row.id.clone());
        let rows = load(context, key).await?.unwrap_or_default();
        Ok(rows.into_iter().map(|row| NamedCommitment::new(row.strategy_code, row.commitment_code)).collect())
    }

    /// The outcomes it is about, and what became of them.
    #[graphql(complexity = "2 * child_complexity")]
    async fn outcomes(&self, context: &Context<'_>) -> Result<Vec<NamedOutcome>> {
        let key = RecommendedOutcomes(self.row.council_code.clone(), self.row.id.clone());
        let rows = load(context, key).await?.unwrap_or_default();
        let meeting = || (self.row.council_code.clone(), self.row.meeting_id.clone());
        let outcome = |(strategy, indicator, group)| NamedOutcome::new((strategy, indicator, group), meeting());
        Ok(rows.into_iter().map(|row| outcome((row.strategy_code, row.indicator_code, row.breakdown))).collect())
    }

    /// What was agreed over it, the first due first.
    #[graphql(complexity = "2 * child_complexity")]
    async fn actions(&self, context: &Context<'_>) -> Result<Vec<RecommendationAction>> {
        let key = ActionsFrom(self.row.council_code.clone(), self.row.id.clone());
        let rows = load(context, key).await?.unwrap_or_default();
        Ok(rows.into_iter().map(|row| RecommendationAction::new(context, row)).collect())
    }

    /// How far it has come, in the order in which it was recorded; a later entry takes the place of an earlier one.
    #[graphql(complexity = "2 * child_complexity")]
    async fn progress(&self, context: &Context<'_>) -> Result<Vec<RecommendationProgress>> {
        let key = ProgressOf(self.row.council_code.clone(), self.row.id.clone());
        Ok(load(context, key).await?.unwrap_or_default().into_iter().map(Into::into).collect())
    }
}

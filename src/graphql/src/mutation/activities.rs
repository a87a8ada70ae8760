//! Writing activities.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{ActivityDraft, ExpectedEffect};
use sextant_domain::outcome::TOTAL;
use sextant_service::delivery::{
    ActivityInput as Wanted, ChangeActivity, NewActivity, change_activity, create_activity,
};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, within, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{ActivityById, load};
use crate::query::CommitmentInput;
use crate::scalars::{Date, Decimal, Pence};
use crate::types::Activity;

/// What an activity is expected to do to an indicator: which way, or by how much, or both.
#[derive(InputObject)]
pub struct ExpectedEffectInput {
    /// The strategy's code.
    strategy: String,
    /// The indicator's code: `ATT-08`.
    indicator: String,
    /// The pupil group; everybody when not said.
    group: Option<String>,
    /// Which way.
    direction: Option<enums::EffectDirection>,
    /// By how much, in the indicator's unit: below zero where it falls.
    change: Option<Decimal>,
}

/// An activity as it is to be.
#[derive(InputObject)]
pub struct ActivityInput {
    /// For whom.
    kind: enums::ActivityKind,
    /// The title.
    title: String,
    /// Where it stands.
    status: enums::ActivityStatus,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over; left out while nobody knows.
    valid_to: Option<Date>,
    /// How many sessions.
    sessions: Option<i32>,
    /// How many pupils.
    pupils: Option<i32>,
    /// How many staff.
    staff: Option<i32>,
    /// The code of the pupil group it is for: `disadvantage:disadvantaged`.
    target_group: Option<String>,
    /// What it costs.
    cost: Option<Pence>,
    /// The URNs of the schools that it reaches.
    schools: Vec<i32>,
    /// The commitments it serves.
    commitments: Vec<CommitmentInput>,
    /// What it is expected to do. Stated before it begins: from then on these stay as they are.
    expected_effects: Vec<ExpectedEffectInput>,
}

/// A new activity of a partnership.
#[derive(InputObject)]
pub struct CreateActivityInput {
    /// The partnership.
    partnership: ID,
    /// What it is to be.
    activity: ActivityInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What an activity says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateActivityInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What it is to be.
    activity: ActivityInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing an activity came to.
#[derive(SimpleObject)]
pub struct ActivityPayload {
    /// The activity as it is now; null when there are errors.
    activity: Option<Activity>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct ActivityMutation;

#[Object]
impl ActivityMutation {
    /// Writes a new activity of a partnership. What it is expected to do is stated with it, before it begins. For officers and above.
    async fn create_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateActivityInput,
    ) -> Result<Option<ActivityPayload>> {
        let new = NewActivity { partnership: named("Partnership", &input.partnership), input: input.activity.into() };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| create_activity(database(context), &write, &new));
        payload(context, written).await
    }

    /// Changes an activity: what it says takes the place of what it said. For officers and above.
    async fn update_activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateActivityInput,
    ) -> Result<Option<ActivityPayload>> {
        let change = ChangeActivity {
            id: named("Activity", &input.id),
            expected_version: input.expected_version,
            input: input.activity.into(),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_activity(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }
}

impl From<ActivityInput> for Wanted {
    fn from(input: ActivityInput) -> Self {
        let effect = |it: ExpectedEffectInput| ExpectedEffect {
            strategy: it.strategy,
            indicator: it.indicator,
            breakdown: it.group.unwrap_or_else(|| TOTAL.to_owned()),
            direction: it.direction.map(Into::into),
            change: it.change.map(|Decimal(change)| change),
        };
        Self {
            kind: input.kind.into(),
            draft: ActivityDraft {
                title: input.title,
                status: input.status.into(),
                from: input.valid_from.0,
                to: input.valid_to.map(|Date(day)| day),
                sessions: input.sessions,
                pupils: input.pupils,
                staff: input.staff,
                target_group: input.target_group,
                cost: input.cost.map(|Pence(pence)| pence),
            },
            schools: input.schools.into_iter().map(|urn| u32::try_from(urn).unwrap_or_default()).collect(),
            commitments: input.commitments.into_iter().map(|it| (it.strategy, it.commitment)).collect(),
            effects: input.expected_effects.into_iter().map(effect).collect(),
        }
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<ActivityPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, ActivityById(council(context), id)).await?;
            ActivityPayload { activity: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => ActivityPayload { activity: None, errors: within("activity", errors), query: Query::default() },
    }))
}

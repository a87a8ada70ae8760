//! Writing agreed actions.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::ClosureDraft;
use sextant_service::delivery::{ChangeAction, CloseAction, NewAction, change_action, close_action, create_action};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{ActionById, load};
use crate::scalars::Date;
use crate::types::Action;

/// Something that was agreed to be done.
#[derive(InputObject)]
pub struct CreateActionInput {
    /// What is to be done.
    text: String,
    /// Who sees to it.
    owner: String,
    /// What it was agreed over.
    source: enums::ActionSource,
    /// The visit, where it was agreed at one.
    visit: Option<ID>,
    /// The recommendation of scrutiny that it follows from, where it follows from one.
    recommendation: Option<ID>,
    /// The school, where it concerns one; that of the visit where one is named.
    urn: Option<i32>,
    /// The day it was agreed.
    agreed_on: Date,
    /// The day by which it is to be done.
    due: Date,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What an open action says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateActionInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What is to be done.
    text: String,
    /// Who sees to it.
    owner: String,
    /// The day by which it is to be done.
    due: Date,
    /// Why it is due on another day, where it is: the change is kept.
    reason: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// The end of an action.
#[derive(InputObject)]
pub struct CloseActionInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The day it was done.
    closed_on: Date,
    /// How it is known that it was done.
    evidence: String,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing an action came to.
#[derive(SimpleObject)]
pub struct ActionPayload {
    /// The action as it is now; null when there are errors.
    action: Option<Action>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct ActionMutation;

#[Object]
impl ActionMutation {
    /// Writes what was agreed to be done. For officers and above.
    async fn create_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateActionInput,
    ) -> Result<Option<ActionPayload>> {
        let new = NewAction {
            text: input.text,
            owner: input.owner,
            source: input.source.into(),
            visit: input.visit.map(|id| named("Visit", &id)),
            recommendation: input.recommendation.map(|id| named("Recommendation", &id)),
            urn: input.urn.map(|urn| u32::try_from(urn).unwrap_or_default()),
            agreed_on: input.agreed_on.0,
            due: input.due.0,
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| create_action(database(context), &write, &new));
        payload(context, written).await
    }

    /// Changes an open action; another day needs a reason, and the change is kept. For officers and above.
    async fn update_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateActionInput,
    ) -> Result<Option<ActionPayload>> {
        let change = ChangeAction {
            id: named("Action", &input.id),
            expected_version: input.expected_version,
            text: input.text,
            owner: input.owner,
            due: input.due.0,
            reason: input.reason,
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_action(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }

    /// Closes an action with evidence. For officers and above.
    async fn close_action(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CloseActionInput,
    ) -> Result<Option<ActionPayload>> {
        let end = CloseAction {
            id: named("Action", &input.id),
            expected_version: input.expected_version,
            draft: ClosureDraft { closed_on: input.closed_on.0, evidence: input.evidence },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| close_action(database(context), &write, &end));
        payload(context, written).await
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<ActionPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, ActionById(council(context), id)).await?;
            ActionPayload { action: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => ActionPayload { action: None, errors, query: Query::default() },
    }))
}

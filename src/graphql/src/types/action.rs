//! Agreed actions.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{ActionSource, ActionStatus, ActionTimes};
use sextant_store::entities::{action, action_due_change};

use super::organisation::some;
use super::risk::school;
use super::{Recommendation, School, Visit};
use crate::context::today;
use crate::enums;
use crate::ids::id;
use crate::loaders::{DueChangesOf, RecommendationById, VisitById, load};
use crate::scalars::Date;

/// Something that was agreed to be done, by whom and by when. It is closed with evidence.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Action {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// What is to be done.
    text: String,
    /// Who sees to it.
    owner: String,
    /// What it was agreed over.
    source: Option<enums::ActionSource>,
    /// The day it was agreed.
    agreed_on: Date,
    /// The day by which it is to be done.
    due: Date,
    /// Where it stands.
    status: Option<enums::ActionStatus>,
    /// The day it was closed; null while it is open.
    closed_on: Option<Date>,
    /// How it is known that it was done; null while it is open.
    evidence: Option<String>,
    #[graphql(skip)]
    row: action::Model,
}

/// A day of an action that was moved.
#[derive(Clone, Debug, SimpleObject)]
pub struct DueChange {
    /// The day it was due.
    from: Date,
    /// The day it is due since.
    to: Date,
    /// Why.
    reason: String,
    /// Who moved it.
    changed_by: String,
}

impl From<action::Model> for Action {
    fn from(row: action::Model) -> Self {
        Self {
            id: id("Action", &row.id),
            version: row.version,
            text: row.text.clone(),
            owner: row.owner.clone(),
            source: ActionSource::from_number(row.source).map(Into::into),
            agreed_on: Date(row.agreed_on),
            due: Date(row.due),
            status: ActionStatus::from_number(row.status).map(Into::into),
            closed_on: row.closed_on.map(Date),
            evidence: some(&row.evidence),
            row,
        }
    }
}

impl From<action_due_change::Model> for DueChange {
    fn from(row: action_due_change::Model) -> Self {
        let (from, to) = (Date(row.from_day), Date(row.to_day));
        Self { from, to, reason: row.reason, changed_by: row.changed_by }
    }
}

#[ComplexObject]
impl Action {
    /// For how many days it is overdue, or was on a day; null where it is not.
    async fn days_overdue(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day; today when not said.")] as_of: Option<Date>,
    ) -> Option<i32> {
        let day = as_of.map_or_else(|| today(context), |Date(day)| day);
        let times = ActionTimes { due: self.row.due, closed_on: self.row.closed_on };
        times.overdue_on(day).then(|| i32::try_from((day - self.row.due).num_days()).unwrap_or(i32::MAX))
    }

    /// The school it concerns, as it is known today; null where it concerns none.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        match self.row.urn {
            Some(urn) => school(context, urn).await,
            None => Ok(None),
        }
    }

    /// The visit it was agreed over; null where it was agreed elsewhere.
    async fn visit(&self, context: &Context<'_>) -> Result<Option<Visit>> {
        let Some(visit) = self.row.visit_id.clone() else { return Ok(None) };
        Ok(load(context, VisitById(self.row.council_code.clone(), visit)).await?.map(Into::into))
    }

    /// The recommendation of scrutiny that it follows from; null where it follows from none.
    async fn recommendation(&self, context: &Context<'_>) -> Result<Option<Recommendation>> {
        let Some(id) = self.row.recommendation_id.clone() else { return Ok(None) };
        Ok(load(context, RecommendationById(self.row.council_code.clone(), id)).await?.map(Into::into))
    }

    /// How its day was moved, in the order in which it happened.
    #[graphql(complexity = "2 * child_complexity")]
    async fn due_changes(&self, context: &Context<'_>) -> Result<Vec<DueChange>> {
        let key = DueChangesOf(self.row.council_code.clone(), self.row.id.clone());
        Ok(load(context, key).await?.unwrap_or_default().into_iter().map(Into::into).collect())
    }
}

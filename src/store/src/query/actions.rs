//! Agreed actions.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, IntoCondition, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::{action, action_due_change};
use crate::error::Result;

/// The fields of actions that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The school's URN, where it concerns one.
    Urn,
    /// The school it is about, by a filter of the school's.
    School,
    /// Who sees to it.
    Owner,
    /// The number of what it was agreed over.
    Source,
    /// The visit's id.
    Visit,
    /// The recommendation's id.
    Recommendation,
    /// The day it was agreed.
    AgreedOn,
    /// The day by which it is to be done.
    Due,
    /// The status's number.
    Status,
    /// The day it was closed.
    ClosedOn,
}

/// What actions are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionQuery {
    /// Tests of their own fields.
    pub filter: Filter<ActionField>,
    /// They were overdue at the end of this day.
    pub overdue_on: Option<NaiveDate>,
}

impl Listed for action::Model {
    type Field = ActionField;
    const UNIQUE: &'static [ActionField] = &[ActionField::Council, ActionField::Id];

    fn expression(field: ActionField) -> SimpleExpr {
        match field {
            ActionField::Council => action::Column::CouncilCode,
            ActionField::Id => action::Column::Id,
            ActionField::Urn | ActionField::School => action::Column::Urn,
            ActionField::Owner => action::Column::Owner,
            ActionField::Source => action::Column::Source,
            ActionField::Visit => action::Column::VisitId,
            ActionField::Recommendation => action::Column::RecommendationId,
            ActionField::AgreedOn => action::Column::AgreedOn,
            ActionField::Due => action::Column::Due,
            ActionField::Status => action::Column::Status,
            ActionField::ClosedOn => action::Column::ClosedOn,
        }
        .into_expr()
    }

    fn nullable(field: ActionField) -> bool {
        matches!(field, ActionField::Urn | ActionField::Visit | ActionField::Recommendation | ActionField::ClosedOn)
    }

    fn scalar(&self, field: ActionField) -> Scalar {
        match field {
            ActionField::Council => Scalar::Text(self.council_code.clone()),
            ActionField::Id => Scalar::Text(self.id.clone()),
            ActionField::Urn | ActionField::School => self.urn.map_or(Scalar::Null, |urn| Scalar::Int(urn.into())),
            ActionField::Owner => Scalar::Text(self.owner.clone()),
            ActionField::Source => Scalar::Int(self.source.into()),
            ActionField::Visit => self.visit_id.clone().map_or(Scalar::Null, Scalar::Text),
            ActionField::Recommendation => self.recommendation_id.clone().map_or(Scalar::Null, Scalar::Text),
            ActionField::AgreedOn => Scalar::Day(self.agreed_on),
            ActionField::Due => Scalar::Day(self.due),
            ActionField::Status => Scalar::Int(self.status.into()),
            ActionField::ClosedOn => self.closed_on.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

fn leaf(field: ActionField, test: &Test) -> SimpleExpr {
    match field {
        ActionField::School => related::school_of(action::Column::Urn.into_expr(), test),
        _ => test.on(action::Model::expression(field)),
    }
}

/// What `ActionTimes::overdue_on` says, in SQL.
fn overdue_on(day: NaiveDate) -> Condition {
    let open = Condition::any().add(action::Column::ClosedOn.is_null()).add(action::Column::ClosedOn.gt(day));
    Condition::all().add(action::Column::Due.lt(day)).add(open)
}

fn select(query: &ActionQuery) -> Select<action::Entity> {
    let select = action::Entity::find().filter(query.filter.condition(&leaf));
    match query.overdue_on {
        Some(day) => select.filter(overdue_on(day)),
        None => select,
    }
}

/// A page of actions.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &ActionQuery,
    request: &PageRequest<ActionField>,
) -> Result<Page<action::Model>> {
    page(connection, select(query), request).await
}

/// How many actions match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &ActionQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Actions counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &ActionQuery,
    fields: &[ActionField],
) -> Result<Vec<Group>> {
    grouped::<_, action::Model>(connection, select(query), fields, &[]).await
}

/// Actions by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(connection: &impl ConnectionTrait, council: &str, ids: &[String]) -> Result<Vec<action::Model>> {
    of(connection, council, action::Column::Id.is_in(ids)).await
}

/// The actions that were agreed over visits, the first due first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_visits(
    connection: &impl ConnectionTrait,
    council: &str,
    visits: &[String],
) -> Result<Vec<action::Model>> {
    of(connection, council, action::Column::VisitId.is_in(visits)).await
}

/// The actions that follow from recommendations, the first due first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_recommendations(
    connection: &impl ConnectionTrait,
    council: &str,
    recommendations: &[String],
) -> Result<Vec<action::Model>> {
    of(connection, council, action::Column::RecommendationId.is_in(recommendations)).await
}

/// The actions that concern schools, the first due first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_schools(connection: &impl ConnectionTrait, council: &str, urns: &[i32]) -> Result<Vec<action::Model>> {
    of(connection, council, action::Column::Urn.is_in(urns.iter().copied())).await
}

/// A council's actions that were overdue at the end of a day, each with its school, the first due first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn overdue(connection: &impl ConnectionTrait, council: &str, day: NaiveDate) -> Result<Vec<action::Model>> {
    of(connection, council, overdue_on(day)).await
}

async fn of(connection: &impl ConnectionTrait, council: &str, which: impl IntoCondition) -> Result<Vec<action::Model>> {
    Ok(action::Entity::find()
        .filter(action::Column::CouncilCode.eq(council))
        .filter(which)
        .order_by_asc(action::Column::Due)
        .order_by_asc(action::Column::Id)
        .all(connection)
        .await?)
}

/// How the days of actions were moved, in the order in which it happened.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn due_changes(
    connection: &impl ConnectionTrait,
    council: &str,
    actions: &[String],
) -> Result<Vec<action_due_change::Model>> {
    Ok(action_due_change::Entity::find()
        .filter(action_due_change::Column::CouncilCode.eq(council))
        .filter(action_due_change::Column::ActionId.is_in(actions))
        .order_by_asc(action_due_change::Column::ActionId)
        .order_by_asc(action_due_change::Column::Version)
        .all(connection)
        .await?)
}

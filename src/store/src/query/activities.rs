//! Activities with the schools they reach, the commitments they serve and what they are expected to do.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{By, Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::partnerships::{self, PartnershipField};
use super::risk::on_record;
use super::schools::{self, SchoolField};
use crate::entities::{
    activity, activity_commitment, activity_effect, activity_school, partnership, risk_assessment, school,
};
use crate::error::Result;
use crate::ledger::Knowledge;

/// The fields of activities that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActivityField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The partnership's id.
    Partnership,
    /// The kind's number.
    Kind,
    /// The title; searched in folded form.
    Title,
    /// The status's number.
    Status,
    /// The first day.
    From,
    /// The first day on which it is over.
    To,
    /// How many pupils.
    Pupils,
    /// What it costs, in pence.
    Cost,
    /// The code of the pupil group it is for; empty where nobody said.
    TargetGroup,
}

/// What activities are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActivityQuery {
    /// Tests of their own fields.
    pub filter: Filter<ActivityField>,
    /// Their partnership must be so.
    pub partnership: Option<Filter<PartnershipField>>,
    /// Some school they reach must be so, as the register is known at this position.
    pub reaches: Option<(Filter<SchoolField>, Knowledge)>,
    /// Some school they reach was on record in an elevated tier at the end of this day.
    pub reaches_elevated_on: Option<NaiveDate>,
    /// They must serve this commitment: strategy and commitment.
    pub serves: Option<(String, String)>,
}

impl Listed for activity::Model {
    type Field = ActivityField;
    const UNIQUE: &'static [ActivityField] = &[ActivityField::Council, ActivityField::Id];

    fn expression(field: ActivityField) -> SimpleExpr {
        match field {
            ActivityField::Council => activity::Column::CouncilCode,
            ActivityField::Id => activity::Column::Id,
            ActivityField::Partnership => activity::Column::PartnershipId,
            ActivityField::Kind => activity::Column::Kind,
            ActivityField::Title => activity::Column::FoldedTitle,
            ActivityField::Status => activity::Column::Status,
            ActivityField::From => activity::Column::FromDay,
            ActivityField::To => activity::Column::ToDay,
            ActivityField::Pupils => activity::Column::Pupils,
            ActivityField::Cost => activity::Column::Cost,
            ActivityField::TargetGroup => activity::Column::TargetGroup,
        }
        .into_expr()
    }

    fn nullable(field: ActivityField) -> bool {
        matches!(field, ActivityField::To | ActivityField::Pupils | ActivityField::Cost)
    }

    fn scalar(&self, field: ActivityField) -> Scalar {
        match field {
            ActivityField::Council => Scalar::Text(self.council_code.clone()),
            ActivityField::Id => Scalar::Text(self.id.clone()),
            ActivityField::Partnership => Scalar::Text(self.partnership_id.clone()),
            ActivityField::Kind => Scalar::Int(self.kind.into()),
            ActivityField::Title => Scalar::Text(self.folded_title.clone()),
            ActivityField::Status => Scalar::Int(self.status.into()),
            ActivityField::From => Scalar::Day(self.from_day),
            ActivityField::To => self.to_day.map_or(Scalar::Null, Scalar::Day),
            ActivityField::Pupils => self.pupils.map_or(Scalar::Null, |number| Scalar::Int(number.into())),
            ActivityField::Cost => self.cost.map_or(Scalar::Null, Scalar::Int),
            ActivityField::TargetGroup => Scalar::Text(self.target_group.clone()),
        }
    }
}

pub(super) fn leaf(field: ActivityField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (ActivityField::Title, Test::Eq(_) | Test::In(_)) => test.on(activity::Column::Title.into_expr()),
        _ => test.on(activity::Model::expression(field)),
    }
}

/// Whether the activity's partnership is so.
fn of_partnership(filter: &Filter<PartnershipField>) -> SimpleExpr {
    use partnership::Column;
    let all = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(activity::Column::CouncilCode.into_expr()))
        .add(Column::Id.into_expr().eq(activity::Column::PartnershipId.into_expr()))
        .add(filter.condition(&partnerships::leaf));
    SimpleExpr::exists(Query::select().expr(1).from(partnership::Entity).cond_where(all).to_owned())
}

/// The schools that the activity reaches.
fn reached() -> Condition {
    use activity_school::Column;
    Condition::all()
        .add(Column::CouncilCode.into_expr().eq(activity::Column::CouncilCode.into_expr()))
        .add(Column::ActivityId.into_expr().eq(activity::Column::Id.into_expr()))
}

/// Whether some school that the activity reaches is so.
fn does_reach(filter: &Filter<SchoolField>, known: Knowledge) -> SimpleExpr {
    let all = reached()
        .add(school::Column::Urn.into_expr().eq(activity_school::Column::Urn.into_expr()))
        .add(schools::condition(filter, known));
    let query = Query::select().expr(1).from(activity_school::Entity).from(school::Entity).cond_where(all).to_owned();
    SimpleExpr::exists(query)
}

/// Whether some school that the activity reaches was on record in an elevated tier at the end of a day.
fn reaches_elevated(day: NaiveDate) -> SimpleExpr {
    use risk_assessment::Column;
    let all = reached()
        .add(Column::CouncilCode.into_expr().eq(activity_school::Column::CouncilCode.into_expr()))
        .add(Column::Urn.into_expr().eq(activity_school::Column::Urn.into_expr()))
        .add(Column::Elevated.eq(true))
        .add(on_record(day));
    let query =
        Query::select().expr(1).from(activity_school::Entity).from(risk_assessment::Entity).cond_where(all).to_owned();
    SimpleExpr::exists(query)
}

/// Whether the activity serves a commitment of a strategy.
fn does_serve(strategy: &str, commitment: &str) -> SimpleExpr {
    use activity_commitment::Column;
    let mine = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(activity::Column::CouncilCode.into_expr()))
        .add(Column::ActivityId.into_expr().eq(activity::Column::Id.into_expr()))
        .add(Column::StrategyCode.eq(strategy))
        .add(Column::CommitmentCode.eq(commitment));
    SimpleExpr::exists(Query::select().expr(1).from(activity_commitment::Entity).cond_where(mine).to_owned())
}

fn select(query: &ActivityQuery) -> Select<activity::Entity> {
    let mut all = query.filter.condition(&leaf);
    all = all.add_option(query.partnership.as_ref().map(of_partnership));
    all = all.add_option(query.reaches.as_ref().map(|(filter, known)| does_reach(filter, *known)));
    all = all.add_option(query.reaches_elevated_on.map(reaches_elevated));
    all = all.add_option(query.serves.as_ref().map(|(strategy, commitment)| does_serve(strategy, commitment)));
    activity::Entity::find().filter(all)
}

/// A page of activities.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &ActivityQuery,
    request: &PageRequest<ActivityField>,
) -> Result<Page<activity::Model>> {
    page(connection, select(query), request).await
}

/// How many activities match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &ActivityQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Activities counted by some of their fields, with sums.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &ActivityQuery,
    fields: &[ActivityField],
    numbers: &[(By, ActivityField)],
) -> Result<Vec<Group>> {
    grouped::<_, activity::Model>(connection, select(query), fields, numbers).await
}

/// Activities by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(connection: &impl ConnectionTrait, council: &str, ids: &[String]) -> Result<Vec<activity::Model>> {
    of(connection, council, activity::Column::Id, ids).await
}

/// The activities of partnerships, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_partnerships(
    connection: &impl ConnectionTrait,
    council: &str,
    partnerships: &[String],
) -> Result<Vec<activity::Model>> {
    of(connection, council, activity::Column::PartnershipId, partnerships).await
}

async fn of(
    connection: &impl ConnectionTrait,
    council: &str,
    column: activity::Column,
    ids: &[String],
) -> Result<Vec<activity::Model>> {
    Ok(activity::Entity::find()
        .filter(activity::Column::CouncilCode.eq(council))
        .filter(column.is_in(ids))
        // By that column first: in the order of days alone SQLite would read all activities of the council.
        .order_by_asc(column)
        .order_by_asc(activity::Column::FromDay)
        .order_by_asc(activity::Column::Id)
        .all(connection)
        .await?)
}

/// The schools that activities reach, by URN.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn schools(
    connection: &impl ConnectionTrait,
    council: &str,
    activities: &[String],
) -> Result<Vec<activity_school::Model>> {
    Ok(activity_school::Entity::find()
        .filter(activity_school::Column::CouncilCode.eq(council))
        .filter(activity_school::Column::ActivityId.is_in(activities))
        .order_by_asc(activity_school::Column::ActivityId)
        .order_by_asc(activity_school::Column::Urn)
        .all(connection)
        .await?)
}

/// The commitments that activities serve, by strategy and code.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn commitments(
    connection: &impl ConnectionTrait,
    council: &str,
    activities: &[String],
) -> Result<Vec<activity_commitment::Model>> {
    Ok(activity_commitment::Entity::find()
        .filter(activity_commitment::Column::CouncilCode.eq(council))
        .filter(activity_commitment::Column::ActivityId.is_in(activities))
        .order_by_asc(activity_commitment::Column::ActivityId)
        .order_by_asc(activity_commitment::Column::StrategyCode)
        .order_by_asc(activity_commitment::Column::CommitmentCode)
        .all(connection)
        .await?)
}

/// What activities are expected to do, by strategy, indicator and pupil group.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn effects(
    connection: &impl ConnectionTrait,
    council: &str,
    activities: &[String],
) -> Result<Vec<activity_effect::Model>> {
    Ok(activity_effect::Entity::find()
        .filter(activity_effect::Column::CouncilCode.eq(council))
        .filter(activity_effect::Column::ActivityId.is_in(activities))
        .order_by_asc(activity_effect::Column::ActivityId)
        .order_by_asc(activity_effect::Column::StrategyCode)
        .order_by_asc(activity_effect::Column::IndicatorCode)
        .order_by_asc(activity_effect::Column::Breakdown)
        .all(connection)
        .await?)
}

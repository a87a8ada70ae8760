//! Contributions: claims that an activity moved an outcome.

use sea_orm::sea_query::{Condition, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{activity, contribution};
use crate::error::Result;

/// The fields of contributions that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContributionField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The activity's id.
    Activity,
    /// The id of the activity's partnership.
    Partnership,
    /// The strategy's code.
    Strategy,
    /// The indicator's code.
    Indicator,
    /// The pupil group's code.
    Breakdown,
    /// The code of the period after.
    After,
    /// The method's number.
    Method,
    /// The strength.
    Strength,
    /// The share, in millionths of a percent.
    Share,
    /// The day of the claim.
    ClaimedOn,
    /// The day of the review.
    ReviewedOn,
}

impl Listed for contribution::Model {
    type Field = ContributionField;
    const UNIQUE: &'static [ContributionField] = &[ContributionField::Council, ContributionField::Id];

    fn expression(field: ContributionField) -> SimpleExpr {
        match field {
            ContributionField::Council => contribution::Column::CouncilCode,
            ContributionField::Id => contribution::Column::Id,
            // No list is ordered by a partnership; its test is one of its own.
            ContributionField::Activity | ContributionField::Partnership => contribution::Column::ActivityId,
            ContributionField::Strategy => contribution::Column::StrategyCode,
            ContributionField::Indicator => contribution::Column::IndicatorCode,
            ContributionField::Breakdown => contribution::Column::Breakdown,
            ContributionField::After => contribution::Column::AfterPeriod,
            ContributionField::Method => contribution::Column::Method,
            ContributionField::Strength => contribution::Column::Strength,
            ContributionField::Share => contribution::Column::Share,
            ContributionField::ClaimedOn => contribution::Column::ClaimedOn,
            ContributionField::ReviewedOn => contribution::Column::ReviewedOn,
        }
        .into_expr()
    }

    fn nullable(field: ContributionField) -> bool {
        matches!(field, ContributionField::Share | ContributionField::ReviewedOn)
    }

    fn scalar(&self, field: ContributionField) -> Scalar {
        match field {
            ContributionField::Council => Scalar::Text(self.council_code.clone()),
            ContributionField::Id => Scalar::Text(self.id.clone()),
            ContributionField::Activity | ContributionField::Partnership => Scalar::Text(self.activity_id.clone()),
            ContributionField::Strategy => Scalar::Text(self.strategy_code.clone()),
            ContributionField::Indicator => Scalar::Text(self.indicator_code.clone()),
            ContributionField::Breakdown => Scalar::Text(self.breakdown.clone()),
            ContributionField::After => Scalar::Int(self.after_period.into()),
            ContributionField::Method => Scalar::Int(self.method.into()),
            ContributionField::Strength => Scalar::Int(self.strength.into()),
            ContributionField::Share => self.share.map_or(Scalar::Null, Scalar::Int),
            ContributionField::ClaimedOn => Scalar::Day(self.claimed_on),
            ContributionField::ReviewedOn => self.reviewed_on.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

fn leaf(field: ContributionField, test: &Test) -> SimpleExpr {
    if field != ContributionField::Partnership {
        return test.on(contribution::Model::expression(field));
    }
    let of = Condition::all()
        .add(activity::Column::CouncilCode.into_expr().eq(contribution::Column::CouncilCode.into_expr()))
        .add(activity::Column::Id.into_expr().eq(contribution::Column::ActivityId.into_expr()))
        .add(test.on(activity::Column::PartnershipId.into_expr()));
    SimpleExpr::exists(Query::select().expr(1).from(activity::Entity).cond_where(of).to_owned())
}

fn select(filter: &Filter<ContributionField>) -> Select<contribution::Entity> {
    contribution::Entity::find().filter(filter.condition(&leaf))
}

/// A page of contributions.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<ContributionField>,
    request: &PageRequest<ContributionField>,
) -> Result<Page<contribution::Model>> {
    page(connection, select(filter), request).await
}

/// Contributions counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &Filter<ContributionField>,
    fields: &[ContributionField],
) -> Result<Vec<Group>> {
    grouped::<_, contribution::Model>(connection, select(query), fields, &[]).await
}

/// How many contributions match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<ContributionField>) -> Result<u64> {
    Ok(select(filter).count(connection).await?)
}

/// Contributions by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<contribution::Model>> {
    of(connection, council, contribution::Column::Id, ids).await
}

/// The contributions of activities, the earliest claim first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_activities(
    connection: &impl ConnectionTrait,
    council: &str,
    activities: &[String],
) -> Result<Vec<contribution::Model>> {
    of(connection, council, contribution::Column::ActivityId, activities).await
}

async fn of(
    connection: &impl ConnectionTrait,
    council: &str,
    column: contribution::Column,
    ids: &[String],
) -> Result<Vec<contribution::Model>> {
    Ok(contribution::Entity::find()
        .filter(contribution::Column::CouncilCode.eq(council))
        .filter(column.is_in(ids))
        .order_by_asc(contribution::Column::ClaimedOn)
        .order_by_asc(contribution::Column::Id)
        .all(connection)
        .await?)
}

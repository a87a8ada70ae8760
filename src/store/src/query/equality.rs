//! Equality impacts.

use chrono::NaiveDate;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::equality_impact;
use crate::error::Result;

/// The fields of impacts that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImpactField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The number of the kind of its subject.
    Subject,
    /// The strategy's code.
    Strategy,
    /// The commitment's code.
    Commitment,
    /// The number of the characteristic.
    Characteristic,
    /// The number of the impact.
    Impact,
    /// When it is looked at again.
    ReviewOn,
}

/// What impacts are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImpactQuery {
    /// Tests of their own fields.
    pub filter: Filter<ImpactField>,
    /// Their review was overdue at the end of this day.
    pub review_overdue_on: Option<NaiveDate>,
}

impl Listed for equality_impact::Model {
    type Field = ImpactField;
    const UNIQUE: &'static [ImpactField] = &[ImpactField::Council, ImpactField::Id];

    fn expression(field: ImpactField) -> SimpleExpr {
        match field {
            ImpactField::Council => equality_impact::Column::CouncilCode,
            ImpactField::Id => equality_impact::Column::Id,
            ImpactField::Subject => equality_impact::Column::Subject,
            ImpactField::Strategy => equality_impact::Column::StrategyCode,
            ImpactField::Commitment => equality_impact::Column::CommitmentCode,
            ImpactField::Characteristic => equality_impact::Column::Characteristic,
            ImpactField::Impact => equality_impact::Column::Impact,
            ImpactField::ReviewOn => equality_impact::Column::ReviewOn,
        }
        .into_expr()
    }

    fn nullable(field: ImpactField) -> bool {
        matches!(field, ImpactField::Strategy | ImpactField::Commitment | ImpactField::ReviewOn)
    }

    fn scalar(&self, field: ImpactField) -> Scalar {
        let text = |text: &Option<String>| text.clone().map_or(Scalar::Null, Scalar::Text);
        match field {
            ImpactField::Council => Scalar::Text(self.council_code.clone()),
            ImpactField::Id => Scalar::Text(self.id.clone()),
            ImpactField::Subject => Scalar::Int(self.subject.into()),
            ImpactField::Strategy => text(&self.strategy_code),
            ImpactField::Commitment => text(&self.commitment_code),
            ImpactField::Characteristic => Scalar::Int(self.characteristic.into()),
            ImpactField::Impact => Scalar::Int(self.impact.into()),
            ImpactField::ReviewOn => self.review_on.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

fn leaf(field: ImpactField, test: &Test) -> SimpleExpr {
    test.on(equality_impact::Model::expression(field))
}

fn select(query: &ImpactQuery) -> Select<equality_impact::Entity> {
    let select = equality_impact::Entity::find().filter(query.filter.condition(&leaf));
    match query.review_overdue_on {
        Some(day) => select.filter(equality_impact::Column::ReviewOn.lt(day)),
        None => select,
    }
}

/// A page of impacts.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &ImpactQuery,
    request: &PageRequest<ImpactField>,
) -> Result<Page<equality_impact::Model>> {
    page(connection, select(query), request).await
}

/// How many impacts match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &ImpactQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Impacts by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<equality_impact::Model>> {
    Ok(equality_impact::Entity::find()
        .filter(equality_impact::Column::CouncilCode.eq(council))
        .filter(equality_impact::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

//! Early-warning flags.

use sea_orm::sea_query::{Condition, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::flag;
use crate::error::Result;

/// The fields of flags that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The rule's number.
    Rule,
    /// The day it was raised.
    RaisedOn,
    /// The status's number.
    Status,
    /// The school's URN, where it is about one.
    Urn,
    /// The school it is about, by a filter of the school's.
    School,
    /// The partnership's id, where it is about one.
    Partnership,
    /// The strategy's code, where it is about a line.
    Strategy,
    /// The indicator's code, where it is about a line.
    Indicator,
}

impl Listed for flag::Model {
    type Field = FlagField;
    const UNIQUE: &'static [FlagField] = &[FlagField::Council, FlagField::Id];

    fn expression(field: FlagField) -> SimpleExpr {
        match field {
            FlagField::Council => flag::Column::CouncilCode,
            FlagField::Id => flag::Column::Id,
            FlagField::Rule => flag::Column::Rule,
            FlagField::RaisedOn => flag::Column::RaisedOn,
            FlagField::Status => flag::Column::Status,
            FlagField::Urn | FlagField::School => flag::Column::Urn,
            FlagField::Partnership => flag::Column::PartnershipId,
            FlagField::Strategy => flag::Column::StrategyCode,
            FlagField::Indicator => flag::Column::IndicatorCode,
        }
        .into_expr()
    }

    fn nullable(field: FlagField) -> bool {
        matches!(field, FlagField::Urn | FlagField::Partnership | FlagField::Strategy | FlagField::Indicator)
    }

    fn scalar(&self, field: FlagField) -> Scalar {
        let text = |text: &Option<String>| text.clone().map_or(Scalar::Null, Scalar::Text);
        match field {
            FlagField::Council => Scalar::Text(self.council_code.clone()),
            FlagField::Id => Scalar::Text(self.id.clone()),
            FlagField::Rule => Scalar::Int(self.rule.into()),
            FlagField::RaisedOn => Scalar::Day(self.raised_on),
            FlagField::Status => Scalar::Int(self.status.into()),
            FlagField::Urn | FlagField::School => self.urn.map_or(Scalar::Null, |urn| Scalar::Int(urn.into())),
            FlagField::Partnership => text(&self.partnership_id),
            FlagField::Strategy => text(&self.strategy_code),
            FlagField::Indicator => text(&self.indicator_code),
        }
    }
}

fn condition(filter: &Filter<FlagField>) -> Condition {
    filter.condition(&|field, test: &Test| match field {
        FlagField::School => related::school_of(flag::Column::Urn.into_expr(), test),
        _ => test.on(flag::Model::expression(field)),
    })
}

/// A page of flags.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<FlagField>,
    request: &PageRequest<FlagField>,
) -> Result<Page<flag::Model>> {
    page(connection, flag::Entity::find().filter(condition(filter)), request).await
}

/// How many flags match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<FlagField>) -> Result<u64> {
    Ok(flag::Entity::find().filter(condition(filter)).count(connection).await?)
}

/// Flags counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    filter: &Filter<FlagField>,
    fields: &[FlagField],
) -> Result<Vec<Group>> {
    let select = flag::Entity::find().filter(condition(filter));
    grouped::<_, flag::Model>(connection, select, fields, &[]).await
}

/// Flags by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(connection: &impl ConnectionTrait, council: &str, ids: &[String]) -> Result<Vec<flag::Model>> {
    Ok(flag::Entity::find()
        .filter(flag::Column::CouncilCode.eq(council))
        .filter(flag::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

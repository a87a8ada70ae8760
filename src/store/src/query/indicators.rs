//! Indicators.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{breakdown, indicator, series};
use crate::error::Result;

/// The fields of indicators that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorField {
    /// The code.
    Code,
    /// The name; searched in folded form, together with the code.
    Name,
    /// The topic.
    Topic,
    /// The polarity's number.
    Polarity,
    /// Whether it stands in the catalogue.
    InCatalogue,
}

impl Listed for indicator::Model {
    type Field = IndicatorField;
    const UNIQUE: &'static [IndicatorField] = &[IndicatorField::Code];

    fn expression(field: IndicatorField) -> SimpleExpr {
        match field {
            IndicatorField::Code => indicator::Column::Code,
            IndicatorField::Name => indicator::Column::FoldedName,
            IndicatorField::Topic => indicator::Column::Topic,
            IndicatorField::Polarity => indicator::Column::Polarity,
            IndicatorField::InCatalogue => indicator::Column::InCatalogue,
        }
        .into_expr()
    }

    fn nullable(_field: IndicatorField) -> bool {
        false
    }

    fn scalar(&self, field: IndicatorField) -> Scalar {
        match field {
            IndicatorField::Code => Scalar::Text(self.code.clone()),
            IndicatorField::Name => Scalar::Text(self.folded_name.clone()),
            IndicatorField::Topic => Scalar::Text(self.topic.clone()),
            IndicatorField::Polarity => Scalar::Int(self.polarity.into()),
            IndicatorField::InCatalogue => Scalar::Bool(self.in_catalogue),
        }
    }
}

fn leaf(field: IndicatorField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (IndicatorField::Name, Test::Eq(_) | Test::In(_)) => test.on(indicator::Column::Name.into_expr()),
        _ => test.on(indicator::Model::expression(field)),
    }
}

/// A page of indicators.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<IndicatorField>,
    request: &PageRequest<IndicatorField>,
) -> Result<Page<indicator::Model>> {
    page(connection, indicator::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many indicators match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<IndicatorField>) -> Result<u64> {
    Ok(indicator::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Indicators by code.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_codes(connection: &impl ConnectionTrait, codes: &[String]) -> Result<Vec<indicator::Model>> {
    Ok(indicator::Entity::find().filter(indicator::Column::Code.is_in(codes)).all(connection).await?)
}

/// Series by id, each with its breakdown.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn series_by_ids(
    connection: &impl ConnectionTrait,
    ids: &[i32],
) -> Result<Vec<(series::Model, Option<breakdown::Model>)>> {
    let rows = series::Entity::find().filter(series::Column::Id.is_in(ids.iter().copied())).all(connection).await?;
    let codes = rows.iter().map(|row| row.breakdown.clone());
    let groups = breakdown::Entity::find().filter(breakdown::Column::Code.is_in(codes)).all(connection).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let group = groups.iter().find(|group| group.code == row.breakdown).cloned();
            (row, group)
        })
        .collect())
}

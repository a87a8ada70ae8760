//! Places.

use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{place, place_code, place_succession};
use crate::error::Result;

/// The fields of places that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceField {
    /// The id: the DfE number, or a school's LAESTAB.
    Id,
    /// The level's number.
    Level,
    /// The name; searched in folded form.
    Name,
    /// The region's id.
    Region,
    /// Any code it has or had, of any scheme.
    Code,
}

impl Listed for place::Model {
    type Field = PlaceField;
    const UNIQUE: &'static [PlaceField] = &[PlaceField::Id];

    fn expression(field: PlaceField) -> SimpleExpr {
        match field {
            PlaceField::Id | PlaceField::Code => place::Column::Id.into_expr(),
            PlaceField::Level => place::Column::Level.into_expr(),
            PlaceField::Name => place::Column::FoldedName.into_expr(),
            PlaceField::Region => place::Column::RegionId.into_expr(),
        }
    }

    fn nullable(field: PlaceField) -> bool {
        field == PlaceField::Region
    }

    fn scalar(&self, field: PlaceField) -> Scalar {
        match field {
            PlaceField::Id | PlaceField::Code => Scalar::Int(self.id.into()),
            PlaceField::Level => Scalar::Int(self.level.into()),
            PlaceField::Name => Scalar::Text(self.folded_name.clone()),
            PlaceField::Region => self.region_id.map_or(Scalar::Null, |id| Scalar::Int(id.into())),
        }
    }
}

fn leaf(field: PlaceField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (PlaceField::Code, _) => {
            let codes = sea_orm::sea_query::Query::select()
                .column(place_code::Column::PlaceId)
                .from(place_code::Entity)
                .and_where(test.on(Expr::col((place_code::Entity, place_code::Column::Code))))
                .to_owned();
            place::Column::Id.into_expr().in_subquery(codes)
        }
        (PlaceField::Name, Test::Eq(_) | Test::In(_)) => test.on(place::Column::Name.into_expr()),
        _ => test.on(place::Model::expression(field)),
    }
}

/// A page of places.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<PlaceField>,
    request: &PageRequest<PlaceField>,
) -> Result<Page<place::Model>> {
    page(connection, place::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many places match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<PlaceField>) -> Result<u64> {
    Ok(place::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Places by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(connection: &impl ConnectionTrait, ids: &[i32]) -> Result<Vec<place::Model>> {
    Ok(place::Entity::find().filter(place::Column::Id.is_in(ids.iter().copied())).all(connection).await?)
}

/// The codes of places, oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn codes_of(connection: &impl ConnectionTrait, ids: &[i32]) -> Result<Vec<place_code::Model>> {
    Ok(place_code::Entity::find()
        .filter(place_code::Column::PlaceId.is_in(ids.iter().copied()))
        .order_by_asc(place_code::Column::Scheme)
        .order_by_with_nulls(place_code::Column::FromDay, sea_orm::Order::Asc, sea_orm::sea_query::NullOrdering::First)
        .order_by_asc(place_code::Column::Code)
        .all(connection)
        .await?)
}

/// Who took the place of places.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn successions_of(connection: &impl ConnectionTrait, ids: &[i32]) -> Result<Vec<place_succession::Model>> {
    Ok(place_succession::Entity::find()
        .filter(place_succession::Column::PredecessorId.is_in(ids.iter().copied()))
        .order_by_asc(place_succession::Column::SuccessorId)
        .all(connection)
        .await?)
}

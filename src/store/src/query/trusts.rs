//! Trusts, as known at a position.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use super::schools::holds_at;
use crate::entities::trust;
use crate::error::Result;
use crate::ledger::Knowledge;

/// The fields of trusts that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrustField {
    /// The group UID.
    Uid,
    /// The name; searched in folded form.
    Name,
    /// The kind's number.
    Kind,
    /// Whether it is open.
    Open,
}

impl Listed for trust::Model {
    type Field = TrustField;
    const UNIQUE: &'static [TrustField] = &[TrustField::Uid];

    fn expression(field: TrustField) -> SimpleExpr {
        match field {
            TrustField::Uid => trust::Column::Uid,
            TrustField::Name => trust::Column::FoldedName,
            TrustField::Kind => trust::Column::Kind,
            TrustField::Open => trust::Column::Open,
        }
        .into_expr()
    }

    fn nullable(_field: TrustField) -> bool {
        false
    }

    fn scalar(&self, field: TrustField) -> Scalar {
        match field {
            TrustField::Uid => Scalar::Int(self.uid.into()),
            TrustField::Name => Scalar::Text(self.folded_name.clone()),
            TrustField::Kind => Scalar::Int(self.kind.into()),
            TrustField::Open => Scalar::Bool(self.open),
        }
    }
}

fn leaf(field: TrustField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (TrustField::Name, Test::Eq(_) | Test::In(_)) => test.on(trust::Column::Name.into_expr()),
        _ => test.on(trust::Model::expression(field)),
    }
}

fn select(filter: &Filter<TrustField>, known: Knowledge) -> Select<trust::Entity> {
    trust::Entity::find().filter(holds_at("trust", &["uid"], known)).filter(filter.condition(&leaf))
}

/// A page of trusts.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<TrustField>,
    request: &PageRequest<TrustField>,
    known: Knowledge,
) -> Result<Page<trust::Model>> {
    page(connection, select(filter, known), request).await
}

/// How many trusts match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<TrustField>, known: Knowledge) -> Result<u64> {
    Ok(select(filter, known).count(connection).await?)
}

/// Trusts by UID.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_uids(connection: &impl ConnectionTrait, uids: &[i32], known: Knowledge) -> Result<Vec<trust::Model>> {
    let filter = Filter::Is(TrustField::Uid, Test::In(uids.iter().map(|uid| Scalar::Int((*uid).into())).collect()));
    Ok(select(&filter, known).order_by_asc(trust::Column::Uid).all(connection).await?)
}

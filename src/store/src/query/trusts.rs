//! Trusts, as known at a position.

use sea_orm::sea_query::{Condition, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
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
    /// Its schools, by a filter of theirs.
    Schools,
    /// How many schools it has, as known at a position.
    SchoolCount(Knowledge),
}

impl Listed for trust::Model {
    type Field = TrustField;
    const UNIQUE: &'static [TrustField] = &[TrustField::Uid];

    fn expression(field: TrustField) -> SimpleExpr {
        match field {
            TrustField::Uid | TrustField::Schools => trust::Column::Uid,
            TrustField::SchoolCount(known) => return related::count_of_schools(known),
            TrustField::Name => trust::Column::FoldedName,
            TrustField::Kind => trust::Column::Kind,
            TrustField::Open => trust::Column::Open,
        }
        .into_expr()
    }

    fn nullable(_field: TrustField) -> bool {
        false
    }

    fn computed(field: TrustField) -> bool {
        matches!(field, TrustField::SchoolCount(_))
    }

    fn scalar(&self, field: TrustField) -> Scalar {
        match field {
            TrustField::Uid | TrustField::Schools => Scalar::Int(self.uid.into()),
            // Worked out beside the row.
            TrustField::SchoolCount(_) => Scalar::Null,
            TrustField::Name => Scalar::Text(self.folded_name.clone()),
            TrustField::Kind => Scalar::Int(self.kind.into()),
            TrustField::Open => Scalar::Bool(self.open),
        }
    }
}

fn leaf(known: Knowledge) -> impl Fn(TrustField, &Test) -> SimpleExpr {
    move |field, test| match (at(field, known), test) {
        (TrustField::Name, Test::Eq(_) | Test::In(_)) => test.on(trust::Column::Name.into_expr()),
        (TrustField::Schools, _) => related::schools_of_trust(test, known),
        (field, _) => test.on(trust::Model::expression(field)),
    }
}

/// The field as known at a position.
fn at(field: TrustField, known: Knowledge) -> TrustField {
    match field {
        TrustField::SchoolCount(_) => TrustField::SchoolCount(known),
        other => other,
    }
}

/// The trusts that match, as known at a position.
pub(super) fn condition(filter: &Filter<TrustField>, known: Knowledge) -> Condition {
    Condition::all().add(holds_at("trust", &["uid"], known)).add(filter.condition(&leaf(known)))
}

fn select(filter: &Filter<TrustField>, known: Knowledge) -> Select<trust::Entity> {
    trust::Entity::find().filter(condition(filter, known))
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
    let mut request = request.clone();
    request.order.iter_mut().for_each(|order| order.field = at(order.field, known));
    page(connection, select(filter, known), &request).await
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

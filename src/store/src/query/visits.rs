//! Critical friends' visits.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::visit;
use crate::error::Result;

/// The fields of visits that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The school's URN.
    Urn,
    /// The school it is about, by a filter of the school's.
    School,
    /// The day.
    Day,
    /// The status's number.
    Status,
    /// The officer who leads it.
    LeadOfficer,
    /// The number of the tier that was on record.
    Tier,
    /// The day on which the note was shared with the school.
    SharedOn,
}

impl Listed for visit::Model {
    type Field = VisitField;
    const UNIQUE: &'static [VisitField] = &[VisitField::Council, VisitField::Id];

    fn expression(field: VisitField) -> SimpleExpr {
        match field {
            VisitField::Council => visit::Column::CouncilCode,
            VisitField::Id => visit::Column::Id,
            VisitField::Urn | VisitField::School => visit::Column::Urn,
            VisitField::Day => visit::Column::Day,
            VisitField::Status => visit::Column::Status,
            VisitField::LeadOfficer => visit::Column::LeadOfficer,
            VisitField::Tier => visit::Column::Tier,
            VisitField::SharedOn => visit::Column::SharedOn,
        }
        .into_expr()
    }

    fn nullable(field: VisitField) -> bool {
        matches!(field, VisitField::Tier | VisitField::SharedOn)
    }

    fn scalar(&self, field: VisitField) -> Scalar {
        match field {
            VisitField::Council => Scalar::Text(self.council_code.clone()),
            VisitField::Id => Scalar::Text(self.id.clone()),
            VisitField::Urn | VisitField::School => Scalar::Int(self.urn.into()),
            VisitField::Day => Scalar::Day(self.day),
            VisitField::Status => Scalar::Int(self.status.into()),
            VisitField::LeadOfficer => Scalar::Text(self.lead_officer.clone()),
            VisitField::Tier => self.tier.map_or(Scalar::Null, |tier| Scalar::Int(tier.into())),
            VisitField::SharedOn => self.shared_on.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

fn leaf(field: VisitField, test: &Test) -> SimpleExpr {
    match field {
        VisitField::School => related::school_of(visit::Column::Urn.into_expr(), test),
        _ => test.on(visit::Model::expression(field)),
    }
}

/// A page of visits.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<VisitField>,
    request: &PageRequest<VisitField>,
) -> Result<Page<visit::Model>> {
    page(connection, visit::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many visits match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<VisitField>) -> Result<u64> {
    Ok(visit::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Visits counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    filter: &Filter<VisitField>,
    fields: &[VisitField],
) -> Result<Vec<Group>> {
    let select = visit::Entity::find().filter(filter.condition(&leaf));
    grouped::<_, visit::Model>(connection, select, fields, &[]).await
}

/// Visits by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(connection: &impl ConnectionTrait, council: &str, ids: &[String]) -> Result<Vec<visit::Model>> {
    of(connection, council, visit::Column::Id.is_in(ids), visit::Column::Id).await
}

/// A council's visits to schools, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn of_schools(connection: &impl ConnectionTrait, council: &str, urns: &[i32]) -> Result<Vec<visit::Model>> {
    of(connection, council, visit::Column::Urn.is_in(urns.iter().copied()), visit::Column::Urn).await
}

/// A council's visits to any school of a half-open range of days, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn between(
    connection: &impl ConnectionTrait,
    council: &str,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<visit::Model>> {
    let within = Condition::all().add(visit::Column::Day.gte(from)).add(visit::Column::Day.lt(to));
    of(connection, council, within, visit::Column::Day).await
}

/// Visits in the order of the column that they are looked for by, then of days: in the order of days alone SQLite would read all visits of
/// the council.
async fn of(
    connection: &impl ConnectionTrait,
    council: &str,
    which: impl sea_orm::sea_query::IntoCondition,
    first: visit::Column,
) -> Result<Vec<visit::Model>> {
    Ok(visit::Entity::find()
        .filter(visit::Column::CouncilCode.eq(council))
        .filter(which)
        .order_by_asc(first)
        .order_by_asc(visit::Column::Day)
        .order_by_asc(visit::Column::Id)
        .all(connection)
        .await?)
}

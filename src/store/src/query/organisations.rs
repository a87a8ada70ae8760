//! Partner organisations, their designations, and what they belong to.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{designation, organisation, partnership_member};
use crate::error::Result;

/// The fields of organisations that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The kind's number.
    Kind,
    /// The name; searched in folded form.
    Name,
    /// The school's URN.
    Urn,
    /// The trust's group UID.
    Trust,
}

impl Listed for organisation::Model {
    type Field = OrganisationField;
    const UNIQUE: &'static [OrganisationField] = &[OrganisationField::Council, OrganisationField::Id];

    fn expression(field: OrganisationField) -> SimpleExpr {
        match field {
            OrganisationField::Council => organisation::Column::CouncilCode,
            OrganisationField::Id => organisation::Column::Id,
            OrganisationField::Kind => organisation::Column::Kind,
            OrganisationField::Name => organisation::Column::FoldedName,
            OrganisationField::Urn => organisation::Column::Urn,
            OrganisationField::Trust => organisation::Column::TrustUid,
        }
        .into_expr()
    }

    fn nullable(field: OrganisationField) -> bool {
        matches!(field, OrganisationField::Urn | OrganisationField::Trust)
    }

    fn scalar(&self, field: OrganisationField) -> Scalar {
        let number = |number: Option<i32>| number.map_or(Scalar::Null, |it| Scalar::Int(it.into()));
        match field {
            OrganisationField::Council => Scalar::Text(self.council_code.clone()),
            OrganisationField::Id => Scalar::Text(self.id.clone()),
            OrganisationField::Kind => Scalar::Int(self.kind.into()),
            OrganisationField::Name => Scalar::Text(self.folded_name.clone()),
            OrganisationField::Urn => number(self.urn),
            OrganisationField::Trust => number(self.trust_uid),
        }
    }
}

fn leaf(field: OrganisationField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (OrganisationField::Name, Test::Eq(_) | Test::In(_)) => test.on(organisation::Column::Name.into_expr()),
        _ => test.on(organisation::Model::expression(field)),
    }
}

/// A page of organisations.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<OrganisationField>,
    request: &PageRequest<OrganisationField>,
) -> Result<Page<organisation::Model>> {
    page(connection, organisation::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many organisations match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<OrganisationField>) -> Result<u64> {
    Ok(organisation::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Organisations by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<organisation::Model>> {
    Ok(organisation::Entity::find()
        .filter(organisation::Column::CouncilCode.eq(council))
        .filter(organisation::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// The designations of organisations, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn designations(
    connection: &impl ConnectionTrait,
    council: &str,
    organisations: &[String],
) -> Result<Vec<designation::Model>> {
    Ok(designation::Entity::find()
        .filter(designation::Column::CouncilCode.eq(council))
        .filter(designation::Column::OrganisationId.is_in(organisations))
        .order_by_asc(designation::Column::FromDay)
        .order_by_asc(designation::Column::Id)
        .all(connection)
        .await?)
}

/// What organisations belong or belonged to, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn memberships(
    connection: &impl ConnectionTrait,
    council: &str,
    organisations: &[String],
) -> Result<Vec<partnership_member::Model>> {
    Ok(partnership_member::Entity::find()
        .filter(partnership_member::Column::CouncilCode.eq(council))
        .filter(partnership_member::Column::OrganisationId.is_in(organisations))
        .order_by_asc(partnership_member::Column::FromDay)
        .order_by_asc(partnership_member::Column::Id)
        .all(connection)
        .await?)
}

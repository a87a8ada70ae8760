//! Organisations and their designations.

use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use sextant_domain::delivery::OrganisationRef;

use crate::entities::{designation, organisation, school, trust};
use crate::error::Result;

/// An organisation of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_organisation(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<organisation::Model>> {
    Ok(organisation::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// The name that the register has for a school or a trust in its newest edition; `None` where it has none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn register_has(connection: &impl ConnectionTrait, reference: OrganisationRef) -> Result<Option<String>> {
    Ok(match reference {
        OrganisationRef::School(urn) => {
            let Ok(urn) = i32::try_from(urn) else { return Ok(None) };
            let newest = school::Entity::find()
                .filter(school::Column::Urn.eq(urn))
                .order_by_desc(school::Column::Knowledge)
                .one(connection)
                .await?;
            newest.map(|row| row.name)
        }
        OrganisationRef::Trust(uid) => {
            let newest = trust::Entity::find()
                .filter(trust::Column::Uid.eq(uid))
                .order_by_desc(trust::Column::Knowledge)
                .one(connection)
                .await?;
            newest.map(|row| row.name)
        }
    })
}

/// The organisation of a council that is this school or trust.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn organisation_of(
    connection: &impl ConnectionTrait,
    council: &str,
    reference: OrganisationRef,
) -> Result<Option<organisation::Model>> {
    let is = match reference {
        OrganisationRef::School(urn) => organisation::Column::Urn.eq(i64::from(urn)),
        OrganisationRef::Trust(uid) => organisation::Column::TrustUid.eq(uid),
    };
    let query = organisation::Entity::find().filter(organisation::Column::CouncilCode.eq(council)).filter(is);
    Ok(query.one(connection).await?)
}

/// Writes a new organisation.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_organisation(transaction: &DatabaseTransaction, row: organisation::Model) -> Result<()> {
    organisation::Entity::insert(organisation::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes an organisation anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_organisation(transaction: &DatabaseTransaction, row: organisation::Model) -> Result<()> {
    organisation::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// The designations of an organisation, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn designations_of(
    connection: &impl ConnectionTrait,
    council: &str,
    organisation: &str,
) -> Result<Vec<designation::Model>> {
    Ok(designation::Entity::find()
        .filter(designation::Column::CouncilCode.eq(council))
        .filter(designation::Column::OrganisationId.eq(organisation))
        .order_by_asc(designation::Column::FromDay)
        .order_by_asc(designation::Column::Id)
        .all(connection)
        .await?)
}

/// A designation of a council's organisation, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_designation(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<designation::Model>> {
    Ok(designation::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new designation.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_designation(transaction: &DatabaseTransaction, row: designation::Model) -> Result<()> {
    designation::Entity::insert(designation::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a designation anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_designation(transaction: &DatabaseTransaction, row: designation::Model) -> Result<()> {
    designation::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

//! Policies of risk tiers, and what was put on record under them. Both only grow.

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::delivery::Assessed;

use crate::entities::{risk_assessment, risk_policy, risk_tier};
use crate::error::Result;

/// The newest version of a council's policy.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn newest_policy(
    connection: &impl ConnectionTrait,
    council: &str,
    code: &str,
) -> Result<Option<risk_policy::Model>> {
    Ok(risk_policy::Entity::find()
        .filter(risk_policy::Column::CouncilCode.eq(council))
        .filter(risk_policy::Column::Code.eq(code))
        .order_by_desc(risk_policy::Column::Version)
        .one(connection)
        .await?)
}

/// A version of a council's policy with its tiers in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_policy(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<(risk_policy::Model, Vec<risk_tier::Model>)>> {
    let found = risk_policy::Entity::find_by_id((council.to_owned(), id.to_owned())).one(connection).await?;
    let Some(policy) = found else { return Ok(None) };
    let tiers = risk_tier::Entity::find()
        .filter(risk_tier::Column::CouncilCode.eq(council))
        .filter(risk_tier::Column::PolicyId.eq(id))
        .order_by_asc(risk_tier::Column::Number)
        .all(connection)
        .await?;
    Ok(Some((policy, tiers)))
}

/// The day on which the version after this one was approved; `None` while it is the newest.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn superseded_on(
    connection: &impl ConnectionTrait,
    policy: &risk_policy::Model,
) -> Result<Option<NaiveDate>> {
    let next = risk_policy::Entity::find()
        .filter(risk_policy::Column::CouncilCode.eq(&policy.council_code))
        .filter(risk_policy::Column::Code.eq(&policy.code))
        .filter(risk_policy::Column::Version.eq(policy.version + 1))
        .one(connection)
        .await?;
    Ok(next.map(|next| next.approved_on))
}

/// Writes a version of a policy with its tiers. `false` where somebody else wrote this version first: nothing is written then.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_policy(
    transaction: &DatabaseTransaction,
    policy: risk_policy::Model,
    tiers: Vec<risk_tier::Model>,
) -> Result<bool> {
    let written = risk_policy::Entity::insert(risk_policy::ActiveModel::from(policy))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    if written == 0 {
        return Ok(false);
    }
    risk_tier::Entity::insert_many(tiers.into_iter().map(risk_tier::ActiveModel::from))
        .exec_without_returning(transaction)
        .await?;
    Ok(true)
}

/// Writes an assessment.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_assessment(transaction: &DatabaseTransaction, row: risk_assessment::Model) -> Result<()> {
    risk_assessment::Entity::insert(risk_assessment::ActiveModel::from(row))
        .exec_without_returning(transaction)
        .await?;
    Ok(())
}

/// What a council put on record of a school.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn assessments_of(connection: &impl ConnectionTrait, council: &str, urn: i32) -> Result<Vec<Assessed>> {
    let rows = risk_assessment::Entity::find()
        .filter(risk_assessment::Column::CouncilCode.eq(council))
        .filter(risk_assessment::Column::Urn.eq(urn))
        .all(connection)
        .await?;
    Ok(rows.into_iter().map(assessed).collect())
}

/// A stored assessment as the rules see it.
pub(crate) fn assessed(row: risk_assessment::Model) -> Assessed {
    Assessed {
        id: row.id,
        urn: row.urn as u32,
        tier: row.tier,
        elevated: row.elevated,
        decided_on: row.decided_on,
        entered_at: DateTime::from_timestamp_millis(row.entered_at).unwrap_or(DateTime::<Utc>::MAX_UTC),
    }
}

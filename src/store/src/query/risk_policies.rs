//! Policies of risk tiers, every version of them.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{risk_policy, risk_tier};
use crate::error::Result;

/// The fields of versions of policies that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RiskPolicyField {
    /// The council's code.
    Council,
    /// The id of the version.
    Id,
    /// The policy's code.
    Code,
    /// The version.
    Version,
    /// The day it was approved.
    ApprovedOn,
}

impl Listed for risk_policy::Model {
    type Field = RiskPolicyField;
    const UNIQUE: &'static [RiskPolicyField] = &[RiskPolicyField::Council, RiskPolicyField::Id];

    fn expression(field: RiskPolicyField) -> SimpleExpr {
        match field {
            RiskPolicyField::Council => risk_policy::Column::CouncilCode,
            RiskPolicyField::Id => risk_policy::Column::Id,
            RiskPolicyField::Code => risk_policy::Column::Code,
            RiskPolicyField::Version => risk_policy::Column::Version,
            RiskPolicyField::ApprovedOn => risk_policy::Column::ApprovedOn,
        }
        .into_expr()
    }

    fn nullable(_field: RiskPolicyField) -> bool {
        false
    }

    fn scalar(&self, field: RiskPolicyField) -> Scalar {
        match field {
            RiskPolicyField::Council => Scalar::Text(self.council_code.clone()),
            RiskPolicyField::Id => Scalar::Text(self.id.clone()),
            RiskPolicyField::Code => Scalar::Text(self.code.clone()),
            RiskPolicyField::Version => Scalar::Int(self.version.into()),
            RiskPolicyField::ApprovedOn => Scalar::Day(self.approved_on),
        }
    }
}

fn leaf(field: RiskPolicyField, test: &Test) -> SimpleExpr {
    test.on(risk_policy::Model::expression(field))
}

/// A page of versions of policies.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<RiskPolicyField>,
    request: &PageRequest<RiskPolicyField>,
) -> Result<Page<risk_policy::Model>> {
    page(connection, risk_policy::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many versions of policies match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<RiskPolicyField>) -> Result<u64> {
    Ok(risk_policy::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Versions of policies by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<risk_policy::Model>> {
    Ok(risk_policy::Entity::find()
        .filter(risk_policy::Column::CouncilCode.eq(council))
        .filter(risk_policy::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// The tiers of versions of policies, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn tiers(
    connection: &impl ConnectionTrait,
    council: &str,
    policies: &[String],
) -> Result<Vec<risk_tier::Model>> {
    Ok(risk_tier::Entity::find()
        .filter(risk_tier::Column::CouncilCode.eq(council))
        .filter(risk_tier::Column::PolicyId.is_in(policies))
        .order_by_asc(risk_tier::Column::PolicyId)
        .order_by_asc(risk_tier::Column::Number)
        .all(connection)
        .await?)
}

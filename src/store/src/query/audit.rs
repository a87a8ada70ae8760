//! The audit trail.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::audit_entry;
use crate::error::Result;

/// The fields of audit entries that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditField {
    /// The council's code.
    Council,
    /// The id; later entries sort behind earlier ones.
    Id,
    /// When, in milliseconds since 1970.
    At,
    /// Who.
    Actor,
    /// What was done: its number.
    Act,
    /// To what kind of record: its number.
    Kind,
    /// To which record.
    Record,
}

impl Listed for audit_entry::Model {
    type Field = AuditField;
    const UNIQUE: &'static [AuditField] = &[AuditField::Council, AuditField::Id];

    fn expression(field: AuditField) -> SimpleExpr {
        match field {
            AuditField::Council => audit_entry::Column::CouncilCode,
            AuditField::Id => audit_entry::Column::Id,
            AuditField::At => audit_entry::Column::At,
            AuditField::Actor => audit_entry::Column::Actor,
            AuditField::Act => audit_entry::Column::Act,
            AuditField::Kind => audit_entry::Column::Kind,
            AuditField::Record => audit_entry::Column::RecordId,
        }
        .into_expr()
    }

    fn nullable(_field: AuditField) -> bool {
        false
    }

    fn scalar(&self, field: AuditField) -> Scalar {
        match field {
            AuditField::Council => Scalar::Text(self.council_code.clone()),
            AuditField::Id => Scalar::Text(self.id.clone()),
            AuditField::At => Scalar::Int(self.at),
            AuditField::Actor => Scalar::Text(self.actor.clone()),
            AuditField::Act => Scalar::Int(self.act.into()),
            AuditField::Kind => Scalar::Int(self.kind.into()),
            AuditField::Record => Scalar::Text(self.record_id.clone()),
        }
    }
}

fn leaf(field: AuditField, test: &Test) -> SimpleExpr {
    test.on(audit_entry::Model::expression(field))
}

/// A page of audit entries.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<AuditField>,
    request: &PageRequest<AuditField>,
) -> Result<Page<audit_entry::Model>> {
    page(connection, audit_entry::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many audit entries match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<AuditField>) -> Result<u64> {
    Ok(audit_entry::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

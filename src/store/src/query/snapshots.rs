//! Published progress snapshots.

use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::snapshot;
use crate::error::Result;

/// The fields of snapshots that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SnapshotField {
    /// The council's code.
    Council,
    /// The strategy's code.
    Strategy,
    /// The year in which the academic year starts.
    Year,
    /// The revision.
    Revision,
    /// The day whose knowledge it shows.
    AsKnownAt,
    /// Whether nothing of the window's last year is still to come.
    IsFinal,
}

impl Listed for snapshot::Model {
    type Field = SnapshotField;
    const UNIQUE: &'static [SnapshotField] =
        &[SnapshotField::Council, SnapshotField::Strategy, SnapshotField::Year, SnapshotField::Revision];

    fn expression(field: SnapshotField) -> SimpleExpr {
        match field {
            SnapshotField::Council => snapshot::Column::CouncilCode,
            SnapshotField::Strategy => snapshot::Column::StrategyCode,
            SnapshotField::Year => snapshot::Column::YearStart,
            SnapshotField::Revision => snapshot::Column::Revision,
            SnapshotField::AsKnownAt => snapshot::Column::AsKnownAt,
            SnapshotField::IsFinal => snapshot::Column::IsFinal,
        }
        .into_expr()
    }

    fn nullable(_field: SnapshotField) -> bool {
        false
    }

    fn scalar(&self, field: SnapshotField) -> Scalar {
        match field {
            SnapshotField::Council => Scalar::Text(self.council_code.clone()),
            SnapshotField::Strategy => Scalar::Text(self.strategy_code.clone()),
            SnapshotField::Year => Scalar::Int(self.year_start.into()),
            SnapshotField::Revision => Scalar::Int(self.revision.into()),
            SnapshotField::AsKnownAt => Scalar::Day(self.as_known_at),
            SnapshotField::IsFinal => Scalar::Bool(self.is_final),
        }
    }
}

fn leaf(field: SnapshotField, test: &Test) -> SimpleExpr {
    test.on(snapshot::Model::expression(field))
}

/// A page of snapshots.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<SnapshotField>,
    request: &PageRequest<SnapshotField>,
) -> Result<Page<snapshot::Model>> {
    page(connection, snapshot::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many snapshots match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<SnapshotField>) -> Result<u64> {
    Ok(snapshot::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

//! What checks on load found: raised and cleared by imports, and read as known at a position.

mod load;
mod write;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Select};

pub use load::{Changed, Checked, Reading, changes, load, outside};
pub use write::{Found, Key, write};

use crate::entities::finding;
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::query::schools::holds_at;

pub use crate::scorecards::{ENGLAND, REGIONS};

/// The columns that say which finding a row is about.
pub(crate) const KEY: [&str; 4] = ["series_id", "place_id", "period", "check_code"];

/// The findings that stand at a position: the newest row of each is one that raises it.
pub(crate) fn standing_at(known: Knowledge) -> Select<finding::Entity> {
    finding::Entity::find().filter(holds_at("finding", &KEY, known)).filter(finding::Column::Raised.eq(true))
}

/// The findings on these series that stand at a position, by series, place, period and check.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn standing(
    connection: &impl ConnectionTrait,
    series: impl IntoIterator<Item = i32>,
    known: Knowledge,
) -> Result<Vec<finding::Model>> {
    Ok(standing_at(known)
        .filter(finding::Column::SeriesId.is_in(series))
        .order_by_asc(finding::Column::SeriesId)
        .order_by_asc(finding::Column::PlaceId)
        .order_by_asc(finding::Column::Period)
        .order_by_asc(finding::Column::CheckCode)
        .all(connection)
        .await?)
}

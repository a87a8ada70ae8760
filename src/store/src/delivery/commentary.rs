//! Commentary on lines of published scorecards. Its versions only grow.

use sea_orm::sea_query::OnConflict;
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder};

use crate::entities::{commentary, scorecard_line};
use crate::error::Result;
use crate::query::scorecards::ScorecardKey;

/// The line of an indicator for a pupil group on a published scorecard; the first where several commitments have it.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn published_line(
    connection: &impl ConnectionTrait,
    (council, strategy, year, term, revision): &ScorecardKey,
    (indicator, breakdown): (&str, &str),
) -> Result<Option<scorecard_line::Model>> {
    Ok(scorecard_line::Entity::find()
        .filter(scorecard_line::Column::CouncilCode.eq(council))
        .filter(scorecard_line::Column::StrategyCode.eq(strategy))
        .filter(scorecard_line::Column::YearStart.eq(*year))
        .filter(scorecard_line::Column::Term.eq(*term))
        .filter(scorecard_line::Column::Revision.eq(*revision))
        .filter(scorecard_line::Column::IndicatorCode.eq(indicator))
        .filter(scorecard_line::Column::Breakdown.eq(breakdown))
        .order_by_asc(scorecard_line::Column::Position)
        .one(connection)
        .await?)
}

/// The newest version of a council's commentary.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn newest_commentary(
    connection: &impl ConnectionTrait,
    council: &str,
    id: &str,
) -> Result<Option<commentary::Model>> {
    Ok(commentary::Entity::find()
        .filter(commentary::Column::CouncilCode.eq(council))
        .filter(commentary::Column::Id.eq(id))
        .order_by_desc(commentary::Column::Version)
        .one(connection)
        .await?)
}

/// Writes a version; `false` where somebody else wrote that version meanwhile.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_commentary(transaction: &DatabaseTransaction, row: commentary::Model) -> Result<bool> {
    let written = commentary::Entity::insert(commentary::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(written > 0)
}

//! Reading published scorecards.

use std::collections::BTreeSet;

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use sextant_domain::{AcademicYear, Term, TermOfYear};

use crate::entities::{scorecard, scorecard_line};
use crate::error::{Result, unknown};

/// The terms of a strategy that have a published scorecard.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn published_terms(connection: &impl ConnectionTrait, strategy: &str) -> Result<BTreeSet<TermOfYear>> {
    let rows: Vec<(i16, i16)> = scorecard::Entity::find()
        .select_only()
        .column(scorecard::Column::YearStart)
        .column(scorecard::Column::Term)
        .distinct()
        .filter(scorecard::Column::StrategyCode.eq(strategy))
        .into_tuple()
        .all(connection)
        .await?;
    rows.into_iter()
        .map(|(year, term)| {
            let year = AcademicYear::starting(i32::from(year)).ok_or_else(|| unknown("academic year", year))?;
            Ok(TermOfYear { year, term: Term::from_number(term).ok_or_else(|| unknown("term", term))? })
        })
        .collect()
}

/// A published scorecard: the newest revision, or the one asked for. `None` when there is none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find(
    connection: &impl ConnectionTrait,
    strategy: &str,
    term: TermOfYear,
    revision: Option<i32>,
) -> Result<Option<scorecard::Model>> {
    let mut query = scorecard::Entity::find()
        .filter(scorecard::Column::StrategyCode.eq(strategy))
        .filter(scorecard::Column::YearStart.eq(term.year.start() as i16))
        .filter(scorecard::Column::Term.eq(term.term.number()))
        .order_by_desc(scorecard::Column::Revision);
    if let Some(revision) = revision {
        query = query.filter(scorecard::Column::Revision.eq(revision));
    }
    Ok(query.one(connection).await?)
}

/// The lines of a published scorecard, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn lines(connection: &impl ConnectionTrait, of: &scorecard::Model) -> Result<Vec<scorecard_line::Model>> {
    Ok(scorecard_line::Entity::find()
        .filter(scorecard_line::Column::CouncilCode.eq(&of.council_code))
        .filter(scorecard_line::Column::StrategyCode.eq(&of.strategy_code))
        .filter(scorecard_line::Column::YearStart.eq(of.year_start))
        .filter(scorecard_line::Column::Term.eq(of.term))
        .filter(scorecard_line::Column::Revision.eq(of.revision))
        .order_by_asc(scorecard_line::Column::Position)
        .all(connection)
        .await?)
}

/// Every published revision, of one strategy or of all, oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn published(connection: &impl ConnectionTrait, strategy: Option<&str>) -> Result<Vec<scorecard::Model>> {
    let mut query = scorecard::Entity::find()
        .order_by_asc(scorecard::Column::StrategyCode)
        .order_by_asc(scorecard::Column::YearStart)
        .order_by_asc(scorecard::Column::Term)
        .order_by_asc(scorecard::Column::Revision);
    if let Some(code) = strategy {
        query = query.filter(scorecard::Column::StrategyCode.eq(code));
    }
    Ok(query.all(connection).await?)
}

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
    rows.into_iter().map(|(year, term)| term_of(year, term)).collect()
}

fn term_of(year: i16, term: i16) -> Result<TermOfYear> {
    let year = AcademicYear::starting(year.into()).ok_or_else(|| unknown("academic year", year))?;
    Ok(TermOfYear { year, term: Term::from_number(term).ok_or_else(|| unknown("term", term))? })
}

/// A published scorecard: the one that shows the latest knowledge, in its newest revision, or the revision asked for. `None`
/// when there is none. A revision that was asked for as known on an earlier day does not hide what is known since.
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
        .order_by_desc(scorecard::Column::AsKnownAt)
        .order_by_desc(scorecard::Column::Revision);
    if let Some(revision) = revision {
        query = query.filter(scorecard::Column::Revision.eq(revision));
    }
    Ok(query.one(connection).await?)
}

/// The published scorecard of a strategy's latest term, with the latest knowledge. `None` when there is none.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn newest(connection: &impl ConnectionTrait, strategy: &str) -> Result<Option<scorecard::Model>> {
    Ok(scorecard::Entity::find()
        .filter(scorecard::Column::StrategyCode.eq(strategy))
        .order_by_desc(scorecard::Column::YearStart)
        .order_by_desc(scorecard::Column::Term)
        .order_by_desc(scorecard::Column::AsKnownAt)
        .order_by_desc(scorecard::Column::Revision)
        .one(connection)
        .await?)
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

/// The names of every published revision, of one strategy or of all, oldest first: strategy, term, revision. The contents are
/// left where they are.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn published_names(
    connection: &impl ConnectionTrait,
    strategy: Option<&str>,
) -> Result<Vec<(String, TermOfYear, i32)>> {
    use scorecard::Column::{Revision, StrategyCode, Term as TermNumber, YearStart};
    let mut query = scorecard::Entity::find().select_only().columns([StrategyCode, YearStart, TermNumber, Revision]);
    for column in [StrategyCode, YearStart, TermNumber, Revision] {
        query = query.order_by_asc(column);
    }
    if let Some(code) = strategy {
        query = query.filter(StrategyCode.eq(code));
    }
    let rows: Vec<(String, i16, i16, i32)> = query.into_tuple().all(connection).await?;
    rows.into_iter().map(|(code, year, term, revision)| Ok((code, term_of(year, term)?, revision))).collect()
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

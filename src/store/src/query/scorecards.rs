//! Published scorecards.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{scorecard, scorecard_line};
use crate::error::Result;

/// The fields of scorecards that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScorecardField {
    /// The council's code.
    Council,
    /// The strategy's code.
    Strategy,
    /// The year in which the academic year starts.
    Year,
    /// The term's number.
    Term,
    /// The revision.
    Revision,
    /// The day whose knowledge it shows.
    AsKnownAt,
}

impl Listed for scorecard::Model {
    type Field = ScorecardField;
    const UNIQUE: &'static [ScorecardField] = &[
        ScorecardField::Council,
        ScorecardField::Strategy,
        ScorecardField::Year,
        ScorecardField::Term,
        ScorecardField::Revision,
    ];

    fn expression(field: ScorecardField) -> SimpleExpr {
        match field {
            ScorecardField::Council => scorecard::Column::CouncilCode,
            ScorecardField::Strategy => scorecard::Column::StrategyCode,
            ScorecardField::Year => scorecard::Column::YearStart,
            ScorecardField::Term => scorecard::Column::Term,
            ScorecardField::Revision => scorecard::Column::Revision,
            ScorecardField::AsKnownAt => scorecard::Column::AsKnownAt,
        }
        .into_expr()
    }

    fn nullable(_field: ScorecardField) -> bool {
        false
    }

    fn scalar(&self, field: ScorecardField) -> Scalar {
        match field {
            ScorecardField::Council => Scalar::Text(self.council_code.clone()),
            ScorecardField::Strategy => Scalar::Text(self.strategy_code.clone()),
            ScorecardField::Year => Scalar::Int(self.year_start.into()),
            ScorecardField::Term => Scalar::Int(self.term.into()),
            ScorecardField::Revision => Scalar::Int(self.revision.into()),
            ScorecardField::AsKnownAt => Scalar::Day(self.as_known_at),
        }
    }
}

fn leaf(field: ScorecardField, test: &Test) -> SimpleExpr {
    test.on(scorecard::Model::expression(field))
}

/// A page of scorecards.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<ScorecardField>,
    request: &PageRequest<ScorecardField>,
) -> Result<Page<scorecard::Model>> {
    page(connection, scorecard::Entity::find().filter(filter.condition(&leaf)), request).await
}

/// How many scorecards match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<ScorecardField>) -> Result<u64> {
    Ok(scorecard::Entity::find().filter(filter.condition(&leaf)).count(connection).await?)
}

/// The key of a scorecard: council, strategy, year, term, revision.
pub type ScorecardKey = (String, String, i16, i16, i32);

/// The lines of several scorecards, in order.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn lines_of(connection: &impl ConnectionTrait, keys: &[ScorecardKey]) -> Result<Vec<scorecard_line::Model>> {
    let any = keys.iter().fold(Condition::any(), |any, (council, strategy, year, term, revision)| {
        any.add(
            Condition::all()
                .add(scorecard_line::Column::CouncilCode.eq(council))
                .add(scorecard_line::Column::StrategyCode.eq(strategy))
                .add(scorecard_line::Column::YearStart.eq(*year))
                .add(scorecard_line::Column::Term.eq(*term))
                .add(scorecard_line::Column::Revision.eq(*revision)),
        )
    });
    Ok(scorecard_line::Entity::find()
        .filter(any)
        .order_by_asc(scorecard_line::Column::Position)
        .all(connection)
        .await?)
}

/// The lines of indicators for pupil groups (strategy, indicator, group) on every term's published scorecard, the one with the
/// latest knowledge, in the order of the terms.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn lines_by_term(
    connection: &impl ConnectionTrait,
    wanted: &[(String, String, String)],
) -> Result<Vec<scorecard_line::Model>> {
    let any = wanted.iter().fold(Condition::any(), |any, (strategy, indicator, breakdown)| {
        any.add(
            Condition::all()
                .add(scorecard_line::Column::StrategyCode.eq(strategy))
                .add(scorecard_line::Column::IndicatorCode.eq(indicator))
                .add(scorecard_line::Column::Breakdown.eq(breakdown)),
        )
    });
    // The same choice as `scorecards::find` makes for one term.
    let newest = Expr::cust(
        "NOT EXISTS (SELECT 1 FROM scorecard s, scorecard n WHERE s.council_code = scorecard_line.council_code \
         AND s.strategy_code = scorecard_line.strategy_code AND s.year_start = scorecard_line.year_start \
         AND s.term = scorecard_line.term AND s.revision = scorecard_line.revision AND n.council_code = s.council_code \
         AND n.strategy_code = s.strategy_code AND n.year_start = s.year_start AND n.term = s.term \
         AND (n.as_known_at > s.as_known_at OR (n.as_known_at = s.as_known_at AND n.revision > s.revision)))",
    );
    Ok(scorecard_line::Entity::find()
        .filter(any)
        .filter(newest)
        .order_by_asc(scorecard_line::Column::StrategyCode)
        .order_by_asc(scorecard_line::Column::YearStart)
        .order_by_asc(scorecard_line::Column::Term)
        .order_by_asc(scorecard_line::Column::Position)
        .all(connection)
        .await?)
}

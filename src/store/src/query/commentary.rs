//! Commentary on lines of published scorecards. A list has the newest version of each.

use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};
use sextant_domain::delivery::CommentaryState;

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::commentary;
use crate::error::Result;

/// The fields of commentary that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentaryField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The strategy's code.
    Strategy,
    /// The year in which the scorecard's academic year starts.
    Year,
    /// The number of the scorecard's term.
    Term,
    /// The scorecard's revision.
    Revision,
    /// The indicator's code.
    Indicator,
    /// The pupil group.
    Breakdown,
    /// The number of where it stands.
    State,
    /// Who wrote the newest version.
    Author,
    /// When the newest version was written.
    EnteredAt,
}

impl Listed for commentary::Model {
    type Field = CommentaryField;
    const UNIQUE: &'static [CommentaryField] = &[CommentaryField::Council, CommentaryField::Id];

    fn expression(field: CommentaryField) -> SimpleExpr {
        match field {
            CommentaryField::Council => commentary::Column::CouncilCode,
            CommentaryField::Id => commentary::Column::Id,
            CommentaryField::Strategy => commentary::Column::StrategyCode,
            CommentaryField::Year => commentary::Column::YearStart,
            CommentaryField::Term => commentary::Column::Term,
            CommentaryField::Revision => commentary::Column::Revision,
            CommentaryField::Indicator => commentary::Column::IndicatorCode,
            CommentaryField::Breakdown => commentary::Column::Breakdown,
            CommentaryField::State => commentary::Column::State,
            CommentaryField::Author => commentary::Column::Author,
            CommentaryField::EnteredAt => commentary::Column::EnteredAt,
        }
        .into_expr()
    }

    fn nullable(_field: CommentaryField) -> bool {
        false
    }

    fn scalar(&self, field: CommentaryField) -> Scalar {
        match field {
            CommentaryField::Council => Scalar::Text(self.council_code.clone()),
            CommentaryField::Id => Scalar::Text(self.id.clone()),
            CommentaryField::Strategy => Scalar::Text(self.strategy_code.clone()),
            CommentaryField::Year => Scalar::Int(self.year_start.into()),
            CommentaryField::Term => Scalar::Int(self.term.into()),
            CommentaryField::Revision => Scalar::Int(self.revision.into()),
            CommentaryField::Indicator => Scalar::Text(self.indicator_code.clone()),
            CommentaryField::Breakdown => Scalar::Text(self.breakdown.clone()),
            CommentaryField::State => Scalar::Int(self.state.into()),
            CommentaryField::Author => Scalar::Text(self.author.clone()),
            CommentaryField::EnteredAt => Scalar::Int(self.entered_at),
        }
    }
}

fn leaf(field: CommentaryField, test: &Test) -> SimpleExpr {
    test.on(commentary::Model::expression(field))
}

/// The newest version of each.
fn newest() -> Select<commentary::Entity> {
    commentary::Entity::find().filter(Expr::cust(
        "NOT EXISTS (SELECT 1 FROM commentary n WHERE n.council_code = commentary.council_code AND n.id = commentary.id \
         AND n.version > commentary.version)",
    ))
}

/// A page of commentary.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<CommentaryField>,
    request: &PageRequest<CommentaryField>,
) -> Result<Page<commentary::Model>> {
    page(connection, newest().filter(filter.condition(&leaf)), request).await
}

/// How many match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<CommentaryField>) -> Result<u64> {
    Ok(newest().filter(filter.condition(&leaf)).count(connection).await?)
}

/// Commentary by id, in its newest version.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<commentary::Model>> {
    Ok(newest()
        .filter(commentary::Column::CouncilCode.eq(council))
        .filter(commentary::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// Every version of commentary, the first first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn versions(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<commentary::Model>> {
    Ok(commentary::Entity::find()
        .filter(commentary::Column::CouncilCode.eq(council))
        .filter(commentary::Column::Id.is_in(ids))
        .order_by_asc(commentary::Column::Id)
        .order_by_asc(commentary::Column::Version)
        .all(connection)
        .await?)
}

/// What stands beside the lines of published scorecards (strategy, year, term, revision), in the order in which it was begun. A
/// commentary stands there while its newest version is published.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn published(
    connection: &impl ConnectionTrait,
    cards: &[(String, i16, i16, i32)],
) -> Result<Vec<commentary::Model>> {
    let any = cards.iter().fold(Condition::any(), |any, (strategy, year, term, revision)| {
        any.add(
            Condition::all()
                .add(commentary::Column::StrategyCode.eq(strategy))
                .add(commentary::Column::YearStart.eq(*year))
                .add(commentary::Column::Term.eq(*term))
                .add(commentary::Column::Revision.eq(*revision)),
        )
    });
    Ok(newest()
        .filter(any)
        .filter(commentary::Column::State.eq(CommentaryState::Published.number()))
        .order_by_asc(commentary::Column::Id)
        .all(connection)
        .await?)
}

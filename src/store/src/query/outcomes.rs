//! Outcomes, as known at a position.

use sea_orm::sea_query::{ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use super::schools::holds_at;
use crate::entities::{ledger_entry, outcome, place, place_code, series, source};
use crate::error::Result;
use crate::ledger::Knowledge;

/// The fields of outcomes that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeField {
    /// The series: source, indicator and pupil group together.
    Series,
    /// The indicator's code.
    Indicator,
    /// The pupil group's code.
    Breakdown,
    /// The source's code.
    Source,
    /// Any code of the place.
    Place,
    /// The place's id.
    PlaceId,
    /// The level of the place.
    Level,
    /// The period's code, in the order of time.
    Period,
    /// The value in millionths.
    Value,
    /// The number of the reason why there is no value.
    Reason,
    /// The number of the standing.
    Status,
    /// The ledger position.
    Knowledge,
}

impl Listed for outcome::Model {
    type Field = OutcomeField;
    const UNIQUE: &'static [OutcomeField] = &[OutcomeField::Series, OutcomeField::PlaceId, OutcomeField::Period];

    fn expression(field: OutcomeField) -> SimpleExpr {
        use OutcomeField as F;
        match field {
            F::Series | F::Indicator | F::Breakdown | F::Source => outcome::Column::SeriesId,
            F::Place | F::PlaceId | F::Level => outcome::Column::PlaceId,
            F::Period => outcome::Column::Period,
            F::Value => outcome::Column::Value,
            F::Reason => outcome::Column::Reason,
            F::Status => outcome::Column::Status,
            F::Knowledge => outcome::Column::Knowledge,
        }
        .into_expr()
    }

    fn nullable(field: OutcomeField) -> bool {
        matches!(field, OutcomeField::Value | OutcomeField::Reason)
    }

    fn scalar(&self, field: OutcomeField) -> Scalar {
        use OutcomeField as F;
        match field {
            F::Series | F::Indicator | F::Breakdown | F::Source => Scalar::Int(self.series_id.into()),
            F::Place | F::PlaceId | F::Level => Scalar::Int(self.place_id.into()),
            F::Period => Scalar::Int(self.period.into()),
            F::Value => self.value.map_or(Scalar::Null, Scalar::Int),
            F::Reason => self.reason.map_or(Scalar::Null, |reason| Scalar::Int(reason.into())),
            F::Status => Scalar::Int(self.status.into()),
            F::Knowledge => Scalar::Int(self.knowledge),
        }
    }
}

fn leaf(field: OutcomeField, test: &Test) -> SimpleExpr {
    let of_series = |column: series::Column| {
        let ids = Query::select()
            .column(series::Column::Id)
            .from(series::Entity)
            .and_where(test.on(column.into_expr()))
            .to_owned();
        outcome::Column::SeriesId.into_expr().in_subquery(ids)
    };
    match field {
        OutcomeField::Indicator => of_series(series::Column::IndicatorCode),
        OutcomeField::Breakdown => of_series(series::Column::Breakdown),
        OutcomeField::Source => of_series(series::Column::SourceCode),
        OutcomeField::Place => {
            let ids = Query::select()
                .column(place_code::Column::PlaceId)
                .from(place_code::Entity)
                .and_where(test.on(place_code::Column::Code.into_expr()))
                .to_owned();
            outcome::Column::PlaceId.into_expr().in_subquery(ids)
        }
        OutcomeField::Level => {
            let ids = Query::select()
                .column(place::Column::Id)
                .from(place::Entity)
                .and_where(test.on(place::Column::Level.into_expr()))
                .to_owned();
            outcome::Column::PlaceId.into_expr().in_subquery(ids)
        }
        _ => test.on(outcome::Model::expression(field)),
    }
}

fn select(filter: &Filter<OutcomeField>, known: Knowledge) -> Select<outcome::Entity> {
    outcome::Entity::find()
        .filter(holds_at("outcome", &["series_id", "place_id", "period"], known))
        .filter(filter.condition(&leaf))
}

/// A page of outcomes.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<OutcomeField>,
    request: &PageRequest<OutcomeField>,
    known: Knowledge,
) -> Result<Page<outcome::Model>> {
    page(connection, select(filter, known), request).await
}

/// How many outcomes match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<OutcomeField>, known: Knowledge) -> Result<u64> {
    Ok(select(filter, known).count(connection).await?)
}

/// Releases by ledger position.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn releases(
    connection: &impl ConnectionTrait,
    positions: &[Knowledge],
) -> Result<Vec<(ledger_entry::Model, Option<source::Model>)>> {
    let entries = ledger_entry::Entity::find()
        .filter(ledger_entry::Column::Knowledge.is_in(positions.iter().copied()))
        .all(connection)
        .await?;
    let codes = entries.iter().map(|entry| entry.source_code.clone());
    let sources = source::Entity::find().filter(source::Column::Code.is_in(codes)).all(connection).await?;
    Ok(entries
        .into_iter()
        .map(|entry| {
            let source = sources.iter().find(|source| source.code == entry.source_code).cloned();
            (entry, source)
        })
        .collect())
}

pub use crate::scorecards::read_measure;

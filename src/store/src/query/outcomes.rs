//! Outcomes, as known at a position.

use sea_orm::sea_query::{CaseStatement, Condition, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QuerySelect, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{By, Group, grouped_by};
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

/// Rows of the ledger by series, place, period and position, whether they still hold or not.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_keys(
    connection: &impl ConnectionTrait,
    keys: &[(i32, i32, i32, Knowledge)],
) -> Result<Vec<outcome::Model>> {
    let any = keys.iter().fold(Condition::any(), |any, (series, place, period, knowledge)| {
        let this = Condition::all().add(outcome::Column::SeriesId.eq(*series)).add(outcome::Column::PlaceId.eq(*place));
        any.add(this.add(outcome::Column::Period.eq(*period)).add(outcome::Column::Knowledge.eq(*knowledge)))
    });
    Ok(outcome::Entity::find().filter(any).all(connection).await?)
}

/// What outcomes are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutcomeKey {
    /// The indicator's code.
    Indicator,
    /// The pupil group's code.
    Breakdown,
    /// The source's code.
    Source,
    /// The place's id.
    Place,
    /// The number of the place's level.
    Level,
    /// The id of the region that the place lies in.
    Region,
    /// The period's code.
    Period,
    /// The number of the standing.
    Status,
    /// The number of the reason why there is no value.
    Reason,
}

impl OutcomeKey {
    fn expression(self) -> SimpleExpr {
        match self {
            Self::Indicator => series::Column::IndicatorCode.into_expr(),
            Self::Breakdown => series::Column::Breakdown.into_expr(),
            Self::Source => series::Column::SourceCode.into_expr(),
            Self::Place => outcome::Column::PlaceId.into_expr(),
            Self::Level => place::Column::Level.into_expr(),
            Self::Region => place::Column::RegionId.into_expr(),
            Self::Period => outcome::Column::Period.into_expr(),
            Self::Status => outcome::Column::Status.into_expr(),
            Self::Reason => outcome::Column::Reason.into_expr(),
        }
    }
}

/// What is worked out over the outcomes of a group, in this order: how many have a value, the sum, the lowest and the highest; how
/// many have a value, a numerator and a denominator, and the sums of these two. Values in millionths.
pub const POOLED: [By; 7] = [By::Count, By::Sum, By::Least, By::Most, By::Count, By::Sum, By::Sum];

fn pooled() -> Vec<(By, SimpleExpr)> {
    let value = || outcome::Column::Value.into_expr();
    let weighed = |column: outcome::Column| {
        let whole = [outcome::Column::Value, outcome::Column::Numerator, outcome::Column::Denominator];
        let whole = whole.into_iter().fold(Condition::all(), |all, column| all.add(column.is_not_null()));
        SimpleExpr::Case(Box::new(CaseStatement::new().case(whole, column.into_expr())))
    };
    let (above, below) = (outcome::Column::Numerator, outcome::Column::Denominator);
    let of = [value(), value(), value(), value(), weighed(above), weighed(above), weighed(below)];
    POOLED.into_iter().zip(of).collect()
}

/// Outcomes counted by what they have in common, with the numbers of [`POOLED`].
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    filter: &Filter<OutcomeField>,
    known: Knowledge,
    by: &[OutcomeKey],
) -> Result<Vec<Group>> {
    let to_series = outcome::Entity::belongs_to(series::Entity);
    let to_place = outcome::Entity::belongs_to(place::Entity);
    let select = select(filter, known)
        .join(JoinType::InnerJoin, to_series.from(outcome::Column::SeriesId).to(series::Column::Id).into())
        .join(JoinType::InnerJoin, to_place.from(outcome::Column::PlaceId).to(place::Column::Id).into());
    grouped_by(connection, select, by.iter().map(|key| key.expression()).collect(), pooled()).await
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

mod newest;
pub use crate::scorecards::read_measure;
pub use newest::{Newest, newest_of_places};

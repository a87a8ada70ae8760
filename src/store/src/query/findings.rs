//! What checks on load found, as known at a position.

use std::collections::HashMap;

use sea_orm::sea_query::{ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{finding, place_code, series};
use crate::error::Result;
use crate::findings::standing_at;
use crate::ledger::Knowledge;

/// The fields of findings that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingField {
    /// The series: source, indicator and pupil group together.
    Series,
    /// The indicator's code.
    Indicator,
    /// The pupil group's code.
    Breakdown,
    /// Any code of the place.
    Place,
    /// The place's id.
    PlaceId,
    /// The period's code, in the order of time.
    Period,
    /// The number of the check.
    Check,
    /// The number of the severity.
    Severity,
    /// The ledger position of the import that raised it.
    Knowledge,
}

/// What a finding is about: series, place, period, check.
pub type FindingKey = (i32, i32, i32, i16);

/// What an outcome's findings are about: series, place, period.
pub type OutcomeKey = (i32, i32, i32);

impl Listed for finding::Model {
    type Field = FindingField;
    const UNIQUE: &'static [FindingField] = &[
        FindingField::Series,
        FindingField::PlaceId,
        FindingField::Period,
        FindingField::Check,
        FindingField::Knowledge,
    ];

    fn expression(field: FindingField) -> SimpleExpr {
        use FindingField as F;
        match field {
            F::Series | F::Indicator | F::Breakdown => finding::Column::SeriesId,
            F::Place | F::PlaceId => finding::Column::PlaceId,
            F::Period => finding::Column::Period,
            F::Check => finding::Column::CheckCode,
            F::Severity => finding::Column::Severity,
            F::Knowledge => finding::Column::Knowledge,
        }
        .into_expr()
    }

    fn nullable(_field: FindingField) -> bool {
        false
    }

    fn scalar(&self, field: FindingField) -> Scalar {
        use FindingField as F;
        Scalar::Int(match field {
            F::Series | F::Indicator | F::Breakdown => self.series_id.into(),
            F::Place | F::PlaceId => self.place_id.into(),
            F::Period => self.period.into(),
            F::Check => self.check_code.into(),
            F::Severity => self.severity.into(),
            F::Knowledge => self.knowledge,
        })
    }
}

fn leaf(field: FindingField, test: &Test) -> SimpleExpr {
    let of_series = |column: series::Column| {
        let ids = Query::select()
            .column(series::Column::Id)
            .from(series::Entity)
            .and_where(test.on(column.into_expr()))
            .to_owned();
        finding::Column::SeriesId.into_expr().in_subquery(ids)
    };
    match field {
        FindingField::Indicator => of_series(series::Column::IndicatorCode),
        FindingField::Breakdown => of_series(series::Column::Breakdown),
        FindingField::Place => {
            let ids = Query::select()
                .column(place_code::Column::PlaceId)
                .from(place_code::Entity)
                .and_where(test.on(place_code::Column::Code.into_expr()))
                .to_owned();
            finding::Column::PlaceId.into_expr().in_subquery(ids)
        }
        _ => test.on(finding::Model::expression(field)),
    }
}

/// Which findings: those that stand at a position, or every one that had been raised by then.
#[derive(Clone, Copy, Debug)]
pub struct AsKnown {
    /// The position.
    pub known: Knowledge,
    /// Also those that a later import cleared or replaced.
    pub include_cleared: bool,
}

fn select(filter: &Filter<FindingField>, at: AsKnown) -> Select<finding::Entity> {
    let rows = if at.include_cleared {
        let raised = finding::Entity::find().filter(finding::Column::Raised.eq(true));
        raised.filter(finding::Column::Knowledge.lte(at.known))
    } else {
        standing_at(at.known)
    };
    rows.filter(filter.condition(&leaf))
}

/// A page of findings.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<FindingField>,
    request: &PageRequest<FindingField>,
    at: AsKnown,
) -> Result<Page<finding::Model>> {
    page(connection, select(filter, at), request).await
}

/// How many findings match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<FindingField>, at: AsKnown) -> Result<u64> {
    Ok(select(filter, at).count(connection).await?)
}

/// The findings that stand on outcomes at a position, by outcome.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn on_outcomes(
    connection: &impl ConnectionTrait,
    keys: &[OutcomeKey],
    known: Knowledge,
) -> Result<HashMap<OutcomeKey, Vec<finding::Model>>> {
    let rows = standing_at(known)
        .filter(finding::Column::SeriesId.is_in(keys.iter().map(|key| key.0)))
        .filter(finding::Column::PlaceId.is_in(keys.iter().map(|key| key.1)))
        .filter(finding::Column::Period.is_in(keys.iter().map(|key| key.2)))
        .order_by_asc(finding::Column::CheckCode)
        .all(connection)
        .await?;
    let mut found: HashMap<_, Vec<finding::Model>> = HashMap::new();
    for row in rows {
        found.entry((row.series_id, row.place_id, row.period)).or_default().push(row);
    }
    Ok(found)
}

/// Every position up to `known` at which findings were raised or cleared, oldest first, by what they are about.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn positions(
    connection: &impl ConnectionTrait,
    keys: &[FindingKey],
    known: Knowledge,
) -> Result<HashMap<FindingKey, Vec<Knowledge>>> {
    let rows = finding::Entity::find()
        .filter(finding::Column::SeriesId.is_in(keys.iter().map(|key| key.0)))
        .filter(finding::Column::PlaceId.is_in(keys.iter().map(|key| key.1)))
        .filter(finding::Column::Period.is_in(keys.iter().map(|key| key.2)))
        .filter(finding::Column::Knowledge.lte(known))
        .order_by_asc(finding::Column::Knowledge)
        .all(connection)
        .await?;
    let mut found: HashMap<FindingKey, Vec<Knowledge>> = HashMap::new();
    for row in rows {
        found.entry((row.series_id, row.place_id, row.period, row.check_code)).or_default().push(row.knowledge);
    }
    Ok(found)
}

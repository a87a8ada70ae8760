//! Where figures stand in the publishers' files: the rows of the ledger behind an explanation.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement};
use sextant_domain::explain::SourceRow;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::scorecard::ReleaseRef;
use sextant_domain::{Figure, Period};

use crate::entities::outcome;
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::scorecards::series_ids;

/// A figure that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The series.
    pub series: SeriesKey,
    /// The place's id.
    pub place: i32,
    /// The period.
    pub period: Period,
    /// The position at which it is asked for: the row is the newest one up to here.
    pub known: Knowledge,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    series_id: i32,
    place_id: i32,
    period: i32,
    known: i64,
    knowledge: i64,
    raw: String,
    line: i32,
    numerator: Option<i64>,
    denominator: Option<i64>,
    source_code: String,
    title: String,
    published_on: NaiveDate,
    file_name: String,
    file_sha256: String,
}

/// The rows behind figures, in two statements for all of them; a figure that no row stands for is absent. `chosen_at` is the
/// position of the result that is explained: the same source is taken where several publish a series.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn source_rows(
    connection: &impl ConnectionTrait,
    keys: &BTreeSet<RowKey>,
    chosen_at: Knowledge,
) -> Result<HashMap<RowKey, SourceRow>> {
    let series: BTreeSet<SeriesKey> = keys.iter().map(|key| key.series.clone()).collect();
    let by_id = series_ids(connection, &series, chosen_at).await?;
    let ids: HashMap<&SeriesKey, i32> = by_id.iter().map(|(id, key)| (key, *id)).collect();
    let tuple = |key: &RowKey| {
        let id = ids.get(&key.series)?;
        Some(format!("({id}, {}, {}, {})", key.place, key.period.code(), key.known))
    };
    let wanted: Vec<String> = keys.iter().filter_map(tuple).collect();
    if wanted.is_empty() {
        return Ok(HashMap::new());
    }
    let text = format!(
        "WITH want (series_id, place_id, period, known) AS (VALUES {}) \
         SELECT o.series_id, o.place_id, o.period, CAST(w.known AS BIGINT) AS known, o.knowledge, o.raw, o.line, o.numerator, \
         o.denominator, e.source_code, e.title, e.published_on, e.file_name, e.file_sha256 \
         FROM want w CROSS JOIN outcome o JOIN ledger_entry e ON e.knowledge = o.knowledge \
         WHERE o.series_id = w.series_id AND o.place_id = w.place_id AND o.period = w.period AND o.knowledge <= w.known \
         AND NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id AND n.place_id = o.place_id \
         AND n.period = o.period AND n.knowledge > o.knowledge AND n.knowledge <= w.known)",
        wanted.join(", ")
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    let rows = Row::find_by_statement(statement).all(connection).await?;
    rows.into_iter().map(|row| read(row, |id| by_id.get(&id).cloned())).collect()
}

fn read(row: Row, series: impl Fn(i32) -> Option<SeriesKey>) -> Result<(RowKey, SourceRow)> {
    let key = RowKey {
        series: series(row.series_id).ok_or_else(|| unknown("series", row.series_id))?,
        place: row.place_id,
        period: Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?,
        known: row.known,
    };
    let source = SourceRow {
        release: ReleaseRef {
            source: row.source_code,
            title: row.title,
            published_on: row.published_on,
            knowledge: row.knowledge,
        },
        raw: row.raw,
        line: row.line,
        numerator: row.numerator.map(Figure::from_millionths),
        denominator: row.denominator.map(Figure::from_millionths),
        file_name: row.file_name,
        file_sha256: row.file_sha256,
    };
    Ok((key, source))
}

/// A row of the ledger by its key: series, place, period, position.
pub type OutcomeKey = (i32, i32, i32, Knowledge);

/// The rows that outcomes took the place of, in one statement; an outcome that was the first of its kind is absent.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn superseded(
    connection: &impl ConnectionTrait,
    keys: &[OutcomeKey],
) -> Result<HashMap<OutcomeKey, outcome::Model>> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    let wanted: Vec<String> =
        keys.iter().map(|(series, place, period, _)| format!("({series}, {place}, {period})")).collect();
    let rows = outcome::Entity::find()
        .filter(Expr::cust(format!(
            "(outcome.series_id, outcome.place_id, outcome.period) IN (VALUES {})",
            wanted.join(", ")
        )))
        .all(connection)
        .await?;
    let before = |key: &OutcomeKey| {
        let same = rows.iter().filter(|row| (row.series_id, row.place_id, row.period) == (key.0, key.1, key.2));
        same.filter(|row| row.knowledge < key.3).max_by_key(|row| row.knowledge).cloned()
    };
    Ok(keys.iter().filter_map(|key| Some((*key, before(key)?))).collect())
}

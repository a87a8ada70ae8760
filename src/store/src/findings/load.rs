//! What the checks look at: the nation's and the regions' series before and after an import, and of everybody's figures only
//! those that may be wrong, found by the database.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement};
use sextant_domain::outcome::{SeriesKey, SupersedeCause};
use sextant_domain::rules::Range;
use sextant_domain::{DataStatus, Figure, Indicator, Measure, Period};

use crate::entities::{indicator, series};
use crate::error::{Result, unknown};
use crate::indicators;
use crate::ledger::Knowledge;
use crate::scorecards::{ENGLAND, REGIONS, Row, read_measure, rows};
use crate::sql::number_list;

/// A period with its measure.
pub type Reading = (Period, Measure);

/// A series of the catalogue, for England and its nine regions.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The series.
    pub id: i32,
    /// The indicator that it is a series of.
    pub indicator: Indicator,
    /// The figures by place, oldest first.
    pub now: BTreeMap<i32, Vec<Reading>>,
    /// The same as known before the import.
    pub before: BTreeMap<i32, Vec<Reading>>,
    /// The source's code.
    pub source: String,
    /// England's figures of the same indicator and group from other sources, by the source's code.
    pub elsewhere: BTreeMap<String, Vec<Reading>>,
}

/// A figure that took another's place with another standing.
#[derive(Clone, Debug)]
pub struct Changed {
    /// The series.
    pub series: i32,
    /// The place.
    pub place: i32,
    /// The period.
    pub period: Period,
    /// What is said now.
    pub now: Measure,
    /// What was said before.
    pub before: Measure,
}

/// Loads those of the series that are of the catalogue.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load(
    connection: &impl ConnectionTrait,
    touched: &BTreeSet<i32>,
    knowledge: Knowledge,
) -> Result<Vec<Checked>> {
    let found =
        series::Entity::find().filter(series::Column::Id.is_in(touched.iter().copied())).all(connection).await?;
    let codes: BTreeSet<String> = found.iter().map(|row| row.indicator_code.clone()).collect();
    let in_catalogue = indicator::Entity::find()
        .filter(indicator::Column::InCatalogue.eq(true))
        .filter(indicator::Column::Code.is_in(codes))
        .all(connection)
        .await?;
    let codes: BTreeSet<String> = in_catalogue.into_iter().map(|row| row.code).collect();
    let catalogue = indicators::load(connection, &codes, None).await?;
    let sources: BTreeMap<i32, String> = found.iter().map(|row| (row.id, row.source_code.clone())).collect();
    let ids: BTreeMap<i32, SeriesKey> =
        found.into_iter().filter(|row| codes.contains(&row.indicator_code)).map(|row| (row.id, key(row))).collect();
    let mut elsewhere = elsewhere(connection, &codes, touched, knowledge).await?;
    let places = || std::iter::once(ENGLAND).chain(REGIONS);
    let mut now = readings(rows(connection, &ids, places(), knowledge).await?)?;
    let mut before = readings(rows(connection, &ids, places(), knowledge - 1).await?)?;
    Ok(ids
        .into_iter()
        .filter_map(|(id, key)| {
            let (indicator, _) = catalogue.get(&key.indicator)?.clone();
            let (now, before) = (now.remove(&id).unwrap_or_default(), before.remove(&id).unwrap_or_default());
            let source = sources.get(&id).cloned().unwrap_or_default();
            let elsewhere = elsewhere.remove(&key).unwrap_or_default();
            Some(Checked { id, indicator, now, before, source, elsewhere })
        })
        .collect())
}

fn key(row: series::Model) -> SeriesKey {
    SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown }
}

/// England's figures of the indicators' series that the import did not touch, by indicator and group, and by source.
async fn elsewhere(
    connection: &impl ConnectionTrait,
    codes: &BTreeSet<String>,
    touched: &BTreeSet<i32>,
    knowledge: Knowledge,
) -> Result<HashMap<SeriesKey, BTreeMap<String, Vec<Reading>>>> {
    let others = series::Entity::find().filter(series::Column::IndicatorCode.is_in(codes)).all(connection).await?;
    let others: Vec<series::Model> = others.into_iter().filter(|row| !touched.contains(&row.id)).collect();
    let ids = others.iter().map(|row| (row.id, key(row.clone()))).collect();
    let mut figures = readings(rows(connection, &ids, [ENGLAND], knowledge).await?)?;
    let mut found: HashMap<SeriesKey, BTreeMap<String, Vec<Reading>>> = HashMap::new();
    for row in others {
        if let Some(national) = figures.remove(&row.id).and_then(|mut places| places.remove(&ENGLAND)) {
            found.entry(key(row.clone())).or_default().insert(row.source_code, national);
        }
    }
    Ok(found)
}

/// Rows by series and place.
fn readings(rows: Vec<Row>) -> Result<HashMap<i32, BTreeMap<i32, Vec<Reading>>>> {
    let mut found: HashMap<i32, BTreeMap<i32, Vec<Reading>>> = HashMap::new();
    for row in rows {
        let period = Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?;
        let measure = read_measure(row.value, row.reason, row.status)?;
        found.entry(row.series_id).or_default().entry(row.place_id).or_default().push((period, measure));
    }
    Ok(found)
}

#[derive(Debug, FromQueryResult)]
struct Suspect {
    series_id: i32,
    place_id: i32,
    period: i32,
    value: i64,
    status: i16,
    value_before: Option<i64>,
    status_before: Option<i16>,
}

/// No later row of the same key exists.
const IS_CURRENT: &str = "NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id \
     AND n.place_id = o.place_id AND n.period = o.period AND n.knowledge > o.knowledge)";

/// Every place's current figures that lie outside of what is possible for their series.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn outside(
    connection: &impl ConnectionTrait,
    ranges: &BTreeMap<i32, Range>,
) -> Result<Vec<(i32, i32, Reading)>> {
    let limit = |figure: Option<Figure>, open: i64| figure.map_or(open, Figure::millionths);
    let limits: Vec<String> = ranges
        .iter()
        .filter(|(_, range)| range.low.is_some() || range.high.is_some())
        .map(|(id, range)| format!("({id}, {}, {})", limit(range.low, -i64::MAX), limit(range.high, i64::MAX)))
        .collect();
    if limits.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "WITH limits (series_id, low, high) AS (VALUES {}) SELECT o.series_id, o.place_id, o.period, o.value, o.status, \
         CAST(NULL AS BIGINT) AS value_before, CAST(NULL AS SMALLINT) AS status_before FROM limits l CROSS JOIN outcome o \
         WHERE o.series_id = l.series_id AND (o.value < l.low OR o.value > l.high) AND {IS_CURRENT} \
         ORDER BY o.series_id, o.place_id, o.period",
        limits.join(", ")
    );
    let found = suspects(connection, text).await?;
    found.into_iter().map(|it| Ok((it.series_id, it.place_id, (it.period()?, it.now()?)))).collect()
}

/// Every place's current figures that took the place of a figure with another standing.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn changes(connection: &impl ConnectionTrait, series: &BTreeSet<i32>) -> Result<Vec<Changed>> {
    let text = format!(
        "SELECT o.series_id, o.place_id, o.period, o.value, o.status, p.value AS value_before, \
         p.status AS status_before FROM outcome o JOIN outcome p ON p.series_id = o.series_id \
         AND p.place_id = o.place_id AND p.period = o.period AND p.knowledge < o.knowledge \
         WHERE o.series_id IN ({}) AND o.cause = {} AND o.status <> {} AND o.value IS NOT NULL AND p.value IS NOT NULL \
         AND p.status <> o.status AND {IS_CURRENT} AND NOT EXISTS (SELECT 1 FROM outcome m \
         WHERE m.series_id = o.series_id AND m.place_id = o.place_id AND m.period = o.period \
         AND m.knowledge > p.knowledge AND m.knowledge < o.knowledge) ORDER BY o.series_id, o.place_id, o.period",
        number_list(series),
        SupersedeCause::Release.number(),
        DataStatus::Published.number(),
    );
    let found = suspects(connection, text).await?;
    found
        .into_iter()
        .map(|it| {
            let before = read_measure(it.value_before, None, it.status_before.unwrap_or(it.status))?;
            Ok(Changed { series: it.series_id, place: it.place_id, period: it.period()?, now: it.now()?, before })
        })
        .collect()
}

async fn suspects(connection: &impl ConnectionTrait, text: String) -> Result<Vec<Suspect>> {
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(Suspect::find_by_statement(statement).all(connection).await?)
}

impl Suspect {
    fn period(&self) -> Result<Period> {
        Period::from_code(self.period).ok_or_else(|| unknown("period", self.period))
    }

    fn now(&self) -> Result<Measure> {
        read_measure(Some(self.value), None, self.status)
    }
}

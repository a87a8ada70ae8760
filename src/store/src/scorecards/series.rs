//! Loading the series that a scorecard uses: few statements, however many series.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Statement};
use sextant_domain::outcome::{SeriesKey, SupersedeCause};
use sextant_domain::place::PlaceLevel;
use sextant_domain::scorecard::{Point, ReleaseRef, Series};
use sextant_domain::{DataStatus, Figure, Measure, MissingReason, Period};

use super::counts::counts;
use super::findings::findings;
use super::inputs::InputsRequest;
use crate::entities::{ledger_entry, series};
use crate::error::{Result, unknown};
use crate::ledger::{Knowledge, RECORDS};
use crate::sql::number_list;

/// England's DfE number.
pub const ENGLAND: i32 = 970;
/// The nine regions; inner and outer London (987, 988) are parts of London and would count twice.
pub const REGIONS: [i32; 9] = [980, 981, 982, 983, 984, 985, 986, 989, 990];
/// The source that is taken where several publish the same series: it restates all of them alike.
const PREFERRED_SOURCE: &str = "lait";

/// A point of a series as it is stored.
#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    pub(crate) series_id: i32,
    pub(crate) place_id: i32,
    pub(crate) period: i32,
    pub(crate) knowledge: i64,
    pub(crate) value: Option<i64>,
    pub(crate) reason: Option<i16>,
    pub(crate) status: i16,
    pub(crate) cause: i16,
}

/// A stored number or reason as a measure.
///
/// # Errors
/// [`crate::StoreError::Unknown`] when a newer version wrote it.
pub fn read_measure(value: Option<i64>, reason: Option<i16>, status: i16) -> Result<Measure> {
    match (value, reason) {
        (Some(millionths), _) => {
            let status = DataStatus::from_number(status).ok_or_else(|| unknown("status", status))?;
            Ok(Measure::Value(Figure::from_millionths(millionths), status))
        }
        (None, Some(reason)) => {
            Ok(Measure::Missing(MissingReason::from_number(reason).ok_or_else(|| unknown("reason", reason))?))
        }
        (None, None) => Err(unknown("outcome", "without value and reason")),
    }
}

/// Loads the series of these keys; a key that no source publishes is absent.
pub(super) async fn load_series(
    connection: &impl ConnectionTrait,
    keys: &BTreeSet<SeriesKey>,
    region: Option<i32>,
    request: &InputsRequest<'_>,
) -> Result<HashMap<SeriesKey, Series>> {
    let ids = series_ids(connection, keys, request.knowledge).await?;
    let releases = releases(connection).await?;
    let own = i32::from(request.strategy.strategy.authority);
    let now = rows(connection, &ids, [ENGLAND, own].into_iter().chain(region), request.knowledge).await?;
    let before = rows(connection, &ids, [own], request.previous_knowledge).await?;
    let mut loaded: HashMap<i32, Series> = HashMap::new();
    let mut newest_points: HashMap<i32, Point> = HashMap::new();
    let mut latest: BTreeMap<i32, i32> = BTreeMap::new();
    for row in now {
        let point = point(&row, &releases)?;
        if point.measure.figure().is_some() {
            let newest = latest.entry(row.series_id).or_insert(row.period);
            if row.period >= *newest {
                *newest = row.period;
                newest_points.insert(row.series_id, point.clone());
            }
        }
        let series = loaded.entry(row.series_id).or_default();
        match row.place_id {
            id if id == own => series.own.push(point),
            ENGLAND => series.england.push(point),
            id if Some(id) == region => series.region.push(point),
            _ => {}
        }
    }
    for row in before {
        loaded.entry(row.series_id).or_default().own_before.push(point(&row, &releases)?);
    }
    let newest_of_each: BTreeSet<(i32, i32)> = latest.iter().map(|(series, period)| (*series, *period)).collect();
    for row in field(connection, &newest_of_each, request.knowledge).await? {
        let measure = read_measure(row.value, row.reason, row.status)?;
        let series = loaded.entry(row.series_id).or_default();
        if REGIONS.contains(&row.place_id) {
            series.regions.extend(measure.figure());
        } else {
            series.authorities.insert(row.place_id as u16, measure);
        }
    }
    for (id, series) in &mut loaded {
        let newest = latest.get(id).copied();
        // A grid of dashes beyond the newest figure of anybody is not a release yet.
        // What a council counts itself is said with its row, also where there was nothing to count.
        let said = |point: &Point| point.release.source == RECORDS;
        series.own.retain(|point| said(point) || newest.is_some_and(|newest| point.period.code() <= newest));
        // A release that has others and not us says something of us: that there is no figure.
        if let Some(newest) = newest_points.remove(id)
            && series.own.last().is_none_or(|last| last.period < newest.period)
        {
            series.own.push(Point { measure: Measure::Missing(MissingReason::NotAvailable), ..newest });
        }
    }
    let mut found: HashMap<SeriesKey, Series> = ids
        .iter()
        .filter_map(|(id, key)| Some((key.clone(), Series { key: Some(key.clone()), ..loaded.remove(id)? })))
        .collect();
    findings(connection, &ids, &mut found, (own, region), request.knowledge).await?;
    counts(connection, &mut found, own, request.knowledge).await?;
    Ok(found)
}

/// The id of each key's series, from the preferred source where several published it by the position: a source that came later
/// supplies nothing that was known before.
pub(crate) async fn series_ids(
    connection: &impl ConnectionTrait,
    keys: &BTreeSet<SeriesKey>,
    known: Knowledge,
) -> Result<BTreeMap<i32, SeriesKey>> {
    let codes: BTreeSet<&str> = keys.iter().map(|key| key.indicator.as_str()).collect();
    let found = series::Entity::find()
        .filter(series::Column::IndicatorCode.is_in(codes))
        .filter(series::Column::Knowledge.lte(known))
        .order_by_asc(series::Column::SourceCode)
        .all(connection)
        .await?;
    let mut chosen: BTreeMap<SeriesKey, (bool, i32)> = BTreeMap::new();
    for row in found {
        let key = SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown };
        let preferred = row.source_code == PREFERRED_SOURCE;
        if keys.contains(&key) && chosen.get(&key).is_none_or(|(is_preferred, _)| preferred && !is_preferred) {
            chosen.insert(key, (preferred, row.id));
        }
    }
    Ok(chosen.into_iter().map(|(key, (_, id))| (id, key)).collect())
}

/// The points of some places, as known at a position, oldest first.
pub(crate) async fn rows(
    connection: &impl ConnectionTrait,
    ids: &BTreeMap<i32, SeriesKey>,
    places: impl IntoIterator<Item = i32>,
    known: Knowledge,
) -> Result<Vec<Row>> {
    let text = format!(
        "SELECT o.series_id, o.place_id, o.period, o.knowledge, o.value, o.reason, o.status, o.cause \
         FROM outcome o WHERE o.series_id IN ({}) AND o.place_id IN ({}) AND o.knowledge <= {known} \
         AND NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id AND n.place_id = o.place_id \
         AND n.period = o.period AND n.knowledge > o.knowledge AND n.knowledge <= {known}) \
         ORDER BY o.series_id, o.place_id, o.period",
        number_list(ids.keys()),
        number_list(places)
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(Row::find_by_statement(statement).all(connection).await?)
}

/// A figure of the field that a council stands in.
#[derive(Debug, FromQueryResult)]
pub(crate) struct FieldRow {
    pub(crate) series_id: i32,
    pub(crate) place_id: i32,
    pub(crate) period: i32,
    pub(crate) value: Option<i64>,
    pub(crate) reason: Option<i16>,
    pub(crate) status: i16,
}

/// Every authority's and every region's figure of some series and periods.
pub(crate) async fn field(
    connection: &impl ConnectionTrait,
    wanted: &BTreeSet<(i32, i32)>,
    known: Knowledge,
) -> Result<Vec<FieldRow>> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: Vec<String> = wanted.iter().map(|(series, period)| format!("({series}, {period})")).collect();
    let text = format!(
        "WITH want (series_id, period) AS (VALUES {}) SELECT o.series_id, o.place_id, o.period, o.value, o.reason, o.status \
         FROM want w CROSS JOIN place p JOIN outcome o ON o.series_id = w.series_id AND o.place_id = p.id \
         AND o.period = w.period WHERE (p.level = {} OR p.id IN ({})) AND o.knowledge <= {known} AND NOT EXISTS \
         (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id AND n.place_id = o.place_id \
         AND n.period = o.period AND n.knowledge > o.knowledge AND n.knowledge <= {known}) \
         ORDER BY o.series_id, o.place_id, o.period",
        wanted.join(", "),
        PlaceLevel::LocalAuthority.number(),
        number_list(REGIONS)
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(FieldRow::find_by_statement(statement).all(connection).await?)
}

/// Every release of the ledger by its position.
pub(crate) async fn releases(connection: &impl ConnectionTrait) -> Result<HashMap<Knowledge, ReleaseRef>> {
    let entries = ledger_entry::Entity::find().all(connection).await?;
    Ok(entries
        .into_iter()
        .map(|entry| {
            let release = ReleaseRef {
                source: entry.source_code,
                title: entry.title,
                published_on: entry.published_on,
                knowledge: entry.knowledge,
            };
            (entry.knowledge, release)
        })
        .collect())
}

pub(crate) fn point(row: &Row, releases: &HashMap<Knowledge, ReleaseRef>) -> Result<Point> {
    Ok(Point {
        period: Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?,
        measure: read_measure(row.value, row.reason, row.status)?,
        release: releases.get(&row.knowledge).cloned().ok_or_else(|| unknown("release", row.knowledge))?,
        cause: SupersedeCause::from_number(row.cause).ok_or_else(|| unknown("cause", row.cause))?,
    })
}

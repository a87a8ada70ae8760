//! Loading whole series: the council's, its benchmarks' and its neighbours', with the fields in which it is ranked.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::scorecard::Series;
use sextant_domain::{AcademicYear, Period};

use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::scorecards::{ENGLAND, REGIONS, counts, field, findings, point, read_measure, releases, rows, series_ids};

/// Which series, for whom.
pub(super) struct HistoryRequest {
    /// The series, each with the academic years in which all authorities are ranked beside the current one.
    pub(super) ranked: BTreeMap<SeriesKey, BTreeSet<AcademicYear>>,
    pub(super) authority: i32,
    pub(super) region: Option<i32>,
    pub(super) neighbours: BTreeSet<i32>,
    /// The years in which the newest figure is ranked; nothing is where there are none.
    pub(super) window: Option<(AcademicYear, AcademicYear)>,
    pub(super) knowledge: Knowledge,
}

/// Loads the series of these keys; a key that no source publishes is absent.
pub(super) async fn load_history(
    connection: &impl ConnectionTrait,
    request: &HistoryRequest,
) -> Result<HashMap<SeriesKey, Series>> {
    let keys: BTreeSet<SeriesKey> = request.ranked.keys().cloned().collect();
    let ids = series_ids(connection, &keys, request.knowledge).await?;
    let releases = releases(connection).await?;
    let places =
        [ENGLAND, request.authority].into_iter().chain(request.region).chain(request.neighbours.iter().copied());
    let mut loaded: HashMap<i32, Series> = HashMap::new();
    for row in rows(connection, &ids, places, request.knowledge).await? {
        let series = loaded.entry(row.series_id).or_default();
        match row.place_id {
            id if id == request.authority => series.own.push(point(&row, &releases)?),
            ENGLAND => series.england.push(point(&row, &releases)?),
            id if Some(id) == request.region => series.region.push(point(&row, &releases)?),
            id => {
                let period = Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?;
                let measure = read_measure(row.value, row.reason, row.status)?;
                series.neighbours.entry(id as u16).or_default().push((period, measure));
            }
        }
    }
    let wanted = wanted(request, &ids, &loaded);
    for row in field(connection, &wanted, request.knowledge).await? {
        if REGIONS.contains(&row.place_id) {
            continue;
        }
        let period = Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?;
        let measure = read_measure(row.value, row.reason, row.status)?;
        let series = loaded.entry(row.series_id).or_default();
        series.fields.entry(period).or_default().insert(row.place_id as u16, measure);
    }
    let named = |(id, key): (&i32, &SeriesKey)| {
        let series = loaded.remove(id)?;
        Some((key.clone(), Series { key: Some(key.clone()), ..series }))
    };
    let mut histories: HashMap<SeriesKey, Series> = ids.iter().filter_map(named).collect();
    findings(connection, &ids, &mut histories, (request.authority, request.region), request.knowledge).await?;
    counts(connection, &mut histories, request.authority, request.knowledge).await?;
    Ok(histories)
}

/// The periods in which all authorities are ranked: that of the newest figure within the window, and those asked for.
fn wanted(
    request: &HistoryRequest,
    ids: &BTreeMap<i32, SeriesKey>,
    loaded: &HashMap<i32, Series>,
) -> BTreeSet<(i32, i32)> {
    let mut wanted = BTreeSet::new();
    for (id, key) in ids {
        let Some(series) = loaded.get(id) else { continue };
        let within = |period: Period| {
            let year = period.academic_year().zip(request.window);
            year.is_some_and(|(year, window)| window.0 <= year && year <= window.1)
        };
        let observed = series.own.iter().filter(|it| it.measure.figure().is_some()).map(|it| it.period);
        wanted.extend(observed.filter(|period| within(*period)).max().map(|period| (*id, period.code())));
        let Some(basis) = series.own.last().map(|point| point.period.basis()) else { continue };
        let years = request.ranked.get(key).into_iter().flatten();
        wanted.extend(years.filter_map(|year| Period::told_with(basis, *year)).map(|period| (*id, period.code())));
    }
    wanted
}

//! What checks on load found on the figures that a result uses, as it stood then.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter};
use sextant_domain::Period;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::rules::{FindingSeverity, IntegrityCheck};
use sextant_domain::scorecard::{FindingPlace, Series, StandingFinding};

use super::series::ENGLAND;
use crate::entities::finding;
use crate::error::{Result, unknown};
use crate::findings::standing_at;
use crate::ledger::Knowledge;

/// Puts the findings beside the series: those on England, the region and the authority.
pub(crate) async fn findings(
    connection: &impl ConnectionTrait,
    ids: &BTreeMap<i32, SeriesKey>,
    series: &mut HashMap<SeriesKey, Series>,
    (authority, region): (i32, Option<i32>),
    known: Knowledge,
) -> Result<()> {
    let places = [ENGLAND, authority].into_iter().chain(region);
    let rows = standing_at(known)
        .filter(finding::Column::SeriesId.is_in(ids.keys().copied()))
        .filter(finding::Column::PlaceId.is_in(places))
        .all(connection)
        .await?;
    for row in rows {
        let Some(series) = ids.get(&row.series_id).and_then(|key| series.get_mut(key)) else { continue };
        let place = match row.place_id {
            id if id == authority => FindingPlace::Own,
            ENGLAND => FindingPlace::England,
            _ => FindingPlace::Region,
        };
        series.findings.push(StandingFinding {
            place,
            period: Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?,
            check: IntegrityCheck::from_number(row.check_code).ok_or_else(|| unknown("check", row.check_code))?,
            severity: FindingSeverity::from_number(row.severity).ok_or_else(|| unknown("severity", row.severity))?,
            message: row.message,
        });
    }
    for series in series.values_mut() {
        series.findings.sort_by_key(|it| (it.place, it.period, it.check));
    }
    Ok(())
}

//! Reading a strategy's headline test.

use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::rules::{Population, TieRule};
use sextant_domain::strategy::HeadlineTest;
use sextant_domain::{DataStatus, Figure};

use super::of_version;
use super::read_dates::year;
use crate::entities::{headline_basket, headline_test, strategy};
use crate::error::{Result, unknown};

/// The headline test; `None` where the strategy does not define one.
pub(super) async fn headline(connection: &impl ConnectionTrait, of: &strategy::Model) -> Result<Option<HeadlineTest>> {
    let test = of_version!(headline_test, of).one(connection).await?;
    // Asked for in any case, so that every strategy takes the same number of statements.
    let basket =
        of_version!(headline_basket, of).order_by_asc(headline_basket::Column::Position).all(connection).await?;
    let Some(row) = test else { return Ok(None) };
    let key = |row: headline_basket::Model| SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown };
    Ok(Some(HeadlineTest {
        population: Population::from_number(row.population).ok_or_else(|| unknown("population", row.population))?,
        share: Figure::from_millionths(row.share),
        year: year(row.year_start)?,
        required: u32::try_from(row.required).map_err(|_| unknown("number required", row.required))?,
        tie_rule: TieRule::from_number(row.tie_rule).ok_or_else(|| unknown("rule for ties", row.tie_rule))?,
        status: DataStatus::from_number(row.status).ok_or_else(|| unknown("status", row.status))?,
        basket: basket.into_iter().map(key).collect(),
        note: row.note,
    }))
}

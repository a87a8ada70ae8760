//! What tells how sure the council's own figures are: numerators, denominators and published intervals, from whichever source
//! holds them. The Interactive Tool has every authority's rates and no counts; the tidy files have the counts.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::scorecard::Series;
use sextant_domain::{Figure, Period};

use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::sql;

#[derive(Debug, FromQueryResult)]
struct CountRow {
    indicator_code: String,
    breakdown: String,
    period: i32,
    numerator: Option<i64>,
    denominator: Option<i64>,
    ci_low: Option<i64>,
    ci_high: Option<i64>,
}

/// Puts counts and intervals beside the series of the authority, as known at a position; of two sources the first by name.
pub(crate) async fn counts(
    connection: &impl ConnectionTrait,
    series: &mut HashMap<SeriesKey, Series>,
    authority: i32,
    known: Knowledge,
) -> Result<()> {
    let codes: BTreeSet<String> = series.keys().map(|key| key.indicator.clone()).collect();
    if codes.is_empty() {
        return Ok(());
    }
    let marks = vec!["?"; codes.len()].join(", ");
    let text = format!(
        "SELECT s.indicator_code, s.breakdown, o.period, o.numerator, o.denominator, o.ci_low, o.ci_high \
         FROM series s JOIN outcome o ON o.series_id = s.id WHERE s.indicator_code IN ({marks}) \
         AND o.place_id = {authority} AND o.knowledge <= {known} AND o.value IS NOT NULL \
         AND (o.denominator IS NOT NULL OR o.ci_low IS NOT NULL) \
         AND NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id AND n.place_id = o.place_id \
         AND n.period = o.period AND n.knowledge > o.knowledge AND n.knowledge <= {known}) \
         ORDER BY s.indicator_code, s.breakdown, o.period, s.source_code DESC"
    );
    let statement = sql::statement(connection.get_database_backend(), &text, codes.into_iter().map(Value::from));
    let pair = |one: Option<i64>, two: Option<i64>| {
        one.zip(two).map(|(one, two)| (Figure::from_millionths(one), Figure::from_millionths(two)))
    };
    for row in CountRow::find_by_statement(statement).all(connection).await? {
        let period = Period::from_code(row.period).ok_or_else(|| unknown("period", row.period))?;
        let key = SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown };
        if let Some(series) = series.get_mut(&key) {
            series.counts.extend(pair(row.numerator, row.denominator).map(|counts| (period, counts)));
            series.intervals.extend(pair(row.ci_low, row.ci_high).map(|ends| (period, ends)));
        }
    }
    Ok(())
}

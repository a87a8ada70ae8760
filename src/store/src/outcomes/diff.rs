//! Comparing a staged edition with the ledger, in the database.
//!
//! The ledger's current row of a key is the one with no later row. An edition adds a row for every key that is new, that
//! says something else, or, in a whole edition, that is gone. What stays the same adds nothing: that is why loading the same
//! file twice changes nothing.

use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend};
use sextant_domain::MissingReason;
use sextant_domain::outcome::SupersedeCause;

use crate::error::Result;
use crate::ledger::{Counts, Knowledge};
use crate::sql;

/// No later row of the same key exists.
const IS_CURRENT: &str = "NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id \
     AND n.place_id = o.place_id AND n.period = o.period AND n.knowledge > o.knowledge)";

/// Makes the staging table of this transaction.
pub(super) async fn create_stage(transaction: &DatabaseTransaction) -> Result<()> {
    let postgres = transaction.get_database_backend() == DbBackend::Postgres;
    if !postgres {
        transaction.execute_unprepared("DROP TABLE IF EXISTS temp.stage_outcome").await?;
    }
    let (temporary, end) = if postgres { ("TEMP", "ON COMMIT DROP") } else { ("TEMP", "WITHOUT ROWID") };
    transaction
        .execute_unprepared(&format!(
            "CREATE {temporary} TABLE stage_outcome (series_id INTEGER NOT NULL, place_id INTEGER NOT NULL, \
             period INTEGER NOT NULL, value BIGINT, reason SMALLINT, status SMALLINT NOT NULL, \
             line INTEGER NOT NULL, raw TEXT NOT NULL, numerator BIGINT, denominator BIGINT, ci_low BIGINT, \
             ci_high BIGINT, \
             PRIMARY KEY (series_id, place_id, period)) {end}"
        ))
        .await?;
    Ok(())
}

/// Adds what the stage changes to the ledger.
pub(super) async fn apply(transaction: &DatabaseTransaction, knowledge: Knowledge, whole: bool) -> Result<Counts> {
    if transaction.get_database_backend() == DbBackend::Postgres {
        transaction.execute_unprepared("ANALYZE stage_outcome").await?;
    }
    let restated = sql::execute(transaction, &restated(knowledge), []).await?;
    let new = sql::execute(transaction, &new(knowledge), []).await?;
    let withdrawn = if whole { sql::execute(transaction, &withdrawn(knowledge), []).await? } else { 0 };
    if transaction.get_database_backend() == DbBackend::Sqlite {
        transaction.execute_unprepared("DROP TABLE temp.stage_outcome").await?;
    }
    Ok(Counts { new, restated, withdrawn, ..Counts::default() })
}

const COLUMNS: &str = "series_id, place_id, period, knowledge, value, reason, status, cause, line, raw, numerator, \
     denominator, ci_low, ci_high";

fn restated(knowledge: Knowledge) -> String {
    let cause = SupersedeCause::Release.number();
    format!(
        "INSERT INTO outcome ({COLUMNS}) SELECT s.series_id, s.place_id, s.period, {knowledge}, s.value, s.reason, \
         s.status, {cause}, s.line, s.raw, s.numerator, s.denominator, s.ci_low, s.ci_high FROM stage_outcome s JOIN outcome o \
         ON o.series_id = s.series_id AND o.place_id = s.place_id AND o.period = s.period WHERE {IS_CURRENT} \
         AND (o.value IS DISTINCT FROM s.value OR o.reason IS DISTINCT FROM s.reason OR o.status <> s.status \
         OR o.numerator IS DISTINCT FROM s.numerator OR o.denominator IS DISTINCT FROM s.denominator \
         OR o.ci_low IS DISTINCT FROM s.ci_low OR o.ci_high IS DISTINCT FROM s.ci_high)"
    )
}

fn new(knowledge: Knowledge) -> String {
    let cause = SupersedeCause::New.number();
    format!(
        "INSERT INTO outcome ({COLUMNS}) SELECT s.series_id, s.place_id, s.period, {knowledge}, s.value, s.reason, \
         s.status, {cause}, s.line, s.raw, s.numerator, s.denominator, s.ci_low, s.ci_high FROM stage_outcome s WHERE NOT EXISTS \
         (SELECT 1 FROM outcome o WHERE o.series_id = s.series_id AND o.place_id = s.place_id \
         AND o.period = s.period)"
    )
}

/// Only keys from the first period on that the edition has for the series: an edition that starts later than its predecessor
/// has let go of old years, not withdrawn them. One that ends earlier has withdrawn the years after its end: that is how a
/// publisher moves the labels of a series by a year.
fn withdrawn(knowledge: Knowledge) -> String {
    let cause = SupersedeCause::Withdrawal.number();
    let reason = MissingReason::Withdrawn.number();
    format!(
        "INSERT INTO outcome ({COLUMNS}) SELECT o.series_id, o.place_id, o.period, {knowledge}, NULL, {reason}, \
         o.status, {cause}, 0, '', NULL, NULL, NULL, NULL FROM (SELECT series_id, MIN(period) AS first_period \
         FROM stage_outcome GROUP BY series_id) span JOIN outcome o \
         ON o.series_id = span.series_id AND o.period >= span.first_period \
         WHERE {IS_CURRENT} AND o.reason IS DISTINCT FROM {reason} AND NOT EXISTS (SELECT 1 FROM stage_outcome s \
         WHERE s.series_id = o.series_id AND s.place_id = o.place_id AND s.period = o.period)"
    )
}

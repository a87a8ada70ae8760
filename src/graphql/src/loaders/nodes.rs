//! What is published, by the keys that its ids carry.

use sextant_store::entities::{scorecard, snapshot};
use sextant_store::query::scorecards::ScorecardField;
use sextant_store::query::snapshots::SnapshotField;
use sextant_store::query::{Filter, Page, PageRequest, Scalar, Test};

use super::*;

key!(
    /// A row of the ledger of outcomes by series, place, period and position.
    OutcomeByKey(i32, i32, i32, Knowledge) -> outcome::Model,
    |connection, keys| {
        let wanted: Vec<_> = keys.iter().map(|key| (key.0, key.1, key.2, key.3)).collect();
        let rows = query::outcomes::by_keys(connection, &wanted).await?;
        let key = |row: &outcome::Model| OutcomeByKey(row.series_id, row.place_id, row.period, row.knowledge);
        Ok(rows.into_iter().map(|row| (key(&row), row)).collect())
    }
);

key!(
    /// A published scorecard by strategy, year, term and revision.
    ScorecardByKey(String, i64, i64, i64) -> scorecard::Model,
    |connection, keys| {
        use ScorecardField::{Revision, Strategy, Term, Year};
        let one = |key: &ScorecardByKey| all([(Strategy, Scalar::Text(key.0.clone())), (Year, Scalar::Int(key.1)), (Term, Scalar::Int(key.2)), (Revision, Scalar::Int(key.3))]);
        let page = query::scorecards::list(connection, &Filter::Any(keys.iter().map(one).collect()), &everything(keys)).await?;
        let key = |row: &scorecard::Model| ScorecardByKey(row.strategy_code.clone(), row.year_start.into(), row.term.into(), row.revision.into());
        Ok(by_key(page, key))
    }
);

key!(
    /// A published snapshot by strategy, year and revision.
    SnapshotByKey(String, i64, i64) -> snapshot::Model,
    |connection, keys| {
        use SnapshotField::{Revision, Strategy, Year};
        let one = |key: &SnapshotByKey| all([(Strategy, Scalar::Text(key.0.clone())), (Year, Scalar::Int(key.1)), (Revision, Scalar::Int(key.2))]);
        let page = query::snapshots::list(connection, &Filter::Any(keys.iter().map(one).collect()), &everything(keys)).await?;
        let key = |row: &snapshot::Model| SnapshotByKey(row.strategy_code.clone(), row.year_start.into(), row.revision.into());
        Ok(by_key(page, key))
    }
);

fn all<F, const N: usize>(fields: [(F, Scalar); N]) -> Filter<F> {
    Filter::All(fields.map(|(field, value)| Filter::Is(field, Test::Eq(value))).into())
}

/// One page with room for all.
fn everything<K, F>(keys: &[K]) -> PageRequest<F> {
    PageRequest { size: keys.len() as u64, backward: false, after: None, before: None, order: Vec::new() }
}

fn by_key<K: Hash + Eq, V>(page: Page<V>, key: impl Fn(&V) -> K) -> HashMap<K, V> {
    page.rows.into_iter().map(|(_, row)| (key(&row), row)).collect()
}

//! Pages by keyset: no row lost, none twice, one order on both databases, forwards and backwards.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sextant_store::ledger::{Knowledge, latest};
use sextant_store::query::outcomes::{OutcomeField as F, count, list};
use sextant_store::query::{Filter, Order, PageRequest, Scalar, Test, schools};

use crate::support::{Db, Loaded, both};

/// The identity of an outcome.
type Key = (i32, i32, i32);

/// An order to page in: fields with their direction.
type Keys = Vec<(F, bool)>;

/// Fields with many ties (status, place, reason) and fields that rows lack (value, reason).
const FIELDS: [F; 6] = [F::Value, F::Reason, F::Status, F::Period, F::PlaceId, F::Series];

/// Five places in a few series, the City of London with its gaps among them: some hundred rows, many of them without a value.
fn some() -> Filter<F> {
    let codes = ["ATT-08", "ATT-15", "EMP-02"];
    let codes = codes.iter().map(|code| Scalar::Text((*code).to_owned())).collect();
    let places = [883, 970, 986, 201, 881].into_iter().map(Scalar::Int).collect();
    Filter::All(vec![Filter::Is(F::Indicator, Test::In(codes)), Filter::Is(F::PlaceId, Test::In(places))])
}

fn order(keys: &Keys) -> Vec<Order<F>> {
    keys.iter().map(|(field, descending)| Order { field: *field, descending: *descending }).collect()
}

/// All rows, page by page.
async fn walk(db: &Db, keys: &Keys, size: u64, backward: bool, known: Knowledge) -> Vec<Key> {
    let mut rows: Vec<Key> = Vec::new();
    let mut from = None;
    loop {
        let (after, before) = if backward { (None, from.clone()) } else { (from.clone(), None) };
        let request = PageRequest { size, backward, after, before, order: order(keys) };
        let page = list(db.store.read(), &some(), &request, known).await.unwrap();
        assert!(page.rows.len() as u64 <= size);
        let more = if backward { page.has_previous } else { page.has_next };
        let cut: Vec<Key> = page.rows.iter().map(|(_, row)| (row.series_id, row.place_id, row.period)).collect();
        let edge = if backward { page.rows.first() } else { page.rows.last() };
        from = edge.map(|(position, _)| position.clone());
        if backward {
            rows.splice(0..0, cut);
        } else {
            rows.extend(cut);
        }
        if !more {
            return rows;
        }
        assert!(from.is_some(), "a page that promises more is not empty");
    }
}

fn keys() -> impl Strategy<Value = Keys> {
    let subset = prop::sample::subsequence(FIELDS.to_vec(), 0..=3).prop_shuffle();
    (subset, prop::collection::vec(any::<bool>(), 3)).prop_map(|(fields, down)| fields.into_iter().zip(down).collect())
}

both! {
    async fn pages_lose_nothing_and_repeat_nothing(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        let total = count(db.store.read(), &some(), known).await.unwrap();
        assert!(total > 100, "too few rows to page through: {total}");
        let values = db
            .number("SELECT COUNT(*) FROM outcome o JOIN series s ON s.id = o.series_id WHERE s.indicator_code IN \
                     ('ATT-08', 'ATT-15', 'EMP-02') AND o.place_id IN (883, 970, 986, 201, 881) AND o.value IS NULL")
            .await;
        assert!(values > 0, "every row has a value, so nothing is tried that is missing");
        let runtime = tokio::runtime::Handle::current();
        let db = db.0;
        // proptest is not asynchronous: each case blocks a thread that may be blocked.
        let runs = tokio::task::spawn_blocking(move || {
            let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
            runner.run(&(keys(), 1_u64..60), |(keys, size)| {
                runtime.block_on(async {
                    let size = size.max(total / 40);
                    let whole = walk(&db, &keys, 10_000, false, known).await;
                    let forward = walk(&db, &keys, size, false, known).await;
                    let backward = walk(&db, &keys, size, true, known).await;
                    let mut unique = whole.clone();
                    unique.sort_unstable();
                    unique.dedup();
                    prop_assert_eq!(unique.len() as u64, total);
                    prop_assert_eq!(&forward, &whole);
                    prop_assert_eq!(&backward, &whole);
                    Ok(())
                })
            })
        });
        runs.await.unwrap().unwrap();
    }

    async fn what_is_missing_comes_last_in_either_direction(db: Loaded) {
        let known = latest(db.store.read()).await.unwrap();
        for descending in [false, true] {
            let order = vec![Order { field: F::Value, descending }];
            let request = PageRequest { size: 10_000, backward: false, after: None, before: None, order };
            let page = list(db.store.read(), &some(), &request, known).await.unwrap();
            let values: Vec<Option<i64>> = page.rows.iter().map(|(_, row)| row.value).collect();
            let first_gap = values.iter().position(Option::is_none).unwrap();
            assert!(values[first_gap..].iter().all(Option::is_none));
            let present: Vec<i64> = values.iter().flatten().copied().collect();
            let mut sorted = present.clone();
            sorted.sort_unstable();
            if descending {
                sorted.reverse();
            }
            assert_eq!(present, sorted);
        }
    }
}

#[test]
fn both_databases_give_one_order() {
    use crate::support::{Engine, database};
    let orders: [Keys; 4] = [
        vec![(F::Value, true), (F::PlaceId, false)],
        vec![(F::Reason, false), (F::Value, false)],
        vec![(F::Status, true), (F::Period, true)],
        vec![],
    ];
    let walked = |engine| {
        let seen = std::sync::Mutex::new(Vec::new());
        database::run(engine, async |db: Loaded| {
            let known = latest(db.store.read()).await.unwrap();
            for keys in &orders {
                seen.lock().unwrap().push(walk(&db, keys, 37, false, known).await);
            }
        });
        seen.into_inner().unwrap()
    };
    assert_eq!(walked(Engine::Sqlite), walked(Engine::Postgres));
}

#[test]
fn both_databases_order_names_alike() {
    use crate::support::{Engine, database};
    let names = |engine| {
        let seen = std::sync::Mutex::new(Vec::new());
        database::run(engine, async |db: Loaded| {
            let known = latest(db.store.read()).await.unwrap();
            let order = vec![Order { field: schools::SchoolField::Name, descending: false }];
            let request = PageRequest { size: 5_000, backward: false, after: None, before: None, order };
            let page = schools::list(db.store.read(), &Filter::default(), &request, known).await.unwrap();
            *seen.lock().unwrap() = page.rows.into_iter().map(|(_, row)| (row.folded_name, row.urn)).collect();
        });
        seen.into_inner().unwrap()
    };
    let (sqlite, postgres) = (names(Engine::Sqlite), names(Engine::Postgres));
    assert_eq!(sqlite.len(), 2_405);
    assert!(sqlite.is_sorted());
    assert_eq!(sqlite, postgres);
}

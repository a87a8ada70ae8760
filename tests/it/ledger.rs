//! The second time axis: numbers in commit order, and what was known on a day.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::join_all;
use sextant_store::ledger::{known_at, latest, resolve};

use crate::support::database::apart;
use crate::support::extract::{load, request, try_import};
use crate::support::{Db, Prepared, both, day};

const OFSTED_2018: &str = "england_ofsted-schools_as_at_31_July_2018.csv.gz";
const NEIGHBOURS_2021: &str = "sn_april_2021.xlsx";
const NEIGHBOURS_2025: &str = "sn_may_2025.xlsx";
const NEET: &str = "UD_NEETNK_LA_dashboard_2023_final.csv.gz";

/// The visible numbers, in order.
async fn numbers(db: &Db) -> Vec<String> {
    db.texts("SELECT CAST(knowledge AS TEXT) FROM ledger_entry ORDER BY knowledge").await
}

both! {
    async fn a_day_resolves_to_what_was_published_by_its_end(db: Prepared) {
        let own = latest(db.store.read()).await.unwrap();
        load(&db, OFSTED_2018).await;
        load(&db, NEIGHBOURS_2021).await;
        load(&db, NEET).await;
        let cases = [
            ("1999-12-31", 0),
            ("2000-01-01", own),
            ("2018-07-30", own),
            ("2018-07-31", own + 1),
            ("2021-03-31", own + 1),
            ("2021-04-01", own + 2),
            ("2023-07-12", own + 2),
            ("2023-07-13", own + 3),
            ("2199-12-31", own + 3),
        ];
        for (on, expected) in cases {
            assert_eq!(known_at(db.store.read(), day(on)).await.unwrap(), expected, "known at {on}");
        }
    }

    async fn a_day_without_knowledge_is_refused_in_words(db: Prepared) {
        let today = day("2026-11-23");
        let asked = async |on: Option<&str>| resolve(db.store.read(), on.map(day), today).await;
        let told = async |on: &str| asked(Some(on)).await.unwrap_err().to_string();
        let own = latest(db.store.read()).await.unwrap();
        assert_eq!(asked(None).await.unwrap(), own);
        assert!(told("2026-11-23").await.contains("nothing has been imported"), "{}", told("2026-11-23").await);
        load(&db, NEIGHBOURS_2021).await;
        load(&db, NEET).await;
        for (on, expected) in [("2021-04-01", own + 1), ("2023-07-12", own + 1), ("2026-11-23", own + 2)] {
            assert_eq!(asked(Some(on)).await.unwrap(), expected, "known at {on}");
        }
        assert_eq!(asked(None).await.unwrap(), own + 2);
        assert!(told("2021-03-31").await.contains("became known on 2021-04-01"), "{}", told("2021-03-31").await);
        assert!(told("2026-11-24").await.contains("choose today (2026-11-23)"), "{}", told("2026-11-24").await);
    }

    async fn a_file_that_is_loaded_late_was_not_known_before_it_was_loaded(db: Prepared) {
        let own = latest(db.store.read()).await.unwrap();
        let first = load(&db, NEIGHBOURS_2025).await;
        assert_eq!((first.knowledge, first.known_later), (Some(own + 1), None));
        let late = load(&db, OFSTED_2018).await;
        assert_eq!((late.knowledge, late.known_later), (Some(own + 2), Some(day("2025-05-01"))));
        for (on, expected) in [("2018-08-01", own), ("2025-04-30", own), ("2025-05-01", own + 2)] {
            assert_eq!(known_at(db.store.read(), day(on)).await.unwrap(), expected, "known at {on}");
        }
    }

    async fn numbers_rise_in_the_order_of_the_commits(db: Prepared) {
        let before = numbers(&db).await.len();
        let files = [OFSTED_2018, NEIGHBOURS_2021, NEIGHBOURS_2025, NEET];
        let importing = files.map(|file| apart(&db, async move |own| load(&own, file).await.knowledge.unwrap()));
        // Whoever looks meanwhile must never see a number while a lower one is still to come.
        let done = Arc::new(AtomicBool::new(false));
        let watching = tokio::spawn({
            let (done, db) = (Arc::clone(&done), db.0.clone());
            async move {
                let mut looks = 0;
                while !done.load(Ordering::Relaxed) {
                    let seen = numbers(&db).await;
                    let expected: Vec<String> = (1..=seen.len()).map(|number| number.to_string()).collect();
                    assert_eq!(seen, expected);
                    looks += 1;
                }
                looks
            }
        });
        let mut given = join_all(importing).await;
        done.store(true, Ordering::Relaxed);
        assert!(watching.await.unwrap() > 1, "nobody looked while the files were imported");
        given.sort_unstable();
        let expected: Vec<i64> = (1..=4).map(|more| before as i64 + more).collect();
        assert_eq!(given, expected);
    }

    async fn the_same_file_from_two_processes_is_imported_once(db: Prepared) {
        let before = numbers(&db).await.len();
        let again = || apart(&db, async |own| try_import(&own, &request(NEIGHBOURS_2025)).await.unwrap().knowledge);
        let given = join_all([again(), again()]).await;
        assert_eq!(given.iter().flatten().count(), 1, "{given:?}");
        assert_eq!(numbers(&db).await.len(), before + 1);
    }
}

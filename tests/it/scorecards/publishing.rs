//! Publishing: once, immutable, hashed, the same on both databases.

use sextant_domain::TermOfYear;
use sextant_domain::scorecard::sha256_hex;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_store::scorecards::{find, lines};

use crate::support::cards::{card, line};
use crate::support::extract::{load, load_strategy, run_due};
use crate::support::{Db, Engine, Loaded, LoadedCopy, Prepared, both, database, day, now};

fn request(strategy: &str, term: &str, as_known_at: Option<&str>) -> CompileRequest {
    CompileRequest {
        strategy: strategy.to_owned(),
        term: TermOfYear::parse(term).unwrap(),
        as_known_at: as_known_at.map(day),
        trigger: "command line",
    }
}

/// Every published revision: strategy, term, revision and hash.
async fn published(db: &Db) -> Vec<String> {
    db.texts(
        "SELECT strategy_code || ' ' || CAST(year_start AS TEXT) || ' ' || CAST(term AS TEXT) || ' ' || \
         CAST(revision AS TEXT) || ' ' || content_hash FROM scorecard ORDER BY strategy_code, year_start, term, revision",
    )
    .await
}

both! {
    /// Both strategies have six terms whose deadline lies between the first edition (25 November 2024) and the clock.
    async fn every_due_term_is_published_once(db: Loaded) {
        let all = published(&db).await;
        let terms: Vec<&str> = all.iter().map(|row| row.rsplit_once(' ').unwrap().0).collect();
        let expected: Vec<String> = ["demonstration-2024", "thurrock-2019"]
            .iter()
            .flat_map(|code| [2024, 2025].map(|year| [1, 2, 3].map(|term| format!("{code} {year} {term} 1"))))
            .flatten()
            .collect();
        assert_eq!(terms, expected);
    }

    async fn asking_again_compiles_nothing_new(db: LoadedCopy) {
        let before = published(&db).await;
        assert!(run_due(&db).await.is_empty(), "nothing is due");
        for term in ["2024/25-autumn", "2025/26-summer"] {
            let again = compile_scorecard(&db.store, &request("thurrock-2019", term, None), now()).await.unwrap();
            assert_eq!((again.revision, again.is_new), (1, false), "{term} is confirmed");
            assert!(before.iter().any(|row| row.ends_with(&again.content_hash)));
        }
        assert_eq!(published(&db).await, before);
    }

    async fn the_hash_is_that_of_the_content(db: Loaded) {
        let contents = db.texts("SELECT content FROM scorecard ORDER BY strategy_code, year_start, term").await;
        let hashes = db.texts("SELECT content_hash FROM scorecard ORDER BY strategy_code, year_start, term").await;
        for (content, hash) in contents.iter().zip(&hashes) {
            assert_eq!(&sha256_hex(content.as_bytes()), hash);
        }
        assert_eq!(hashes.len(), 12);
    }

    async fn the_lines_are_those_of_the_content(db: Loaded) {
        let term = TermOfYear::parse("2025/26-autumn").unwrap();
        let found = find(db.store.read(), "demonstration-2024", term, None).await.unwrap().unwrap();
        let rows = lines(db.store.read(), &found).await.unwrap();
        let card = card(&db, "demonstration-2024", "2025/26-autumn", None).await;
        let said: Vec<_> = crate::support::cards::lines(&card).collect();
        assert_eq!(rows.len(), said.len());
        for (row, line) in rows.iter().zip(said) {
            assert_eq!((&row.indicator_code, &row.rating, &row.state), (&line.indicator, &line.rag.rating, &line.state));
            assert_eq!(&serde_json::from_str::<sextant_domain::scorecard::Line>(&row.content).unwrap(), line);
        }
    }

    /// The spring card, looked at again with what the edition of 8 April 2026 knew, is a second revision; the first stays.
    async fn later_knowledge_makes_a_second_revision_and_leaves_the_first(db: LoadedCopy) {
        let before = published(&db).await;
        let first = card(&db, "thurrock-2019", "2025/26-spring", None).await;
        let asked = request("thurrock-2019", "2025/26-spring", Some("2026-04-08"));
        let second = compile_scorecard(&db.store, &asked, now()).await.unwrap();
        assert_eq!((second.revision, second.is_new, second.as_known_at), (2, true, day("2026-04-08")));
        assert_eq!(card(&db, "thurrock-2019", "2025/26-spring", Some(1)).await, first);
        let newest = card(&db, "thurrock-2019", "2025/26-spring", None).await;
        let values = (&line(&first, "ATT-16").value.display, &line(&newest, "ATT-16").value.display);
        assert_eq!(values, (&"44.8".to_owned(), &"45.3".to_owned()));
        let after = published(&db).await;
        assert_eq!(after.len(), before.len() + 1);
        assert!(before.iter().all(|row| after.contains(row)), "what was published is as it was");
        let again = compile_scorecard(&db.store, &asked, now()).await.unwrap();
        assert_eq!((again.revision, again.is_new), (2, false));
        let original = compile_scorecard(&db.store, &request("thurrock-2019", "2025/26-spring", None), now()).await;
        assert_eq!(original.map(|it| (it.revision, it.is_new)).unwrap(), (1, false), "the first can still be confirmed");
    }

    /// Four ask for the same card at once; one publishes, three confirm.
    async fn four_that_compile_at_once_publish_one_revision(db: LoadedCopy) {
        let asked = || database::apart(&db, async |own| {
            let asked = request("thurrock-2019", "2025/26-spring", Some("2026-04-08"));
            compile_scorecard(&own.store, &asked, now()).await.map(|it| (it.revision, it.is_new, it.content_hash))
        });
        let told = futures_util::future::join_all([asked(), asked(), asked(), asked()]).await;
        let told: Vec<_> = told.into_iter().map(Result::unwrap).collect();
        assert_eq!(told.iter().filter(|(_, is_new, _)| *is_new).count(), 1, "{told:?}");
        assert!(told.iter().all(|(revision, _, hash)| *revision == 2 && *hash == told[0].2), "{told:?}");
    }

    /// An edition that arrives late changes what is known from then on; the card of the deadline is what it was.
    async fn a_card_can_be_compiled_before_and_after_a_later_file(db: Prepared) {
        for file in [
            "lait_data_dictionary_without_dates.csv.gz",
            "lait_2025-12-02.csv.gz",
        ] {
            load(&db, file).await;
        }
        load_strategy(&db, "thurrock-2019.toml").await;
        let asked = request("thurrock-2019", "2025/26-autumn", None);
        let first = compile_scorecard(&db.store, &asked, now()).await.unwrap();
        load(&db, "lait_2025-12-22.csv.gz").await;
        let again = compile_scorecard(&db.store, &asked, now()).await.unwrap();
        assert_eq!((again.is_new, &again.content_hash), (false, &first.content_hash));
        let spring = compile_scorecard(&db.store, &request("thurrock-2019", "2025/26-spring", None), now()).await.unwrap();
        assert!(spring.is_new);
    }

    /// As many statements for a small scorecard as for a large one: the number does not grow with the lines.
    async fn compiling_takes_a_fixed_number_of_statements(db: LoadedCopy) {
        let mut counts = Vec::new();
        for (strategy, lines) in [("thurrock-2019", 44), ("demonstration-2024", 57)] {
            let asked = request(strategy, "2025/26-summer", None);
            compile_scorecard(&db.store, &asked, now()).await.unwrap();
            let before = db.store.statements();
            let compiled = compile_scorecard(&db.store, &asked, now()).await.unwrap();
            assert_eq!(compiled.lines, lines);
            counts.push(db.store.statements() - before);
        }
        assert_eq!(counts[0], counts[1]);
        assert!(counts[0] <= 45, "{counts:?}");
    }
}

#[test]
fn both_databases_publish_the_same_bytes() {
    let hashes = |engine| {
        let seen = std::sync::Mutex::new(Vec::new());
        database::run(engine, async |db: Loaded| *seen.lock().unwrap() = published(&db).await);
        seen.into_inner().unwrap()
    };
    let (sqlite, postgres) = (hashes(Engine::Sqlite), hashes(Engine::Postgres));
    assert_eq!(sqlite.len(), 12);
    assert_eq!(sqlite, postgres);
}

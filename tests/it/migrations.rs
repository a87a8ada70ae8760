//! The schema: from nothing to this version, by one process or by four, and back.

use sextant_migrations::{Migrator, MigratorTrait};
use sextant_service::setup;
use sextant_store::migrate::{is_current, migrate};

use crate::support::{Db, Empty, Engine, Prepared, both, now};

/// The tables of the program in their order; not the engine's own.
async fn tables(db: &Db) -> Vec<String> {
    db.texts(match db.engine {
        Engine::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' \
             AND name <> 'seaql_migrations' ORDER BY name"
        }
        Engine::Postgres => {
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'seaql_migrations' \
             ORDER BY tablename COLLATE \"C\""
        }
    })
    .await
}

/// A row for every table that only grows, as far as the checks of its columns ask for one.
const GROWING: [(&str, &str); 15] = [
    ("ledger_entry", "title = 'changed'"),
    ("outcome", "value = 1, reason = NULL"),
    ("indicator_version", "name = 'changed'"),
    ("definition_version", "text = 'changed'"),
    ("break_version", "note = 'changed'"),
    ("place_version", "name = 'changed'"),
    ("council_version", "name = 'changed'"),
    ("finding", "message = 'changed'"),
    ("inspection", "outcome = 'changed'"),
    ("judgement", "knowledge = 1"),
    ("school", "name = 'changed'"),
    ("trust", "name = 'changed'"),
    ("trust_membership", "kind = 1"),
    ("scorecard", "content = 'changed'"),
    ("scorecard_line", "content = 'changed'"),
];

both! {
    async fn up_down_and_up_again(db: Empty) {
        assert!(!is_current(&db.store).await.unwrap());
        migrate(&db.store).await.unwrap();
        assert!(is_current(&db.store).await.unwrap());
        let first = tables(&db).await;
        // From the files of `migrations/`: the tables that its steps make.
        assert_eq!(first.len(), 77, "{first:?}");
        assert!(first.contains(&"outcome".to_owned()) && first.contains(&"scorecard_line".to_owned()), "{first:?}");
        Migrator::down(db.store.maintain(), None).await.unwrap();
        assert_eq!(tables(&db).await, Vec::<String>::new());
        assert!(!is_current(&db.store).await.unwrap());
        migrate(&db.store).await.unwrap();
        assert_eq!(tables(&db).await, first);
    }

    async fn migrating_twice_changes_nothing(db: Empty) {
        migrate(&db.store).await.unwrap();
        let applied = db.number("SELECT COUNT(*) FROM seaql_migrations").await;
        migrate(&db.store).await.unwrap();
        assert_eq!(db.number("SELECT COUNT(*) FROM seaql_migrations").await, applied);
        assert_eq!(applied as usize, Migrator::migrations().len());
    }

    async fn four_that_start_at_once_on_an_empty_database_all_come_up(db: Empty) {
        let mut starting = tokio::task::JoinSet::new();
        for _ in 0..4 {
            let own = db.another().await;
            starting.spawn(async move {
                let outcome = setup::prepare(&own.store, now()).await;
                own.store.close().await.unwrap();
                outcome
            });
        }
        for outcome in starting.join_all().await {
            outcome.unwrap();
        }
        assert!(is_current(&db.store).await.unwrap());
        // The catalogue was loaded by one of them and found by the others.
        assert_eq!(db.number("SELECT COUNT(*) FROM ledger_entry").await, 1);
    }

    async fn a_step_that_fails_half_way_leaves_nothing_behind(db: Empty) {
        // The third step makes `indicator` first and `series` last.
        db.execute("CREATE TABLE series (in_the_way INTEGER)").await.unwrap();
        migrate(&db.store).await.unwrap_err();
        assert_eq!(db.number("SELECT COUNT(*) FROM seaql_migrations").await, 2);
        let left = tables(&db).await;
        assert!(left.contains(&"place".to_owned()), "the steps before hold: {left:?}");
        assert!(!left.contains(&"indicator".to_owned()), "the first half of the failed step is gone: {left:?}");
        db.execute("DROP TABLE series").await.unwrap();
        migrate(&db.store).await.unwrap();
        assert!(is_current(&db.store).await.unwrap());
    }

    async fn what_was_published_is_neither_changed_nor_deleted(db: crate::support::LoadedCopy) {
        for (table, change) in GROWING {
            let rows = db.number(&format!("SELECT COUNT(*) FROM {table}")).await;
            assert!(rows > 0, "{table} is empty, so its triggers would have nothing to refuse");
            for statement in [format!("UPDATE {table} SET {change}"), format!("DELETE FROM {table}")] {
                let said = db.execute(&statement).await.unwrap_err();
                assert!(said.contains(&format!("{table} is append-only")), "{statement}: {said}");
            }
            assert_eq!(db.number(&format!("SELECT COUNT(*) FROM {table}")).await, rows);
        }
    }

    async fn text_is_ordered_byte_by_byte(db: Prepared) {
        for word in ["b", "A", "a", "Z", "é", "-a", "_a", "a b", "ab"] {
            db.execute(&format!("INSERT INTO breakdown (code, name) VALUES ('{word}', '{word}')")).await.unwrap();
        }
        let mut bytes: Vec<String> = ["b", "A", "a", "Z", "é", "-a", "_a", "a b", "ab"].map(str::to_owned).into();
        bytes.sort();
        assert_eq!(db.texts("SELECT name FROM breakdown ORDER BY name").await, bytes);
        assert_eq!(db.texts("SELECT code FROM breakdown WHERE code > 'Z' ORDER BY code").await, bytes[3..]);
    }
}

#[test]
fn every_text_column_on_postgres_is_ordered_byte_by_byte() {
    crate::support::database::run(Engine::Postgres, async |db: Prepared| {
        let others = db
            .texts(
                "SELECT (table_name || '.' || column_name)::text FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' AND data_type = 'text' \
                 AND collation_name IS DISTINCT FROM 'C'",
            )
            .await;
        assert_eq!(others, Vec::<String>::new());
    });
}

//! What is copied.

use std::io::{self, Write};

use sextant_domain::TermOfYear;
use sextant_jobs::scorecard::{CompileRequest, compile_scorecard};
use sextant_service::setup;
use sextant_store::archive::{Archive, export, schema};
use sextant_store::{doctor, migrate};
use sha2::{Digest, Sha256};

use super::{counts, exported, exported_to, import};
use crate::support::extract::run_due;
use crate::support::files::{Files, gunzip};
use crate::support::{Db, Empty, Engine, Loaded, Prepared, both, database, now};

async fn hashes(db: &Db) -> Vec<String> {
    db.texts("SELECT content_hash FROM scorecard ORDER BY strategy_code, year_start, term, revision").await
}

/// Every column of the program's tables as `table.column`.
async fn columns(db: &Db) -> Vec<String> {
    db.texts(match db.engine {
        Engine::Sqlite => {
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c \
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name <> 'seaql_migrations' ORDER BY 1"
        }
        Engine::Postgres => {
            "SELECT (table_name || '.' || column_name)::text COLLATE \"C\" FROM information_schema.columns \
             WHERE table_schema = 'public' AND table_name <> 'seaql_migrations' ORDER BY 1"
        }
    })
    .await
}

/// Writes a row past the exporter as soon as the first bytes of its archive arrive.
struct Meddling {
    db: Db,
    done: bool,
    archive: Vec<u8>,
}

impl Write for Meddling {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        if !std::mem::replace(&mut self.done, true) {
            let db = self.db.clone();
            let other = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
                runtime.block_on(
                    db.execute("INSERT INTO council (code, name, place_id) VALUES ('meanwhile', 'Meanwhile', 1)"),
                )
            });
            other.join().unwrap().unwrap();
        }
        self.archive.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

both! {
    async fn a_copy_in_the_other_engine_is_the_same_byte_for_byte(db: Loaded) {
        let files = Files::new();
        let (bytes, told) = exported(&db).await;
        let rows: Vec<(&str, i64)> =
            told.header.tables.iter().map(|table| (table.name.as_str(), table.rows as i64)).collect();
        assert_eq!(rows, counts(&db).await);
        assert_eq!(told.sha256, format!("{:x}", Sha256::digest(&bytes)));
        let file = files.write("own.archive.gz", &bytes);
        database::with_empty(db.engine.other(), async |copy| {
            import(&copy, &file).await.unwrap();
            assert_eq!(counts(&copy).await, counts(&db).await);
            assert!(exported(&copy).await.0 == bytes, "the copy's own archive has other bytes");
            assert_eq!(hashes(&copy).await, hashes(&db).await);
            assert_eq!(hashes(&copy).await.len(), 12);
            as_good_as_the_first(&copy).await;
            assert_eq!(counts(&copy).await, counts(&db).await, "nothing of that wrote anything");
        })
        .await;
    }

    async fn every_table_and_column_of_the_schema_is_archived(db: Empty) {
        migrate::migrate(&db.store).await.unwrap();
        let listed = schema().into_iter().flat_map(|(table, columns)| {
            columns.into_iter().map(move |column| format!("{table}.{column}"))
        });
        let mut listed: Vec<String> = listed.collect();
        listed.sort();
        assert_eq!(columns(&db).await, listed, "a new table needs a line in src/store/src/archive/tables.rs");
    }

    async fn an_archive_is_one_state_whatever_is_written_meanwhile(db: Prepared) {
        let before = db.number("SELECT COUNT(*) FROM council").await;
        let mut out = Meddling { db: db.0.clone(), done: false, archive: Vec::new() };
        export(&db.store, now(), &mut out).await.unwrap();
        assert_eq!(db.number("SELECT COUNT(*) FROM council").await, before + 1, "the other one did write");
        let files = Files::new();
        let file = files.write("own.archive.gz", &out.archive);
        let archive = Archive::open(&file).unwrap();
        let listed = archive.header.tables.iter().find(|table| table.name == "council").unwrap();
        assert_eq!(listed.rows as i64, before);
        assert!(!String::from_utf8(gunzip(&file)).unwrap().contains("meanwhile"));
    }

    async fn text_of_every_kind_arrives_as_it_was(db: Prepared) {
        let words = ["", " ", "Ysgol Tŷ Gwyn", "a\"b\\c", "line\nfeed", "tab\t", "\u{1}", "🏫", "\u{feff}x", "NULL", "'"];
        for (number, word) in words.iter().enumerate() {
            let word = word.replace('\'', "''");
            let sql = format!("INSERT INTO breakdown (code, name) VALUES ('test-{number:02}', '{word}')");
            db.execute(&sql).await.unwrap();
        }
        let files = Files::new();
        let file = exported_to(&db, &files).await;
        database::with_empty(db.engine.other(), async |copy| {
            import(&copy, &file).await.unwrap();
            let arrived = copy.texts("SELECT name FROM breakdown WHERE code LIKE 'test-%' ORDER BY code").await;
            assert_eq!(arrived, words);
        })
        .await;
    }
}

/// What a user would try with the copy.
async fn as_good_as_the_first(copy: &Db) {
    assert_eq!(doctor::unguarded(&copy.store).await.unwrap(), Vec::<&str>::new());
    for (strategy, term) in [("thurrock-2019", "2024/25-autumn"), ("demonstration-2024", "2025/26-summer")] {
        let term = TermOfYear::parse(term).unwrap();
        let request =
            CompileRequest { strategy: strategy.to_owned(), term, as_known_at: None, trigger: "command line" };
        let again = compile_scorecard(&copy.store, &request, now()).await.unwrap();
        assert_eq!((again.revision, again.is_new), (1, false), "{strategy} {term} is confirmed");
        assert!(hashes(copy).await.contains(&again.content_hash));
    }
    assert!(run_due(copy).await.is_empty(), "nothing is due");
    // As at every start: the catalogue is known to be loaded.
    setup::prepare(&copy.store, now()).await.unwrap();
}

//! What was published is compiled again to the same bytes, whatever is loaded later; what was altered is named.

use sextant_jobs::verify::{Finding, VerifyReport, VerifyRequest, verify};

use crate::support::extract::{project, request, try_import};
use crate::support::files::{Files, gunzip};
use crate::support::{Db, Engine, Loaded, LoadedCopy, both, day};

async fn verified(db: &Db) -> VerifyReport {
    verify(&db.store, &VerifyRequest::default()).await.unwrap()
}

/// Takes away what guards a table: somebody with the password can do that.
async fn unguard(db: &Db, table: &str) {
    match db.engine {
        Engine::Sqlite => db.execute(&format!("DROP TRIGGER {table}_no_update")).await.unwrap(),
        Engine::Postgres => db.execute(&format!("DROP TRIGGER {table}_append_only ON {table}")).await.unwrap(),
    }
}

/// The only problem: which, and what.
async fn problem(db: &Db) -> (String, Finding) {
    let report = verified(db).await;
    let problems: Vec<_> = report.problems().collect();
    assert_eq!(problems.len(), 1, "{problems:#?}");
    let name = &problems[0].name;
    (format!("{} {} {}", name.strategy, name.what, name.revision), problems[0].finding.clone())
}

const CARD: &str = "strategy_code = 'thurrock-2019' AND year_start = 2025 AND term = 1 AND revision = 1";

both! {
    async fn everything_that_is_published_verifies(db: Loaded) {
        let report = verified(&db).await;
        assert!(report.checked() >= 12, "{}", report.checked());
        assert_eq!(report.problems().collect::<Vec<_>>(), Vec::<&_>::new());
        let one = verify(&db.store, &VerifyRequest { strategy: Some("thurrock-2019".to_owned()) }).await.unwrap();
        assert!(0 < one.checked() && one.checked() < report.checked());
    }

    /// A later edition that restates everything of Thurrock changes nothing of what was published before it.
    async fn later_files_change_nothing_of_what_was_published(db: LoadedCopy) {
        let before = verified(&db).await.checked();
        let edition = String::from_utf8(gunzip(&project("data/extract/lait_2026-04-08.csv.gz"))).unwrap();
        let restated: String = edition
            .lines()
            .map(|line| match line.strip_prefix("Thurrock,") {
                Some(rest) if !rest.ends_with(",-") => format!("Thurrock,{},1\n", rest.rsplit_once(',').unwrap().0),
                _ => format!("{line}\n"),
            })
            .collect();
        let files = Files::new();
        let mut later = request("lait_2026-04-08.csv.gz");
        (later.file, later.released) = (files.gzip("later.csv.gz", restated), day("2026-10-01"));
        let report = try_import(&db, &later).await.unwrap();
        assert!(report.counts.restated > 100, "{:?}", report.counts);
        let after = verified(&db).await;
        assert_eq!((after.checked(), after.problems().count()), (before, 0));
    }

    async fn an_altered_content_is_named(db: LoadedCopy) {
        unguard(&db, "scorecard").await;
        let sql = format!("UPDATE scorecard SET content = REPLACE(content, '\"69\"', '\"96\"') WHERE {CARD}");
        db.execute(&sql).await.unwrap();
        let (name, finding) = problem(&db).await;
        assert_eq!(name, "thurrock-2019 scorecard 2025/26-autumn 1");
        assert!(matches!(finding, Finding::ContentAltered { .. }), "{finding:?}");
    }

    async fn an_altered_line_is_named(db: LoadedCopy) {
        unguard(&db, "scorecard_line").await;
        let sql = format!("UPDATE scorecard_line SET content = REPLACE(content, 'NONE', 'GREEN') WHERE {CARD} AND position = 3");
        db.execute(&sql).await.unwrap();
        let (name, finding) = problem(&db).await;
        assert_eq!(name, "thurrock-2019 scorecard 2025/26-autumn 1");
        assert_eq!(finding, Finding::LinesAltered { line: 4 });
    }

    async fn an_altered_manifest_is_named(db: LoadedCopy) {
        unguard(&db, "scorecard").await;
        db.execute(&format!("UPDATE scorecard SET manifest = REPLACE(manifest, 'sextant', 'Sextant') WHERE {CARD}")).await.unwrap();
        assert_eq!(problem(&db).await.1, Finding::ManifestAltered);
    }

    /// A figure of the ledger that was changed past Sextant shows in everything that was made from it, with both texts.
    async fn an_altered_ledger_shows_in_what_was_made_from_it(db: LoadedCopy) {
        unguard(&db, "outcome").await;
        let sql = "UPDATE outcome SET value = 70000000 WHERE place_id = 883 AND value = 69000000 AND series_id IN \
                   (SELECT id FROM series WHERE indicator_code = 'ATT-08' AND breakdown = 'total' AND source_code = 'lait')";
        db.execute(sql).await.unwrap();
        let report = verified(&db).await;
        let card = report.problems().find(|it| it.name.what == "scorecard 2025/26-autumn").unwrap();
        let Finding::Differs { difference, recorded, recompiled } = &card.finding else { panic!("{card:?}") };
        assert_ne!(recorded, recompiled);
        assert!(difference.starts_with("priorities[0].lines["), "{difference}");
    }
}

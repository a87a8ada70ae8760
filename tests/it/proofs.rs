//! What was published is proved, and what changed since is told: verify, diff, and the same snapshot on both databases.

use serde_json::{Value, json};
use sextant_domain::progress::{ProgressLine, Snapshot};
use sextant_jobs::verify::{Finding, VerifyRequest, verify};

use crate::contract::ask;
use crate::support::{Db, Engine, Loaded, LoadedCopy, both, database};

/// Both sides of autumn 2025/26: as known in December 2025, and as known since the edition of April 2026.
const SIDES: &str = "before: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN, asKnownAt: \"2025-12-10\"} \
     after: {strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: AUTUMN, asKnownAt: \"2026-07-15\"}";

async fn changed(db: &Db, indicator: &str) -> Value {
    let fields = "indicatorCode causes { cause } fields { field before { display } after { display } }";
    let data = ask(db, &format!("{{ scorecardDiff({SIDES}) {{ lines {{ {fields} }} }} }}")).await;
    let lines = data["scorecardDiff"]["lines"].as_array().unwrap().clone();
    lines
        .into_iter()
        .find(|line| line["indicatorCode"] == indicator)
        .unwrap_or_else(|| panic!("no change of {indicator}"))
}

fn field(line: &Value, name: &str) -> Option<(String, String)> {
    let text = |value: &Value| value["display"].as_str().unwrap_or_default().to_owned();
    let found = line["fields"].as_array().unwrap().iter().find(|field| field["field"] == name)?;
    Some((text(&found["before"]), text(&found["after"])))
}

fn causes(line: &Value) -> Vec<&str> {
    line["causes"].as_array().unwrap().iter().map(|it| it["cause"].as_str().unwrap()).collect()
}

/// The newest snapshot of 2025/26.
async fn snapshot(db: &Db) -> Snapshot {
    let sql =
        "SELECT content FROM snapshot WHERE strategy_code = 'thurrock-2019' AND year_start = 2025 AND revision = 1";
    serde_json::from_str(&db.texts(sql).await[0]).unwrap()
}

fn line<'a>(snapshot: &'a Snapshot, indicator: &str) -> &'a ProgressLine {
    let mut lines = snapshot.priorities.iter().flat_map(|priority| &priority.lines);
    lines.find(|line| line.indicator == indicator).unwrap()
}

both! {
    async fn everything_published_is_compiled_again_byte_for_byte(db: Loaded) {
        let report = verify(&db.store, &VerifyRequest::default()).await.unwrap();
        assert!(report.checked() >= 16, "{}", report.checked());
        assert_eq!(report.problems().collect::<Vec<_>>(), Vec::<&sextant_jobs::verify::Checked>::new());
    }

    /// Past the triggers, as somebody with the database's password could.
    async fn what_was_changed_past_sextant_is_named(db: LoadedCopy) {
        let (table, condition) = ("snapshot", "strategy_code = 'thurrock-2019' AND year_start = 2025");
        let drop = match db.engine {
            Engine::Sqlite => format!("DROP TRIGGER {table}_no_update"),
            Engine::Postgres => format!("DROP TRIGGER {table}_append_only ON {table}"),
        };
        db.execute(&drop).await.unwrap();
        db.execute(&format!("UPDATE {table} SET content = REPLACE(content, 'Thurrock', 'Essex') WHERE {condition}"))
            .await
            .unwrap();
        let report = verify(&db.store, &VerifyRequest { strategy: Some("thurrock-2019".to_owned()) }).await.unwrap();
        let problems: Vec<_> = report.problems().collect();
        assert_eq!(problems.len(), 1, "{problems:?}");
        assert_eq!((problems[0].name.what.as_str(), problems[0].name.revision), ("snapshot 2025/26", 1));
        assert!(matches!(problems[0].finding, Finding::ContentAltered { .. }), "{problems:?}");
    }

    /// Thurrock's 69 stood; England's 61 became 63, so that a lead of 8 points became one of 6.
    async fn key_stage_2_against_england_changed_because_the_benchmark_was_corrected(db: Loaded) {
        let line = changed(&db, "ATT-08").await;
        assert_eq!(field(&line, "VALUE"), None, "{line}");
        assert_eq!(field(&line, "ENGLAND"), Some(("61".to_owned(), "63".to_owned())), "{line}");
        assert!(causes(&line).contains(&"BENCHMARK_CORRECTED"), "{line}");
    }

    async fn grade_5_was_restated_from_provisional_to_revised(db: Loaded) {
        let line = changed(&db, "ATT-16").await;
        assert_eq!(field(&line, "VALUE"), Some(("44.8".to_owned(), "45.3".to_owned())), "{line}");
        let (before, after) = field(&line, "RANK").unwrap();
        assert!(before.starts_with("75") && after.starts_with("74"), "{before} {after}");
        assert!(causes(&line).contains(&"RESTATEMENT"), "{line}");
    }

    /// The two definitions disagree between 2018/19 and 2021/22: 19 to 17 within the authority, 15 to 16 to others nationally.
    async fn the_key_stage_2_gap_over_the_years(db: Loaded) {
        let snapshot = snapshot(&db).await;
        let path = &line(&snapshot, "ATT-11").path;
        let gap = |year: &str| path.iter().find(|point| point.year == year).unwrap().value.display.clone();
        let national = ["2018/19", "2021/22", "2024/25"].map(gap);
        assert_eq!(national, ["15", "16", "12"]);
    }

    /// Three of five years were observed at key stage 2, and the early years can only be counted from 2021/22.
    async fn five_years_have_three_observations(db: Loaded) {
        let snapshot = snapshot(&db).await;
        assert_eq!((line(&snapshot, "ATT-08").observed_years, snapshot.window_years), (3, 5));
        let baseline = line(&snapshot, "ATT-01").baseline.as_ref().unwrap();
        assert_eq!((baseline.period.label.as_str(), baseline.kind.as_str()), ("2021/22", "FIRST_COMPARABLE"));
        let asked = ask(&db, "{ snapshot(by: {strategyYear: {strategy: \"thurrock-2019\", academicYear: \"2025/26\"}}) \
             { contentHash finality { isFinal } } }").await;
        assert_eq!(asked["snapshot"]["finality"]["isFinal"], json!(false));
    }
}

#[test]
fn both_databases_publish_the_same_snapshots() {
    let hashes = |engine| {
        let seen = std::sync::Mutex::new(Vec::new());
        database::run(engine, async |db: Loaded| {
            let sql = "SELECT content_hash FROM snapshot ORDER BY strategy_code, year_start, revision";
            *seen.lock().unwrap() = db.texts(sql).await;
        });
        seen.into_inner().unwrap()
    };
    let (sqlite, postgres) = (hashes(Engine::Sqlite), hashes(Engine::Postgres));
    assert_eq!(sqlite.len(), 4);
    assert_eq!(sqlite, postgres);
}

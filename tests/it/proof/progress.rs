//! Progress snapshots: the same on both databases, verified like scorecards, with the years that can be checked.

use serde_json::json;
use sextant_domain::progress::{ProgressLine, Snapshot};
use sextant_jobs::verify::{Finding, VerifyRequest, verify};

use crate::contract::ask;
use crate::support::{Db, Engine, Loaded, LoadedCopy, both, database};

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

    /// The two definitions disagree between 2018/19 and 2021/22: 19 to 17 within the authority, 15 to 16 to others nationally.
    async fn the_key_stage_2_gap_over_the_years(db: Loaded) {
        let asked = ask(&db, "{ snapshot(by: {strategyYear: {strategy: \"thurrock-2019\", academicYear: \"2025/26\"}}) \
             { line(indicator: \"ATT-11\") { path { academicYear value { value } byOtherDefinition } } } }").await;
        let path = asked["snapshot"]["line"]["path"].as_array().unwrap();
        let gaps = ["2018/19", "2021/22", "2024/25"].map(|year| {
            let point = path.iter().find(|point| point["academicYear"] == year).unwrap();
            (point["value"]["value"].clone(), point["byOtherDefinition"].clone())
        });
        assert_eq!(gaps, [("15", "19"), ("16", "17"), ("12", "16")].map(|(to_national, within)| (json!(to_national), json!(within))));
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

//! What checks on load find in the real editions: raised by one release, cleared by a later one, and told as known then.

use serde_json::{Value, json};

use crate::contract::ask;
use crate::support::extract::{load, project, request, try_import};
use crate::support::files::{Files, gunzip};
use crate::support::{Db, Loaded, Prepared, both, day};

/// The findings of a check on England's figures of an indicator, each with the releases around it.
async fn of_england(db: &Db, check: &str, indicator: &str, more: &str) -> Vec<Value> {
    let query = format!(
        "{{ findings({more}, filter: {{check: {{eq: {check}}}, indicator: {{eq: \"{indicator}\"}}, \
         group: {{eq: \"total\"}}, place: {{eq: \"970\"}}}}, orderBy: [{{field: PERIOD}}]) {{ nodes {{ severity \
         period {{ label }} message raisedBy {{ publishedOn }} clearedBy {{ publishedOn }} }} }} }}"
    );
    ask(db, &query).await["findings"]["nodes"].as_array().unwrap().clone()
}

fn of_period(found: &[Value], label: &str) -> Vec<Value> {
    found.iter().filter(|it| it["period"]["label"] == label).cloned().collect()
}

both! {
    /// England stood at 61 for 2024/25, repeated from the year before, until the edition of 22 December 2025 said 63.
    async fn the_stale_benchmark_stands_until_it_is_updated(db: Loaded) {
        let known = async |more: &str| of_period(&of_england(&db, "STALE_BENCHMARK", "ATT-08", more).await, "2024/25");
        let then = known("asKnownAt: \"2025-12-10\"").await;
        assert_eq!(then.len(), 1, "{then:?}");
        assert_eq!(then[0]["severity"], "WARNING");
        assert_eq!(then[0]["clearedBy"], Value::Null);
        assert!(then[0]["message"].as_str().unwrap().contains("61"), "{then:?}");
        assert_eq!(known("asKnownAt: \"2025-12-22\"").await, Vec::<Value>::new());
        let since = known("includeCleared: true").await;
        assert_eq!(since.len(), 1, "{since:?}");
        assert_eq!(since[0]["clearedBy"], json!({ "publishedOn": "2025-12-22" }));
        assert_eq!(since[0]["raisedBy"], then[0]["raisedBy"]);
    }

    /// 1,258 first-time entrants per 100,000 is the sum of the regions' rates, and nobody has corrected it.
    async fn a_sum_of_rates_blocks_and_stands(db: Loaded) {
        let found = of_england(&db, "SUM_INSTEAD_OF_MEAN", "WEL-04", "includeCleared: false").await;
        let of_2024 = of_period(&found, "2024");
        assert_eq!(of_2024.len(), 1, "{found:?}");
        assert_eq!((&of_2024[0]["severity"], &of_2024[0]["clearedBy"]), (&json!("BLOCKING"), &Value::Null));
    }

    /// In October 2025 the destinations after key stage 4 were named a year earlier than before.
    async fn labels_that_moved_are_found_and_told_once(db: Loaded) {
        let then = of_england(&db, "LABEL_SHIFT", "EMP-06", "asKnownAt: \"2025-10-27\"").await;
        let before = of_england(&db, "LABEL_SHIFT", "EMP-06", "asKnownAt: \"2025-10-26\"").await;
        let after = of_england(&db, "LABEL_SHIFT", "EMP-06", "includeCleared: true").await;
        assert_eq!((before.len(), then.len(), after.len()), (0, 1, 1), "{then:?} {after:?}");
        assert_eq!((&then[0]["severity"], &then[0]["raisedBy"]), (&json!("BLOCKING"), &json!({ "publishedOn": "2025-10-27" })));
        assert_eq!(after[0]["clearedBy"], json!({ "publishedOn": "2025-12-02" }));
    }

    /// Pupils without free school meals at the early years profile of 2021/22: 69.5 by LAIT, 68.8 by the statistical release.
    /// Everything else that both publish agrees to the rounding.
    async fn two_sources_that_disagree_are_found(db: Loaded) {
        let query = "{ findings(filter: {check: {eq: COVERAGE_MISMATCH}, place: {eq: \"970\"}}) { nodes { severity message \
                     period { label } } } }";
        let found = ask(&db, query).await["findings"]["nodes"].as_array().unwrap().clone();
        let between: Vec<&Value> =
            found.iter().filter(|it| it["message"].as_str().unwrap().contains("ees:early-years")).collect();
        assert_eq!(between.len(), 1, "{found:?}");
        let told = between[0];
        assert_eq!((&told["severity"], &told["period"]["label"]), (&json!("WARNING"), &json!("2021/22")));
        assert!(told["message"].as_str().unwrap().contains("lait gives the nation 69.5 and ees:early-years gives 68.8"), "{told}");
    }

    async fn an_outcome_tells_what_was_found_on_it(db: Loaded) {
        let on = async |day: &str| {
            let query = format!(
                "{{ outcomes(filter: {{indicator: {{eq: \"ATT-08\"}}, place: {{eq: \"970\"}}, \
                 period: {{eq: {{label: \"2024/25\"}}}}}}, asKnownAt: \"{day}\") \
                 {{ nodes {{ findings {{ check place {{ name }} }} }} }} }}"
            );
            ask(&db, &query).await["outcomes"]["nodes"][0]["findings"].clone()
        };
        let stale = json!({ "check": "STALE_BENCHMARK", "place": { "name": "England" } });
        assert!(on("2025-12-10").await.as_array().unwrap().contains(&stale));
        assert!(!on("2025-12-22").await.as_array().unwrap().contains(&stale));
    }

    /// A percentage of 250 in one authority's row is raised when it comes and cleared when a later edition corrects it; the
    /// same edition once more changes nothing.
    async fn an_impossible_figure_is_raised_and_cleared(db: Prepared) {
        load(&db, "lait_data_dictionary_without_dates.csv.gz").await;
        load(&db, "lait_2025-12-02.csv.gz").await;
        let raised = "SELECT COUNT(*) FROM finding WHERE check_code = 4 AND place_id = 883 AND raised";
        let before = db.number(raised).await;
        let text = String::from_utf8(gunzip(&project("data/extract/lait_2025-12-22.csv.gz"))).unwrap();
        let lines = text.lines().map(|line| match line.split(',').collect::<Vec<_>>().as_slice() {
            [name, place @ ("883" | "883.0"), region, measure @ "LAC_KS2_ExpStd_RWM" , years, _] |
            [name, place @ ("883" | "883.0"), region, measure @ "16-17 NEET", years, _] => {
                format!("{name},{place},{region},{measure},{years},250")
            }
            _ => line.to_owned(),
        });
        let broken: Vec<String> = lines.collect();
        let files = Files::new();
        let file = files.gzip("lait_broken.csv.gz", broken.join("\n"));
        let edition = crate::support::extract::request("lait_2025-12-22.csv.gz");
        try_import(&db, &sextant_service::imports::ImportRequest { file, ..edition }).await.unwrap();
        let found = db.number(raised).await - before;
        assert!(found > 3, "{found}");
        let again = request("lait_2026-04-08.csv.gz");
        try_import(&db, &again).await.unwrap();
        let cleared = "SELECT COUNT(*) FROM finding WHERE check_code = 4 AND place_id = 883 AND NOT raised";
        assert_eq!(db.number(cleared).await, found);
        let rows = db.number("SELECT COUNT(*) FROM finding").await;
        try_import(&db, &sextant_service::imports::ImportRequest { released: day("2026-04-09"), ..again }).await.unwrap();
        assert_eq!(db.number("SELECT COUNT(*) FROM finding").await, rows);
    }
}

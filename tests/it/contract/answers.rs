//! Answers that anybody can check, through the contract.

use serde_json::{Value, json};

use super::ask;
use crate::support::{Db, Loaded, both};

/// The line of an indicator on a published scorecard.
async fn line(db: &Db, term: &str, indicator: &str, fields: &str) -> Value {
    let query = format!(
        "{{ scorecard(by: {{strategyTerm: {{strategy: \"thurrock-2019\", academicYear: \"2025/26\", term: {term}}}}}) \
         {{ priorities {{ lines {{ indicator {{ code }} {fields} }} }} }} }}"
    );
    let data = ask(db, &query).await;
    let priorities = data["scorecard"]["priorities"].as_array().unwrap().clone();
    let mut lines = priorities.iter().flat_map(|priority| priority["lines"].as_array().unwrap());
    lines.find(|line| line["indicator"]["code"] == indicator).unwrap_or_else(|| panic!("no line {indicator}")).clone()
}

both! {
    async fn looked_after_children_have_a_reason_and_no_verdict(db: Loaded) {
        let fields = "period { label } value { value missingReason } rank { position } rag { rating reason } state";
        let line = line(&db, "SUMMER", "ATT-24", fields).await;
        assert_eq!(line["period"]["label"], "2024/25");
        assert_eq!(line["value"], json!({ "value": null, "missingReason": "UNSTATED" }));
        assert_eq!(line["rank"], Value::Null);
        assert_eq!(line["rag"], json!({ "rating": "NONE", "reason": "NO_VALUE" }));
        assert_eq!(line["state"], "SUPPRESSED");
    }

    async fn neet_is_ranked_with_its_ties(db: Loaded) {
        let line = line(&db, "AUTUMN", "EMP-02", "value { display } england { display } rank { position of tied }").await;
        assert_eq!(line["value"]["display"], "3.8");
        assert_eq!(line["england"]["display"], "5.6");
        assert_eq!(line["rank"], json!({ "position": 38, "of": 153, "tied": 7 }));
    }

    async fn attainment_8_stands_beside_both_neighbour_lists(db: Loaded) {
        let fields = "value { display } neighbours { edition value } earlierNeighbourLists { edition value }";
        let line = line(&db, "SUMMER", "ATT-14", fields).await;
        assert_eq!(line["value"]["display"], "45.2");
        assert_eq!(line["neighbours"], json!({ "edition": "2025-05", "value": "45.07" }));
        assert_eq!(line["earlierNeighbourLists"], json!([{ "edition": "2021-04", "value": "45.9" }]));
    }

    async fn the_impossible_england_colours_nothing(db: Loaded) {
        let line = line(&db, "SUMMER", "WEL-04", "period { label } england { value missingReason } rag { rating } caveats { code }").await;
        assert_eq!(line["period"]["label"], "2024");
        assert_eq!(line["england"], json!({ "value": null, "missingReason": "QUALITY" }));
        assert_eq!(line["rag"]["rating"], "NONE");
        let caveats = line["caveats"].as_array().unwrap();
        assert!(caveats.contains(&json!({ "code": "BENCHMARK_IMPOSSIBLE" })), "{caveats:?}");
    }

    async fn thurrocks_open_schools_by_phase(db: Loaded) {
        for (phase, count) in [("PRIMARY", 39), ("SECONDARY", 13), ("NOT_APPLICABLE", 5)] {
            let query = format!(
                "{{ schools(filter: {{laCode: {{eq: \"883\"}}, status: {{eq: OPEN}}, phase: {{eq: {phase}}}}}, \
                 asKnownAt: \"2025-07-18\") {{ totalCount }} }}"
            );
            assert_eq!(ask(&db, &query).await["schools"]["totalCount"], count, "{phase}");
        }
    }

    async fn ehc_plans_within_20_weeks_from_the_tidy_file(db: Loaded) {
        let query = "{ outcomes(filter: {indicator: {eq: \"INC-01\"}, source: {eq: \"ees:ehc-20-weeks\"}, \
             place: {eq: \"883\"}, group: {eq: \"total\"}}, orderBy: [{field: PERIOD}]) \
             { nodes { period { label } value { value numerator denominator } } } }";
        let data = ask(&db, query).await;
        let nodes = data["outcomes"]["nodes"].as_array().unwrap();
        let values: Vec<_> = nodes.iter().map(|node| node["value"]["value"].as_str().unwrap()).collect();
        assert_eq!(values, ["75.8", "86.1", "78.9", "59.9", "88.5", "48.6"]);
        assert_eq!(nodes[1]["value"]["numerator"], "149");
        assert_eq!(nodes[1]["value"]["denominator"], "173");
    }

    async fn a_grade_does_not_travel_with_a_conversion(db: Loaded) {
        let query = "{ school(by: {urn: \"151441\"}) { openedOn latestInspection { inspectedOn } predecessors \
             { school { urn closedOn latestInspection { inspectedOn } } } } }";
        let school = &ask(&db, query).await["school"];
        assert_eq!(school["openedOn"], "2025-01-01");
        assert_eq!(school["latestInspection"], Value::Null);
        assert_eq!(school["predecessors"][0]["school"]["urn"], "136854");
        assert!(school["predecessors"][0]["school"]["latestInspection"]["inspectedOn"].is_string());
    }

    /// At the December 2025 committee England stood at 61, repeated from the year before; two weeks later at 63.
    async fn what_was_known_then_stays_known(db: Loaded) {
        let value = async |day: &str| {
            let query = format!(
                "{{ outcomes(filter: {{indicator: {{eq: \"ATT-08\"}}, place: {{eq: \"970\"}}, \
                 period: {{eq: {{label: \"2024/25\"}}}}}}, asKnownAt: \"{day}\") {{ nodes {{ value {{ value }} cause }} }} }}"
            );
            ask(&db, &query).await["outcomes"]["nodes"][0].clone()
        };
        assert_eq!(value("2025-12-10").await, json!({ "value": { "value": "61" }, "cause": "NEW" }));
        assert_eq!(value("2025-12-22").await, json!({ "value": { "value": "63" }, "cause": "RELEASE" }));
        assert_eq!(value("2025-01-01").await, Value::Null);
    }

    async fn compiling_again_confirms_and_what_cannot_be_compiled_says_why(db: Loaded) {
        let query = |term: &str, more: &str| {
            format!(
                "mutation {{ compileScorecard(input: {{strategy: \"thurrock-2019\", {term} {more}}}) \
                 {{ isNew scorecard {{ revision }} errors {{ code path }} }} }}"
            )
        };
        let again = ask(&db, &query("academicYear: \"2025/26\", term: AUTUMN", "")).await;
        assert_eq!(again["compileScorecard"], json!({ "isNew": false, "scorecard": { "revision": 1 }, "errors": [] }));
        let cases = [
            ("academicYear: \"2026/27\", term: SUMMER", "", "NOT_DUE", "term"),
            ("academicYear: \"1999/00\", term: AUTUMN", "", "UNKNOWN_TERM", "term"),
            ("academicYear: \"2025/26\", term: AUTUMN", "asKnownAt: \"2030-01-01\"", "IN_THE_FUTURE", "asKnownAt"),
            ("academicYear: \"2025/26\", term: AUTUMN", "asKnownAt: \"2001-01-01\"", "NOTHING_KNOWN", "asKnownAt"),
        ];
        for (term, more, code, field) in cases {
            let refused = &ask(&db, &query(term, more)).await["compileScorecard"];
            assert_eq!(refused["scorecard"], Value::Null, "{code}");
            assert_eq!(refused["errors"], json!([{ "code": code, "path": ["input", field] }]));
        }
    }

    async fn a_target_that_follows_a_benchmark_says_which(db: Loaded) {
        let query = "{ scorecard(by: {strategyTerm: {strategy: \"demonstration-2024\", academicYear: \"2025/26\", \
             term: SUMMER}}) { priorities { lines { indicator { code } target { value version approvedOn approvedBy benchmark \
             { kind label value used of by } } } } } }";
        let data = ask(&db, query).await;
        let lines = data["scorecard"]["priorities"].as_array().unwrap().iter().flat_map(|it| it["lines"].as_array().unwrap());
        let found: Vec<&Value> = lines.filter(|line| line["indicator"]["code"] == "EMP-02").collect();
        assert_eq!(
            found[0]["target"],
            json!({
                "value": "3.8", "version": 2, "approvedOn": "2025-06-02", "approvedBy": "nobody: invented",
                "benchmark": {
                    "kind": "TOP_QUARTER", "label": "rank 38 of 153", "value": "3.8", "used": 153, "of": 153, "by": "0"
                }
            })
        );
    }

    async fn targets_and_baselines_are_shown_as_approved_by_a_day(db: Loaded) {
        let of = |day: &str| {
            let fields = "indicator { code } targets(asKnownAt: \"DAY\") { kind version period { label } value \
                          aim { absolute relativeTo by } } baselines(asKnownAt: \"DAY\") { period { label } value }";
            let fields = fields.replace("DAY", day);
            format!(
                "{{ strategy(by: {{code: \"demonstration-2024\"}}) {{ priorities {{ commitments {{ indicatorUses \
                 {{ {fields} }} }} }} }} }}"
            )
        };
        let (before, after) = (ask(&db, &of("2025-03-02")).await, ask(&db, &of("2025-09-01")).await);
        let find = |data: &Value, code: &str| {
            let priorities = data["strategy"]["priorities"].as_array().unwrap();
            let commitments = priorities.iter().flat_map(|it| it["commitments"].as_array().unwrap());
            let mut uses = commitments.flat_map(|it| it["indicatorUses"].as_array().unwrap());
            uses.find(|used| used["indicator"]["code"] == code).unwrap().clone()
        };
        let of_year = |data: &Value| {
            let used = find(data, "ATT-16");
            let targets = used["targets"].as_array().unwrap().clone();
            targets.into_iter().filter(|target| target["period"]["label"] == "2024/25").collect::<Vec<_>>()
        };
        let target = |version: i32, value: Option<&str>, to: Option<&str>, by: Option<&str>| {
            json!({
                "kind": "TARGET", "version": version, "period": { "label": "2024/25" }, "value": value,
                "aim": { "absolute": value, "relativeTo": to, "by": by }
            })
        };
        let (first, second) = (target(1, Some("48"), None, None), target(2, None, Some("NATIONAL"), Some("0")));
        assert_eq!(of_year(&before), std::slice::from_ref(&first));
        assert_eq!(of_year(&after), [first, second]);
        let baselines = |data: &Value| find(data, "INC-09")["baselines"].clone();
        let (old, new) = (
            json!({ "period": { "label": "2022/23" }, "value": "19.41" }),
            json!({ "period": { "label": "2023/24" }, "value": "17.53" }),
        );
        assert_eq!(baselines(&before), json!([old]));
        assert_eq!(baselines(&after), json!([old, new]));
    }

    async fn a_strategy_is_known_from_the_day_it_was_loaded(db: Loaded) {
        let known = |day: &str| {
            let query =
                format!("{{ strategy(by: {{code: \"thurrock-2019\"}}, asKnownAt: \"{day}\") {{ version snapshotDates {{ academicYear dueAt }} }} }}");
            let db = &db;
            async move { ask(db, &query).await["strategy"].clone() }
        };
        // The strategies are loaded after the editions of the extract, the last of which was published on 8 April 2026.
        assert_eq!(known("2026-04-07").await, Value::Null);
        let found = known("2026-11-23").await;
        assert_eq!(found["version"], 1);
        assert_eq!(found["snapshotDates"][2], json!({ "academicYear": "2025/26", "dueAt": "2026-07-15T05:00:00Z" }));
        let query = "{ strategy(by: {code: \"thurrock-2019\"}) { headlineTest { population share academicYear required tieRule \
                     status basket { indicator { code } } } } }";
        let test = ask(&db, query).await["strategy"]["headlineTest"].clone();
        assert_eq!((&test["population"], &test["share"], &test["required"]), (&json!("ENGLAND_AUTHORITIES"), &json!("25"), &json!(20)));
        assert_eq!((&test["tieRule"], &test["status"], &test["academicYear"]), (&json!("ROBUST"), &json!("PUBLISHED"), &json!("2021/22")));
        assert_eq!(test["basket"].as_array().unwrap().len(), 20);
    }
}

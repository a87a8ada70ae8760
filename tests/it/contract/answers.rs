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
}

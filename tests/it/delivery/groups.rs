//! Counting records: the groups come to what the lists say, on both databases.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use sextant_domain::access::Role;

use super::write_as;
use crate::contract::{respond_as, who};
use crate::support::{Db, LoadedCopy, both};

/// Real schools: two of the Osborne trust, one of Gateway, one that no trust runs, as the register of July 2025 has them.
async fn schools(db: &Db) -> Vec<i64> {
    let of = "SELECT CAST(m.urn AS TEXT) FROM trust_membership m JOIN school s ON s.urn = m.urn WHERE s.la_id = 883 AND s.status = 1 \
              AND m.to_day IS NULL AND m.uid = ";
    let mut found = Vec::new();
    for (uid, count) in [(4662, 2), (3163, 1)] {
        let urns = db.texts(&format!("{of}{uid} GROUP BY m.urn ORDER BY m.urn")).await;
        found.extend(urns.iter().take(count).map(|urn| urn.parse::<i64>().unwrap()));
    }
    assert_eq!(found.len(), 3);
    found
}

async fn agreed(db: &Db, urn: Option<i64>, owner: &str, due: &str) {
    let urn = urn.map(|urn| format!("urn: {urn}, ")).unwrap_or_default();
    let mutation = format!(
        "createAction(input: {{text: \"Do it.\", owner: {}, source: INSPECTION, {urn}agreedOn: \"2026-09-01\", due: \"{due}\"}}) \
         {{ action {{ id }} errors {{ code path }} }}",
        json!(owner)
    );
    let payload = write_as(db, who(Role::Officer, "thurrock"), &mutation).await;
    assert_eq!(payload["errors"], json!([]), "{payload}");
}

async fn asked(db: &Db, query: &str) -> Value {
    respond_as(db, who(Role::Officer, "thurrock"), query).await
}

both! {
    /// Two actions of Osborne's schools are overdue, one of Gateway's, one that concerns no school; one is not due yet.
    async fn overdue_actions_are_counted_by_trust(db: LoadedCopy) {
        let schools = schools(&db).await;
        for (urn, due) in [
            (Some(schools[0]), "2026-10-01"),
            (Some(schools[1]), "2026-10-02"),
            (Some(schools[2]), "2026-11-01"),
            (None, "2026-11-22"),
            (Some(schools[2]), "2026-11-23"),
        ] {
            agreed(&db, urn, "The head", due).await;
        }
        let response = asked(&db, include_str!("../../../schema/operations/ActionsOverdueByTrust.graphql")).await;
        let groups = response["data"]["actionGroups"]["nodes"].as_array().unwrap();
        let told: Vec<(String, i64)> =
            groups.iter().map(|it| (it["key"]["trust"]["uid"].as_str().unwrap_or("none").to_owned(), it["count"].as_i64().unwrap())).collect();
        assert_eq!(told[0], ("4662".to_owned(), 2), "the largest first: {response}");
        let rest: BTreeMap<_, _> = told[1..].iter().cloned().collect();
        assert_eq!(rest, BTreeMap::from([("3163".to_owned(), 1), ("none".to_owned(), 1)]));
    }

    async fn every_way_of_counting_comes_to_the_list(db: LoadedCopy) {
        let schools = schools(&db).await;
        for (at, owner) in ["The head", "A hub", "The head", "Nobody's"].iter().enumerate() {
            agreed(&db, schools.get(at).copied(), owner, &format!("2026-{:02}-28", 9 + at % 3)).await;
        }
        for by in ["STATUS", "SOURCE", "OWNER", "SCHOOL", "TRUST", "PHASE", "DUE_MONTH", "DUE_YEAR", "OWNER, DUE_MONTH, TRUST"] {
            let response = asked(&db, &format!("{{ actions {{ totalCount }} actionGroups(by: [{by}], first: 100) {{ nodes {{ count }} }} }}")).await;
            let counts: Vec<i64> =
                response["data"]["actionGroups"]["nodes"].as_array().unwrap().iter().map(|it| it["count"].as_i64().unwrap()).collect();
            assert_eq!(json!(counts.iter().sum::<i64>()), response["data"]["actions"]["totalCount"], "{by}: {response}");
            assert!(counts.is_sorted_by(|a, b| a >= b), "{by}: {counts:?}");
        }
        let response = asked(&db, "{ actionGroups(by: [DUE_MONTH, OWNER]) { nodes { key { dueMonth owner status } count } } }").await;
        let expected = json!([
            { "key": { "dueMonth": "2026-09", "owner": "Nobody's", "status": null }, "count": 1 },
            { "key": { "dueMonth": "2026-09", "owner": "The head", "status": null }, "count": 1 },
            { "key": { "dueMonth": "2026-10", "owner": "A hub", "status": null }, "count": 1 },
            { "key": { "dueMonth": "2026-11", "owner": "The head", "status": null }, "count": 1 },
        ]);
        assert_eq!(response["data"]["actionGroups"]["nodes"], expected);
        let few = asked(&db, "{ actionGroups(by: [OWNER], first: 1) { nodes { key { owner } count } } }").await;
        assert_eq!(few["data"]["actionGroups"]["nodes"], json!([{ "key": { "owner": "The head" }, "count": 2 }]));
    }

    async fn money_is_added_up(db: LoadedCopy) {
        for (funder, allocation, spend) in [("A", 500, 400), ("B", 900, 0), ("A", 100, 100)] {
            let stream = format!(
                "createFundingStream(input: {{stream: {{title: \"A stream\", funder: \"{funder}\", validFrom: \"2026-09-01\", \
                 validTo: \"2027-09-01\", allocation: \"{allocation}\", spend: \"{spend}\", activities: []}}}}) {{ errors {{ code path }} }}"
            );
            assert_eq!(write_as(&db, who(Role::Officer, "thurrock"), &stream).await["errors"], json!([]));
        }
        let response = asked(&db, "{ fundingStreamGroups(by: [FUNDER, BEGINS_IN]) { nodes { key { funder beginsIn } count allocation { count sum average lowest highest } spend { sum } } } }").await;
        let expected = json!([
            { "key": { "funder": "A", "beginsIn": "2026/27" }, "count": 2, "spend": { "sum": "500" },
              "allocation": { "count": 2, "sum": "600", "average": "300", "lowest": "100", "highest": "500" } },
            { "key": { "funder": "B", "beginsIn": "2026/27" }, "count": 1, "spend": { "sum": "0" },
              "allocation": { "count": 1, "sum": "900", "average": "900", "lowest": "900", "highest": "900" } },
        ]);
        assert_eq!(response["data"]["fundingStreamGroups"]["nodes"], expected);
    }

    async fn what_cannot_be_counted_says_so(db: LoadedCopy) {
        for by in ["", "STATUS, STATUS", "STATUS, SOURCE, OWNER, PHASE, TRUST"] {
            let response = asked(&db, &format!("{{ actionGroups(by: [{by}]) {{ totalCount }} }}")).await;
            assert_eq!(response["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{by}: {response}");
        }
        for args in ["first: 101", "orderBy: [{field: OWNER}]", "having: {count: {eq: null}}"] {
            let response = asked(&db, &format!("{{ actionGroups(by: [STATUS], {args}) {{ totalCount }} }}")).await;
            assert_eq!(response["errors"][0]["extensions"]["code"], "BAD_USER_INPUT", "{args}: {response}");
        }
        let other = asked(&db, "{ actionGroups(by: [STATUS], after: \"eyJ2IjoxfQ\") { totalCount } }").await;
        assert_eq!(other["errors"][0]["extensions"]["code"], "BAD_CURSOR", "{other}");
    }

    /// The streams of two funders in two years: 3 of A (2,000 pence), 1 of B (900), 1 of C (null-free, 5,000).
    async fn groups_are_held_to_conditions_and_read_page_by_page(db: LoadedCopy) {
        for (funder, allocation) in [("A", 500), ("B", 900), ("A", 100), ("C", 5000), ("A", 1400)] {
            let stream = format!(
                "createFundingStream(input: {{stream: {{title: \"A stream\", funder: \"{funder}\", validFrom: \"2026-09-01\", \
                 validTo: \"2027-09-01\", allocation: \"{allocation}\", spend: \"0\", activities: []}}}}) {{ errors {{ code path }} }}"
            );
            assert_eq!(write_as(&db, who(Role::Officer, "thurrock"), &stream).await["errors"], json!([]));
        }
        for (args, expected) in [
            ("", "A B C"),
            ("orderBy: [{field: FUNDER, direction: DESC}]", "C B A"),
            ("orderBy: [{field: ALLOCATION}]", "B A C"),
            ("orderBy: [{field: ALLOCATION, direction: DESC}]", "C A B"),
            ("having: {count: {gte: 2}}", "A"),
            ("having: {allocation: {gte: \"2000\"}}, orderBy: [{field: COUNT}]", "C A"),
            ("having: {allocation: {gte: \"2000\"}, count: {lte: 1}}", "C"),
            ("having: {count: {in: []}}", ""),
        ] {
            let mut read = Vec::new();
            let mut after = String::new();
            loop {
                let args = format!("{args}, first: 1{after}");
                let query = format!(
                    "{{ fundingStreamGroups(by: [FUNDER], {args}) {{ totalCount nodes {{ key {{ funder }} }} \
                     pageInfo {{ hasNextPage endCursor }} }} }}"
                );
                let page = asked(&db, &query).await["data"]["fundingStreamGroups"].clone();
                let nodes = page["nodes"].as_array().unwrap().iter();
                read.extend(nodes.map(|it| it["key"]["funder"].as_str().unwrap().to_owned()));
                assert_eq!(page["totalCount"], expected.split_whitespace().count(), "{args}");
                if page["pageInfo"]["hasNextPage"] == json!(false) {
                    break;
                }
                after = format!(", after: {}", page["pageInfo"]["endCursor"]);
            }
            assert_eq!(read.join(" "), expected, "{args}");
        }
    }
}

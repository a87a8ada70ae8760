//! Groups of outcomes and of schools: on real publications, against what the publisher himself takes together.

use serde_json::{Value, json};
use sextant_domain::Figure;

use super::{ask, respond};
use crate::support::{Db, Loaded, both};

/// The plans issued within 20 weeks, as the official publication has them.
const PLANS: &str = "indicator: {eq: \"INC-01\"}, group: {eq: \"total\"}, source: {eq: \"ees:ehc-20-weeks\"}, \
                     period: {eq: {label: \"2024\", basis: CALENDAR_YEAR}}";

async fn nodes(db: &Db, field: &str, fields: &str) -> Vec<Value> {
    let data = ask(db, &format!("{{ groups: {field} {{ totalCount nodes {{ {fields} }} }} }}")).await;
    data["groups"]["nodes"].as_array().unwrap().clone()
}

/// How many groups there are, over all pages, and how many rows are in them.
async fn sizes(db: &Db, field: &str, args: &str) -> (i64, i64) {
    let (mut groups, mut rows, mut after) = (0, 0, String::new());
    loop {
        let query = format!(
            "{{ groups: {field}({args}, first: 100{after}) {{ totalCount nodes {{ count }} pageInfo {{ hasNextPage endCursor }} }} }}"
        );
        let page = ask(db, &query).await["groups"].clone();
        let counts: Vec<i64> =
            page["nodes"].as_array().unwrap().iter().map(|it| it["count"].as_i64().unwrap()).collect();
        groups += counts.len() as i64;
        rows += counts.iter().sum::<i64>();
        if page["pageInfo"]["hasNextPage"] == json!(false) {
            assert_eq!(page["totalCount"], groups, "{args}");
            return (groups, rows);
        }
        after = format!(", after: {}", page["pageInfo"]["endCursor"]);
    }
}

both! {
    /// The publisher's figure for a region is that of its authorities together: where each has a figure, the weighted average is it.
    /// The plain average is not.
    async fn authorities_weighted_come_to_the_publishers_region(db: Loaded) {
        let published = ask(&db, &format!(
            "{{ outcomes(filter: {{{PLANS}, level: {{eq: REGION}}}}, first: 100) {{ nodes {{ place {{ name }} value {{ display }} }} }} }}"
        )).await;
        let of_region = |name: &Value| {
            let mut rows = published["outcomes"]["nodes"].as_array().unwrap().iter();
            rows.find(|row| row["place"]["name"] == *name).map(|row| row["value"]["display"].as_str().unwrap().to_owned())
        };
        let args = format!("(by: [REGION], filter: {{{PLANS}, level: {{eq: LOCAL_AUTHORITY}}}}, orderBy: [{{field: REGION}}])");
        let fields = "key { region { name } } count figures value { average weightedAverage numerator denominator weighed } mixes";
        let groups = nodes(&db, &format!("outcomeGroups{args}"), fields).await;
        assert_eq!(groups.len(), 9, "{groups:?}");
        let (mut same, mut plain) = (0, 0);
        for group in &groups {
            assert_eq!(group["mixes"], json!([]));
            if group["count"] != group["figures"] {
                continue;
            }
            let region = of_region(&group["key"]["region"]["name"]);
            let shown = |field: &str| Some(Figure::parse(group["value"][field].as_str().unwrap()).unwrap().display(1));
            assert_eq!(shown("weightedAverage"), region, "{group}");
            same += 1;
            plain += i32::from(shown("average") == region);
        }
        assert!(same >= 5 && plain < same, "{same} regions, of which {plain} would have been right unweighted");
        // By hand: 3,688 of 9,315 plans of the East of England's eleven authorities.
        let east = groups.iter().find(|it| it["key"]["region"]["name"] == "East of England").unwrap();
        assert_eq!((&east["count"], &east["value"]["numerator"], &east["value"]["denominator"]), (&json!(11), &json!("3688"), &json!("9315")));
        assert_eq!(east["value"]["weightedAverage"], "39.592056");
    }

    async fn what_may_not_be_taken_together_is_not(db: Loaded) {
        let of = async |args: &str| nodes(&db, &format!("outcomeGroups(by: [ACADEMIC_YEAR], first: 1, {args})"), "value { average } mixes").await;
        let mixed = of("filter: {place: {eq: \"883\"}}").await;
        assert_eq!(mixed[0]["value"], Value::Null);
        assert_eq!(mixed[0]["mixes"], json!(["INDICATOR", "GROUP", "SOURCE"]));
        let levels = of(&format!("filter: {{{PLANS}}}")).await;
        assert_eq!(levels[0], json!({ "value": null, "mixes": ["LEVEL"] }));
        let alike = of(&format!("filter: {{{PLANS}, level: {{eq: LOCAL_AUTHORITY}}}}")).await;
        assert_eq!(alike[0]["mixes"], json!([]));
        assert!(alike[0]["value"]["average"].is_string(), "{alike:?}");
        // A group that mixes has no average that it could be held to.
        let held = nodes(&db, "outcomeGroups(by: [ACADEMIC_YEAR], filter: {place: {eq: \"883\"}}, having: {average: {gte: \"0\"}})", "count").await;
        assert_eq!(held, [] as [Value; 0]);
    }

    async fn every_way_of_counting_outcomes_comes_to_the_list(db: Loaded) {
        let filter = "filter: {place: {in: [\"883\", \"E12000006\", \"E92000001\"]}}";
        let total = ask(&db, &format!("{{ outcomes({filter}) {{ totalCount }} }}")).await["outcomes"]["totalCount"].as_i64().unwrap();
        assert!(total > 1_000);
        for by in ["INDICATOR", "GROUP", "SOURCE", "PLACE", "LEVEL", "REGION", "PERIOD", "ACADEMIC_YEAR", "CALENDAR_YEAR", "STATUS",
            "MISSING_REASON", "INDICATOR, GROUP, PLACE, PERIOD", "LEVEL, ACADEMIC_YEAR"] {
            for order in ["", ", orderBy: [{field: FIGURES}]", ", orderBy: [{field: AVERAGE, direction: DESC}, {field: COUNT}]"] {
                if by.contains("PERIOD") && !order.is_empty() {
                    continue;
                }
                let (groups, rows) = sizes(&db, "outcomeGroups", &format!("by: [{by}], {filter}{order}")).await;
                assert_eq!(rows, total, "{by}{order}: {groups} groups");
            }
        }
    }

    async fn schools_are_counted_by_phase_trust_and_rating(db: Loaded) {
        let here = "filter: {laCode: {eq: \"883\"}, status: {eq: OPEN}}";
        let total = ask(&db, &format!("{{ schools({here}) {{ totalCount }} }}")).await["schools"]["totalCount"].as_i64().unwrap();
        for by in ["PHASE", "STATUS", "TYPE_CODE", "TYPE_GROUP_CODE", "ACADEMY", "AUTHORITY", "REGION", "TRUST", "RATING", "OPENED_IN",
            "CLOSED_IN", "PHASE, ACADEMY, RATING"] {
            assert_eq!(sizes(&db, "schoolGroups", &format!("by: [{by}], {here}")).await.1, total, "{by}");
        }
        let phases = nodes(&db, &format!("schoolGroups(by: [PHASE], {here}, orderBy: [{{field: COUNT, direction: DESC}}])"), "key { phase } count pupils { count sum }").await;
        assert_eq!((&phases[0]["key"]["phase"], &phases[0]["count"]), (&json!("PRIMARY"), &json!(39)));
        let pupils = db.texts("SELECT CAST(SUM(pupils) AS TEXT) FROM school s WHERE la_id = 883 AND status = 1 AND phase = 2 AND NOT EXISTS \
            (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge)").await;
        assert_eq!(phases[0]["pupils"]["sum"], json!(pupils[0]));
        let trusts = nodes(&db, &format!("schoolGroups(by: [TRUST], {here}, having: {{count: {{gte: 5}}}})"), "key { trust { uid } } count").await;
// As the memberships of the register have it, kind 1 being multi-academy trusts.
        let of_register = db.texts("SELECT CAST(m.uid AS TEXT) || ' ' || CAST(COUNT(DISTINCT m.urn) AS TEXT) FROM trust_membership m JOIN school s ON s.urn = m.urn \
            WHERE s.la_id = 883 AND s.status = 1 AND m.to_day IS NULL AND m.kind = 1 GROUP BY m.uid HAVING COUNT(DISTINCT m.urn) >= 5 ORDER BY 1").await;
        let mut told: Vec<String> = trusts.iter().map(|it| format!("{} {}", it["key"]["trust"]["uid"].as_str().unwrap(), it["count"])).collect();
        assert_eq!(told[0], "4662 10", "Osborne, the largest, first");
        told.sort();
        assert_eq!(told, of_register);
    }

    /// How many statements it takes depends on what is selected, never on how many groups there are.
    async fn groups_cost_the_same_whatever_their_number(db: Loaded) {
        for query in [
            "outcomeGroups(by: [INDICATOR, PLACE], filter: {level: {eq: REGION}}, first: 1) { nodes { key { indicator { name } place { name } } } }",
            "schoolGroups(by: [TRUST], filter: {laCode: {eq: \"883\"}}, first: 1) { nodes { key { trust { name } } pupils { sum } } }",
        ] {
            let mut counts = Vec::new();
            for first in [1, 10, 100] {
                let before = db.store.statements();
                ask(&db, &format!("{{ {} }}", query.replace("first: 1", &format!("first: {first}")))).await;
                counts.push(db.store.statements() - before);
            }
            assert_eq!(counts, [counts[0]; 3], "{query}");
            assert!(counts[0] <= 6, "{query}: {counts:?}");
        }
    }

    async fn nothing_was_known_before_it_was_published(db: Loaded) {
        let of = async |day: &str| {
            let groups = nodes(&db, &format!("outcomeGroups(by: [SOURCE], asKnownAt: \"{day}\")"), "count").await;
            groups.iter().map(|it| it["count"].as_i64().unwrap()).sum::<i64>()
        };
        assert!(of("2025-07-01").await < of("2026-11-23").await);
        let never = respond(&db, "{ outcomeGroups(by: [SOURCE], asKnownAt: \"2001-01-01\") { totalCount } }").await;
        assert_eq!(never["errors"][0]["extensions"]["code"], "NOTHING_KNOWN", "{never}");
    }
}

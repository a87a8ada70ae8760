//! Bad input is refused in words, and never means "all rows".

use serde_json::Value;

use super::{ask, refusal};
use crate::support::{Loaded, Prepared, both};

both! {
    async fn what_makes_no_sense_is_refused_in_words(db: Loaded) {
        let aliases: String = (0..40).map(|n| format!("a{n}: version ")).collect();
        let cases = [
            ("{ schools(first: 101) { nodes { urn } } }".to_owned(), "BAD_USER_INPUT", "0 to 100"),
            ("{ schools(first: -1) { nodes { urn } } }".to_owned(), "BAD_USER_INPUT", "0 to 100"),
            ("{ schools(first: 1, last: 1) { nodes { urn } } }".to_owned(), "BAD_USER_INPUT", "not both"),
            ("{ schools(after: \"x\") { nodes { urn } } }".to_owned(), "BAD_CURSOR", "begin again"),
            ("{ schools(filter: {name: {eq: null}}) { nodes { urn } } }".to_owned(), "BAD_USER_INPUT", "compared with null"),
            (
                "{ outcomes(filter: {period: {eq: {label: \"soon\"}}}) { nodes { id } } }".to_owned(),
                "BAD_USER_INPUT",
                "not a period",
            ),
            ("{ schools(asKnownAt: \"10/12/2025\") { nodes { urn } } }".to_owned(), "BAD_USER_INPUT", "write it as 2025-12-10"),
            (
                "{ outcomes(asKnownAt: \"2026-11-24\") { totalCount } }".to_owned(),
                "IN_THE_FUTURE",
                "choose today (2026-11-23) or an earlier day",
            ),
            (
                "{ outcomes(asKnownAt: \"2015-02-27\") { totalCount } }".to_owned(),
                "NOTHING_KNOWN",
                "the first edition in the ledger became known on 2015-02-28",
            ),
            ("{ nonsense }".to_owned(), "GRAPHQL_VALIDATION_FAILED", "nonsense"),
            ("{ schools".to_owned(), "GRAPHQL_PARSE_FAILED", ""),
            (format!("{{ {aliases} }}"), "COST_LIMIT", "at most 30"),
            ("{ schools { nodes { a: urn a: name } } }".to_owned(), "GRAPHQL_VALIDATION_FAILED", "conflict"),
            ("{ schools(first: 100) { nodes { trustMemberships { trust { memberships { school { urn } } } } } } }".to_owned(), "COST_LIMIT", "at most 5000"),
            (
                format!("{{ schools(first: 1) {{ nodes {{ {} urn {} }} }} }}", "trust { memberships { school { ".repeat(5), "} } } ".repeat(5)),
                "COST_LIMIT",
                "at most",
            ),
        ];
        for (query, code, words) in cases {
            let (found, message) = refusal(&db, &query).await;
            assert_eq!(found, code, "{query}: {message}");
            assert!(message.contains(words), "{query}: {message}");
        }
    }

    async fn before_the_first_import_only_today_can_be_asked_for(db: Prepared) {
        assert_eq!(ask(&db, "{ outcomes { totalCount } }").await["outcomes"]["totalCount"], 0);
        let (code, message) = refusal(&db, "{ outcomes(asKnownAt: \"2026-11-23\") { totalCount } }").await;
        assert_eq!(code, "NOTHING_KNOWN", "{message}");
        assert!(message.contains("nothing has been imported"), "{message}");
    }

    async fn an_empty_list_matches_nothing_and_an_empty_filter_everything(db: Loaded) {
        let count = async |filter: &str| {
            ask(&db, &format!("{{ schools(filter: {filter}) {{ totalCount }} }}")).await["schools"]["totalCount"].as_i64().unwrap()
        };
        let all = count("{}").await;
        assert!(all > 2_000);
        assert_eq!(count("{urn: {in: []}}").await, 0);
        assert_eq!(count("{or: []}").await, 0);
        assert_eq!(count("{and: []}").await, all);
        assert_eq!(count("{urn: {eq: \"not a number\"}}").await, 0);
        let open = count("{status: {eq: OPEN}}").await;
        assert_eq!(count("{not: {status: {eq: OPEN}}}").await, all - open);
        assert_eq!(count("{or: [{status: {eq: OPEN}}, {not: {status: {eq: OPEN}}}]}").await, all);
    }

    async fn names_are_found_whatever_their_case_and_literally(db: Loaded) {
        let names = async |text: &str| {
            let query = format!("{{ schools(filter: {{laCode: {{eq: \"883\"}}, name: {{contains: \"{text}\"}}}}) {{ totalCount }} }}");
            ask(&db, &query).await["schools"]["totalCount"].as_i64().unwrap()
        };
        assert_eq!(names("GABLE hall").await, names("Gable Hall").await);
        assert!(names("gable hall").await >= 1);
        assert_eq!(names("%").await, 0);
        assert_eq!(names("_able").await, 0);
    }

    /// Reading page by page, forwards and backwards, gives every row once and in one order.
    async fn pages_lose_and_repeat_nothing(db: Loaded) {
        let page = async |arguments: &str| {
            let query = format!(
                "{{ schools(filter: {{laCode: {{eq: \"883\"}}}}, orderBy: [{{field: CLOSED_ON, direction: DESC}}, {{field: NAME}}], \
                 {arguments}) {{ nodes {{ urn }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} }}"
            );
            ask(&db, &query).await["schools"].clone()
        };
        let urns = |page: &Value| page["nodes"].as_array().unwrap().iter().map(|node| node["urn"].clone()).collect::<Vec<_>>();
        let (mut forwards, mut cursor) = (Vec::new(), String::new());
        loop {
            let found = page(&format!("first: 7{cursor}")).await;
            forwards.extend(urns(&found));
            if found["pageInfo"]["hasNextPage"] == false {
                break;
            }
            cursor = format!(", after: {}", found["pageInfo"]["endCursor"]);
        }
        let (mut backwards, mut cursor) = (Vec::new(), String::new());
        loop {
            let found = page(&format!("last: 11{cursor}")).await;
            backwards.splice(0..0, urns(&found));
            if found["pageInfo"]["hasPreviousPage"] == false {
                break;
            }
            cursor = format!(", before: {}", found["pageInfo"]["startCursor"]);
        }
        assert_eq!(forwards.len(), 133);
        assert_eq!(forwards, backwards);
        let unique: std::collections::HashSet<_> = forwards.iter().map(ToString::to_string).collect();
        assert_eq!(unique.len(), 133);
    }
}

use serde_json::json;

use super::*;

fn read(text: &str) -> Result<Arc<Document>, Vec<(String, String)>> {
    let told = |error: ServerError| {
        let code = error.extensions.as_ref().and_then(|it| it.get("code")).map(ToString::to_string).unwrap_or_default();
        (code.trim_matches('"').to_owned(), error.message)
    };
    Documents::new(Limits::default()).read(text).map_err(|errors| errors.into_iter().map(told).collect())
}

#[track_caller]
fn refused(text: &str, code: &str, part: &str) {
    let errors = read(text).map(drop).unwrap_err();
    assert!(errors.iter().any(|(has, told)| has == code && told.contains(part)), "{text}: {errors:?}");
}

#[test]
fn what_the_librarys_parser_does_not_know_is_read_all_the_same() {
    for text in [
        "\"What it is for.\" query A(\"How many.\" $n: Int) { schools(first: $n) { totalCount } }",
        "{ schools(first: 1) { nodes { ...F } } } \"\"\"What it is.\"\"\" fragment F on School { name }",
        "{ schools(first: 1, filter: {name: {contains: \"\\u{41}\\uD83D\\uDE00\"}}) { totalCount } }",
    ] {
        read(text).unwrap();
    }
}

#[test]
fn rules_that_the_library_leaves_out_hold() {
    let invalid = "GRAPHQL_VALIDATION_FAILED";
    refused("query A($n: String) { schools(first: $n) { totalCount } }", invalid, "n");
    refused("query A($n: Int @nothing) { schools(first: $n) { totalCount } }", invalid, "nothing");
    refused(
        "{ schools(first: 1, filter: {urn: {eq: \"1\", eq: \"2\"}}) { totalCount } }",
        invalid,
        "the field 'eq' twice",
    );
    refused("{ school(by: {urn: \"1\"}) { name a: name a: urn } }", invalid, "a");
    refused("{ schools(first: 1, filter: [1]) { totalCount } }", invalid, "");
}

#[test]
fn words_help() {
    refused("{ schols { totalCount } }", "GRAPHQL_VALIDATION_FAILED", "Did you mean");
    refused("{ schools(frist: 1) { totalCount } }", "GRAPHQL_VALIDATION_FAILED", "frist");
    refused("{ schools {", "GRAPHQL_PARSE_FAILED", "-->");
    refused("", "GRAPHQL_PARSE_FAILED", "");
    refused("type X { a: Int }", "GRAPHQL_PARSE_FAILED", "");
}

#[test]
fn one_document_is_not_wrong_in_a_thousand_ways() {
    let fields: Vec<String> = (0..500).map(|n| format!("x{n}")).collect();
    let errors = read(&format!("{{ school(by: {{urn: \"1\"}}) {{ {} }} }}", fields.join(" "))).map(drop).unwrap_err();
    assert_eq!(errors.len(), 21);
    assert_eq!(errors[20].1, "and 480 more errors: mend these first.");
}

#[test]
fn going_round_in_circles_through_the_schema_is_refused() {
    let circle = "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }";
    refused(circle, "COST_LIMIT", "lists of the schema");
    assert!(read("{ __schema { types { fields { name args { name } } } } }").unwrap().introspects());
    assert!(!read("mutation A { __typename }").unwrap().introspects(), "it would be executed by what has no mutations");
}

#[test]
fn a_document_is_read_once() {
    let documents = Documents::new(Limits::default());
    let first = documents.read("{ version }").unwrap();
    assert!(Arc::ptr_eq(&first, &documents.read("{ version }").unwrap()));
    assert!(!Arc::ptr_eq(&first, &documents.read("{ version  }").unwrap()));
}

#[test]
fn variables_are_held_to_their_types() {
    let document =
        read("query A($n: Int!, $f: SchoolFilter) { schools(first: $n, filter: $f) { totalCount } }").unwrap();
    let told = |values: serde_json::Value| {
        document.variables(None, Variables::from_json(values)).map(drop).map_err(|error| error.message)
    };
    assert_eq!(told(json!({"n": 1, "f": {"urn": {"eq": "1"}}, "other": 1})), Ok(()));
    assert_eq!(told(json!({"n": 1, "f": {"urn": {"in": "1"}}})), Ok(()), "one value for a list of one");
    for (values, part) in [
        (json!({}), "n"),
        (json!({"n": null}), "n"),
        (json!({"n": "1"}), "n"),
        (json!({"n": 1.5}), "n"),
        (json!({"n": 1, "f": {"nothing": 1}}), "nothing"),
        (json!({"n": 1, "f": {"urn": {"eq": 1}}}), "eq"),
    ] {
        let told = told(values).unwrap_err();
        assert!(told.contains(part) && told.ends_with('.'), "{told}");
    }
}

#[test]
fn a_dry_run_is_seen_at_the_root() {
    let dry = |text: &str, values: serde_json::Value| {
        let document = read(text).unwrap();
        let values = document.variables(None, Variables::from_json(values)).unwrap();
        document.is_dry_run(None, &values)
    };
    assert!(dry("{ rateLimit(dryRun: true) { cost } version }", json!({})));
    assert!(dry("query A($d: Boolean!) { r: rateLimit(dryRun: $d) { cost } }", json!({"d": true})));
    assert!(dry("query A($d: Boolean! = true) { rateLimit(dryRun: $d) { cost } }", json!({})));
    assert!(!dry("query A($d: Boolean! = true) { rateLimit(dryRun: $d) { cost } }", json!({"d": false})));
    assert!(!dry("{ rateLimit { cost } version }", json!({})));
    let reduced = read("{ rateLimit(dryRun: true) { cost } version schools { totalCount } }").unwrap().of_rate_limit();
    let DocumentOperations::Single(operation) = &reduced.operations else { panic!("one operation") };
    assert_eq!(operation.node.selection_set.node.items.len(), 1);
}

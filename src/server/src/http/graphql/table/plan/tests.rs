//! What becomes of an operation, without a database.

use async_graphql::parser::parse_query;
use async_graphql::value;

use super::super::format::Format;
use super::super::rewrite::{Place, document};
use super::super::write::Writer;
use super::*;

fn planned(query: &str, variables: Constant) -> Result<Plan, NoTable> {
    let variables = Variables::from_value(variables);
    plan(&parse_query(query).unwrap(), None, &variables)
}

/// The header line that an operation has.
fn header(query: &str, types: bool) -> String {
    let plan = planned(query, value!({"yes": true, "no": false})).unwrap();
    let writer = Writer::new(&plan, Format::Csv { header: true, types }).unwrap();
    String::from_utf8(writer.head().unwrap()).unwrap().trim_end().to_owned()
}

#[track_caller]
fn check(query: &str, expected: &str) {
    assert_eq!(header(query, false), expected, "{query}");
}

#[track_caller]
fn refused(query: &str, part: &str) {
    let plan = planned(query, value!({}));
    let refused = plan.and_then(|plan| Writer::new(&plan, Format::NdJson { x: true }).map(|_| ()));
    match refused {
        Err(NoTable::Other(message)) => assert!(message.contains(part), "{message}"),
        other => panic!("{query}: {other:?}"),
    }
}

#[test]
fn columns_come_as_they_were_selected() {
    check("{ schools { nodes { urn title: name trust { name uid } } } }", "urn,title,trust.name,trust.uid");
    check("{ schools { edges { node { name urn } } } }", "name,urn");
    check("{ schools { edges { cursor node { urn } } } }", "cursor,node.urn");
    check("{ schools { totalCount pageInfo { endCursor } nodes { urn } } }", "urn");
    check("{ schools { nodes { urn inspections { inspectedOn } } } }", "urn,inspections");
    check("{ s: strategy(by: {code: \"x\"}) { title priorities { number } } version }", "s.title,version,number");
    check("{ trusts { nodes { name __typename } } }", "name,__typename");
}

#[test]
fn types_are_told_where_they_are_asked_for() {
    let query = "{ outcomes { nodes { id period { startsOn basis } line value { value } findings { id } } } }";
    assert_eq!(
        header(query, true),
        "id:ID,period.startsOn:Date,period.basis:Basis,line:Int,value.value:Decimal,value.missingReason:MissingReason,\
         findings:JSON"
    );
}

#[test]
fn fragments_and_conditions_are_followed() {
    check(
        "query Q($yes: Boolean!, $no: Boolean = true) { ...Root } \
         fragment Root on Query { schools { nodes { ...A ...A ... on School { name trust { uid } } } } } \
         fragment A on School { urn @include(if: $yes) phase @skip(if: $yes) postcode @include(if: $no) trust { name } }",
        "urn,trust.name,trust.uid,name",
    );
    check("{ nodes(ids: []) { id ... on School { name urn } ... on Trust { name uid } } }", "id,name,urn,uid");
}

#[test]
fn figures_keep_the_reason_why_they_are_missing() {
    check("{ outcomes { nodes { value { value } raw } } }", "value.value,value.missingReason,raw");
    check("{ outcomes { nodes { value { value why: missingReason } } } }", "value.value,value.why");
    check("{ outcomeGroups(by: [PERIOD]) { nodes { count value { average } } } }", "count,value.average,mixes");
    let nested =
        planned("{ scorecards { nodes { priorities { lines { value { value } rag { rating } } } } } }", value!({}));
    let text = format!("{:?}", document(&nested.unwrap(), None));
    assert!(text.contains("missingReason") && text.contains("\"reason\""), "in the lists within the rows, too: {text}");
}

#[test]
fn what_is_no_table_is_told_what_to_ask() {
    refused("{ version }", "schools { nodes { urn name } }");
    refused("{ schools { totalCount } }", "for none");
    refused("{ schools { nodes { urn } } trusts { nodes { uid } } }", "'schools.nodes', 'trusts.nodes'");
    refused("{ schools { nodes { urn } edges { cursor } } }", "'schools.nodes', 'schools.edges'");
    refused("mutation { __typename }", "Send a mutation with Accept: application/json");
    refused("{ name: version schools { nodes { name } } }", "alias");
    refused("{ schools { nodes { name @include(if: false) } } }", "no columns");
}

#[test]
fn what_the_schema_would_not_take_is_left_to_it() {
    for query in [
        "{ schools { nodes { nothing } } }",
        "{ schools { nodes } }",
        "{ schools { nodes { urn { x } } } }",
        "{ schools { nodes { a: urn a: name } } }",
        "{ schools(first: 1) { nodes { urn } } schools(first: 2) { nodes { urn } } }",
        "{ schools { nodes { ...Nowhere } } }",
        "{ schools { nodes { ... on Nothing { urn } } } }",
        "{ schools { nodes { urn @include(if: $unknown) } } }",
        "query A { schools { nodes { urn } } } query B { schools { nodes { urn } } }",
    ] {
        assert_eq!(planned(query, value!({})).map(|_| ()), Err(NoTable::Invalid), "{query}");
    }
}

#[test]
fn fragments_in_fragments_do_not_multiply_without_end() {
    let mut query = "{ schools { nodes { ...F0 } } }".to_owned();
    for at in 0..60 {
        query.push_str(&format!(" fragment F{at} on School {{ ...F{0} ...F{0} }}", at + 1));
    }
    query.push_str(" fragment F60 on School { urn ...F0 }");
    assert!(planned(&query, value!({})).is_ok(), "a fragment that is spread twice in one place adds nothing");

    let mut query = "{ schools { nodes { ...F0 } } }".to_owned();
    for at in 0..4 {
        let each = |key: usize| format!("x{key}: predecessors {{ school {{ ...F{} }} }} ", at + 1);
        query.push_str(&format!(" fragment F{at} on School {{ {} }}", (0..20).map(each).collect::<String>()));
    }
    query.push_str(" fragment F4 on School { urn }");
    assert_eq!(planned(&query, value!({})).map(|_| ()), Err(NoTable::TooMany));
}

fn paging(query: &str, variables: Constant) -> Paging {
    planned(query, variables).unwrap().paging
}

#[test]
fn connections_are_read_in_pages_until_the_client_has_enough() {
    let pages = |most: Option<u64>| Paging::Pages { most, page_info: Name::new("pageInfo") };
    assert_eq!(paging("{ schools { nodes { urn } } }", value!({})), pages(None));
    assert_eq!(paging("{ schools(first: 250) { nodes { urn } } }", value!({})), pages(Some(250)));
    let variable = "query Q($n: Int = 7) { schools(first: $n) { nodes { urn } } }";
    assert_eq!(paging(variable, value!({})), pages(Some(7)));
    assert_eq!(paging(variable, value!({"n": 300})), pages(Some(300)));
    assert_eq!(paging(variable, value!({"n": null})), pages(None));
    // The schema answers for itself.
    assert_eq!(paging(variable, value!({"n": -1})), Paging::Once);
    assert_eq!(paging("{ schools(last: 5) { nodes { urn } } }", value!({})), Paging::Once);
    assert_eq!(paging("{ schools(first: 5, last: 5) { nodes { urn } } }", value!({})), Paging::Once);
    // No connection.
    assert_eq!(paging("{ nodes(ids: []) { id } }", value!({})), Paging::Once);
    let aliased = paging("{ schools { pageInfo: nodes { urn } } }", value!({}));
    assert_eq!(aliased, Paging::Pages { most: None, page_info: Name::new("pageInfo_") });
}

#[test]
fn a_page_asks_for_its_place_and_for_what_is_used() {
    let query = "query Q($n: Int, $from: String, $more: Boolean!, $day: Date) { \
                 schools(first: $n, after: $from, asKnownAt: $day) { nodes { urn name @include(if: $more) } } }";
    let plan = planned(query, value!({"n": 250, "more": true})).unwrap();
    let page = |after: Option<&str>| document(&plan, Some(&Place { first: 50, after: after.map(str::to_owned) }));
    let declared = |document: &ExecutableDocument| -> Vec<String> {
        let (name, operation) = document.operations.iter().next().unwrap();
        assert_eq!(name.map(Name::as_str), Some("Q"));
        operation.node.variable_definitions.iter().map(|it| it.node.name.node.to_string()).collect()
    };
    assert_eq!(declared(&page(None)), ["from", "day"], "the client's own cursor holds for the first page");
    assert_eq!(declared(&page(Some("c"))), ["day"]);
    let text = format!("{:?}", page(Some("c")));
    assert!(text.contains("Number(50)") && text.contains("String(\"c\")"), "{text}");
}

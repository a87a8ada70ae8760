//! The handler as clients meet it, without a socket.

use axum::body::Body;
use axum::http::Request;
use serde_json::{Value, json};

use crate::http::testing::{Answer, App};
use crate::http::{ManifestError, Settings, Statuses, Trusted};

const NEW: &str = "application/graphql-response+json";
const OLD: &str = "application/json";

async fn post(app: &App, accept: &str, body: impl Into<Body>) -> Answer {
    let request = Request::post("/graphql").header("content-type", "application/json").header("accept", accept);
    app.send(request.body(body.into()).unwrap()).await
}

async fn ask(app: &App, accept: &str, query: &str) -> Answer {
    post(app, accept, json!({ "query": query }).to_string()).await
}

async fn get(app: &App, query: &str, accept: &str) -> Answer {
    let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    let request = Request::get(format!("/graphql?query={encoded}")).header("accept", accept);
    app.send(request.body(Body::empty()).unwrap()).await
}

fn code(answer: &Answer) -> Value {
    answer.json()["errors"][0]["extensions"]["code"].clone()
}

#[tokio::test]
async fn answers_come_in_the_type_that_was_asked_for() {
    let app = App::start().await;
    for kind in [NEW, OLD] {
        let answer = ask(&app, kind, "{ __typename }").await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("content-type"), format!("{kind}; charset=utf-8"));
        assert_eq!(answer.body, r#"{"data":{"__typename":"Query"}}"#);
    }
    assert_eq!(ask(&app, "text/html", "{ __typename }").await.status, 406);
}

#[tokio::test]
async fn request_errors_have_no_data_and_the_status_of_their_media_type() {
    let app = App::start().await;
    let coercion = json!({"query": "query Q($id: ID!) { __typename }", "variables": {"id": null}}).to_string();
    let unknown_name = json!({"query": "query A { __typename }", "operationName": "B"}).to_string();
    let bodies = [
        json!({"query": "{"}).to_string(),
        json!({"query": "{ thereIsNoSuchField }"}).to_string(),
        json!({"query": ""}).to_string(),
        coercion,
        unknown_name,
    ];
    for body in bodies {
        for (kind, status) in [(NEW, 400), (OLD, 200)] {
            let answer = post(&app, kind, body.clone()).await;
            assert_eq!(answer.status, status, "{body} as {kind}: {}", answer.body);
            assert!(answer.body.starts_with(r#"{"errors":[{"message":"#), "errors come first: {}", answer.body);
            assert!(answer.json().get("data").is_none(), "{}", answer.body);
        }
    }
}

#[tokio::test]
async fn introspection_is_deeper_than_questions_about_data_may_be() {
    let app = App::start().await;
    let deep = "{ __schema { types { fields { type { ofType { ofType { ofType { ofType { ofType { ofType { ofType { \
                ofType { name } } } } } } } } } } } } }";
    let answer = ask(&app, NEW, deep).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.json()["data"]["__schema"]["types"].as_array().unwrap().len() > 20);
    let mutation = ask(&app, NEW, "mutation { __typename }").await;
    assert_eq!(mutation.body, r#"{"data":{"__typename":"Mutation"}}"#);
}

#[tokio::test]
async fn malformed_requests_are_400_under_either_type() {
    let app = App::start().await;
    for body in ["", "{ \"not JSON", "[]", r#"{"qeury": "{ a }"}"#, r#"{"query": 0}"#] {
        for kind in [NEW, OLD] {
            assert_eq!(post(&app, kind, body).await.status, 400, "{body}");
        }
    }
}

#[tokio::test]
async fn only_json_bodies_of_a_sensible_size_are_taken() {
    let app = App::start().await;
    let text = Request::post("/graphql").header("content-type", "text/plain").body(Body::from("{}")).unwrap();
    assert_eq!(app.send(text).await.status, 415);
    let large = json!({"query": "{ __typename }", "pad": "x".repeat(100_000)}).to_string();
    let answer = post(&app, OLD, large).await;
    assert_eq!(answer.status, 413, "{}", answer.body);
    assert!(answer.body.contains("100000 bytes"));
    let put = app.send(Request::put("/graphql").body(Body::empty()).unwrap()).await;
    assert_eq!(put.status, 405);
}

#[tokio::test]
async fn get_may_query_and_nothing_else() {
    let app = App::start().await;
    assert_eq!(get(&app, "{ __typename }", NEW).await.status, 200);
    assert_eq!(get(&app, "{", NEW).await.status, 400);
    let mutation = get(&app, "mutation { __typename }", NEW).await;
    assert_eq!((mutation.status.as_u16(), mutation.header("allow")), (405, "POST"));
    assert_eq!(get(&app, "mutation { __typename }", OLD).await.status, 405);
    assert_eq!(get(&app, "mutation M { __typename }", NEW).await.status, 405, "also where it has a name");

    let both = "query A { __typename } mutation B { __typename }";
    assert_eq!(get(&app, both, NEW).await.status, 400, "which one is not said");
    let encoded: String = both.bytes().map(|byte| format!("%{byte:02X}")).collect();
    for (name, status) in [("A", 200), ("B", 405)] {
        let uri = format!("/graphql?operationName={name}&query={encoded}");
        assert_eq!(app.get(&uri).await.status, status, "{name}");
    }
}

#[tokio::test]
async fn large_documents_are_refused_before_they_are_parsed() {
    let app = App::start().await;
    let tokens = format!("{{ {} }}", "a ".repeat(2_000));
    // Deep enough to exhaust the stack of a parser that recurses without a limit.
    let deep = "{a".repeat(7_000);
    let long = format!("{{ __typename }} #{}", "x".repeat(15_000));
    for document in [tokens, deep, long] {
        for (kind, status) in [(NEW, 400), (OLD, 200)] {
            let answer = ask(&app, kind, &document).await;
            assert_eq!((answer.status.as_u16(), code(&answer)), (status, json!("COST_LIMIT")));
        }
        assert_eq!(get(&app, &document, NEW).await.status, 400);
    }
}

#[tokio::test]
async fn nesting_up_to_the_token_limit_does_not_hurt() {
    let app = App::start().await;
    let fields = format!("{}a{}", "{a".repeat(900), "}".repeat(900));
    let lists = format!("{{ a(l: {}{}) }}", "[".repeat(900), "]".repeat(900));
    let objects = format!("{{ a(l: {}1{}) }}", "{a:".repeat(600), "}".repeat(600));
    let types = format!("query Q($a: {}Int{}) {{ a }}", "[".repeat(900), "]".repeat(900));
    for document in [fields, lists, objects, types] {
        assert_eq!(ask(&app, NEW, &document).await.status, 400);
    }
    let variables = format!(
        r#"{{"query": "{{ __typename }}", "variables": {{"a": {}{}}}}}"#,
        "[".repeat(40_000),
        "]".repeat(40_000)
    );
    assert_eq!(post(&app, NEW, variables).await.status, 400, "JSON is limited in depth, too");
}

#[tokio::test]
async fn a_token_that_does_not_hold_is_refused_and_never_taken_for_none() {
    let app = App::start().await;
    for given in ["Bearer sx_none_x", "Bearer", "Basic dXNlcjpwYXNz", "bearer  "] {
        let request =
            Request::post("/graphql").header("content-type", "application/json").header("authorization", given);
        let answer = app.send(request.body(json!({ "query": "{ version }" }).to_string().into()).unwrap()).await;
        assert_eq!(answer.status, 401, "{given}");
        assert_eq!(answer.header("www-authenticate"), "Bearer", "{given}");
        assert_eq!(code(&answer), "UNAUTHENTICATED");
        assert!(answer.body.contains("sextant token create"), "{}", answer.body);
    }
}

mod limits;
mod trusted;

#[tokio::test]
async fn documents_of_september_2025_are_answered_over_both_methods() {
    let app = App::start().await;
    let described = "\"What it is for.\" query A(\"Whether.\" $b: Boolean! = true) { version @include(if: $b) }";
    for answer in [ask(&app, NEW, described).await, get(&app, described, NEW).await] {
        assert_eq!(answer.status, 200, "{}", answer.body);
        assert!(answer.json()["data"]["version"].is_string());
    }
    let mutation = "\"Not over GET.\" mutation A { __typename }";
    assert_eq!(get(&app, mutation, NEW).await.status, 405);
}

#[tokio::test]
async fn status_codes_of_newer_drafts_can_be_switched_on() {
    let settings = Settings { statuses: Statuses::Draft, ..Settings::default() };
    let (stable, draft) = (App::start().await, App::set(&settings).await);
    for (query, was, is) in [
        ("{ version }", 200, 200),
        ("{", 400, 400),
        ("{ nothing }", 400, 422),
        ("query A($n: Int!) { schools(first: $n) { totalCount } }", 400, 422),
        ("{ version trust(by: {uid: \"1\"}, asKnownAt: \"2999-01-01\") { name } }", 200, 294),
    ] {
        let now = ask(&draft, NEW, query).await;
        assert_eq!(
            (ask(&stable, NEW, query).await.status.as_u16(), now.status.as_u16()),
            (was, is),
            "{query}: {}",
            now.body
        );
        assert_eq!(ask(&draft, OLD, query).await.status, 200, "{query} as of old");
    }
}

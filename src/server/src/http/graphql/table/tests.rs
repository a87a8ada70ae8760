//! Tables as clients meet them, over files of real publications.

use std::collections::HashSet;
use std::path::Path;

use axum::body::{Body, BodyDataStream};
use axum::http::Request;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use sextant_domain::DataStatus;
use sextant_domain::access::Role;
use sextant_service::access::{NewToken, create};
use sextant_service::imports::{ImportRequest, Kind, Silent, import};
use tower::ServiceExt as _;

use crate::http::testing::{Answer, App, noon};

const CSV: &str = "text/csv";
const LINES: &str = "application/x-ndjson";
const THURROCK: &str = include_str!("../../../../../../data/strategies/thurrock-2019.toml");

/// All schools of some authorities, and figures of all authorities, of which some are missing.
async fn app() -> App {
    let app = App::start().await;
    load(&app, Kind::Gias, "edubasealldata20250718.csv.gz", "2025-07-18").await;
    load(&app, Kind::Ees, "sen2_timeliness_20_week.csv.gz", "2025-06-26").await;
    app
}

async fn load(app: &App, kind: Kind, file: &str, released: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/extract");
    let request = ImportRequest {
        kind,
        file: folder.join(file),
        released: released.parse().unwrap(),
        status: DataStatus::Published,
        title: file.to_owned(),
        mapping: (kind == Kind::Ees).then(|| "ehc-20-weeks".to_owned()),
        dry_run: false,
    };
    import(&app.database, &request, noon(), &Silent).await.unwrap();
}

fn request(accept: &str, query: &str, variables: Value) -> Request<Body> {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let request = Request::post("/graphql").header("content-type", "application/json").header("accept", accept);
    request.body(body.into()).unwrap()
}

async fn ask(app: &App, accept: &str, query: &str) -> Answer {
    app.send(request(accept, query, json!({}))).await
}

/// The records of a table, its header among them.
fn records(answer: &Answer) -> Vec<Vec<String>> {
    assert_eq!(answer.status, 200, "{}", answer.body);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(answer.body.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

async fn total(app: &App, connection: &str) -> usize {
    let answer = ask(app, "application/json", &format!("{{ {connection} {{ totalCount }} }}")).await;
    let data = &answer.json()["data"];
    usize::try_from(data.as_object().unwrap().values().next().unwrap()["totalCount"].as_u64().unwrap()).unwrap()
}

#[tokio::test]
async fn what_asks_for_the_schema_is_no_table() {
    let answer = ask(&App::start().await, CSV, "{ __schema { types { name } } }").await;
    assert_eq!(answer.status, 406);
    assert!(answer.body.contains("Introspection"), "{}", answer.body);
}

#[tokio::test]
async fn a_list_comes_whole_in_its_order_and_every_row_once() {
    let app = app().await;
    let all = total(&app, "schools").await;
    assert!(all > 1_000, "too few schools for many pages: {all}");
    let query = "query Register { schools(orderBy: [{ field: NAME, direction: DESC }]) { totalCount nodes { urn name phase } } }";
    let answer = ask(&app, CSV, query).await;
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8; header=present");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"Register.csv\"");
    let rows = records(&answer);
    assert_eq!(rows[0], ["urn", "name", "phase"]);
    assert_eq!(rows.len() - 1, all);
    assert_eq!(rows.iter().map(|row| &row[0]).collect::<HashSet<_>>().len(), all + 1, "a row came twice");
    assert!(answer.body.ends_with("\r\n") && !answer.body.starts_with('\u{feff}'));

    let lines = ask(&app, LINES, query).await;
    assert_eq!(lines.header("content-type"), "application/x-ndjson; charset=utf-8");
    let lines: Vec<Value> = lines.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), all);
    for (line, row) in lines.iter().zip(&rows[1..]) {
        assert_eq!((line["urn"].as_str(), line["phase"].as_str().unwrap_or_default()), (Some(&*row[0]), &*row[2]));
    }

    let mut some = request(CSV, query, json!({}));
    some.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let response = app.router.clone().oneshot(some).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    let mut body = response.into_body().into_data_stream();
    while let Some(part) = body.next().await {
        part.unwrap();
    }
}

#[tokio::test]
async fn the_client_says_how_many_rows_and_from_where() {
    let app = app().await;
    let query = "query Q($n: Int, $after: String) { schools(first: $n, after: $after) { nodes { urn } } }";
    let urns = async |n: Value, after: Value| {
        let answer = app.send(request(CSV, query, json!({ "n": n, "after": after }))).await;
        records(&answer).into_iter().skip(1).map(|row| row[0].clone()).collect::<Vec<_>>()
    };
    let first = urns(json!(250), Value::Null).await;
    assert_eq!(first.len(), 250);
    assert_eq!(urns(json!(100), Value::Null).await, first[..100]);
    assert!(urns(json!(0), Value::Null).await.is_empty());
    let page = ask(&app, "application/json", "{ schools(first: 30) { pageInfo { endCursor } } }").await;
    let cursor = &page.json()["data"]["schools"]["pageInfo"]["endCursor"];
    assert_eq!(urns(json!(120), cursor.clone()).await, first[30..150]);
    let last = ask(&app, CSV, "{ schools(last: 3) { nodes { urn } } }").await;
    assert_eq!(records(&last).len(), 4);
}

#[tokio::test]
async fn pages_are_as_small_as_their_price_asks() {
    let app = app().await;
    // A hundred of these rows cost more than an operation may.
    let aliases: String = (0..25).map(|at| format!("a{at}: trust {{ name uid }} ")).collect();
    let query = format!("{{ schools(first: 130) {{ nodes {{ urn {aliases} }} }} }}");
    let as_json = ask(&app, "application/json", &query.replace("130", "100")).await;
    assert_eq!(as_json.json()["errors"][0]["extensions"]["code"], "COST_LIMIT");
    let rows = records(&ask(&app, CSV, &query).await);
    assert_eq!((rows.len(), rows[0].len()), (131, 51));
}

#[tokio::test]
async fn a_missing_figure_says_why() {
    let app = app().await;
    let rows = records(&ask(&app, CSV, "{ outcomes { nodes { place { name } value { value } } } }").await);
    assert_eq!(rows[0], ["place.name", "value.value", "value.missingReason"]);
    assert_eq!(rows.len() - 1, total(&app, "outcomes").await);
    let missing = rows.iter().filter(|row| row[1].is_empty()).count();
    assert!(missing > 0, "every figure is there, so nothing is tried");
    assert!(rows[1..].iter().all(|row| row[1].is_empty() != row[2].is_empty()), "exactly one of a value and a reason");
    let lines = ask(&app, LINES, "{ outcomes { nodes { value { value } } } }").await;
    assert!(lines.body.contains(r#"{"value":{"value":null,"missingReason":""#), "{}", &lines.body[..500]);
}

#[tokio::test]
async fn a_table_without_rows_still_has_its_columns() {
    let app = App::start().await;
    let query = "{ schools { nodes { urn trust { name } } } }";
    assert_eq!(ask(&app, CSV, query).await.body, "urn,trust.name\r\n");
    assert_eq!(ask(&app, "text/csv; types=present", query).await.body, "urn:String,trust.name:String\r\n");
    assert_eq!(ask(&app, "text/csv; header=absent", query).await.body, "");
    assert_eq!(ask(&app, LINES, query).await.body, "");
    let nowhere = "{ strategy(by: { code: \"none\" }) { title priorities { number title commitments { code } } } }";
    assert_eq!(ask(&app, CSV, nowhere).await.body, "strategy.title,number,title,commitments\r\n");
}

#[tokio::test]
async fn what_goes_wrong_at_first_is_answered_with_a_status() {
    let app = App::start().await;
    for (query, status, code) in [
        ("{", 400, "GRAPHQL_PARSE_FAILED"),
        ("{ schools { nodes { nothing } } }", 400, "GRAPHQL_VALIDATION_FAILED"),
        ("{ schools(first: -1) { nodes { urn } } }", 400, "BAD_USER_INPUT"),
        ("{ schools(after: \"x\") { nodes { urn } } }", 400, "BAD_CURSOR"),
        ("{ schools(asKnownAt: \"2999-01-01\") { nodes { urn } } }", 400, "IN_THE_FUTURE"),
        ("{ visits { nodes { id } } }", 401, "UNAUTHENTICATED"),
        ("{ version }", 406, "BAD_USER_INPUT"),
        ("mutation { __typename }", 406, "BAD_USER_INPUT"),
    ] {
        for accept in [CSV, LINES] {
            let answer = ask(&app, accept, query).await;
            assert_eq!(answer.status, status, "{query}: {}", answer.body);
            assert_eq!(answer.json()["errors"][0]["extensions"]["code"], code, "{query}");
            assert!(answer.header("content-type").starts_with("application/graphql-response+json"));
            assert!(answer.json().get("data").is_none());
        }
    }
    let get = Request::get("/graphql?query=%7Bschools%7Bnodes%7Burn%7D%7D%7D").header("accept", CSV);
    assert_eq!(app.send(get.body(Body::empty()).unwrap()).await.body, "urn\r\n");
    let change = Request::get("/graphql?query=mutation%7B__typename%7D").header("accept", CSV);
    assert_eq!(app.send(change.body(Body::empty()).unwrap()).await.status, 405);
}

/// The body of an answer, of which nothing was read yet.
async fn begun(app: &App, request: Request<Body>) -> BodyDataStream {
    app.router.clone().oneshot(request).await.unwrap().into_body().into_data_stream()
}

/// Reads on until the body is cut off: what still arrived, and why no more does.
async fn cut_off(mut body: BodyDataStream) -> (String, String) {
    let mut rest = Vec::new();
    let why = loop {
        match body.next().await {
            Some(Ok(part)) => rest.extend(part),
            Some(Err(error)) => break error.to_string(),
            None => panic!("the body ended as if it were whole"),
        }
    };
    assert!(body.next().await.is_none());
    (String::from_utf8(rest).unwrap(), why)
}

#[tokio::test]
async fn a_list_that_was_written_to_meanwhile_is_cut_off_so_that_nobody_takes_it_for_whole() {
    let app = app().await;
    assert!(total(&app, "places").await > 100, "one page is never cut off");
    let written = [
        (CSV, Kind::GiasLinks, "links_edubasealldata20250718.csv.gz"),
        (LINES, Kind::GiasGroups, "allgroupsdata20250718.csv.gz"),
    ];
    for (accept, kind, file) in written {
        let mut body = begun(&app, request(accept, "{ places { nodes { name } } }", json!({}))).await;
        assert!(!body.next().await.unwrap().unwrap().is_empty());
        load(&app, kind, file, "2025-07-18").await;
        let (rest, why) = cut_off(body).await;
        assert!(why.contains("Ask again"), "{why}");
        if accept == LINES {
            let last: Value = serde_json::from_str(&rest).unwrap();
            assert_eq!(last["error"]["code"], "CHANGED_MEANWHILE", "{rest}");
        } else {
            assert_eq!(rest, "");
        }
    }
}

#[tokio::test]
async fn what_the_council_writes_counts_too_and_is_shown_to_nobody_else() {
    let app = App::start().await;
    sextant_service::strategy::load(&app.database, THURROCK, "thurrock-2019.toml", noon()).await.unwrap();
    let new = NewToken { council: "thurrock".to_owned(), role: Role::Officer, name: "Test".to_owned(), days: 1 };
    let token =
        create(&app.database, &new, ("0123456789ab", "secret-of-a-test-that-is-long-enough"), noon()).await.unwrap();
    let as_officer = |accept: &str, query: &str| {
        let mut request = request(accept, query, json!({}));
        request.headers_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
        request
    };
    let found = async |name: String| {
        let input = format!("{{ kind: EMPLOYER, name: \"{name}\" }}");
        let query = format!("mutation {{ createOrganisation(input: {input}) {{ errors {{ message }} }} }}");
        let answer = app.send(as_officer("application/json", &query)).await;
        assert_eq!(answer.json()["data"]["createOrganisation"]["errors"], json!([]), "{}", answer.body);
    };
    for at in 0..130 {
        found(format!("=Port {at}")).await;
    }
    let query = "{ organisations { nodes { name kind } } }";
    let whole = records(&app.send(as_officer(CSV, query)).await);
    assert_eq!(whole.len(), 131);
    assert!(whole[1..].iter().all(|row| row[0].starts_with("'=Port ")), "a formula: {:?}", whole[1]);
    assert_eq!(ask(&app, CSV, query).await.status, 401);

    let mut body = begun(&app, as_officer(CSV, query)).await;
    assert!(!body.next().await.unwrap().unwrap().is_empty());
    found("Aardvark".to_owned()).await;
    assert!(cut_off(body).await.1.contains("Ask again"));
}

#[tokio::test]
async fn lists_of_the_ledger_are_read_as_known_at_the_first_page() {
    let app = App::start().await;
    load(&app, Kind::Gias, "edubasealldata20250115.csv.gz", "2025-01-15").await;
    let query = "{ schools { nodes { urn name phase status pupils } } }";
    let before = ask(&app, CSV, query).await.body;
    let mut body = begun(&app, request(CSV, query, json!({}))).await;
    let mut during = body.next().await.unwrap().unwrap().to_vec();
    load(&app, Kind::Gias, "edubasealldata20250718.csv.gz", "2025-07-18").await;
    while let Some(part) = body.next().await {
        during.extend(part.unwrap());
    }
    assert_eq!(String::from_utf8(during).unwrap(), before);
    assert_ne!(ask(&app, CSV, query).await.body, before, "the later edition changed nothing, so nothing was tried");
}

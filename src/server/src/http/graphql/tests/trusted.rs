//! Documents by their ids.

use super::*;

const QUERY: &str = "query Newest { knowledge }";

fn settings(trusted_only: bool) -> Settings {
    let manifest = json!({ "newest": QUERY }).to_string();
    Settings { manifests: vec![manifest], trusted_only, ..Settings::default() }
}

async fn fetch(app: &App, query: &str, headers: &[(&str, &str)]) -> Answer {
    let uri = format!("/graphql?{query}");
    let request = headers.iter().fold(Request::get(uri), |request, (name, value)| request.header(*name, *value));
    app.send(request.body(Body::empty()).unwrap()).await
}

/// Puts something into the ledger.
async fn write(app: &App) {
    let text = include_str!("../../../../../../data/strategies/thurrock-2019.toml");
    sextant_service::strategy::load(&app.database, text, "a.toml", crate::http::testing::noon()).await.unwrap();
}

#[tokio::test]
async fn shipped_operations_are_asked_for_by_the_hash_of_their_text() {
    let app = App::start().await;
    let listed = app.get("/operations.json").await.json();
    for operation in listed.as_array().unwrap() {
        let id = operation["documentId"].as_str().unwrap();
        let answer = fetch(&app, &format!("documentId={id}"), &[("accept", NEW)]).await;
        let changes = operation["query"].as_str().unwrap().starts_with("mutation");
        let found = answer.status.as_u16();
        assert!(if changes { found == 405 } else { found == 200 }, "{id}: {found} {}", answer.body);
    }
}

#[tokio::test]
async fn an_answer_is_kept_until_something_is_written() {
    let app = App::set(&settings(false)).await;
    let first = fetch(&app, "documentId=newest", &[]).await;
    assert_eq!((first.status.as_u16(), first.header("cache-control")), (200, "public, no-cache"));
    let tag = first.header("etag").to_owned();
    assert!(tag.starts_with("W/\""), "{tag}");
    let same = fetch(&app, "documentId=newest", &[("if-none-match", &format!("\"other\", {tag}"))]).await;
    assert_eq!((same.status.as_u16(), same.body.as_str(), same.header("etag")), (304, "", tag.as_str()));
    assert_eq!(fetch(&app, "documentId=newest", &[("if-none-match", "\"other\"")]).await.body, first.body);

    write(&app).await;
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    let next = fetch(&app, "documentId=newest", &[("if-none-match", &tag)]).await;
    assert_eq!(next.status, 200, "what was kept no longer holds");
    assert_ne!((next.header("etag"), &next.body), (tag.as_str(), &first.body));
}

#[tokio::test]
async fn holders_of_a_token_and_errors_are_not_kept() {
    let app = App::set(&settings(false)).await;
    let answer = fetch(&app, "documentId=newest", &[("authorization", "Bearer sx_none_x")]).await;
    assert_eq!((answer.status.as_u16(), answer.header("etag")), (401, ""));
    let wrong = fetch(&app, "documentId=newest&operationName=Other", &[("accept", NEW)]).await;
    assert_eq!((wrong.status.as_u16(), wrong.header("etag")), (400, ""));
}

#[tokio::test]
async fn a_document_that_nobody_knows_is_said_to_be_unknown() {
    let app = App::start().await;
    let answer = fetch(&app, "documentId=sha256:00", &[]).await;
    assert_eq!((answer.status.as_u16(), code(&answer)), (400, json!("UNKNOWN_DOCUMENT")));
    // A client that sends the text too is answered from that.
    let both =
        json!({"query": QUERY, "extensions": {"persistedQuery": {"version": 1, "sha256Hash": "00"}}}).to_string();
    assert_eq!(post(&app, NEW, both).await.status, 200);
}

#[tokio::test]
async fn the_public_site_answers_nothing_else() {
    let app = App::set(&settings(true)).await;
    for query in ["{ version }", "{ __schema { types { name } } }", "{"] {
        let answer = ask(&app, NEW, query).await;
        assert_eq!((answer.status.as_u16(), code(&answer)), (400, json!("UNKNOWN_DOCUMENT")), "{query}");
        assert!(!answer.body.contains("version"), "nothing is told of the schema: {}", answer.body);
    }
    assert_eq!(ask(&app, NEW, QUERY).await.status, 200, "the text of a trusted document is as good as its id");
    assert_eq!(post(&app, NEW, json!({"documentId": "newest"}).to_string()).await.status, 200);
}

#[tokio::test]
async fn a_manifest_that_cannot_be_answered_is_refused_at_the_start() {
    let app = App::start().await;
    let contract = &app.contract;
    let mut trusted = Trusted::shipped();
    let told = |result: Result<usize, ManifestError>| result.unwrap_err().to_string();
    assert!(told(trusted.manifest("[]", contract)).contains("not a JSON object"));
    let wrong = json!({"good": QUERY, "old": "{ gone }"}).to_string();
    let message = told(trusted.manifest(&wrong, contract));
    assert!(message.contains("'old'") && message.contains("gone"), "{message}");
    assert!(trusted.get("good").is_none(), "nothing is added");
}

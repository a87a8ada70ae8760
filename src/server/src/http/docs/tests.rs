//! The pages of the documentation, as they are answered.

use axum::body::Body;
use axum::http::{Method, Request};

use super::model::model;
use crate::http::operations;
use crate::http::testing::{Answer, App};

async fn get(app: &App, path: &str, headers: &[(&str, &str)]) -> Answer {
    let request = headers.iter().fold(Request::get(path), |request, (name, value)| request.header(*name, *value));
    app.send(request.body(Body::empty()).unwrap()).await
}

/// Every address within the site that a page links to.
fn addresses(html: &str) -> Vec<String> {
    let links = html.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
    links.map(|path| format!("/{}", path.replace("&amp;", "&"))).collect()
}

#[tokio::test]
async fn every_type_and_every_question_has_a_page_and_every_link_leads_somewhere() {
    let app = App::start().await;
    let types = model().types.keys().map(|name| format!("/docs/types/{name}"));
    let questions = operations::all().iter().map(|it| format!("/docs/questions/{}", it.name));
    let mut pages = std::collections::BTreeMap::new();
    for path in types.chain(questions).chain(["/docs".to_owned(), "/docs/questions".to_owned(), "/query".to_owned()]) {
        let page = app.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        assert!(!page.body.contains("<script") && !page.body.contains("style=\""), "{path}");
        pages.insert(path, page.body);
    }
    for (path, html) in &pages {
        for address in addresses(html).iter().filter(|address| address.starts_with("/docs")) {
            let (page, anchor) = address.split_once('#').unwrap_or((address, ""));
            let there = pages.get(page).unwrap_or_else(|| panic!("{path} links to {address}, which is no page"));
            assert!(anchor.is_empty() || there.contains(&format!("id=\"{anchor}\"")), "{path} links to {address}");
        }
    }
}

#[tokio::test]
async fn a_type_says_what_it_is_what_it_has_and_where_it_is_used() {
    let app = App::start().await;
    let measure = app.get("/docs/types/Measure").await.body;
    assert!(measure.contains("<p class=\"lead\">Object</p>"));
    assert!(measure.contains("<tr id=\"field-value\"><th scope=\"row\"><code>value</code>"), "{measure}");
    assert!(measure.contains("<a href=\"/docs/types/Outcome#field-value\">Outcome.value</a>"));
    let by = app.get("/docs/types/SchoolBy").await.body;
    assert!(by.contains("Exactly one of its fields must be given."), "{by}");
    let card = app.get("/docs/types/Scorecard").await.body;
    assert!(card.contains("<h2>It is a kind of</h2>") && card.contains(" = &quot;total&quot;</code></dt>"), "{card}");
    let node = app.get("/docs/types/Node").await.body;
    assert!(node.contains("<h2>Types that are a kind of it</h2>"), "{node}");
    let term = app.get("/docs/types/Term").await.body;
    assert!(term.contains("<h2>Values</h2>") && term.contains("<code>AUTUMN</code>"), "{term}");
    assert!(app.get("/docs/types/Date").await.body.contains("is specified at <a href=\"https://"));
}

#[tokio::test]
async fn search_finds_names_descriptions_and_questions() {
    let app = App::start().await;
    let found = app.get("/docs?q=polarity").await.body;
    let (name, described) = (found.find(">Polarity</a>").unwrap(), found.find("signed by polarity").unwrap());
    assert!(name < described, "names come first");
    assert!(app.get("/docs?q=cabinet+meetings").await.body.contains("/docs/questions/ScrutinyThread"));
    assert!(app.get("/docs?q=xyzzy").await.body.contains("<p>Nothing."));
    let whole = app.get("/docs?q=+").await.body;
    assert!(whole.contains("How to read a figure"), "an empty search is the start");
}

#[tokio::test]
async fn hostile_words_and_names_are_escaped() {
    let app = App::start().await;
    let found = app.get("/docs?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").await;
    assert!(found.body.contains("value=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\""), "{}", found.body);
    assert!(!found.body.contains("<script"));
    for path in ["/docs/types/%3Cscript%3Ex", "/docs/questions/%3Cscript%3Ex"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.body.contains("&lt;script&gt;x") && !answer.body.contains("<script"), "{}", answer.body);
    }
    assert_eq!(app.get("/docs/types/query").await.status, 404, "names are taken as they are written");
}

#[tokio::test]
async fn pages_are_strict_and_kept() {
    let app = App::start().await;
    for path in ["/docs", "/docs/types/Query", "/docs/questions", "/docs/questions/Card"] {
        let page = get(&app, path, &[]).await;
        let policy = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        assert_eq!(page.header("content-security-policy"), policy, "{path}");
        assert_eq!((page.header("cache-control"), page.header("set-cookie")), ("no-cache", ""), "{path}");
        let again = get(&app, path, &[("if-none-match", page.header("etag"))]).await;
        assert_eq!((again.status.as_u16(), again.body.as_str()), (304, ""), "{path}");
        assert_eq!(again.header("etag"), page.header("etag"));
        assert_eq!(get(&app, path, &[("if-none-match", "W/\"other\"")]).await.status, 200);
        let head = app.send(Request::builder().method(Method::HEAD).uri(path).body(Body::empty()).unwrap()).await;
        assert_eq!((head.status.as_u16(), head.body.as_str()), (200, ""), "{path}");
        assert_eq!(head.header("etag"), page.header("etag"));
    }
}

#[tokio::test]
async fn a_question_can_be_run_where_the_public_may() {
    let app = App::start().await;
    let card = app.get("/docs/questions/Card").await.body;
    assert!(card.contains("<form class=\"run\" method=\"post\" action=\"/query\">"));
    assert!(
        card.contains("<a href=\"/query?operation=Card\">") && card.contains("<code>&quot;thurrock-2019&quot;</code>")
    );
    let flags = app.get("/docs/questions/Flags").await.body;
    assert!(flags.contains("needs a token") && !flags.contains("<form"), "{flags}");
    let compile = app.get("/docs/questions/CompileScorecard").await.body;
    assert!(compile.contains("It changes something") && !compile.contains("<form"), "{compile}");
}

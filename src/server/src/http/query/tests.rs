//! The query form, as it is answered.

use axum::body::Body;
use axum::http::{Request, header};

use crate::http::html::encoded;
use crate::http::testing::{Answer, App};

const FORM: &str = "application/x-www-form-urlencoded";

async fn post(app: &App, fields: &[(&str, &str)]) -> Answer {
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let request = Request::post("/query").header(header::CONTENT_TYPE, FORM).body(Body::from(body.join("&")));
    app.send(request.unwrap()).await
}

#[tokio::test]
async fn a_ready_operation_fills_the_form() {
    let app = App::start().await;
    let empty = app.get("/query").await;
    assert_eq!(empty.status, 200);
    assert!(empty.body.contains("You ask as the public"));
    let filled = app.get("/query?operation=Series").await.body;
    assert!(filled.contains("<option value=\"Series\" selected>"), "{filled}");
    assert!(filled.contains("query Series($indicator: String! = &quot;ATT-08&quot;"));
    assert!(filled.contains("&quot;place&quot;: &quot;E06000034&quot;"));
    for name in ["Nobody", "Flags", "CompileScorecard", "%22%3E%3Cscript%3E"] {
        let missing = app.get(&format!("/query?operation={name}")).await;
        assert_eq!(missing.status, 404, "{name}");
        assert!(missing.body.contains("id=\"operation-error\"") && !missing.body.contains("<script"));
    }
    assert_eq!(app.get("/query?operation=a&operation=b").await.status, 400);
}

#[tokio::test]
async fn an_answer_comes_as_a_table_with_the_json_below() {
    let app = App::start().await;
    let query = "query($n: Int) { indicators(first: $n, orderBy: [{field: CODE}]) { nodes { code name unit } } }";
    let answer = post(&app, &[("query", query), ("variables", "{\"n\": 2}")]).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.body.contains("<caption>2 rows</caption>"), "{}", answer.body);
    assert!(answer.body.contains("<th scope=\"col\">code</th><th scope=\"col\">name</th><th scope=\"col\">unit</th>"));
    assert!(answer.body.contains("&quot;nodes&quot;: ["));
    assert!(answer.body.contains("&quot;n&quot;: 2}</textarea>"), "the values are kept");
    assert_eq!((answer.header("cache-control"), answer.header("set-cookie")), ("no-store", ""));
    assert!(answer.header("content-security-policy").starts_with("default-src 'none'; style-src 'self'"));
    let several = "query A { __typename } query B { again: __typename }";
    let named = post(&app, &[("query", several), ("operationName", "B")]).await;
    assert!(named.body.contains("<h3>again</h3>"), "{}", named.body);
}

#[tokio::test]
async fn errors_are_told_in_words_with_their_code() {
    let app = App::start().await;
    for (query, status, code) in [
        ("{ nothing }", 400, "GRAPHQL_VALIDATION_FAILED"),
        ("{ nothing", 400, "GRAPHQL_PARSE_FAILED"),
        ("{ flags { totalCount } }", 200, "UNAUTHENTICATED"),
        (&"a ".repeat(2001), 400, "COST_LIMIT"),
    ] {
        let answer = post(&app, &[("query", query)]).await;
        assert_eq!(answer.status, status, "{code}: {}", answer.body);
        assert!(answer.body.contains("It was not answered") && answer.body.contains(code), "{}", answer.body);
        assert!(answer.body.contains("<title>Not answered"), "{code}");
    }
}

#[tokio::test]
async fn what_changes_something_is_refused_before_it_is_run() {
    let app = App::start().await;
    let compile = crate::http::operations::find("CompileScorecard").unwrap();
    for (query, name) in
        [(compile.query.clone(), ""), (format!("query Q {{ __typename }} {}", compile.query), "CompileScorecard")]
    {
        let answer = post(&app, &[("query", &query), ("operationName", name)]).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
        assert!(answer.body.contains("The form only queries"), "{}", answer.body);
    }
}

#[tokio::test]
async fn a_token_counts_for_nothing_here() {
    let app = App::start().await;
    let request =
        Request::post("/query").header(header::CONTENT_TYPE, FORM).header(header::AUTHORIZATION, "Bearer nonsense");
    let answer = app.send(request.body(Body::from("query=%7B__typename%7D")).unwrap()).await;
    assert_eq!(answer.status, 200, "neither taken nor refused: {}", answer.body);
}

#[tokio::test]
async fn wrong_variables_are_told_beside_their_field_and_everything_is_kept() {
    let app = App::start().await;
    let answer = post(&app, &[("query", "{ __typename }"), ("variables", "{term: 1}")]).await;
    assert_eq!(answer.status, 400);
    assert!(
        answer.body.contains("aria-describedby=\"variables-hint variables-error\" aria-invalid=\"true\""),
        "{}",
        answer.body
    );
    assert!(answer.body.contains("<p class=\"error\" id=\"variables-error\">"));
    assert!(answer.body.contains("<a href=\"#variables\">") && answer.body.contains("{term: 1}</textarea>"));
    assert!(answer.body.contains(">\n{ __typename }</textarea>"));
    let empty = post(&app, &[("query", "  ")]).await;
    assert_eq!(empty.status, 400);
    assert!(empty.body.contains("id=\"query-error\""), "{}", empty.body);
}

#[tokio::test]
async fn hostile_text_stays_text() {
    let app = App::start().await;
    let hostile = "</textarea><script>alert(1)</script>\"'";
    let answer = post(&app, &[("query", hostile), ("variables", hostile), ("operationName", hostile)]).await;
    assert!(
        answer.body.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;</textarea>"),
        "{}",
        answer.body
    );
    assert!(!answer.body.contains("<script") && answer.body.contains("&lt;/script&gt;&quot;&#39;\"><button>Run"));
    // In the answer, too: an alias is what the client wants it to be, and so is a text that an error quotes.
    let echoed =
        post(&app, &[("query", "{ school(by: {urn: \"<script>\"}) { name } nope: nothing(x: \"<script>\") }")]).await;
    assert!(!echoed.body.contains("<script"), "{}", echoed.body);
}

#[tokio::test]
async fn only_a_form_is_taken() {
    let app = App::start().await;
    let json = Request::post("/query").header(header::CONTENT_TYPE, "application/json").body(Body::from("{}")).unwrap();
    assert_eq!(app.send(json).await.status, 415);
    let large = post(&app, &[("query", &"a".repeat(110_000))]).await;
    assert_eq!(large.status, 413);
    assert!(large.header("content-type").starts_with("text/html") && large.body.contains("did not arrive whole"));
}

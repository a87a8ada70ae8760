//! What an operation may ask, and a caller in an hour.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use sextant_graphql::Limits;

use super::*;

async fn from(app: &App, address: &str, query: &str) -> Answer {
    let peer: SocketAddr = format!("{address}:1").parse().unwrap();
    let request = Request::post("/graphql").header("content-type", "application/json").extension(ConnectInfo(peer));
    app.send(request.body(json!({ "query": query }).to_string().into()).unwrap()).await
}

#[tokio::test]
async fn a_caller_spends_points_and_is_told_what_is_left() {
    let limits = Limits { cost_per_hour: 100, ..Limits::default() };
    let app = App::set(&Settings { limits, ..Settings::default() }).await;
    let query = "{ schools(first: 10) { nodes { name urn } } }";
    let first = from(&app, "192.0.2.1", query).await;
    let left: u32 = first.header("ratelimit-remaining").parse().unwrap();
    assert_eq!((first.status.as_u16(), first.header("ratelimit-limit")), (200, "100"));
    assert!(left < 100 && first.header("ratelimit-reset").parse::<u32>().unwrap() > 0, "{left}");
    let mut last = from(&app, "192.0.2.1", query).await;
    while last.status == 200 {
        last = from(&app, "192.0.2.1", query).await;
    }
    assert_eq!((last.status.as_u16(), code(&last)), (429, json!("RATE_LIMIT")));
    assert!(last.header("retry-after").parse::<u32>().unwrap() > 0);
    assert!(last.body.contains("an hour"), "{}", last.body);
    assert_eq!(from(&app, "192.0.2.2", query).await.status, 200, "somebody else has points of their own");
}

#[tokio::test]
async fn a_dry_run_tells_the_price_and_takes_nothing() {
    let limits = Limits { cost_per_hour: 100_000, ..Limits::default() };
    let app = App::set(&Settings { limits, ..Settings::default() }).await;
    let price = |n: u32, dry: bool| {
        format!(
            "{{ rateLimit(dryRun: {dry}) {{ cost depth limit remaining }} schools(first: {n}) {{ nodes {{ name }} }} }}"
        )
    };
    let dry = from(&app, "192.0.2.1", &price(100, true)).await.json();
    assert_eq!(dry["data"].as_object().unwrap().len(), 1, "nothing else is answered: {dry}");
    let told = &dry["data"]["rateLimit"];
    assert_eq!((&told["limit"], &told["remaining"]), (&json!(100_000), &json!(100_000)));
    let wet = from(&app, "192.0.2.1", &price(100, false)).await.json();
    assert_eq!(wet["data"]["rateLimit"]["cost"], told["cost"]);
    assert_eq!(wet["data"]["rateLimit"]["remaining"].as_i64(), Some(100_000 - told["cost"].as_i64().unwrap()));
    let less = from(&app, "192.0.2.1", &price(10, true)).await.json()["data"]["rateLimit"]["cost"].clone();
    assert!(less.as_i64() < told["cost"].as_i64(), "fewer rows cost less: {less} and {told}");
}

#[tokio::test]
async fn the_same_question_costs_the_same_with_variables() {
    let app = App::start().await;
    let inline =
        "{ rateLimit(dryRun: true) { cost } schools(first: 7, filter: {name: {contains: \"a\"}}) { nodes { name } } }";
    let variables = "query A($n: Int, $f: SchoolFilter) { rateLimit(dryRun: true) { cost } schools(first: $n, filter: $f) { nodes { name } } }";
    let sent = json!({"query": variables, "variables": {"n": 7, "f": {"name": {"contains": "a"}}}}).to_string();
    let cost = |answer: Answer| answer.json()["data"]["rateLimit"]["cost"].clone();
    let one = cost(ask(&app, NEW, inline).await);
    assert!(one.as_i64() > Some(7), "{one}");
    assert_eq!(one, cost(post(&app, NEW, sent).await));
}

#[tokio::test]
async fn the_cost_is_reported_to_those_who_ask() {
    let app = App::start().await;
    let request = |wish: &str| {
        let request = Request::post("/graphql").header("content-type", "application/json").header("graphql-cost", wish);
        request.body(Body::from(json!({ "query": "{ version }" }).to_string())).unwrap()
    };
    assert_eq!(app.send(request("report")).await.json()["extensions"], json!({"cost": {"points": 1, "depth": 1}}));
    assert_eq!(app.send(request("")).await.json().get("extensions"), None);
}

#[tokio::test]
async fn what_costs_too_much_is_told_what_it_costs() {
    let app = App::start().await;
    let dear = "{ schools(first: 100) { nodes { trustMemberships { trust { memberships { school { name urn phase } } } } } } }";
    let answer = ask(&app, NEW, dear).await;
    assert_eq!((answer.status.as_u16(), code(&answer)), (400, json!("COST_LIMIT")));
    assert!(answer.body.contains("(at most 5000)"), "{}", answer.body);
}

#[tokio::test]
async fn the_limits_can_be_read() {
    let app = App::start().await;
    let told = app.get("/graphql/limits").await.json();
    assert_eq!((&told["cost"], &told["cost-per-hour"]), (&json!(5_000), &json!(50_000)));
    let asked = ask(&app, NEW, "{ limits { maxCost costPerHour costPerHourWithToken maxTokens } }").await.json();
    let expected =
        json!({"maxCost": 5_000, "costPerHour": 50_000, "costPerHourWithToken": 500_000, "maxTokens": 2_000});
    assert_eq!(asked["data"]["limits"], expected);
}

#[tokio::test]
async fn more_at_once_than_can_be_answered_is_sent_away_for_a_moment() {
    let limits = Limits { concurrent: 1, queued: 0, ..Limits::default() };
    let app = App::set(&Settings { limits, ..Settings::default() }).await;
    let _place = app.crowd.enter().await.unwrap();
    let answer = ask(&app, NEW, "{ version }").await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after"), code(&answer)), (503, "1", json!("OVERLOADED")));
}

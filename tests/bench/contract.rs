//! The contract over sockets, beside what the same machine does without GraphQL: hand-written SQL, a static text, `/healthz`.
//!
//! Server and client share the machine, in one process. Every figure and its reference are taken in turn, so that both meet the same
//! machine.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use async_graphql::{Request, Variables};
use axum::Router;
use axum::extract::State;
use axum::http::header;
use axum::routing::get;
use serde_json::json;
use sextant_domain::access::Identity;
use sextant_domain::school::{SchoolStatus, TrustKind};
use sextant_graphql::{Caller, Contract, Limits};
use sextant_server::heartbeat::Pulse;
use sextant_server::http::{self, Settings};
use sextant_service::setup;
use sextant_store::Database;
use sqlx::PgPool;

use crate::http as client;
use crate::{extract, median, now, postgres};

const CONNECTIONS: usize = 16;
const TIME: Duration = Duration::from_secs(5);
const ROUNDS: usize = 3;

/// 50 schools, each with its trust, its latest inspection and 5 outcomes of its authority.
const NESTED: &str = "query Nested($after: String) { schools(first: 50, after: $after, filter: {status: {eq: OPEN}, \
                      trusts: {some: {kind: {eq: MULTI_ACADEMY_TRUST}}}}) { nodes { urn name phase trust { uid name } \
                      latestInspection { startedOn publishedOn } \
                      authority { name newestOutcomes(first: 5, filter: {indicators: [\"ATT-08\"], group: \"total\"}) { raw period { label } } } } } }";

/// The same rows by one statement.
const BY_HAND: &str = "SELECT json_build_object('data', json_build_object('schools', json_build_object('nodes', json_agg(row)))) ::text FROM (\
    SELECT s.urn::text AS urn, s.name, s.phase, \
    (SELECT json_build_object('uid', t.uid::text, 'name', t.name) FROM trust_membership m JOIN trust t ON t.uid = m.uid \
     WHERE m.urn = s.urn AND m.to_day IS NULL AND NOT EXISTS (SELECT 1 FROM trust_membership n WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge) \
     AND NOT EXISTS (SELECT 1 FROM trust n WHERE n.uid = t.uid AND n.knowledge > t.knowledge) ORDER BY m.from_day LIMIT 1) AS trust, \
    (SELECT json_build_object('startedOn', i.started, 'publishedOn', i.published) FROM inspection i WHERE i.urn = s.urn ORDER BY i.started DESC LIMIT 1) AS \"latestInspection\", \
    (SELECT json_build_object('name', p.name, 'newestOutcomes', (SELECT json_agg(o) FROM (SELECT o.raw, o.period FROM outcome o JOIN series e ON e.id = o.series_id \
     WHERE o.place_id = p.id AND e.indicator_code = 'ATT-08' AND e.breakdown = 'total' \
     AND NOT EXISTS (SELECT 1 FROM outcome n WHERE n.series_id = o.series_id AND n.place_id = o.place_id AND n.period = o.period AND n.knowledge > o.knowledge) \
     ORDER BY o.period DESC, o.series_id LIMIT 5) o)) FROM place p WHERE p.id = s.la_id) AS authority \
    FROM school s WHERE s.status = $1 AND NOT EXISTS (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge) \
    AND s.urn IN (SELECT m.urn FROM trust_membership m JOIN trust t ON t.uid = m.uid WHERE m.to_day IS NULL AND t.kind = $2 \
     AND NOT EXISTS (SELECT 1 FROM trust_membership n WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge) \
     AND NOT EXISTS (SELECT 1 FROM trust n WHERE n.uid = t.uid AND n.knowledge > t.knowledge)) \
    ORDER BY s.urn LIMIT 50) row";

/// Takes the figures on PostgreSQL over a whole edition of figures and of the register.
pub(crate) async fn measure(lait: &Path, gias: &Path) {
    println!(
        "\nThe contract on PostgreSQL: {CONNECTIONS} connections, {} s a turn, the middle of {ROUNDS} turns",
        TIME.as_secs()
    );
    let name = format!("sextant_bench_contract_{}", std::process::id());
    postgres::create(&name, None).await;
    let url = postgres::url_of(&name);
    let database = Database::open(&url).await.unwrap();
    setup::prepare(&database, now()).await.unwrap();
    extract::load_everything(&database).await;
    extract::load(&database, extract::kind("gias"), gias.to_owned(), "2026-06-01").await;
    extract::load(&database, extract::kind("lait"), lait.to_owned(), "2026-06-02").await;
    sqlx::query("ANALYZE").execute(&PgPool::connect(&url).await.unwrap()).await.unwrap();
    planned(&database).await;
    let address = served(&database, &url).await;
    nested(address).await;
    published(address, &database).await;
    database.close().await.unwrap();
    postgres::drop(&name).await;
}

/// Reads, completes, prices and plans an operation that was seen before, as a dry run: it asks the database nothing.
async fn planned(database: &Database) {
    const TIMES: usize = 2_000;
    let limits = Limits { cost: 100_000, ..Limits::default() };
    let contract = Contract::new(database.clone(), Arc::new(now), Arc::new(String::new), limits);
    let card = include_str!("../../schema/operations/Card.graphql");
    let text = format!(
        "{} # {}",
        NESTED.replacen("{ schools", "{ rateLimit(dryRun: true) { cost } schools", 1),
        "x".repeat(1_500)
    );
    for (what, text) in [("2 kB", text), ("the scorecard's operation", card.to_owned())] {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let begun = Instant::now();
            let document = contract.read(&text).unwrap();
            let variables = document.variables(None, Variables::default()).unwrap();
            times.push(begun.elapsed().as_secs_f64() * 1e6);
            drop(variables);
        }
        println!(
            "{what} ({} bytes) seen before, read and its variables completed: {:.1} µs",
            text.len(),
            median(times)
        );
    }
    let dry = format!(
        "query A {{ rateLimit(dryRun: true) {{ cost }} {} }}",
        &NESTED[NESTED.find("schools").unwrap()..NESTED.len() - 1].replace("after: $after, ", "")
    );
    let mut times = Vec::new();
    for _ in 0..TIMES {
        let begun = Instant::now();
        let caller = Caller { identity: Identity::public(), address: None, reference: String::new() };
        let answer = contract.answer(Request::new(&dry), caller).await;
        times.push(begun.elapsed().as_secs_f64() * 1e6);
        assert!(answer.response.errors.is_empty() && answer.price.unwrap().cost > 100, "{answer:?}");
    }
    println!("the same as a dry run, priced and answered: {:.1} µs", median(times));
}

/// A server with everything on, and beside it routes that answer without GraphQL.
async fn served(database: &Database, url: &str) -> SocketAddr {
    let pulse = Arc::new(Pulse::new(chrono::Duration::hours(1), now()));
    let limits = Limits { cost_per_hour: 0, ..Limits::default() };
    let settings = Settings { limits, ..Settings::default() };
    let asked = Database::open_for_requests(url, Duration::from_secs(3)).await.unwrap();
    let state = http::State::new(asked, Arc::new(now), pulse, Default::default(), &settings).unwrap();
    let card = static_card(database).await;
    let pool = sqlx::postgres::PgPoolOptions::new().max_connections(8).connect(url).await.unwrap();
    let by_hand = Router::new().route("/by-hand", get(by_hand)).with_state(pool);
    let plain = get(move || async move { ([(header::CONTENT_TYPE, "application/json")], card) });
    let router = http::router(state).merge(by_hand).merge(Router::new().route("/static", plain));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    address
}

async fn by_hand(State(pool): State<PgPool>) -> ([(header::HeaderName, &'static str); 1], String) {
    let text: String = sqlx::query_scalar(BY_HAND)
        .bind(SchoolStatus::Open.number())
        .bind(TrustKind::MultiAcademy.number())
        .fetch_one(&pool)
        .await
        .unwrap();
    ([(header::CONTENT_TYPE, "application/json")], text)
}

async fn nested(address: SocketAddr) {
    let ours = client::post("/graphql", &json!({ "query": NESTED }).to_string());
    let theirs = client::get("/by-hand", "");
    compare(
        "50 schools with trust, inspection and 5 outcomes",
        address,
        (&ours, 200),
        (&theirs, 200),
        "hand-written SQL",
    )
    .await;
}

/// The scorecard as a published text of the size of the answer.
async fn static_card(database: &Database) -> String {
    let contract = Contract::new(database.clone(), Arc::new(now), Arc::new(String::new), Limits::default());
    let caller = Caller { identity: Identity::public(), address: None, reference: String::new() };
    let answer = contract.answer(Request::new(include_str!("../../schema/operations/Card.graphql")), caller).await;
    serde_json::to_string(&answer.response).unwrap()
}

async fn published(address: SocketAddr, database: &Database) {
    sextant_jobs::run_due_scorecards(database, now()).await.unwrap();
    let id = http::document_id(include_str!("../../schema/operations/Card.graphql"));
    let path = format!("/graphql?documentId={id}");
    compare(
        "a scorecard by trusted document",
        address,
        (&client::get(&path, ""), 200),
        (&client::get("/static", ""), 200),
        "static JSON",
    )
    .await;
    let known = client::get(&path, "If-None-Match: *\r\n");
    compare("the same, not modified", address, (&known, 304), (&client::get("/healthz", ""), 200), "/healthz").await;
}

async fn compare(what: &str, address: SocketAddr, ours: (&str, u16), theirs: (&str, u16), name: &str) {
    let (mut one, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        one.push(client::asked(address, ours.0, ours.1, CONNECTIONS, TIME).await);
        other.push(client::asked(address, theirs.0, theirs.1, CONNECTIONS, TIME).await);
    }
    let middle = |rates: &mut Vec<client::Rate>| {
        rates.sort_by(|a, b| a.a_second.total_cmp(&b.a_second));
        rates.swap_remove(ROUNDS / 2)
    };
    let (one, other) = (middle(&mut one), middle(&mut other));
    println!(
        "{what}: {one}\n  {name}: {other}\n  {:.0} % of its requests a second, p99 {:.2} times",
        100.0 * one.a_second / other.a_second,
        one.p99 / other.p99
    );
}

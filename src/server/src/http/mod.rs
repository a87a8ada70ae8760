//! What the server answers.

mod docs;
mod graphql;
mod health;
mod html;
mod observe;
mod operations;
mod page;
mod peer;
mod query;
mod scorecard;
mod snapshot;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use sextant_store::Database;
use tokio_util::sync::CancellationToken;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::timeout::TimeoutLayer;

use crate::heartbeat::Pulse;
use graphql::{Crowd, Kept};
pub use graphql::{ManifestError, Statuses, Trusted, document_id};
pub(crate) use page::is_bundled;
use sextant_graphql::{Clock, Contract, Limits, Mint};

/// The largest request body, in bytes.
const BODY_LIMIT: usize = 100_000;
/// The longest a request may take. GraphQL gives up a little earlier, to answer in its own form.
const REQUEST_LIMIT: Duration = Duration::from_secs(10);

/// How the server is set.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The limits of operations.
    pub limits: Limits,
    /// The manifests of clients, as JSON: documents by their ids.
    pub manifests: Vec<String>,
    /// Whether trusted documents alone are answered.
    pub trusted_only: bool,
    /// Whether a proxy stands in front, which says who asks.
    pub behind_proxy: bool,
    /// Which status codes answers have.
    pub statuses: Statuses,
}

/// What the handlers share.
#[derive(Clone)]
pub struct State {
    database: Database,
    contract: Arc<Contract>,
    trusted: Arc<Trusted>,
    crowd: Arc<Crowd>,
    kept: Arc<Kept>,
    clock: Clock,
    pulse: Arc<Pulse>,
    stopping: CancellationToken,
    trusted_only: bool,
    behind_proxy: bool,
    statuses: Statuses,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").field("database", &self.database).finish_non_exhaustive()
    }
}

impl State {
    /// What the handlers need: the database, the clock, when the heartbeat ticked, and whether the server is stopping.
    ///
    /// # Errors
    /// Where a client's manifest cannot be used.
    pub fn new(
        database: Database,
        clock: Clock,
        pulse: Arc<Pulse>,
        stopping: CancellationToken,
        settings: &Settings,
    ) -> Result<Self, ManifestError> {
        let mint: Mint = Arc::new(|| uuid::Uuid::now_v7().simple().to_string());
        let limits = settings.limits;
        let contract = Contract::new(database.clone(), Arc::clone(&clock), mint, limits);
        let mut trusted = Trusted::shipped();
        for manifest in &settings.manifests {
            trusted.manifest(manifest, &contract)?;
        }
        Ok(Self {
            database,
            contract: Arc::new(contract),
            trusted: Arc::new(trusted),
            crowd: Arc::new(Crowd::new(limits.concurrent, limits.queued)),
            kept: Arc::new(Kept::new()),
            clock,
            pulse,
            stopping,
            trusted_only: settings.trusted_only,
            behind_proxy: settings.behind_proxy,
            statuses: settings.statuses,
        })
    }
}

/// All routes with their common layers.
pub fn router(state: State) -> Router {
    Router::new()
        .route("/graphql", graphql::routes())
        .route("/graphql/schema.graphql", get(operations::schema))
        .route("/graphql/limits", get(operations::limits))
        .route("/operations.json", get(operations::list))
        .route("/docs", get(docs::start))
        .route("/docs/types/{name}", get(docs::one_type))
        .route("/docs/questions", get(docs::questions))
        .route("/docs/questions/{name}", get(docs::question))
        .route("/query", get(query::show).post(query::run))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/scorecard", get(scorecard::page))
        .route("/scorecard.css", get(scorecard::style))
        .route("/snapshot", get(snapshot::page))
        .fallback(page::file)
        .with_state(state)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_LIMIT))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(always(header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .layer(always(header::REFERRER_POLICY, "no-referrer"))
        .layer(always(header::X_FRAME_OPTIONS, "DENY"))
        .layer(middleware::from_fn(observe::observe))
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(name, HeaderValue::from_static(value))
}

/// The answer where a handler panicked. What happened is in the log, under the request's id.
fn panicked(panic: Box<dyn std::any::Any + Send>) -> Response {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    let text = text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
    tracing::error!(panic = text, "a request panicked");
    let body = r#"{"errors":[{"message":"Something went wrong here. The log has it under the id in the header x-request-id.","extensions":{"code":"INTERNAL"}}]}"#;
    let kind = [(header::CONTENT_TYPE, "application/json; charset=utf-8")];
    (StatusCode::INTERNAL_SERVER_ERROR, kind, body).into_response()
}

#[cfg(test)]
pub(crate) mod testing;

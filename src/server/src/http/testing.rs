//! A router over a fresh database, and requests without a socket.

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use chrono::{DateTime, Utc};
use sextant_graphql::Contract;
use sextant_store::Database;
use tempfile::TempDir;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use super::graphql::Crowd;
use super::{Settings, State, router};
use crate::heartbeat::Pulse;

/// 1 December 2025, noon.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_764_590_400, 0).unwrap()
}

/// A server without a socket. The folder holds the database and goes with it.
pub(crate) struct App {
    pub(crate) router: Router,
    pub(crate) database: Database,
    pub(crate) stopping: CancellationToken,
    pub(crate) contract: Arc<Contract>,
    pub(crate) crowd: Arc<Crowd>,
    _folder: TempDir,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

impl App {
    /// An app whose heart beat just now.
    pub(crate) async fn start() -> Self {
        Self::with_last_beat(noon()).await
    }

    pub(crate) async fn with_last_beat(beat: DateTime<Utc>) -> Self {
        Self::bare(beat, &Settings::default()).await.prepared().await
    }

    /// An app that is set otherwise.
    pub(crate) async fn set(settings: &Settings) -> Self {
        Self::bare(noon(), settings).await.prepared().await
    }

    async fn prepared(self) -> Self {
        sextant_service::setup::prepare(&self.database, noon()).await.unwrap();
        self
    }

    /// An app over an empty database.
    pub(crate) async fn unprepared() -> Self {
        Self::bare(noon(), &Settings::default()).await
    }

    async fn bare(beat: DateTime<Utc>, settings: &Settings) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let database = Database::open(&format!("sqlite://{}/a.db", folder.path().display())).await.unwrap();
        let pulse = Arc::new(Pulse::new(chrono::Duration::seconds(30), beat));
        let stopping = CancellationToken::new();
        let state = State::new(database.clone(), Arc::new(noon), pulse, stopping.clone(), settings).unwrap();
        let (contract, crowd) = (Arc::clone(&state.contract), Arc::clone(&state.crowd));
        Self { router: router(state), database, stopping, contract, crowd, _folder: folder }
    }

    pub(crate) async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    pub(crate) async fn get(&self, uri: &str) -> Answer {
        self.send(Request::get(uri).body(Body::empty()).unwrap()).await
    }
}

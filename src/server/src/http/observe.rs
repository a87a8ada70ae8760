//! One id and one line of log per request.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;
use uuid::Uuid;

const HEADER: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request: the client's own where it sends a sensible one, otherwise made here.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

pub(super) async fn observe(mut request: Request, next: Next) -> Response {
    let own = request.headers().get(&HEADER).and_then(|value| value.to_str().ok()).filter(|id| is_sensible(id));
    let id = own.map_or_else(|| Uuid::new_v4().to_string(), str::to_owned);
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    let started = Instant::now();
    let mut response = async {
        let response = next.run(request).await;
        let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis() as u64);
        if response.status().is_server_error() {
            tracing::warn!(status, ms, "answered");
        } else {
            tracing::debug!(status, ms, "answered");
        }
        response
    }
    .instrument(span)
    .await;
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// An id goes into the log and back to the client: short, and of harmless characters.
fn is_sensible(id: &str) -> bool {
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;

    use super::is_sensible;
    use crate::http::testing::App;

    #[test]
    fn only_short_and_harmless_ids_are_kept() {
        for (id, expected) in [("abc-123_x.y", true), ("", false), ("a b", false), ("a\u{e9}", false)] {
            assert_eq!(is_sensible(id), expected, "{id}");
        }
        assert!(is_sensible(&"a".repeat(64)) && !is_sensible(&"a".repeat(65)));
    }

    #[tokio::test]
    async fn every_answer_carries_an_id() {
        let app = App::start().await;
        let own = Request::get("/healthz").header("x-request-id", "mine-1").body(Body::empty()).unwrap();
        assert_eq!(app.send(own).await.header("x-request-id"), "mine-1");
        assert_eq!(app.get("/nowhere").await.header("x-request-id").len(), 36);
    }
}

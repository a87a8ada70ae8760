//! `/healthz`: the process is alive. `/readyz`: it can do its work; otherwise why not.

use axum::extract;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use sextant_store::migrate;

use super::State;

/// Alive, because it answers.
pub(super) async fn alive() -> Response {
    text(StatusCode::OK, "alive\n".to_owned())
}

/// Ready when the database answers, its migrations are those of this version, and the heartbeat ticks.
pub(super) async fn ready(extract::State(state): extract::State<State>) -> Response {
    let reasons = reasons(&state).await;
    if reasons.is_empty() {
        return text(StatusCode::OK, "ready\n".to_owned());
    }
    text(StatusCode::SERVICE_UNAVAILABLE, format!("not ready:\n- {}\n", reasons.join("\n- ")))
}

async fn reasons(state: &State) -> Vec<String> {
    let mut reasons = Vec::new();
    match migrate::is_current(&state.database).await {
        Ok(true) => {}
        Ok(false) => reasons.push("the database is not at this version: run `sextant migrate`".to_owned()),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            reasons.push("the database does not answer; the log says why".to_owned());
        }
    }
    if let Some(seconds) = state.pulse.silent_for((state.clock)()) {
        reasons.push(format!("the heartbeat has not ticked for {seconds} seconds: nothing is compiled when it is due"));
    }
    if state.stopping.is_cancelled() {
        reasons.push("the server is stopping".to_owned());
    }
    reasons
}

fn text(status: StatusCode, body: String) -> Response {
    let headers = [(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")];
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use crate::http::testing::{App, noon};

    #[tokio::test]
    async fn a_prepared_server_with_a_beating_heart_is_ready() {
        let app = App::start().await;
        assert_eq!((app.get("/healthz").await.status.as_u16(), app.get("/readyz").await.status.as_u16()), (200, 200));
    }

    #[tokio::test]
    async fn each_reason_is_named() {
        let late = App::with_last_beat(noon() - chrono::Duration::seconds(91)).await.get("/readyz").await;
        assert_eq!(late.status, 503);
        assert!(late.body.contains("not ticked for 91 seconds"), "{}", late.body);

        let empty = App::unprepared().await.get("/readyz").await;
        assert_eq!(empty.status, 503);
        assert!(empty.body.contains("sextant migrate"), "{}", empty.body);

        let app = App::start().await;
        app.stopping.cancel();
        let stopping = app.get("/readyz").await;
        assert_eq!(stopping.status, 503);
        assert!(stopping.body.contains("stopping"), "{}", stopping.body);
        assert_eq!(app.get("/healthz").await.status, 200, "it still lives");
    }

    #[tokio::test]
    async fn a_database_that_is_gone_is_not_ready() {
        let app = App::start().await;
        app.database.clone().close().await.unwrap();
        let answer = app.get("/readyz").await;
        assert_eq!(answer.status, 503);
        assert!(answer.body.contains("does not answer"), "{}", answer.body);
    }
}

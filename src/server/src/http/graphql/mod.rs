//! GraphQL over HTTP: POST of JSON, GET for queries only, no batches.
//!
//! Our own layer round the contract, because the library's takes mutations over GET and answers in the wrong media type. Checks come in
//! this order: media type of the answer, media type of the body, size of the body, JSON, parameters, the document (its size, its
//! syntax, what it asks for, the rules), the token, a place among those that are executed at once, variables, cost, and what the
//! caller has left.

mod accept;
mod asking;
mod crowd;
mod identify;
mod kept;
mod params;
mod respond;
mod trusted;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};

use super::State;
use super::observe::RequestId;
use super::peer::Peer;
pub(super) use accept::quality;
use accept::{MediaType, negotiate};
use asking::Asking;
pub(super) use crowd::Crowd;
pub(super) use kept::Kept;
pub(super) use params::Wanted;
use params::{Refused, check_content_type, from_body, from_uri};
pub use respond::Statuses;
pub use trusted::id as document_id;
pub use trusted::{ManifestError, Trusted};

pub(super) fn routes() -> MethodRouter<State> {
    get(query).post(post)
}

async fn query(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    peer: Peer,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let Some(kind) = negotiate(&headers) else { return not_acceptable() };
    match from_uri(&uri) {
        Ok(wanted) => Asking { state: &state, kind, headers: &headers, id: &id.0, peer }.get(wanted).await,
        Err(refused) => respond::refusal(&refused, kind),
    }
}

async fn post(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    peer: Peer,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(kind) = negotiate(&headers) else { return not_acceptable() };
    let wanted = check_content_type(&headers).and_then(|()| from_body(&received(body)?));
    match wanted {
        Ok(wanted) => Asking { state: &state, kind, headers: &headers, id: &id.0, peer }.post(wanted).await,
        Err(refused) => respond::refusal(&refused, kind),
    }
}

fn received(body: Result<Bytes, BytesRejection>) -> Result<Bytes, Refused> {
    body.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Refused::new(
            StatusCode::PAYLOAD_TOO_LARGE,
            format!("The body is larger than {} bytes. Ask in parts.", super::BODY_LIMIT),
        ),
        _ => Refused::new(StatusCode::BAD_REQUEST, "The body did not arrive whole."),
    })
}

/// Asks as the public, whoever sends it, and queries only: for the plain form, which no token protects.
pub(super) async fn ask_as_public(
    state: &State,
    wanted: Wanted,
    (peer, mut headers): (Peer, HeaderMap),
    id: &RequestId,
) -> Response {
    headers.remove(header::AUTHORIZATION);
    Asking { state, kind: MediaType::GraphqlResponse, headers: &headers, id: &id.0, peer }.plain(wanted).await
}

fn not_acceptable() -> Response {
    let message = "Answers come as application/graphql-response+json or application/json: accept one of them.";
    respond::refusal(&Refused::new(StatusCode::NOT_ACCEPTABLE, message), MediaType::Json)
}

#[cfg(test)]
mod tests;

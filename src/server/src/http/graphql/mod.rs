//! GraphQL over HTTP: POST of JSON, GET for queries only, no batches.
//!
//! Our own layer round the contract, because the library's takes mutations over GET and answers in the wrong media type. Checks come in
//! this order: media type of the answer, media type of the body, size of the body, JSON, parameters, the document (its size, its
//! syntax, what it asks for, the rules), the token, a place among those that are executed at once, variables, cost, and what the
//! caller has left. A list that is asked for as a table is read in [`table`].

mod accept;
mod asking;
mod crowd;
mod identify;
mod kept;
mod params;
mod respond;
mod table;
mod trusted;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, State as Shared};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};

use super::State;
use super::observe::{self, RequestId};
use super::peer::Peer;
pub(super) use accept::quality;
use accept::{Accepted, MediaType, negotiate};
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
    let Some(accepted) = negotiate(&headers) else { return not_acceptable() };
    match from_uri(&uri) {
        Ok(wanted) => Asking { state: &state, accepted, headers: &headers, id: &id, peer }.get(wanted).await,
        Err(refused) => respond::refusal(&refused, accepted.kind),
    }
}

async fn post(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    peer: Peer,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(accepted) = negotiate(&headers) else { return not_acceptable() };
    let wanted = check_content_type(&headers).and_then(|()| from_body(&received(body)?));
    match wanted {
        Ok(wanted) => Asking { state: &state, accepted, headers: &headers, id: &id, peer }.post(wanted).await,
        Err(refused) => respond::refusal(&refused, accepted.kind),
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
    let accepted = Accepted { kind: MediaType::GraphqlResponse, table: None };
    Asking { state, accepted, headers: &headers, id, peer }.plain(wanted).await
}

fn not_acceptable() -> Response {
    let message = "Answers come as application/graphql-response+json or application/json, and lists also as text/csv or \
                   application/x-ndjson: accept one of them.";
    respond::refusal(&Refused::new(StatusCode::NOT_ACCEPTABLE, message), MediaType::Json)
}

#[cfg(test)]
mod tests;

//! GraphQL over HTTP: POST of JSON, GET for queries only, no batches.
//!
//! Our own layer round `Schema::execute`, because the shipped one takes mutations over GET and answers in the wrong media
//! type. Checks come in this order: media type of the answer, media type of the body, size of the body, JSON, parameters,
//! size of the document, the token, and only then the schema. A list that is asked for as a table is read in [`table`].

mod accept;
mod identify;
mod params;
mod respond;
mod size;
mod table;

use std::time::Duration;

use async_graphql::parser::types::{DocumentOperations, OperationType};
use async_graphql::{Request as Document, Response as Executed};
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Extension, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use sextant_domain::access::Identity;
use sextant_graphql::code;

use super::State;
use super::observe::{self, RequestId};
pub(super) use accept::quality;
use accept::{MediaType, Wanted, negotiate};
use params::{Refused, check_content_type, from_body, from_uri};

/// The longest an execution may take; a little less than the whole request may.
const EXECUTION_LIMIT: Duration = Duration::from_secs(9);

pub(super) fn routes() -> MethodRouter<State> {
    get(query).post(post)
}

async fn query(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    uri: Uri,
) -> Response {
    let Some(wanted) = negotiate(&headers) else { return not_acceptable() };
    let mut document = match from_uri(&uri) {
        Ok(document) => document,
        Err(refused) => return respond::refusal(&refused, wanted.kind),
    };
    if size::too_large(&document.query).is_none() && changes_something(&mut document) {
        let message = "A GET request may only query. Send mutations with POST.";
        let refused = Refused::new(StatusCode::METHOD_NOT_ALLOWED, message);
        let mut response = respond::refusal(&refused, wanted.kind);
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        return response;
    }
    execute(&state, document, (wanted, &headers), &id).await
}

async fn post(
    Shared(state): Shared<State>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Response {
    let Some(wanted) = negotiate(&headers) else { return not_acceptable() };
    let document = check_content_type(&headers).and_then(|()| from_body(&received(body)?));
    match document {
        Ok(document) => execute(&state, document, (wanted, &headers), &id).await,
        Err(refused) => respond::refusal(&refused, wanted.kind),
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

/// Whether the operation that would be executed is not a query. A document that cannot be parsed executes nothing.
fn changes_something(document: &mut Document) -> bool {
    let name = document.operation_name.clone();
    let Ok(parsed) = document.parsed_query() else { return false };
    let changes = |kind| kind != OperationType::Query;
    match (&parsed.operations, name) {
        (DocumentOperations::Single(operation), _) => changes(operation.node.ty),
        (DocumentOperations::Multiple(all), Some(name)) => {
            all.get(name.as_str()).is_some_and(|operation| changes(operation.node.ty))
        }
        (DocumentOperations::Multiple(_), None) => false,
    }
}

async fn execute(
    state: &State,
    document: Document,
    (Wanted { kind, table }, headers): (Wanted, &HeaderMap),
    id: &RequestId,
) -> Response {
    if let Some(message) = size::too_large(&document.query) {
        let refused = Executed::from_errors(vec![respond::error(code::COST_LIMIT, &message)]);
        return respond::answer(&refused, kind);
    }
    let identity = match identify::identify(state, headers).await {
        Ok(identity) => identity,
        Err(why) => return identify::refused(why, kind, &id.0),
    };
    if let Some(format) = table {
        return table::answer(state, document, identity, (format, id)).await;
    }
    match run(state, document, identity, id).await {
        Ok(executed) => respond::answer(&executed, kind),
        Err(refused) => respond::refusal(&refused, kind),
    }
}

/// Executes a document within its time, masked for the client.
async fn run(state: &State, document: Document, identity: Identity, id: &RequestId) -> Result<Executed, Refused> {
    let mut document = sextant_graphql::request(document, &state.database, identity);
    // Introspection is nested deeper than any question about data, and has limits of its own.
    let introspects = document.parsed_query().is_ok_and(|parsed| {
        let queries = parsed.operations.iter().all(|(_, operation)| operation.node.ty == OperationType::Query);
        queries && sextant_graphql::is_introspection(parsed)
    });
    let schema = if introspects { &state.introspection } else { &state.schema };
    match tokio::time::timeout(EXECUTION_LIMIT, schema.execute(document)).await {
        Ok(executed) => Ok(sextant_graphql::mask(executed, &id.0)),
        Err(_) => {
            tracing::warn!(seconds = EXECUTION_LIMIT.as_secs(), "an operation took too long");
            let message =
                format!("The operation took longer than {} seconds. Ask for less.", EXECUTION_LIMIT.as_secs());
            Err(Refused { status: StatusCode::SERVICE_UNAVAILABLE, code: code::TIMEOUT, message })
        }
    }
}

fn not_acceptable() -> Response {
    let message = "Answers come as application/graphql-response+json or application/json, and lists also as text/csv or \
                   application/x-ndjson: accept one of them.";
    respond::refusal(&Refused::new(StatusCode::NOT_ACCEPTABLE, message), MediaType::Json)
}

#[cfg(test)]
mod tests;

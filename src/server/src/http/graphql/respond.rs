//! Writing an answer down: errors first, and no `data` where nothing was executed.

use async_graphql::{ErrorExtensionValues, Response as Executed, ServerError, Value};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;
use std::collections::BTreeMap;

use super::accept::MediaType;
use super::params::Refused;

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[ServerError]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

/// Whether nothing was executed: the document could not be parsed, validated or given its variables. An error of a resolver
/// has a path; these have none.
pub(super) fn is_request_error(executed: &Executed) -> bool {
    executed.data == Value::Null
        && !executed.errors.is_empty()
        && executed.errors.iter().all(|error| error.path.is_empty())
}

/// The answer to a well-formed request. Under `application/json` its status is 200 even where the document is wrong: clients
/// of that type read the errors, and take any other status for a broken server.
pub(super) fn answer(executed: &Executed, kind: MediaType) -> Response {
    let refused = is_request_error(executed);
    let status = if refused && kind == MediaType::GraphqlResponse { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    write(status, kind, &executed.errors, (!refused).then_some(&executed.data), &executed.extensions)
}

/// The answer to a request that was not even asked of the schema.
pub(super) fn refusal(refused: &Refused, kind: MediaType) -> Response {
    write(refused.status, kind, &[error(refused.code, &refused.message)], None, &BTreeMap::new())
}

/// The answer that is errors and nothing else.
pub(super) fn errors(status: StatusCode, errors: &[ServerError], kind: MediaType) -> Response {
    write(status, kind, errors, None, &BTreeMap::new())
}

/// The code of an error.
pub(super) fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        _ => None,
    }
}

/// An error with a code.
pub(super) fn error(code: &str, message: &str) -> ServerError {
    let mut error = ServerError::new(message, None);
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("code", code);
    error.extensions = Some(extensions);
    error
}

fn write(
    status: StatusCode,
    kind: MediaType,
    errors: &[ServerError],
    data: Option<&Value>,
    extensions: &BTreeMap<String, Value>,
) -> Response {
    let Ok(body) = serde_json::to_vec(&Body { errors, data, extensions }) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}

//! Writing an answer down: errors first, and no `data` where nothing was executed.

use std::collections::BTreeMap;
use std::time::Duration;

use async_graphql::{Response as Executed, ServerError, Value, value};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use serde::Serialize;
use sextant_graphql::code as codes;
use sextant_graphql::{Answer, Balance, request_error};

use super::accept::MediaType;
use super::params::Refused;

/// Which status codes a well-formed request is answered with, under `application/graphql-response+json`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Statuses {
    /// 400 where nothing was executed, 200 otherwise
    #[default]
    Stable,
    /// As newer drafts have it: 422 where the document or its variables break a rule, 294 where there are data and errors
    Draft,
}

/// How an answer is to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Form {
    pub(super) kind: MediaType,
    pub(super) statuses: Statuses,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(skip_serializing_if = "<[ServerError]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extensions: &'a BTreeMap<String, Value>,
}

impl<'a> Body<'a> {
    fn of(executed: &'a Executed) -> Self {
        let data = (!is_request_error(executed)).then_some(&executed.data);
        Self { errors: &executed.errors, data, extensions: &executed.extensions }
    }
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
pub(super) fn answer(executed: &Executed, form: Form) -> Response {
    let status = match form.kind {
        MediaType::Json => StatusCode::OK,
        MediaType::GraphqlResponse => form.statuses.of(executed),
    };
    with_status(status, executed, form)
}

/// The answer to an operation, with what the caller has left.
pub(super) fn executed(answered: &Answer, form: Form, now: DateTime<Utc>) -> Response {
    let mut response = match answered.wait {
        Some(wait) => {
            let mut response = with_status(StatusCode::TOO_MANY_REQUESTS, &answered.response, form);
            retry_after(&mut response, wait);
            response
        }
        None => answer(&answered.response, form),
    };
    balance(&mut response, answered.price.and_then(|price| price.balance), now);
    response
}

/// The answer under a status of its own.
fn with_status(status: StatusCode, executed: &Executed, form: Form) -> Response {
    write(status, form.kind, &Body::of(executed))
}

/// The body of an answer; `None` where it cannot be written.
pub(super) fn body(executed: &Executed) -> Option<Vec<u8>> {
    serde_json::to_vec(&Body::of(executed)).ok()
}

/// "Partial success": in the draft, and not yet registered.
const PARTIAL: u16 = 294;

impl Statuses {
    fn of(self, executed: &Executed) -> StatusCode {
        let has = |wanted: &str| executed.errors.iter().any(|error| code(error) == Some(wanted));
        match (self, is_request_error(executed)) {
            (Self::Draft, true) if has(codes::VALIDATION_FAILED) => StatusCode::UNPROCESSABLE_ENTITY,
            (_, true) => StatusCode::BAD_REQUEST,
            (Self::Draft, false) if !executed.errors.is_empty() && executed.data != Value::Null => {
                StatusCode::from_u16(PARTIAL).unwrap_or(StatusCode::OK)
            }
            (_, false) => StatusCode::OK,
        }
    }
}

/// The answer to a request that was not even asked of the schema.
pub(super) fn refusal(refused: &Refused, kind: MediaType) -> Response {
    let mut response = errors(refused.status, &[request_error(refused.code, &refused.message)], kind);
    if refused.code == codes::OVERLOADED {
        retry_after(&mut response, Duration::from_secs(1));
    }
    response
}

/// The answer that is errors and nothing else.
pub(super) fn errors(status: StatusCode, errors: &[ServerError], kind: MediaType) -> Response {
    write(status, kind, &Body { errors, data: None, extensions: &BTreeMap::new() })
}

/// The code of an error.
pub(super) fn code(error: &ServerError) -> Option<&str> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code),
        _ => None,
    }
}

/// Says what an operation cost in the answer's `extensions`: for clients that ask for it.
pub(super) fn report_cost(answer: &mut Answer) {
    let Some(price) = answer.price else { return };
    let cost = value!({ "points": price.cost as u64, "depth": price.depth as u64 });
    answer.response.extensions.insert("cost".to_owned(), cost);
}

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// Says what the caller has left, in points, and in how many seconds all will be there again.
fn balance(response: &mut Response, balance: Option<Balance>, now: DateTime<Utc>) {
    let Some(balance) = balance else { return };
    let seconds = u64::try_from((balance.full_at - now).num_seconds()).unwrap_or(0);
    for (name, number) in [(LIMIT, balance.limit), (REMAINING, balance.remaining), (RESET, seconds)] {
        response.headers_mut().insert(name, HeaderValue::from(number));
    }
}

/// Says when to come again, in whole seconds.
fn retry_after(response: &mut Response, wait: Duration) {
    let seconds = wait.as_millis().div_ceil(1_000).max(1);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(u64::try_from(seconds).unwrap_or(u64::MAX)));
}

fn write(status: StatusCode, kind: MediaType, body: &Body<'_>) -> Response {
    let Ok(body) = serde_json::to_vec(body) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    response
}

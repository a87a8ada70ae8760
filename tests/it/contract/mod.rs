//! What the contract promises: every operation in `schema/operations/` answers, answers are the same on both databases, bad
//! input is refused in words, and no list costs more statements for more rows.

mod answers;
mod input;
mod landscape;
mod operations;
mod snapshots;
mod statements;

use std::sync::Arc;

use async_graphql::Request;
use serde_json::Value;

use crate::support::{Db, now};

/// Asks, and gives the whole response.
async fn respond(db: &Db, query: &str) -> Value {
    let schema = sextant_graphql::schema(db.store.clone(), Arc::new(now));
    let response = sextant_graphql::execute(&schema, Request::new(query), &db.store, "reference-1").await;
    serde_json::to_value(response).unwrap()
}

/// Asks, and gives the data; the errors must be none.
pub(crate) async fn ask(db: &Db, query: &str) -> Value {
    let response = respond(db, query).await;
    assert_eq!(response.get("errors"), None, "{query}");
    response["data"].clone()
}

/// Asks, and gives the code and the message of the one error.
pub(crate) async fn refusal(db: &Db, query: &str) -> (String, String) {
    let response = respond(db, query).await;
    let errors = response["errors"].as_array().unwrap_or_else(|| panic!("{query} was not refused: {response}"));
    assert_eq!(errors.len(), 1, "{query}: {errors:?}");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    (text(&errors[0]["extensions"]["code"]), text(&errors[0]["message"]))
}

//! Partnership work: what is written, what is refused, who may, and what the trail says.

mod commentary;
mod equality;
mod partnerships;
mod permissions;
mod questions;
mod scrutiny;
mod tokens;

pub(crate) use questions::invented;
use serde_json::{Value, json};
use sextant_domain::access::Identity;

use crate::contract::respond_as;
use crate::support::Db;

/// Writes as somebody: the payload of the one mutation.
async fn write_as(db: &Db, identity: Identity, mutation: &str) -> Value {
    let response = respond_as(db, identity, &format!("mutation {{ {mutation} }}")).await;
    assert_eq!(response.get("errors"), None, "{mutation}: {response}");
    response["data"].as_object().unwrap().values().next().unwrap().clone()
}

/// The codes and paths of a payload's errors, joined by dots.
fn refused(payload: &Value) -> Vec<(String, String)> {
    let errors = payload["errors"].as_array().unwrap();
    let path = |error: &Value| {
        let parts: Vec<&str> = error["path"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        parts.join(".")
    };
    errors.iter().map(|error| (error["code"].as_str().unwrap().to_owned(), path(error))).collect()
}

/// One refusal.
fn refusal(code: &str, path: &str) -> Vec<(String, String)> {
    vec![(code.to_owned(), path.to_owned())]
}

/// The input of an active partnership that serves commitment 1.1, with more fields behind.
fn partnership(title: &str, more: &str) -> String {
    format!(
        "kind: SCHOOLS, title: {}, status: ACTIVE, validFrom: \"2026-09-01\", \
         commitments: [{{strategy: \"thurrock-2019\", commitment: \"1.1\"}}], outcomes: [] {more}",
        json!(title)
    )
}

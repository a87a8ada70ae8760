//! What the contract promises: every operation in `schema/operations/` answers, answers are the same on both databases, bad
//! input is refused in words, and no list costs more statements for more rows.

mod answers;
mod groups;
mod input;
mod landscape;
mod node;
mod operations;
mod paths;
mod pinned;
mod relations;
mod roots;
mod snapshots;
mod statements;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_graphql::Request;
use serde_json::Value;
use sextant_domain::access::{Identity, Role};
use sextant_graphql::{Caller, Contract, Limits, Mint};

use crate::support::{Db, now};

/// An administrator of Thurrock.
pub(crate) fn admin() -> Identity {
    who(Role::Admin, "thurrock")
}

/// A holder of a token.
pub(crate) fn who(role: Role, council: &str) -> Identity {
    Identity {
        role,
        council: Some(council.to_owned()),
        name: format!("A test's {}", role.words()),
        token: "test".to_owned(),
    }
}

/// Asks as somebody, and gives the whole response.
pub(crate) async fn respond_as(db: &Db, identity: Identity, query: &str) -> Value {
    // Texts that are too long for a record are written into the document here, and sent as variables by clients.
    let limits = Limits { characters: 2_000_000, ..Limits::default() };
    let contract = Contract::new(db.store.clone(), Arc::new(now), mint(), limits);
    let caller = Caller { identity, address: None, reference: "reference-1".to_owned() };
    serde_json::to_value(contract.answer(Request::new(query), caller).await.response).unwrap()
}

/// Names that are unique within a run, each behind the one before.
pub(crate) fn mint() -> Mint {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    Arc::new(|| format!("{:08}", NEXT.fetch_add(1, Ordering::Relaxed)))
}

/// Asks as an administrator, and gives the whole response.
async fn respond(db: &Db, query: &str) -> Value {
    respond_as(db, admin(), query).await
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

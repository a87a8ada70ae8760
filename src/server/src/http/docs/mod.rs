//! The documentation of the schema as plain pages, for everybody whom the workbench does not suit: no script, and every page
//! has an address of its own.

mod model;
mod prose;
mod questions;
mod search;
mod start;
mod type_page;

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::html::{answer_kept, answer_with_form, message_page};
use super::operations;
use model::model;

/// What is looked for; nothing where it is empty.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    q: String,
}

/// `/docs`, and `/docs?q=`.
pub(super) async fn start(headers: HeaderMap, Query(asked): Query<Asked>) -> Response {
    answer_kept(&headers, start::page(model(), &asked.q))
}

/// `/docs/types/{name}`.
pub(super) async fn one_type(headers: HeaderMap, Path(name): Path<String>) -> Response {
    match model().types.get(&name) {
        Some(it) => answer_kept(&headers, type_page::page(model(), it)),
        None => missing(&format!("The schema has no type “{}”", shortened(&name))),
    }
}

/// `/docs/questions`.
pub(super) async fn questions(headers: HeaderMap) -> Response {
    answer_kept(&headers, questions::list())
}

/// `/docs/questions/{operation}`.
pub(super) async fn question(headers: HeaderMap, Path(name): Path<String>) -> Response {
    match operations::find(&name) {
        Some(it) => answer_kept(&headers, questions::one(it)),
        None => missing(&format!("There is no ready operation “{}”", shortened(&name))),
    }
}

fn missing(what: &str) -> Response {
    let message = "Names are written exactly as in the schema, capitals included. Documentation, above, has a search.";
    answer_with_form(StatusCode::NOT_FOUND, message_page(what, message))
}

fn shortened(name: &str) -> String {
    name.chars().take(60).collect()
}

#[cfg(test)]
mod tests;

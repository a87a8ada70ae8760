//! Any list as a table: CSV for spreadsheets and statistics, or one JSON object on each line.
//!
//! Which part of an operation is the list, what its columns are and where reasons are missing is read from the document and the
//! schema before anything is executed ([`plan`]). Then the list is read page by page ([`pages`]), and each page is sent before
//! the next is read: memory holds one of them, however long the list is.
//!
//! An error in the first page is answered like any other, with its status. Later ones can only end the body before its time: the
//! connection is closed in the middle of a transfer, which every client notices, and newline-delimited JSON says why in a last line.

mod cell;
mod columns;
mod format;
mod mark;
mod missing;
mod pages;
mod plan;
mod rewrite;
mod rows;
mod selection;
mod send;
mod types;
mod write;

use async_graphql::{Request as Document, Response as Executed, ServerError};
use axum::http::StatusCode;
use axum::response::Response;
use sextant_domain::access::Identity;
use sextant_graphql::{code, limits};

use super::accept::MediaType;
use super::observe::RequestId;
use super::params::Refused;
use super::{State, respond, run};
pub(super) use format::Format;
use pages::{Pages, Stopped};
use plan::NoTable;
use write::Writer;

/// The media type of what is no table: the one whose status says how it went.
pub(super) const INSTEAD: MediaType = MediaType::GraphqlResponse;

/// Answers an operation with the rows of its list.
pub(super) async fn answer(
    state: &State,
    mut document: Document,
    identity: Identity,
    (format, id): (Format, &RequestId),
) -> Response {
    let (name, variables) = (document.operation_name.clone(), document.variables.clone());
    let planned = match document.parsed_query() {
        Ok(parsed) => plan::plan(parsed, name.as_deref(), &variables),
        Err(_) => Err(NoTable::Invalid),
    };
    let planned = planned.and_then(|plan| Ok((Writer::new(&plan, format)?, plan)));
    let (writer, plan) = match planned {
        Ok(planned) => planned,
        Err(why) => return no_table(why, state, (document, identity), id).await,
    };
    let file = send::file_name(&plan, format);
    let mut pages = Pages::new(state, (plan, variables), (identity, id));
    match pages.first().await {
        Ok(rows) => send::table((writer, format), (pages, rows), &file),
        Err(Stopped::Errors(executed)) => failed(&executed),
        Err(Stopped::Refused(refused)) => respond::refusal(&refused, INSTEAD),
    }
}

/// The answer to an operation that is no table. What is wrong with a document the schema says best.
async fn no_table(why: NoTable, state: &State, (document, identity): (Document, Identity), id: &RequestId) -> Response {
    let refused = match why {
        NoTable::Other(message) => Refused::new(StatusCode::NOT_ACCEPTABLE, message),
        NoTable::TooMany => {
            let message =
                "The operation comes to too many fields once its fragments are spread. Ask in parts.".to_owned();
            Refused { status: StatusCode::BAD_REQUEST, code: code::COST_LIMIT, message }
        }
        NoTable::Invalid => match run(state, document, identity, id).await {
            Ok(executed) if !executed.errors.is_empty() => return failed(&executed),
            Ok(_) => Refused::new(
                StatusCode::NOT_ACCEPTABLE,
                format!(
                    "This operation cannot be made into a table: it nests its fields deeper than {}, or asks for the schema \
                     beside its data. Ask for it with Accept: application/json.",
                    limits::DEPTH
                ),
            ),
            Err(refused) => refused,
        },
    };
    respond::refusal(&refused, INSTEAD)
}

/// The answer where the first page has errors: without data, because there is no table without them.
fn failed(executed: &Executed) -> Response {
    let status = executed.errors.first().map_or(StatusCode::BAD_REQUEST, status);
    respond::errors(status, &executed.errors, INSTEAD)
}

fn status(error: &ServerError) -> StatusCode {
    match respond::code(error) {
        Some(code::UNAUTHENTICATED) => StatusCode::UNAUTHORIZED,
        Some(code::FORBIDDEN) => StatusCode::FORBIDDEN,
        Some(code::TIMEOUT) => StatusCode::SERVICE_UNAVAILABLE,
        Some(code::INTERNAL) => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

#[cfg(test)]
mod tests;

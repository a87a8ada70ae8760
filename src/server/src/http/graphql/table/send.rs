//! The body of a table: a page at a time, and recognisably cut off where one cannot be read.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::{StreamExt as _, stream};
use serde_json::json;
use sextant_graphql::code;

use super::format::Format;
use super::pages::{Pages, Stopped};
use super::plan::Plan;
use super::respond;
use super::write::{Rows, Writer};

/// The name that a browser saves the table under. Names of operations and fields are letters, digits and low lines, so that it is
/// safe wherever it goes.
pub(super) fn file_name(plan: &Plan, format: Format) -> String {
    let root = || plan.way().first().map_or_else(|| "table".to_owned(), |field| field.key.to_string());
    let name = plan.name.as_ref().map_or_else(root, ToString::to_string);
    format!("{name}.{}", format.extension())
}

/// What is sent next.
enum Next {
    /// These rows, which were read already, then what follows.
    Rows(Vec<u8>, Pages),
    /// The page that is to be read.
    Page(Pages),
    /// The end of a body that did not become whole.
    CutOff(String),
    End,
}

/// The answer with a table, whose first page was read.
pub(super) fn table((writer, format): (Writer, Format), (pages, rows): (Pages, Rows), file: &str) -> Response {
    let first = writer.head().and_then(|mut bytes| {
        bytes.extend(writer.page(&rows)?);
        Ok(bytes)
    });
    let body = match first {
        Ok(bytes) if pages.ended() => Body::from(bytes),
        // Compression asks once more after the end.
        Ok(bytes) => Body::from_stream(stream::unfold((Next::Rows(bytes, pages), writer, format), step).fuse()),
        Err(error) => return unwritten(&error, pages.id()),
    };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.append(header::VARY, HeaderValue::from_static("accept"));
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{file}\"")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

type Sending = (Next, Writer, Format);

async fn step((next, writer, format): Sending) -> Option<(io::Result<Bytes>, Sending)> {
    let (sent, then) = match next {
        Next::End => return None,
        Next::CutOff(why) => (Err(io::Error::other(why)), Next::End),
        Next::Rows(bytes, pages) => (Ok(bytes), if pages.ended() { Next::End } else { Next::Page(pages) }),
        Next::Page(pages) => page(pages, &writer, format).await,
    };
    Some((sent.map(Bytes::from), (then, writer, format)))
}

/// Reads and writes the next page.
async fn page(mut pages: Pages, writer: &Writer, format: Format) -> (io::Result<Vec<u8>>, Next) {
    let stopped = match pages.next().await {
        Ok(rows) => match writer.page(&rows) {
            Ok(bytes) if pages.ended() => return (Ok(bytes), Next::End),
            Ok(bytes) => return (Ok(bytes), Next::Page(pages)),
            Err(error) => (code::INTERNAL.to_owned(), error.to_string()),
        },
        Err(stopped) => told(&stopped),
    };
    let (code, message) = stopped;
    tracing::warn!(reference = pages.id(), code, message, "a table was cut off");
    match format {
        Format::Csv { .. } => (Err(io::Error::other(message)), Next::End),
        Format::NdJson { .. } => {
            let error = json!({ "message": message, "code": code, "reference": pages.id() });
            (Ok(format!("{}\n", json!({ "error": error })).into_bytes()), Next::CutOff(message))
        }
    }
}

/// The code and the words of what stopped a table.
fn told(stopped: &Stopped) -> (String, String) {
    match stopped {
        Stopped::Refused(refused) => (refused.code.to_owned(), refused.message.clone()),
        Stopped::Errors(executed) => {
            let error = executed.errors.first();
            let code = error.and_then(respond::code).unwrap_or(code::INTERNAL);
            (code.to_owned(), error.map(|error| error.message.clone()).unwrap_or_default())
        }
    }
}

fn unwritten(error: &io::Error, reference: &str) -> Response {
    tracing::error!(reference, %error, "rows could not be written");
    let message = format!("Something went wrong on our side; quote the reference {reference} when you report it.");
    let status = axum::http::StatusCode::INTERNAL_SERVER_ERROR;
    respond::refusal(&super::Refused { status, code: code::INTERNAL, message }, super::INSTEAD)
}

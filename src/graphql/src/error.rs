//! Errors: a closed list of codes, words that help, nothing that leaks.

use crate::limits;
use async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, Response, ServerError, Value};

/// The codes that `extensions.code` can have.
pub mod code {
    /// The document is not GraphQL.
    pub const PARSE_FAILED: &str = "GRAPHQL_PARSE_FAILED";
    /// The document does not fit the schema, or a variable does not fit its type.
    pub const VALIDATION_FAILED: &str = "GRAPHQL_VALIDATION_FAILED";
    /// An argument makes no sense.
    pub const BAD_USER_INPUT: &str = "BAD_USER_INPUT";
    /// A cursor was made under another order, or by nobody.
    pub const BAD_CURSOR: &str = "BAD_CURSOR";
    /// `asKnownAt` names a day in the future.
    pub const IN_THE_FUTURE: &str = "IN_THE_FUTURE";
    /// Nothing was known on the day of `asKnownAt`.
    pub const NOTHING_KNOWN: &str = "NOTHING_KNOWN";
    /// The field is for holders of a token, and there is none that holds.
    pub const UNAUTHENTICATED: &str = "UNAUTHENTICATED";
    /// The token's role is not enough.
    pub const FORBIDDEN: &str = "FORBIDDEN";
    /// The operation asks for too much.
    pub const COST_LIMIT: &str = "COST_LIMIT";
    /// The operation took too long.
    pub const TIMEOUT: &str = "TIMEOUT";
    /// A list was written to while it was read in pages.
    pub const CHANGED_MEANWHILE: &str = "CHANGED_MEANWHILE";
    /// Something went wrong on our side; the reference is in the log.
    pub const INTERNAL: &str = "INTERNAL";
}

/// An error that the client can act on.
pub(crate) fn user_error(code: &'static str, message: impl Into<String>) -> Error {
    Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
}

/// Makes a response fit to be seen: every error has a code, and what happened inside is in the log, not in the answer.
pub fn mask(mut response: Response, reference: &str) -> Response {
    for error in &mut response.errors {
        mask_error(error, reference);
    }
    response
}

fn mask_error(error: &mut ServerError, reference: &str) {
    let has_code = error.extensions.as_ref().is_some_and(|extensions| extensions.get("code").is_some());
    if has_code {
        return;
    }
    let internal = error.source.is_some() && !error.path.is_empty();
    if internal {
        tracing::error!(reference, path = ?error.path, message = error.message, "a resolver failed");
        error.message = format!("something went wrong on our side; quote the reference {reference} when you report it");
        error.source = None;
    }
    let extensions = error.extensions.get_or_insert_with(ErrorExtensionValues::default);
    let code = if internal {
        extensions.set("reference", reference);
        code::INTERNAL
    } else if !error.path.is_empty() {
        code::BAD_USER_INPUT
    } else if let Some(limit) = limit(&error.message) {
        error.message = limit;
        code::COST_LIMIT
    } else if error.message.trim_start().starts_with("-->") {
        code::PARSE_FAILED
    } else {
        code::VALIDATION_FAILED
    };
    extensions.set("code", Value::from(code));
}

/// Which limit the library's words speak of, in ours.
fn limit(message: &str) -> Option<String> {
    let words = message.to_lowercase();
    let beyond =
        |what: &str, most: usize, remedy: &str| Some(format!("the operation {what} (at most {most}): {remedy}"));
    if words == "query is too complex." {
        beyond("costs too many points", limits::COST, "ask for fewer rows or fewer fields")
    } else if words == "query is nested too deep." || words.starts_with("the recursion depth of the query") {
        beyond("nests its fields too deep", limits::DEPTH, "ask in two operations")
    } else if words.starts_with("the amount of aliases of the query") {
        beyond("has too many aliases", limits::ALIASES, "ask in several operations")
    } else if words.contains("directives") && words.contains("cannot be greater") {
        beyond("has too many directives on a field", limits::DIRECTIVES, "take some away")
    } else {
        None
    }
}

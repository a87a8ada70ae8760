//! Errors: a closed list of codes, words that help, nothing that leaks.

use async_graphql::{Error, ErrorExtensionValues, ErrorExtensions, Response, ServerError, Value};
use sextant_store::StoreError;

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
    /// The caller has asked for as much as an hour allows.
    pub const RATE_LIMIT: &str = "RATE_LIMIT";
    /// There is no document of that id, or only documents with an id are served.
    pub const UNKNOWN_DOCUMENT: &str = "UNKNOWN_DOCUMENT";
    /// More is asked at once than can be answered.
    pub const OVERLOADED: &str = "OVERLOADED";
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

/// An error of the request as a whole: nothing was executed.
pub fn request_error(code: &'static str, message: impl Into<String>) -> ServerError {
    let mut error = ServerError::new(message, None);
    set_code(&mut error, code);
    error
}

/// Gives an error its code.
pub(crate) fn set_code(error: &mut ServerError, code: &'static str) {
    error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", Value::from(code));
}

/// Makes a response fit to be seen: every error has a code, and what happened inside is in the log, not in the answer.
pub fn mask(mut response: Response, reference: &str) -> Response {
    for error in &mut response.errors {
        mask_error(error, reference);
    }
    response
}

fn source<T: 'static>(error: &ServerError) -> Option<&T> {
    error.source.as_ref()?.downcast_ref()
}

fn mask_error(error: &mut ServerError, reference: &str) {
    let has_code = error.extensions.as_ref().is_some_and(|extensions| extensions.get("code").is_some());
    if has_code {
        return;
    }
    if source::<StoreError>(error).is_some_and(StoreError::is_timeout) {
        error.message =
            "The database took too long over this field. Ask for fewer rows, or with a narrower filter.".to_owned();
        error.source = None;
        set_code(error, code::TIMEOUT);
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
    } else if error.message.trim_start().starts_with("-->") {
        code::PARSE_FAILED
    } else {
        code::VALIDATION_FAILED
    };
    set_code(error, code);
}

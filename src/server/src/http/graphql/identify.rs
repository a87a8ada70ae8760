//! Who asks: the public, or the holder of a token.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sextant_domain::access::Identity;
use sextant_graphql::code;
use sextant_service::access::{TokenError, authenticate};

use super::accept::MediaType;
use super::params::Refused;
use super::{State, respond};

/// Reads the token of a request, where it has one.
///
/// # Errors
/// [`TokenError`]: a token that does not hold is refused, never taken for none.
pub(super) async fn identify(state: &State, headers: &HeaderMap) -> Result<Identity, TokenError> {
    let Some(given) = headers.get(header::AUTHORIZATION) else { return Ok(Identity::public()) };
    let given = given.to_str().map_err(|_| TokenError::Invalid)?;
    let (scheme, token) = given.split_once(' ').ok_or(TokenError::Invalid)?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return Err(TokenError::Invalid);
    }
    authenticate(&state.database, token.trim(), (state.clock)()).await
}

/// The answer to a token that does not hold.
pub(super) fn refused(why: TokenError, kind: MediaType, reference: &str) -> Response {
    if let TokenError::Store(error) = &why {
        tracing::error!(reference, %error, "a token could not be looked up");
        let message = format!("Something went wrong on our side; quote the reference {reference} when you report it.");
        let refused = Refused { status: StatusCode::INTERNAL_SERVER_ERROR, code: code::INTERNAL, message };
        return respond::refusal(&refused, kind);
    }
    let message = format!("The request was refused: {why}.");
    let refused = Refused { status: StatusCode::UNAUTHORIZED, code: code::UNAUTHENTICATED, message };
    let mut response = respond::refusal(&refused, kind);
    response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    response
}

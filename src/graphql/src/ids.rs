//! Opaque ids: the type and its natural key, so that one kind of id cannot pass for another.

use async_graphql::ID;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The id of a thing.
pub(crate) fn id(kind: &str, key: impl std::fmt::Display) -> ID {
    ID(BASE64_URL_SAFE_NO_PAD.encode(format!("{kind}:{key}")))
}

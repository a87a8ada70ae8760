//! Opaque ids: the type and its natural key, so that one kind of id cannot pass for another.

use async_graphql::ID;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The key of a thing of this kind; `None` where the id is another kind's, or nobody's.
pub(crate) fn key(kind: &str, id: &ID) -> Option<String> {
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?).ok()?;
    let (of, key) = text.split_once(':')?;
    (of == kind).then(|| key.to_owned())
}

/// The id of a thing.
pub(crate) fn id(kind: &str, key: impl std::fmt::Display) -> ID {
    ID(BASE64_URL_SAFE_NO_PAD.encode(format!("{kind}:{key}")))
}

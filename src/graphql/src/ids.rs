//! Opaque ids: the type and its natural key, so that one kind of id cannot pass for another.

use async_graphql::ID;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

/// The kind of a thing and its key; `None` where nobody made the id.
pub(crate) fn parts(id: &ID) -> Option<(String, String)> {
    let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(id.as_bytes()).ok()?).ok()?;
    let (kind, key) = text.split_once(':')?;
    Some((kind.to_owned(), key.to_owned()))
}

/// The key of a thing of this kind; `None` where the id is another kind's, or nobody's.
pub(crate) fn key(kind: &str, id: &ID) -> Option<String> {
    parts(id).and_then(|(of, key)| (of == kind).then_some(key))
}

/// The id of a thing.
pub(crate) fn id(kind: &str, key: impl std::fmt::Display) -> ID {
    ID(BASE64_URL_SAFE_NO_PAD.encode(format!("{kind}:{key}")))
}

//! Answers to trusted documents over GET, kept while nothing in the database changes.
//!
//! An answer of the public depends on the document, its variables, the data and the day. The data has a stamp that is another whenever
//! anything was written; it is looked at a few times a second, so that an answer can be that much behind, and no more.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use chrono::NaiveDate;
use moka::sync::Cache;
use sextant_store::Database;
use sha2::{Digest as _, Sha256};

use super::accept::MediaType;
use super::params::Wanted;

/// How long a stamp is believed.
const BELIEVED: Duration = Duration::from_millis(250);
/// Bytes of answers that are kept.
const SPACE: u64 = 32_000_000;

/// What an answer is kept under.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Key {
    id: String,
    operation: Option<String>,
    variables: String,
    kind: &'static str,
    day: NaiveDate,
}

impl Key {
    pub(super) fn new(id: &str, wanted: &Wanted, kind: MediaType, day: NaiveDate) -> Self {
        let variables = serde_json::to_string(&wanted.variables).unwrap_or_default();
        Self { id: id.to_owned(), operation: wanted.operation_name.clone(), variables, kind: kind.content_type(), day }
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub(super) struct Answered {
    stamp: Arc<str>,
    tag: HeaderValue,
    kind: &'static str,
    body: Bytes,
}

impl Answered {
    pub(super) fn new(stamp: Arc<str>, kind: MediaType, body: Bytes) -> Self {
        let mut tag = String::from("W/\"");
        for byte in &Sha256::digest(&body)[..16] {
            let _ = write!(tag, "{byte:02x}");
        }
        tag.push('"');
        // Letters and digits in quotes are a header's value.
        let tag = HeaderValue::try_from(tag).unwrap_or_else(|_| HeaderValue::from_static("W/\"\""));
        Self { stamp, tag, kind: kind.content_type(), body }
    }

    /// The answer, or that the client has it.
    pub(super) fn response(&self, sent: &HeaderMap) -> Response {
        let mut response = if has(sent, &self.tag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let mut response = self.body.clone().into_response();
            response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(self.kind));
            response
        };
        let headers = response.headers_mut();
        headers.insert(header::ETAG, self.tag.clone());
        // Anybody may keep it, and asks whether it still holds before showing it: a figure that was put right is shown at once.
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
        headers.append(header::VARY, HeaderValue::from_static("accept, authorization"));
        response
    }
}

/// Whether a client has an answer: tags are compared weakly, as the header is meant.
fn has(sent: &HeaderMap, tag: &HeaderValue) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(tag) = tag.to_str().map(bare) else { return false };
    let mut tags = sent.get_all(header::IF_NONE_MATCH).iter().filter_map(|tags| tags.to_str().ok());
    tags.any(|tags| tags.split(',').any(|known| known.trim() == "*" || bare(known) == tag))
}

/// The answers that are kept, and the newest stamp.
#[derive(Debug)]
pub(in crate::http) struct Kept {
    answers: Cache<Key, Answered>,
    newest: Mutex<Option<(Instant, Arc<str>)>>,
}

impl Kept {
    pub(in crate::http) fn new() -> Self {
        let weight = |_: &Key, answered: &Answered| u32::try_from(answered.body.len() + 500).unwrap_or(u32::MAX);
        Self { answers: Cache::builder().max_capacity(SPACE).weigher(weight).build(), newest: Mutex::new(None) }
    }

    /// The answer that is kept, where the data is as it was.
    pub(super) fn find(&self, key: &Key, stamp: &str) -> Option<Answered> {
        self.answers.get(key).filter(|answered| *answered.stamp == *stamp)
    }

    pub(super) fn keep(&self, key: Key, answered: &Answered) {
        self.answers.insert(key, answered.clone());
    }

    /// Which state the data is in, as of a moment ago.
    ///
    /// # Errors
    /// Where the database does not answer.
    pub(super) async fn stamp(&self, database: &Database) -> sextant_store::Result<Arc<str>> {
        if let Some((at, stamp)) = &*self.newest.lock().unwrap_or_else(PoisonError::into_inner)
            && at.elapsed() < BELIEVED
        {
            return Ok(Arc::clone(stamp));
        }
        let begun = Instant::now();
        let stamp: Arc<str> = database.stamp().await?.into();
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some((begun, Arc::clone(&stamp)));
        Ok(stamp)
    }

    /// Looks anew at the next request: something was written here.
    pub(super) fn written(&self) {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

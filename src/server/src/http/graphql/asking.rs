//! One request, from the document it names to the answer.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sextant_graphql::{Answer, Asked, Caller, Document, code};

use super::accept::Accepted;
use super::kept::{Answered, Key};
use super::params::{Refused, Wanted};
use super::{RequestId, State, identify, respond, table};
use crate::http::peer::Peer;

/// What is known of a request before its document is.
pub(super) struct Asking<'a> {
    pub(super) state: &'a State,
    pub(super) accepted: Accepted,
    pub(super) headers: &'a HeaderMap,
    pub(super) id: &'a RequestId,
    pub(super) peer: Peer,
}

/// A document that was read, and its id where it is a trusted one.
struct Found {
    document: Arc<Document>,
    id: Option<String>,
}

impl Found {
    /// Whether the operation that would be executed is not a query.
    fn changes(&self, wanted: &Wanted) -> bool {
        self.document.kind(wanted.operation_name.as_deref()).is_some_and(|kind| kind != OperationType::Query)
    }
}

/// An answer that ends the request early.
type Stopped = Box<Response>;

impl Asking<'_> {
    /// Answers a GET: a query, and where its document is trusted, one that may be kept.
    pub(super) async fn get(&self, wanted: Wanted) -> Response {
        let found = match self.find(&wanted) {
            Ok(found) => found,
            Err(stopped) => return *stopped,
        };
        if found.changes(&wanted) {
            let message = "A GET request may only query. Send mutations with POST.";
            let mut response = self.refuse(StatusCode::METHOD_NOT_ALLOWED, code::BAD_USER_INPUT, message);
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
            return response;
        }
        match found.id {
            Some(id) if self.is_kept() => self.kept(&id, found.document, wanted).await,
            _ => self.answer(found.document, wanted).await,
        }
    }

    /// Answers a POST.
    pub(super) async fn post(&self, wanted: Wanted) -> Response {
        match self.find(&wanted) {
            Ok(found) => self.answer(found.document, wanted).await,
            Err(stopped) => *stopped,
        }
    }

    /// Answers the plain form: queries alone.
    pub(super) async fn plain(&self, wanted: Wanted) -> Response {
        match self.find(&wanted) {
            Ok(found) if found.changes(&wanted) => {
                let message = "The form only queries. What changes something needs a token: send it to /graphql.";
                self.refuse(StatusCode::BAD_REQUEST, code::BAD_USER_INPUT, message)
            }
            Ok(found) => self.answer(found.document, wanted).await,
            Err(stopped) => *stopped,
        }
    }

    /// The document of a request. Where only trusted ones are served, a text that is one of them is as good as its id.
    fn find(&self, wanted: &Wanted) -> Result<Found, Stopped> {
        let trusted = &self.state.trusted;
        let (text, id) = match (&wanted.document_id, &wanted.query) {
            (Some(id), query) => match (trusted.get(id), query) {
                (Some(text), _) => (text, Some(id.clone())),
                (None, Some(query)) => (query.as_str().into(), None),
                (None, None) => return Err(self.unknown(&format!("There is no document '{id}' here"))),
            },
            (None, query) => (query.as_deref().unwrap_or_default().into(), None),
        };
        if id.is_none() && self.state.trusted_only && trusted.get(&super::document_id(&text)).is_none() {
            return Err(self.unknown("Only documents that are known here are answered"));
        }
        match self.state.contract.read(&text) {
            Ok(document) => Ok(Found { document, id }),
            Err(errors) => Err(Box::new(respond::answer(&async_graphql::Response::from_errors(errors), self.form()))),
        }
    }

    fn unknown(&self, what: &str) -> Stopped {
        let message = format!(
            "{what}: send the id of one of /operations.json, or of a manifest that the server was started with."
        );
        Box::new(self.refuse(StatusCode::BAD_REQUEST, code::UNKNOWN_DOCUMENT, &message))
    }

    /// Executes, and writes the answer down.
    async fn answer(&self, document: Arc<Document>, wanted: Wanted) -> Response {
        let asked = match self.asked(document, wanted).await {
            Ok(asked) => asked,
            Err(stopped) => return *stopped,
        };
        if let Some(format) = self.accepted.table {
            return table::answer(self.state, asked, (format, self.id)).await;
        }
        match run(self.state, asked).await {
            Ok(mut answer) => {
                if self.headers.get("graphql-cost").is_some_and(|wish| wish == "report") {
                    respond::report_cost(&mut answer);
                }
                respond::executed(&answer, self.form(), (self.state.clock)())
            }
            Err(refused) => respond::refusal(&refused, self.accepted.kind),
        }
    }

    /// An answer that is kept while nothing is written.
    async fn kept(&self, id: &str, document: Arc<Document>, wanted: Wanted) -> Response {
        let kept = &self.state.kept;
        let Ok(stamp) = kept.stamp(&self.state.database).await else { return self.answer(document, wanted).await };
        let key = Key::new(id, &wanted, self.accepted.kind, (self.state.clock)().date_naive());
        if let Some(answered) = kept.find(&key, &stamp) {
            return answered.response(self.headers);
        }
        let answer = match self.asked(document, wanted).await {
            Ok(asked) => run(self.state, asked).await,
            Err(stopped) => return *stopped,
        };
        let answer = match answer {
            Ok(answer) => answer,
            Err(refused) => return respond::refusal(&refused, self.accepted.kind),
        };
        let body = respond::body(&answer.response);
        match body {
            Some(body) if answer.response.errors.is_empty() => {
                let answered = Answered::new(stamp, self.accepted.kind, Bytes::from(body));
                kept.keep(key, &answered);
                answered.response(self.headers)
            }
            _ => respond::executed(&answer, self.form(), (self.state.clock)()),
        }
    }

    /// What is to be executed, for whom.
    async fn asked(&self, document: Arc<Document>, wanted: Wanted) -> Result<Asked, Stopped> {
        let identity = identify::identify(self.state, self.headers).await;
        let identity = identity.map_err(|why| Box::new(identify::refused(why, self.accepted.kind, &self.id.0)))?;
        let address = self.peer.address(self.headers, self.state.behind_proxy);
        let caller = Caller { identity, address, reference: self.id.0.clone() };
        let Wanted { operation_name, variables, .. } = wanted;
        Ok(Asked { document, operation_name, variables, reworded: None, caller })
    }

    /// Whether the answer may be kept: the public's, and no table.
    fn is_kept(&self) -> bool {
        self.accepted.table.is_none() && !self.headers.contains_key(header::AUTHORIZATION)
    }

    fn refuse(&self, status: StatusCode, code: &'static str, message: &str) -> Response {
        respond::refusal(&Refused { status, code, message: message.to_owned() }, self.accepted.kind)
    }

    fn form(&self) -> respond::Form {
        respond::Form { kind: self.accepted.kind, statuses: self.state.statuses }
    }
}

/// Executes an operation within its time, once there is a place for it.
///
/// # Errors
/// Where there is none, or the time is over.
pub(super) async fn run(state: &State, asked: Asked) -> Result<Answer, Refused> {
    let Ok(_place) = state.crowd.enter().await else {
        let message = "More is asked at once than can be answered. Ask again in a second.".to_owned();
        return Err(Refused { status: StatusCode::SERVICE_UNAVAILABLE, code: code::OVERLOADED, message });
    };
    let writes = asked.document.kind(asked.operation_name.as_deref()) == Some(OperationType::Mutation);
    let seconds = state.contract.limits().request_seconds;
    let executed = tokio::time::timeout(Duration::from_secs(seconds), state.contract.execute(asked)).await;
    if writes {
        state.kept.written();
    }
    executed.map_err(|_| {
        tracing::warn!(seconds, "an operation took too long");
        let message = format!("The operation took longer than {seconds} seconds. Ask for less.");
        Refused { status: StatusCode::SERVICE_UNAVAILABLE, code: code::TIMEOUT, message }
    })
}

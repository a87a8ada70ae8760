//! One request, from the document it names to the answer.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::parser::types::OperationType;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use sextant_graphql::{Answer, Asked, Caller, Document, code};

use super::accept::MediaType;
use super::crowd::Full;
use super::kept::{Answered, Key};
use super::params::{Refused, Wanted};
use super::{State, identify, respond};
use crate::http::peer::Peer;

/// What is known of a request before its document is.
pub(super) struct Asking<'a> {
    pub(super) state: &'a State,
    pub(super) kind: MediaType,
    pub(super) headers: &'a HeaderMap,
    pub(super) id: &'a str,
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
            Some(id) if !self.headers.contains_key(header::AUTHORIZATION) => {
                self.kept(&id, found.document, wanted).await
            }
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
        match self.execute(document, wanted).await {
            Ok(mut answer) => {
                if self.headers.get("graphql-cost").is_some_and(|wish| wish == "report") {
                    respond::report_cost(&mut answer);
                }
                let mut response = match answer.wait {
                    Some(wait) => {
                        let mut response =
                            respond::with_status(StatusCode::TOO_MANY_REQUESTS, &answer.response, self.form());
                        respond::retry_after(&mut response, wait);
                        response
                    }
                    None => respond::answer(&answer.response, self.form()),
                };
                respond::balance(&mut response, answer.price.and_then(|price| price.balance), (self.state.clock)());
                response
            }
            Err(stopped) => *stopped,
        }
    }

    /// An answer that is kept while nothing is written.
    async fn kept(&self, id: &str, document: Arc<Document>, wanted: Wanted) -> Response {
        let kept = &self.state.kept;
        let Ok(stamp) = kept.stamp(&self.state.database).await else { return self.answer(document, wanted).await };
        let key = Key::new(id, &wanted, self.kind, (self.state.clock)().date_naive());
        if let Some(answered) = kept.find(&key, &stamp) {
            return answered.response(self.headers);
        }
        let answer = match self.execute(document, wanted).await {
            Ok(answer) => answer,
            Err(stopped) => return *stopped,
        };
        let body = respond::body(&answer.response);
        match body {
            Some(body) if answer.response.errors.is_empty() => {
                let answered = Answered::new(stamp, self.kind, Bytes::from(body));
                kept.keep(key, &answered);
                answered.response(self.headers)
            }
            _ => respond::answer(&answer.response, self.form()),
        }
    }

    async fn execute(&self, document: Arc<Document>, wanted: Wanted) -> Result<Answer, Stopped> {
        let identity = identify::identify(self.state, self.headers).await;
        let identity = identity.map_err(|why| Box::new(identify::refused(why, self.kind, self.id)))?;
        let _place = self.state.crowd.enter().await.map_err(|Full| Box::new(self.full()))?;
        let address = self.peer.address(self.headers, self.state.behind_proxy);
        let writes = document.kind(wanted.operation_name.as_deref()) == Some(OperationType::Mutation);
        let Wanted { operation_name, variables, .. } = wanted;
        let caller = Caller { identity, address, reference: self.id.to_owned() };
        let asked = Asked { document, operation_name, variables, caller };
        let limit = Duration::from_secs(self.state.contract.limits().request_seconds);
        let executed = tokio::time::timeout(limit, self.state.contract.execute(asked)).await;
        if writes {
            self.state.kept.written();
        }
        executed.map_err(|_| Box::new(self.too_long(limit)))
    }

    fn full(&self) -> Response {
        let message = "More is asked at once than can be answered. Ask again in a second.";
        let mut response = self.refuse(StatusCode::SERVICE_UNAVAILABLE, code::OVERLOADED, message);
        respond::retry_after(&mut response, Duration::from_secs(1));
        response
    }

    fn too_long(&self, limit: Duration) -> Response {
        let seconds = limit.as_secs();
        tracing::warn!(seconds, "an operation took too long");
        let message = format!("The operation took longer than {seconds} seconds. Ask for less.");
        self.refuse(StatusCode::SERVICE_UNAVAILABLE, code::TIMEOUT, &message)
    }

    fn refuse(&self, status: StatusCode, code: &'static str, message: &str) -> Response {
        respond::refusal(&Refused { status, code, message: message.to_owned() }, self.kind)
    }

    fn form(&self) -> respond::Form {
        respond::Form { kind: self.kind, statuses: self.state.statuses }
    }
}

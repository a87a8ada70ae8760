//! The parameters of a GraphQL request, from a body or a query string.

use async_graphql::Variables;
use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use serde_json::{Map, Value};

use super::accept::is_utf8;

/// A request that is not even asked of the schema.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, code: sextant_graphql::code::BAD_USER_INPUT, message: message.into() }
    }
}

/// A request as the client words it.
#[derive(Debug, Default)]
pub(in crate::http) struct Wanted {
    /// The document, where it is sent.
    pub(in crate::http) query: Option<String>,
    /// The id of a trusted document, where that is sent instead.
    pub(in crate::http) document_id: Option<String>,
    /// The name of the operation.
    pub(in crate::http) operation_name: Option<String>,
    /// The values of its variables.
    pub(in crate::http) variables: Variables,
}

fn bad(message: impl Into<String>) -> Refused {
    Refused::new(StatusCode::BAD_REQUEST, message)
}

/// Whether a body is JSON in UTF-8, as it says itself.
pub(super) fn check_content_type(headers: &HeaderMap) -> Result<(), Refused> {
    let unsupported = |message: &str| Err(Refused::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, message));
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut parts = value.split(';').map(str::trim);
    if !parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json")) {
        return unsupported("Send the request as JSON, with the header Content-Type: application/json.");
    }
    let mut parameters = parts.filter_map(|part| part.split_once('='));
    if parameters.any(|(name, value)| name.trim().eq_ignore_ascii_case("charset") && !is_utf8(value)) {
        return unsupported("Send the request in UTF-8.");
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => unsupported("Send the request without compression."),
        _ => Ok(()),
    }
}

/// Reads the body of a POST. Members that are not known are ignored.
pub(super) fn from_body(body: &[u8]) -> Result<Wanted, Refused> {
    if body.is_empty() {
        return Err(bad("The request has no body. Send {\"query\": \"…\"}."));
    }
    let value: Value = serde_json::from_slice(body)
        .map_err(|error| bad(format!("The body is not JSON: {error}. Send {{\"query\": \"…\"}}.")))?;
    match value {
        Value::Object(members) => from_members(members),
        Value::Array(_) => Err(bad("Batches are not taken: send one request at a time.")),
        _ => Err(bad("The body must be a JSON object: {\"query\": \"…\"}.")),
    }
}

/// Reads the query string of a GET.
pub(super) fn from_uri(uri: &Uri) -> Result<Wanted, Refused> {
    let pairs: Vec<(String, String)> = Query::try_from_uri(uri)
        .map(|Query(pairs)| pairs)
        .map_err(|error| bad(format!("The query string cannot be read: {error}.")))?;
    let mut members = Map::new();
    for (name, text) in pairs {
        let value = match name.as_str() {
            "query" | "operationName" | "documentId" => Value::String(text),
            // An empty parameter is one that was left out.
            "variables" | "extensions" if text.is_empty() => Value::Null,
            "variables" | "extensions" => serde_json::from_str(&text)
                .map_err(|error| bad(format!("The parameter {name} must be JSON: {error}.")))?,
            _ => continue,
        };
        if members.insert(name.clone(), value).is_some() {
            return Err(bad(format!("The parameter {name} is there twice.")));
        }
    }
    // `operationName=` in a form means no name.
    if members.get("operationName") == Some(&Value::String(String::new())) {
        members.remove("operationName");
    }
    from_members(members)
}

fn from_members(mut members: Map<String, Value>) -> Result<Wanted, Refused> {
    let query = text(&mut members, "query", "must be a string with a GraphQL document")?;
    let document_id = text(&mut members, "documentId", "must be a string with the id of a document")?;
    let operation_name = match members.remove("operationName") {
        Some(Value::Null) => None,
        Some(name) => Some(string(name).ok_or_else(|| bad("The parameter operationName must be a string."))?),
        None => None,
    };
    let variables = match members.remove("variables") {
        None | Some(Value::Null) => Variables::default(),
        Some(map @ Value::Object(_)) => Variables::from_json(map),
        Some(_) => return Err(bad("The parameter variables must be an object.")),
    };
    let persisted = match members.remove("extensions") {
        None | Some(Value::Null) => None,
        Some(Value::Object(extensions)) => {
            extensions.get("persistedQuery").and_then(|it| it.get("sha256Hash")?.as_str().map(str::to_owned))
        }
        Some(_) => return Err(bad("The parameter extensions must be an object.")),
    };
    let document_id = document_id.or(persisted);
    if query.is_none() && document_id.is_none() {
        return Err(bad("The parameter query is missing: it holds the GraphQL document."));
    }
    Ok(Wanted { query, document_id, operation_name, variables })
}

/// A parameter that is a string or left out.
fn text(members: &mut Map<String, Value>, name: &str, what: &str) -> Result<Option<String>, Refused> {
    match members.remove(name) {
        None => Ok(None),
        Some(value) => string(value).map(Some).ok_or_else(|| bad(format!("The parameter {name} {what}."))),
    }
}

fn string(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(result: Result<Wanted, Refused>, part: &str) {
        let refused = result.map(|_| ()).unwrap_err();
        assert_eq!(refused.status, 400);
        assert!(refused.message.contains(part), "{}", refused.message);
    }

    #[test]
    fn a_body_is_read() {
        let body =
            r#"{"query": "{ a }", "operationName": "X", "variables": {"n": 1}, "extensions": null, "other": []}"#;
        let request = from_body(body.as_bytes()).unwrap();
        assert_eq!((request.query.as_deref(), request.operation_name.as_deref()), (Some("{ a }"), Some("X")));
        assert_eq!(request.variables.into_value().into_json().unwrap(), serde_json::json!({"n": 1}));
    }

    #[test]
    fn wrong_bodies_are_refused_with_the_reason() {
        refused(from_body(b""), "no body");
        refused(from_body(b"{ \"not JSON"), "not JSON");
        refused(from_body(b"\"{ a }\""), "must be a JSON object");
        refused(from_body(br#"[{"query": "{ a }"}]"#), "Batches");
        refused(from_body(br#"{"qeury": "{ a }"}"#), "query is missing");
        refused(from_body(br#"{"query": null}"#), "query must be a string");
        refused(from_body(br#"{"query": "{ a }", "operationName": 0}"#), "operationName");
        refused(from_body(br#"{"query": "{ a }", "variables": "{}"}"#), "variables");
        refused(from_body(br#"{"query": "{ a }", "extensions": []}"#), "extensions");
        refused(from_body(b"{\"query\": \"{ a \xff }\"}"), "not JSON");
    }

    #[test]
    fn a_query_string_is_read() {
        let uri = "/graphql?query=%7B%20a%20%7D&variables=%7B%22n%22%3A1%7D&operationName=&unknown=1".parse().unwrap();
        let request = from_uri(&uri).unwrap();
        assert_eq!((request.query.as_deref(), request.operation_name), (Some("{ a }"), None));
        assert_eq!(request.variables.into_value().into_json().unwrap(), serde_json::json!({"n": 1}));
    }

    #[test]
    fn a_trusted_document_is_named_by_its_id_in_either_way() {
        let read = |body: &str| from_body(body.as_bytes()).unwrap();
        let ours = read(r#"{"documentId": "sha256:ab"}"#);
        assert_eq!((ours.query, ours.document_id.as_deref()), (None, Some("sha256:ab")));
        let theirs = read(r#"{"extensions": {"persistedQuery": {"version": 1, "sha256Hash": "ab"}}}"#);
        assert_eq!(theirs.document_id.as_deref(), Some("ab"));
        let uri = "/graphql?documentId=sha256%3Aab&variables=%7B%7D".parse().unwrap();
        assert_eq!(from_uri(&uri).unwrap().document_id.as_deref(), Some("sha256:ab"));
        refused(from_body(br#"{"documentId": 1}"#), "documentId must be a string");
        refused(from_body(br#"{"extensions": {"persistedQuery": {"sha256Hash": 1}}}"#), "query is missing");
    }

    #[test]
    fn wrong_query_strings_are_refused() {
        refused(from_uri(&"/graphql".parse().unwrap()), "query is missing");
        refused(from_uri(&"/graphql?query=a&query=b".parse().unwrap()), "twice");
        refused(from_uri(&"/graphql?query=a&variables=x".parse().unwrap()), "must be JSON");
        refused(from_uri(&"/graphql?query=a&variables=[]".parse().unwrap()), "must be an object");
    }

    #[test]
    fn only_json_in_utf_8_is_taken() {
        let check = |kind: &str| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
            check_content_type(&headers).map_err(|refused| refused.status.as_u16())
        };
        assert_eq!(check("application/json"), Ok(()));
        assert_eq!(check("Application/JSON; charset=\"UTF-8\""), Ok(()));
        for kind in [
            "text/plain",
            "application/json; charset=latin1",
            "application/graphql",
            "application/x-www-form-urlencoded",
        ] {
            assert_eq!(check(kind), Err(415), "{kind}");
        }
        assert!(check_content_type(&HeaderMap::new()).is_err());
    }
}

//! The schema, and the operations that clients really send.

use std::sync::OnceLock;

use axum::Json;
use axum::extract;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;
use serde::Serialize;

use super::State;
use super::graphql::document_id;

#[derive(RustEmbed)]
#[folder = "../../schema/operations"]
struct Files;

/// One ready operation, as the workbench wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
struct Operation {
    name: String,
    /// What it is asked for with over GET, instead of its text.
    document_id: String,
    title: String,
    description: String,
    query: String,
    variables: Option<serde_json::Map<String, serde_json::Value>>,
}

/// What a newcomer looks at first; the rest follows in the order of the names.
const FIRST: [&str; 3] = ["Card", "Series", "Landscape"];

/// `/operations.json`.
pub(super) async fn list() -> Response {
    let mut operations: Vec<Operation> =
        Files::iter().filter(|name| name.ends_with(".graphql")).filter_map(|name| operation(&name)).collect();
    let rank = |operation: &Operation| FIRST.iter().position(|name| *name == operation.name).unwrap_or(FIRST.len());
    operations.sort_by(|a, b| rank(a).cmp(&rank(b)).then_with(|| a.name.cmp(&b.name)));
    ([(header::CACHE_CONTROL, "no-cache")], Json(operations)).into_response()
}

/// `/graphql/schema.graphql`.
pub(super) async fn schema() -> Response {
    static SDL: OnceLock<String> = OnceLock::new();
    let headers = [
        // Plain text, so that browsers show it.
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, SDL.get_or_init(sextant_graphql::sdl).as_str()).into_response()
}

/// `/graphql/limits`: what every operation is held to.
pub(super) async fn limits(extract::State(state): extract::State<State>) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(state.contract.limits())).into_response()
}

fn operation(file: &str) -> Option<Operation> {
    let text = String::from_utf8(Files::get(file)?.data.into_owned()).ok()?;
    Some(parsed(file.trim_end_matches(".graphql"), &text))
}

/// Of the comment lines at the top the first is the title and the rest are the description.
fn parsed(name: &str, text: &str) -> Operation {
    let mut comments = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
    let title = comments.next().unwrap_or(name).to_owned();
    let description = comments.collect::<Vec<_>>().join(" ");
    let query: Vec<&str> = text.lines().skip_while(|line| line.starts_with('#')).collect();
    Operation {
        name: name.to_owned(),
        document_id: document_id(text),
        title,
        description,
        query: query.join("\n"),
        variables: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::App;

    #[test]
    fn comments_become_title_and_description() {
        let operation = parsed("X", "# A title\n# One\n#  two.\nquery X {\n  # inner\n  a\n}\n");
        assert_eq!((operation.title.as_str(), operation.description.as_str()), ("A title", "One two."));
        assert_eq!(operation.query, "query X {\n  # inner\n  a\n}");
        assert_eq!(parsed("Bare", "{ a }").title, "Bare");
    }

    #[tokio::test]
    async fn every_operation_of_the_folder_is_listed_with_a_title_and_a_description() {
        let list = App::start().await.get("/operations.json").await.json();
        let names: Vec<&str> = list.as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
        assert_eq!(names[..3], FIRST, "the first three of {names:?}");
        for it in list.as_array().unwrap() {
            assert_ne!(it["title"], it["name"], "the first line of the file is its title");
            assert!(it["description"].as_str().unwrap().len() > 20, "{it}");
            let (query, name) = (it["query"].as_str().unwrap(), it["name"].as_str().unwrap());
            let named = ["query", "mutation"].iter().any(|kind| query.starts_with(&format!("{kind} {name}")));
            assert!(named, "the file is named like its operation: {it}");
            assert!(it["variables"].is_null());
        }
    }
}

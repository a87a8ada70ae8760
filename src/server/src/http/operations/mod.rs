//! The schema, and the operations that clients really send.

mod file;

use std::sync::{LazyLock, OnceLock};

use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::{Json, extract};
use rust_embed::RustEmbed;

use super::State;

pub(super) use file::{Kind, Operation};

#[derive(RustEmbed)]
#[folder = "../../schema/operations"]
struct Files;

/// The headings in their order: from the figures to the people, what changes something last.
pub(super) const GROUPS: [&str; 8] = [
    "Where do we stand?",
    "What changed?",
    "Is it true?",
    "What did we promise?",
    "Which schools and trusts?",
    "Who does what?",
    "What needs attention?",
    "Change something",
];

/// What a newcomer looks at first under its heading; the rest follows in the order of the names.
const FIRST: [&str; 7] =
    ["Card", "WhereBehind", "ProgressSnapshot", "SinceLastTerm", "ExplainLine", "Landscape", "Partnerships"];

/// Every ready operation, heading by heading.
pub(super) fn all() -> &'static [Operation] {
    static ALL: LazyLock<Vec<Operation>> = LazyLock::new(|| {
        let mut all: Vec<Operation> = Files::iter().filter_map(|name| load(&name)).collect();
        let group = |it: &Operation| GROUPS.iter().position(|name| *name == it.group).unwrap_or(GROUPS.len());
        let first = |it: &Operation| FIRST.iter().position(|name| *name == it.name).unwrap_or(FIRST.len());
        all.sort_by(|a, b| (group(a), first(a), &a.name).cmp(&(group(b), first(b), &b.name)));
        all
    });
    &ALL
}

/// A ready operation by its name.
pub(super) fn find(name: &str) -> Option<&'static Operation> {
    all().iter().find(|it| it.name == name)
}

/// The headings that have operations for which `wanted` holds, each with them.
pub(super) fn grouped(
    wanted: impl Fn(&Operation) -> bool,
) -> impl Iterator<Item = (&'static str, Vec<&'static Operation>)> {
    GROUPS.into_iter().filter_map(move |group| {
        let found: Vec<_> = all().iter().filter(|it| it.group == group && wanted(it)).collect();
        (!found.is_empty()).then_some((group, found))
    })
}

fn load(name: &str) -> Option<Operation> {
    let text = String::from_utf8(Files::get(name)?.data.into_owned()).ok()?;
    file::read(name.strip_suffix(".graphql")?, &text)
}

/// `/operations.json`.
pub(super) async fn list() -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(all())).into_response()
}

/// `/graphql/schema.graphql`.
pub(super) async fn schema() -> Response {
    let headers = [
        // Plain text, so that browsers show it.
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, sdl()).into_response()
}

/// `/graphql/limits`: what every operation is held to.
pub(super) async fn limits(extract::State(state): extract::State<State>) -> Response {
    ([(header::CACHE_CONTROL, "no-cache")], Json(state.contract.limits())).into_response()
}

/// The schema in its definition language, made once.
pub(super) fn sdl() -> &'static str {
    static SDL: OnceLock<String> = OnceLock::new();
    SDL.get_or_init(sextant_graphql::sdl)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::testing::App;

    #[tokio::test]
    async fn every_operation_of_the_folder_is_listed_with_a_title_and_a_description() {
        let list = App::start().await.get("/operations.json").await.json();
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), Files::iter().filter(|name| name.ends_with(".graphql")).count());
        assert_eq!(list[0]["name"], FIRST[0], "the scorecard comes first");
        for it in list {
            assert_ne!(it["title"], it["name"], "the first line of the file is its title");
            assert!(it["description"].as_str().unwrap().len() > 20, "{it}");
            let (query, name) = (it["query"].as_str().unwrap(), it["name"].as_str().unwrap());
            let named = ["query", "mutation"].iter().any(|kind| query.starts_with(&format!("{kind} {name}")));
            assert!(named, "the file is named like its operation: {it}");
        }
    }

    #[test]
    fn every_query_is_a_question_under_a_heading_that_is_known() {
        for it in all() {
            assert!(GROUPS.contains(&it.group.as_str()), "{}: the heading '{}' is not in GROUPS", it.name, it.group);
            assert_eq!(it.title.contains('?'), it.kind == Kind::Query, "{}: '{}'", it.name, it.title);
            assert_eq!(it.group == "Change something", it.kind == Kind::Mutation, "{}", it.name);
            let roles = ["member", "officer", "data owner"];
            assert!(it.needs.as_deref().is_none_or(|role| roles.contains(&role)), "{}: {:?}", it.name, it.needs);
        }
        for name in FIRST {
            assert!(find(name).is_some(), "{name} is gone");
        }
    }

    #[test]
    fn headings_come_in_order_with_their_operations() {
        let all: Vec<_> = grouped(|_| true).collect();
        assert_eq!(all.iter().map(|(group, _)| *group).collect::<Vec<_>>(), GROUPS);
        let public: Vec<_> = grouped(Operation::is_public).collect();
        assert!(public.iter().all(|(group, _)| !["Who does what?", "Change something"].contains(group)));
    }
}

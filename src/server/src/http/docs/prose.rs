//! Pieces that the pages of the documentation have in common: descriptions, types, deprecations.

use async_graphql::Positioned;
use async_graphql::parser::types::{BaseType, ConstDirective, Type};

use crate::http::html::{Html, encoded};

/// A description: paragraphs, with code in backquotes.
pub(super) fn description(text: Option<&Positioned<String>>) -> Html {
    let mut html = Html::new();
    for paragraph in text.map(|it| it.node.as_str()).unwrap_or_default().split("\n\n") {
        if !paragraph.trim().is_empty() {
            html.raw("<p>").html(&inline(paragraph)).raw("</p>");
        }
    }
    html
}

/// A line of text, with code in backquotes. A backquote without its partner stays what it is.
pub(super) fn inline(text: &str) -> Html {
    let mut html = Html::new();
    let mut rest = text.trim();
    while let Some((before, code, after)) = code_in(rest) {
        html.text(before).raw("<code>").text(code).raw("</code>");
        rest = after;
    }
    html.text(rest);
    html
}

fn code_in(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('`')?;
    let (code, after) = rest.split_once('`')?;
    Some((before, code, after))
}

/// A link to the page of a type.
pub(super) fn link(name: &str) -> Html {
    let mut html = Html::new();
    html.raw("<a href=\"/docs/types/").text(encoded(name)).raw("\">").text(name).raw("</a>");
    html
}

/// A link to a field of a type, named as it is written in words: `Query.outcomes`.
pub(super) fn field_link(owner: &str, field: &str) -> Html {
    let mut html = Html::new();
    html.raw("<a href=\"/docs/types/").text(encoded(owner)).raw("#field-").text(encoded(field)).raw("\">");
    html.text(owner).raw(".").text(field).raw("</a>");
    html
}

/// A type with its lists and non-nulls, the named type linked.
pub(super) fn type_of(ty: &Type) -> Html {
    let mut html = Html::new();
    match &ty.base {
        BaseType::Named(name) => html.html(&link(name)),
        BaseType::List(of) => html.raw("[").html(&type_of(of)).raw("]"),
    };
    if !ty.nullable {
        html.raw("!");
    }
    html
}

/// What a deprecated member says; nothing for others.
pub(super) fn deprecation(directives: &[Positioned<ConstDirective>]) -> Html {
    let mut html = Html::new();
    if let Some(it) = directives.iter().find(|it| it.node.name.node == "deprecated") {
        html.raw("<p><strong>Deprecated.</strong> ").html(&inline(&text_of(&it.node, "reason"))).raw("</p>");
    }
    html
}

/// A text argument of a directive; empty where it has none.
pub(super) fn text_of(directive: &ConstDirective, argument: &str) -> String {
    match directive.get_argument(argument).map(|it| &it.node) {
        Some(async_graphql::Value::String(text)) => text.clone(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn backquotes_become_code_and_everything_is_escaped() {
        assert_eq!(inline("a `b<c>` & `d").into_text(), "a <code>b&lt;c&gt;</code> &amp; `d");
        let text = Positioned::new("One `x`.\n\n<b>Two</b>".to_owned(), async_graphql::Pos::default());
        assert_eq!(description(Some(&text)).into_text(), "<p>One <code>x</code>.</p><p>&lt;b&gt;Two&lt;/b&gt;</p>");
        assert_eq!(description(None).into_text(), "");
    }

    #[test]
    fn a_hostile_name_stays_inside_its_link() {
        assert_eq!(
            link("\"><script>").into_text(),
            "<a href=\"/docs/types/%22%3E%3Cscript%3E\">&quot;&gt;&lt;script&gt;</a>"
        );
    }

    #[test]
    fn a_type_is_written_as_in_the_schema() {
        let ty = Type::new("[[Int!]]!").unwrap();
        assert_eq!(type_of(&ty).into_text(), "[[<a href=\"/docs/types/Int\">Int</a>!]]!");
    }
}

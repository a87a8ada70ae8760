//! The ready operations as plain pages: all of them by heading, and each with its text and its variables.

use async_graphql::parser::parse_query;
use async_graphql::parser::types::VariableDefinition;

use super::prose::{inline, type_of};
use crate::http::html::{Html, encoded, page as whole};
use crate::http::operations::{Kind, Operation, grouped};

/// `/docs/questions`.
pub(super) fn list() -> Html {
    let mut body = Html::new();
    body.raw("<p class=\"path\"><a href=\"/docs\">Documentation</a></p><h1>Questions</h1>");
    body.raw("<p class=\"lead\">Each is a ready operation: read what it asks, change its values, run it.</p>");
    body.html(&all("h2"));
    whole("Questions", body)
}

/// Every heading with its questions.
pub(super) fn all(level: &'static str) -> Html {
    let mut html = Html::new();
    for (group, operations) in grouped(|_| true) {
        html.raw("<").raw(level).raw(">").raw(group).raw("</").raw(level).raw("><ul class=\"questions\">");
        for it in operations {
            html.html(&entry(it));
        }
        html.raw("</ul>");
    }
    html
}

/// A question in a list, with the beginning of what is said of it.
pub(super) fn entry(it: &Operation) -> Html {
    let first = it.description.split_inclusive(". ").next().unwrap_or_default();
    let mut html = Html::new();
    html.raw("<li><a href=\"/docs/questions/").text(encoded(&it.name)).raw("\">").text(&it.title).raw("</a>");
    if let Some(role) = &it.needs {
        html.raw(" <span class=\"tag\">needs a token: ").text(role).raw("</span>");
    }
    html.raw("<br><small>").html(&inline(first)).raw("</small></li>");
    html
}

/// `/docs/questions/{operation}`.
pub(super) fn one(it: &Operation) -> Html {
    let mut body = Html::new();
    body.raw(
        "<p class=\"path\"><a href=\"/docs\">Documentation</a> › <a href=\"/docs/questions\">Questions</a></p><h1>",
    );
    body.text(&it.title).raw("</h1><div class=\"prose\"><p>").html(&inline(&it.description)).raw("</p></div>");
    body.html(&run(it)).html(&variables(it));
    body.raw("<h2>The operation</h2><pre class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Text of the operation\">");
    body.raw("<code>").text(&it.query).raw("</code></pre>");
    whole(&it.title, body)
}

/// How to run it: at once, in the form, or elsewhere.
fn run(it: &Operation) -> Html {
    let mut html = Html::new();
    if it.is_public() {
        html.raw(
            "<form class=\"run\" method=\"post\" action=\"/query\"><input type=\"hidden\" name=\"query\" value=\"",
        );
        html.text(&it.query).raw("\"><input type=\"hidden\" name=\"variables\" value=\"").text(it.variables_text());
        html.raw("\"><button>Run it</button> <a href=\"/query?operation=").text(encoded(&it.name));
        html.raw("\">Change it first, in the query form</a></form>");
        return html;
    }
    html.raw("<p class=\"note\">");
    if it.kind == Kind::Mutation {
        html.raw("It changes something, so it cannot be run from the plain form. ");
    }
    if let Some(role) = &it.needs {
        html.raw("It needs a token of a council with the role “").text(role).raw("” or above. ");
    }
    html.raw(
        "Run it in the <a href=\"/\">workbench</a> with <code>{\"Authorization\": \"Bearer …\"}</code> under Headers, ",
    );
    html.raw("or with any client that sends that header to <code>/graphql</code>.</p>");
    html
}

fn variables(it: &Operation) -> Html {
    let mut html = Html::new();
    let definitions = definitions(&it.query);
    if definitions.is_empty() {
        return html;
    }
    html.raw(
        "<h2>Variables</h2><table class=\"members\"><caption>What can be changed without touching the text</caption>",
    );
    html.raw("<thead><tr><th scope=\"col\">Variable</th><th scope=\"col\">Type</th>");
    html.raw("<th scope=\"col\">Value when not said</th></tr></thead><tbody>");
    for variable in definitions {
        html.raw("<tr><th scope=\"row\"><code>").text(&variable.name.node).raw("</code></th><td><code>");
        html.html(&type_of(&variable.var_type.node)).raw("</code></td><td>");
        match &variable.default_value {
            Some(value) => html.raw("<code>").text(&value.node).raw("</code>"),
            None => html.raw("none"),
        };
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn definitions(query: &str) -> Vec<VariableDefinition> {
    let Ok(document) = parse_query(query) else { return Vec::new() };
    let operations = document.operations.iter();
    operations.flat_map(|(_, it)| it.node.variable_definitions.iter().map(|it| it.node.clone())).collect()
}

//! `/docs`: where to begin, and the search.

use super::model::{Model, innermost, kind};
use super::prose::{field_link, inline, link};
use super::{questions, search};
use crate::http::html::{Html, page as whole};
use async_graphql::Positioned;
use async_graphql::parser::types::FieldDefinition;

/// Whether a field belongs under a heading.
type Belongs = fn(&FieldDefinition) -> bool;

/// How the questions of the schema are told apart, by what they take and answer.
const HEADINGS: [(&str, Belongs); 4] = [
    ("Look one thing up", |it| !is_list(it) && !is_group(it) && takes(it, &["by", "id", "ids"])),
    ("List, filter and order", is_list),
    ("Count and add up", is_group),
    ("Compare, and ask what is worked out", |it| !is_list(it) && !is_group(it) && !takes(it, &["by", "id", "ids"])),
];

fn is_group(it: &FieldDefinition) -> bool {
    innermost(&it.ty.node).ends_with("GroupConnection")
}

fn is_list(it: &FieldDefinition) -> bool {
    innermost(&it.ty.node).ends_with("Connection") && !is_group(it)
}

fn takes(it: &FieldDefinition, names: &[&str]) -> bool {
    it.arguments.iter().any(|argument| names.contains(&argument.node.name.node.as_str()))
}

/// The page; with results where something is looked for.
pub(super) fn page(model: &Model, asked: &str) -> Html {
    let mut body = Html::new();
    body.raw(
        "<h1>Documentation</h1><p class=\"lead\">What can be asked, what the answers mean, and in what unit and from ",
    );
    body.raw("what source they come.</p>").html(&form(asked));
    if !asked.trim().is_empty() {
        body.html(&search::results(model, asked));
        return whole(&format!("Search: {}", asked.trim().chars().take(40).collect::<String>()), body);
    }
    body.html(&basics());
    body.raw("<h2>Questions</h2><p>Ready to run, with values that can be changed.</p>").html(&questions::all("h3"));
    body.raw("<h2>What can be asked</h2><p>The fields of ").html(&link("Query"));
    body.raw(". What changes something is under ").html(&link("Mutation")).raw(", and needs a token.</p>");
    for (heading, belongs) in HEADINGS {
        body.html(&fields(heading, model.fields("Query").iter().filter(|it| belongs(&it.node))));
    }
    body.raw("<h2>Every type</h2>").html(&types(model));
    whole("Documentation", body)
}

fn form(asked: &str) -> Html {
    let mut html = Html::new();
    html.raw("<search><form class=\"find\" action=\"/docs\"><label for=\"q\">Look up words in names and descriptions</label>");
    html.raw("<input id=\"q\" name=\"q\" type=\"search\" maxlength=\"100\" value=\"").text(asked);
    html.raw("\"><button>Search</button></form></search>");
    html
}

/// What somebody must know before the first figure.
fn basics() -> Html {
    let mut html = Html::new();
    html.raw("<h2>How to read a figure</h2><ul class=\"prose\"><li>A figure is a ").html(&link("Measure"));
    html.raw(": exactly one of a number and the reason why there is none. Its unit is that of its indicator (");
    html.html(&field_link("Indicator", "unit")).raw(", ").html(&link("Unit")).raw(").</li><li>Its source is the ");
    html.html(&link("Release")).raw(" it stands in, of a ").html(&link("Source"));
    html.raw(" with its publisher and licence. <code>explain</code> leads to the file and the line.</li><li>Numbers are exact ");
    html.raw("decimals as text (").html(&link("Decimal")).raw("), days are written <code>2025-12-10</code> (");
    html.html(&link("Date")).raw("), money is in whole pence (").html(&link("Pence"));
    html.raw(
        ").</li><li><code>asKnownAt</code> asks what was known on a past day. The same question with the same day has ",
    );
    html.raw("the same answer for ever.</li><li>Type the questions into the <a href=\"/query\">query form</a>, which needs no ");
    html.raw("script, or into the <a href=\"/\">workbench</a>. The whole schema as text: ");
    html.raw("<a href=\"/graphql/schema.graphql\">schema.graphql</a>.</li></ul>");
    html
}

fn fields<'a>(heading: &'static str, fields: impl Iterator<Item = &'a Positioned<FieldDefinition>>) -> Html {
    let mut html = Html::new();
    html.raw("<table class=\"members\"><caption class=\"heading\">").raw(heading);
    html.raw(
        "</caption><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">What it answers</th></tr></thead><tbody>",
    );
    for Positioned { node: field, .. } in fields {
        let what = field.description.as_ref().map(|it| it.node.replace('\n', " ")).unwrap_or_default();
        html.raw("<tr><th scope=\"row\"><code>").html(&field_link("Query", &field.name.node)).raw("</code></th><td>");
        html.html(&inline(&what)).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn types(model: &Model) -> Html {
    let mut html = Html::new();
    for (kinds, heading) in [
        (["Object", "Interface", "Union"], "What answers are made of"),
        (["Enumeration", "Scalar", ""], "Words and values"),
        (["Input", "", ""], "What can be given"),
    ] {
        let found: Vec<_> = model.types.iter().filter(|(_, it)| kinds.contains(&kind(it))).collect();
        html.raw("<details><summary>").raw(heading).raw(": ").text(found.len()).raw(" types</summary>");
        html.raw("<ul class=\"columns\">");
        for (name, _) in found {
            html.raw("<li>").html(&link(name)).raw("</li>");
        }
        html.raw("</ul></details>");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::docs::model::model;

    #[test]
    fn every_question_of_the_schema_stands_under_exactly_one_heading() {
        for it in model().fields("Query") {
            let headings = HEADINGS.iter().filter(|(_, belongs)| belongs(&it.node)).count();
            assert_eq!(headings, 1, "{}", it.node.name);
        }
        for (heading, belongs) in HEADINGS {
            assert!(model().fields("Query").iter().any(|it| belongs(&it.node)), "'{heading}' has none");
        }
    }
}

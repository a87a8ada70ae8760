//! Looking words up in the schema and in the questions.

use super::model::{Model, fields, inputs, kind};
use super::prose::{field_link, inline, link};
use super::questions::entry;
use crate::http::html::Html;
use crate::http::operations;
use async_graphql::Positioned;
use async_graphql::parser::types::{TypeDefinition, TypeKind};

/// Characters of a search that are looked at.
const LONGEST: usize = 100;
/// Results that are shown.
const SHOWN: usize = 100;

/// Something found in the schema; what is named so comes before what is only described so.
struct Found {
    rank: u8,
    name: Html,
    what: String,
}

/// The results for some words: the questions, then the schema.
pub(super) fn results(model: &Model, asked: &str) -> Html {
    let words = words(asked);
    let mut html = Html::new();
    html.raw("<h2>Found for “").text(asked.trim().chars().take(LONGEST).collect::<String>()).raw("”</h2>");
    let questions: Vec<_> =
        operations::all().iter().filter(|it| has_all(&format!("{} {}", it.title, it.description), &words)).collect();
    let found = search(model, &words);
    if questions.is_empty() && found.is_empty() {
        html.raw("<p>Nothing. Try a single word, or a part of one: <code>rank</code>, <code>school</code>.</p>");
        return html;
    }
    if !questions.is_empty() {
        html.raw("<h3>Questions</h3><ul class=\"questions\">");
        questions.into_iter().for_each(|it| {
            html.html(&entry(it));
        });
        html.raw("</ul>");
    }
    if !found.is_empty() {
        html.html(&table(&found));
    }
    html
}

fn table(found: &[Found]) -> Html {
    let mut html = Html::new();
    html.raw("<h3>In the schema</h3><table class=\"members\"><caption>").text(found.len().min(SHOWN));
    if found.len() > SHOWN {
        html.raw(" of ").text(found.len()).raw(" places; one more word makes them fewer");
    } else {
        html.raw(if found.len() == 1 { " place" } else { " places" });
    }
    html.raw("</caption><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">What it is</th></tr></thead><tbody>");
    for it in found.iter().take(SHOWN) {
        html.raw("<tr><th scope=\"row\"><code>").html(&it.name).raw("</code></th><td>").html(&inline(&it.what));
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn words(asked: &str) -> Vec<String> {
    let asked: String = asked.chars().take(LONGEST).collect();
    asked.split_whitespace().map(str::to_lowercase).collect()
}

fn has_all(text: &str, words: &[String]) -> bool {
    let text = text.to_lowercase();
    !words.is_empty() && words.iter().all(|word| text.contains(word))
}

/// How well a name with its description fits the words; `None` where it does not.
fn rank(name: &str, what: &str, words: &[String]) -> Option<u8> {
    let lower = name.to_lowercase();
    if words == [lower.clone()] {
        Some(0)
    } else if has_all(&lower, words) {
        Some(1)
    } else {
        has_all(&format!("{name} {what}"), words).then_some(2)
    }
}

fn search(model: &Model, words: &[String]) -> Vec<Found> {
    let mut found = Vec::new();
    for (name, it) in &model.types {
        let what = text(it.description.as_ref());
        if let Some(rank) = rank(name, &what, words) {
            found.push(Found { rank, name: link(name), what: format!("{}. {what}", kind(it)) });
        }
        for (member, what) in members(it) {
            if let Some(rank) = rank(&member, &what, words) {
                found.push(Found { rank, name: field_link(name, &member), what });
            }
        }
    }
    found.sort_by_key(|it| it.rank);
    found
}

fn text(description: Option<&Positioned<String>>) -> String {
    description.map(|it| it.node.replace('\n', " ")).unwrap_or_default()
}

fn members(it: &TypeDefinition) -> Vec<(String, String)> {
    let fields = fields(it).iter().map(|it| (it.node.name.to_string(), text(it.node.description.as_ref())));
    let inputs = inputs(it).iter().map(|it| (it.node.name.to_string(), text(it.node.description.as_ref())));
    let values = match &it.kind {
        TypeKind::Enum(values) => values.values.as_slice(),
        _ => &[],
    };
    let values = values.iter().map(|it| (it.node.value.to_string(), text(it.node.description.as_ref())));
    fields.chain(inputs).chain(values).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_descriptions() {
        let words = words("  Rank ");
        assert_eq!(rank("rank", "", &words), Some(0));
        assert_eq!(rank("RankRule", "", &words), Some(1));
        assert_eq!(rank("position", "The best rank it can claim.", &words), Some(2));
        assert_eq!(rank("position", "", &words), None);
        assert_eq!(rank("anything", "at all", &[]), None);
    }

    #[test]
    fn all_words_must_be_there_in_whatever_order() {
        let model = Model::read("\"How a trust ranks.\" type A { \"Of trusts.\" rank: Int }").unwrap();
        let names = |asked: &str| -> Vec<String> {
            search(&model, &words(asked)).into_iter().map(|it| it.name.into_text()).collect()
        };
        assert_eq!(names("ranks trust").len(), 1);
        assert_eq!(names("trust").len(), 2);
        assert!(names("trust nobody").is_empty());
    }
}

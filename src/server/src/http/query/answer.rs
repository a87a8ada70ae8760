//! An answer of GraphQL as a section of a page: errors in words, data as tables, and the JSON itself.

use async_graphql::Value;
use serde::Deserialize;

use super::data;
use crate::http::html::Html;

/// What GraphQL answered.
#[derive(Debug, Deserialize)]
pub(super) struct Answer {
    #[serde(default)]
    errors: Vec<Fault>,
    #[serde(default)]
    data: Option<Value>,
    /// The whole, as it was written.
    #[serde(skip)]
    text: String,
}

/// One error.
#[derive(Debug, Deserialize)]
struct Fault {
    message: String,
    #[serde(default)]
    locations: Vec<Location>,
    #[serde(default)]
    path: Vec<Value>,
    #[serde(default)]
    extensions: Extensions,
}

#[derive(Debug, Deserialize)]
struct Location {
    line: u32,
    column: u32,
}

#[derive(Debug, Default, Deserialize)]
struct Extensions {
    #[serde(default)]
    code: String,
}

impl Answer {
    /// Reads the body of an answer; `None` where it is none.
    pub(super) fn read(body: &[u8]) -> Option<Self> {
        let mut answer: Self = serde_json::from_slice(body).ok()?;
        // Through GraphQL's own value, which keeps the order of the fields as they were asked for.
        let whole: Value = serde_json::from_slice(body).ok()?;
        answer.text = serde_json::to_string_pretty(&whole).ok()?;
        Some(answer)
    }

    /// Whether there is nothing but errors.
    pub(super) fn is_refused(&self) -> bool {
        !self.errors.is_empty() && self.shown().is_none()
    }

    /// The data, where any of what was asked for is there.
    fn shown(&self) -> Option<&Value> {
        self.data.as_ref().filter(|data| match data {
            Value::Null => false,
            Value::Object(roots) => roots.is_empty() || roots.values().any(|root| *root != Value::Null),
            _ => true,
        })
    }

    /// The section.
    pub(super) fn section(&self, question: Option<&str>) -> Html {
        let mut html = Html::new();
        html.raw("<section aria-labelledby=\"answer\"><h2 id=\"answer\">").text(question.unwrap_or("Answer"));
        html.raw("</h2>").html(&self.faults());
        // What is null without an error is an answer, too.
        if let Some(data) = self.data.as_ref().filter(|data| **data != Value::Null && !self.is_refused()) {
            html.html(&data::whole(data));
        }
        html.raw("<details><summary>The answer as JSON</summary><pre class=\"scroll\" tabindex=\"0\" role=\"region\" ");
        html.raw("aria-label=\"The answer as JSON\"><code>").text(&self.text).raw("</code></pre></details></section>");
        html
    }

    fn faults(&self) -> Html {
        let mut html = Html::new();
        if self.errors.is_empty() {
            return html;
        }
        html.raw("<div class=\"problems\" role=\"alert\"><h3>");
        html.raw(if self.is_refused() { "It was not answered" } else { "A part was not answered" }).raw("</h3><ul>");
        for fault in &self.errors {
            html.html(&fault.item());
        }
        html.raw("</ul></div>");
        html
    }
}

impl Fault {
    fn item(&self) -> Html {
        let mut html = Html::new();
        html.raw("<li>").text(&self.message);
        let mut facts = Vec::new();
        if !self.extensions.code.is_empty() {
            facts.push(format!("code {}", self.extensions.code));
        }
        if let Some(at) = self.locations.first() {
            facts.push(format!("line {}, column {}", at.line, at.column));
        }
        if !self.path.is_empty() {
            let path: Vec<String> = self.path.iter().map(data::words).collect();
            facts.push(format!("at {}", path.join(".")));
        }
        if !facts.is_empty() {
            html.raw("<br><small>").text(facts.join("; ")).raw("</small>");
        }
        html.raw("</li>");
        html
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_with_code_place_and_path() {
        let body = br#"{"errors":[{"message":"No <b>.","locations":[{"line":2,"column":3}],"path":["a",0],"extensions":{"code":"BAD_USER_INPUT"}}]}"#;
        let answer = Answer::read(body).unwrap();
        let html = answer.section(None).into_text();
        assert!(answer.is_refused() && html.contains("It was not answered"));
        assert!(
            html.contains("No &lt;b&gt;.<br><small>code BAD_USER_INPUT; line 2, column 3; at a.0</small>"),
            "{html}"
        );
    }

    #[test]
    fn fields_stay_in_the_order_of_the_question() {
        let answer = Answer::read(br#"{"data":{"z":1,"a":{"y":2,"b":3}}}"#).unwrap();
        assert!(!answer.is_refused());
        let place = |part: &str| answer.text.find(part).unwrap();
        assert!(place("\"z\"") < place("\"a\"") && place("\"y\"") < place("\"b\""), "{}", answer.text);
        assert!(Answer::read(b"<html>").is_none());
    }
}

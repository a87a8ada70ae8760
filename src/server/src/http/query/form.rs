//! The form itself: what it holds, what is wrong with it, and how it is written.

use serde::Deserialize;
use serde_json::Value;

use super::answer::Answer;
use crate::http::html::{Html, page as whole};
use crate::http::operations::{Operation, all, grouped};

/// What the form holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::http) struct Asked {
    pub(super) query: String,
    pub(super) variables: String,
    #[serde(rename = "operationName")]
    pub(super) operation_name: String,
    /// The ready operation that it holds, unchanged.
    #[serde(skip)]
    ready: Option<&'static Operation>,
}

impl Asked {
    pub(super) fn of(it: &'static Operation) -> Self {
        Self { query: it.query.clone(), variables: it.variables_text(), operation_name: String::new(), ready: Some(it) }
    }

    /// As it was typed: a form sends the end of a line as two characters.
    pub(super) fn cleaned(mut self) -> Self {
        self.query = self.query.replace("\r\n", "\n");
        self.variables = self.variables.replace("\r\n", "\n");
        self.ready = all().iter().find(|it| it.query == self.query);
        self
    }

    /// The question, where a ready operation asks it word for word.
    pub(super) fn question(&self) -> Option<&'static str> {
        self.ready.map(|it| it.title.as_str())
    }
}

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    field: &'static str,
    message: String,
}

impl Problem {
    pub(super) fn query(message: impl Into<String>) -> Self {
        Self { field: "query", message: message.into() }
    }

    pub(super) fn variables(message: impl Into<String>) -> Self {
        Self { field: "variables", message: message.into() }
    }

    pub(super) fn choice(message: impl Into<String>) -> Self {
        Self { field: "operation", message: message.into() }
    }
}

/// Reads the variables; none where the field is empty.
pub(super) fn variables(text: &str) -> Result<Value, String> {
    if text.trim().is_empty() {
        return Ok(Value::Object(serde_json::Map::new()));
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(all)) => Ok(Value::Object(all)),
        Ok(_) => Err("The variables must stand in braces: {\"term\": \"AUTUMN\"}.".to_owned()),
        Err(error) => Err(format!("The variables are not JSON: {error}. Names and texts need double quotes.")),
    }
}

/// The page: the answer where there is one, then the form with what was asked.
pub(super) fn page(asked: &Asked, problems: &[Problem], answer: Option<(&Answer, &Html)>) -> Html {
    let mut body = Html::new();
    body.raw("<h1>Query form</h1><p class=\"lead\">Ask a question in GraphQL, and read the answer as tables. ");
    body.raw("You ask as the public: what needs a token is not answered here.</p>");
    body.html(&summary(problems));
    if let Some((_, section)) = answer {
        body.html(section).raw("<h2>Ask again</h2>");
    }
    body.html(&choice(asked, problems)).html(&fields(asked, problems));
    body.raw("<p class=\"legend\">The <a href=\"/docs/questions\">ready questions</a> with what each needs, the ");
    body.raw("<a href=\"/docs\">documentation</a> of every field. The same limits hold as for <code>/graphql</code>; ");
    body.raw("what changes something is refused.</p>");
    let title = match answer {
        _ if !problems.is_empty() => "Not asked yet: query form",
        Some((answer, _)) if answer.is_refused() => "Not answered: query form",
        Some(_) => "Answer: query form",
        None => "Query form",
    };
    whole(title, body)
}

/// What is wrong, in one place before the form, each with a way to its field.
fn summary(problems: &[Problem]) -> Html {
    let mut html = Html::new();
    if problems.is_empty() {
        return html;
    }
    html.raw("<div class=\"problems\" role=\"alert\"><h2>This could not be asked yet</h2><ul>");
    for problem in problems {
        html.raw("<li><a href=\"#").raw(problem.field).raw("\">").text(&problem.message).raw("</a></li>");
    }
    html.raw("</ul></div>");
    html
}

/// The ready operations. Choosing one fills the form, and loses nothing but what was in it.
fn choice(asked: &Asked, problems: &[Problem]) -> Html {
    let mut html = Html::new();
    html.raw("<form class=\"find\" action=\"/query\"><label for=\"operation\">A ready question, to begin with</label>");
    html.html(&error_of(problems, "operation")).raw("<select id=\"operation\" name=\"operation\"");
    html.html(&state(problems, "operation")).raw("><option value=\"\">An empty form</option>");
    for (group, operations) in grouped(Operation::is_public) {
        html.raw("<optgroup label=\"").raw(group).raw("\">");
        for it in operations {
            html.raw("<option value=\"").text(&it.name).raw("\"");
            html.raw(if asked.ready.is_some_and(|ready| ready.name == it.name) { " selected>" } else { ">" });
            html.text(&it.title).raw("</option>");
        }
        html.raw("</optgroup>");
    }
    html.raw("</select><button class=\"quiet\">Fill the form</button></form>");
    html
}

fn fields(asked: &Asked, problems: &[Problem]) -> Html {
    let mut html = Html::new();
    html.raw("<form class=\"ask\" method=\"post\" action=\"/query\"><label for=\"query\">Operation</label>");
    html.raw("<p class=\"hint\" id=\"query-hint\">A query in GraphQL, up to 15,000 characters.</p>");
    html.html(&error_of(problems, "query"))
        .raw("<textarea id=\"query\" name=\"query\" rows=\"16\" spellcheck=\"false\" ");
    html.raw("autocapitalize=\"off\" autocomplete=\"off\"").html(&state(problems, "query"));
    // A browser drops one line end at the beginning of a text area; this one is there to be dropped.
    html.raw(">\n").text(&asked.query).raw("</textarea><label for=\"variables\">Variables</label>");
    html.raw("<p class=\"hint\" id=\"variables-hint\">As JSON, in braces; empty where the operation takes none.</p>");
    html.html(&error_of(problems, "variables")).raw("<textarea id=\"variables\" name=\"variables\" rows=\"6\" ");
    html.raw("spellcheck=\"false\" autocapitalize=\"off\" autocomplete=\"off\"").html(&state(problems, "variables"));
    html.raw(">\n").text(&asked.variables).raw("</textarea><label for=\"operationName\">Name of the operation</label>");
    html.raw("<p class=\"hint\" id=\"operationName-hint\">Only where the text above holds several.</p>");
    html.raw("<input id=\"operationName\" name=\"operationName\" spellcheck=\"false\" autocapitalize=\"off\" ");
    html.raw("autocomplete=\"off\"").html(&state(problems, "operationName")).raw(" value=\"");
    html.text(&asked.operation_name).raw("\"><button>Run</button></form>");
    html
}

/// The message beside a field.
fn error_of(problems: &[Problem], field: &'static str) -> Html {
    let mut html = Html::new();
    if let Some(problem) = problems.iter().find(|it| it.field == field) {
        html.raw("<p class=\"error\" id=\"").raw(field).raw("-error\"><strong>Error:</strong> ");
        html.text(&problem.message).raw("</p>");
    }
    html
}

/// What a field says of itself to those who do not see what stands round it.
fn state(problems: &[Problem], field: &'static str) -> Html {
    let mut html = Html::new();
    let wrong = problems.iter().any(|it| it.field == field);
    let hint = field != "operation";
    if wrong || hint {
        html.raw(" aria-describedby=\"");
        if hint {
            html.raw(field).raw("-hint");
        }
        if wrong {
            html.raw(if hint { " " } else { "" }).raw(field).raw("-error");
        }
        html.raw("\"");
    }
    if wrong {
        html.raw(" aria-invalid=\"true\"");
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_are_an_object_or_nothing() {
        assert_eq!(variables(" \n").unwrap(), serde_json::json!({}));
        assert_eq!(variables("{\"a\": [1]}").unwrap(), serde_json::json!({"a": [1]}));
        assert!(variables("[1]").unwrap_err().contains("in braces"));
        assert!(variables("{term: 1}").unwrap_err().contains("line 1 column 2"));
    }
}

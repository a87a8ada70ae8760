//! Data as a page: what belongs to one thing as a list of terms, rows as a table with headers, whatever the question was.

use std::borrow::Cow;

use async_graphql::indexmap::IndexMap;
use async_graphql::{Name, Value};

use crate::http::html::Html;

type Fields = IndexMap<Name, Value>;

/// The deepest heading that HTML has.
const HEADINGS: [(&str, &str); 4] = [("<h3>", "</h3>"), ("<h4>", "</h4>"), ("<h5>", "</h5>"), ("<h6>", "</h6>")];

/// Fields up to which a thing fits into a cell of a table.
const FITS: usize = 4;

/// The whole of an answer: what was asked, one heading each.
pub(super) fn whole(data: &Value) -> Html {
    let Value::Object(asked) = data else { return plain(data) };
    let mut html = Html::new();
    for (name, value) in asked {
        html.raw("<h3>").text(name).raw("</h3>");
        match value {
            Value::Object(fields) => html.html(&object(fields, 1)),
            value if is_rows(value) => html.html(&rows("", members(value), 1)),
            other => html.raw("<p>").html(&plain(other)).raw("</p>"),
        };
    }
    html
}

/// A value without parts, in words.
pub(super) fn words(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::Boolean(true) => "yes".to_owned(),
        Value::Boolean(false) => "no".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn plain(value: &Value) -> Html {
    let mut html = Html::new();
    match value {
        Value::Null => html
            .raw("<span class=\"quiet\"><span aria-hidden=\"true\">–</span>")
            .raw("<span class=\"aside\">nothing</span></span>"),
        Value::List(all) if all.is_empty() => html.raw("<span class=\"quiet\">none</span>"),
        Value::List(all) => {
            html.raw("<ul class=\"plain\">");
            for one in all {
                html.raw("<li>").text(words(one)).raw("</li>");
            }
            html.raw("</ul>")
        }
        other => html.text(words(other)),
    };
    html
}

/// What one thing has: its plain values as terms, then everything with parts under a heading of its own.
fn object(fields: &Fields, level: usize) -> Html {
    let mut html = Html::new();
    let flat = flattened(fields);
    let terms: Vec<_> = flat.iter().filter(|(_, value)| !is_rows(value)).collect();
    if !terms.is_empty() {
        html.raw("<dl class=\"facts\">");
        for (name, value) in terms {
            html.raw("<div><dt>").text(name).raw("</dt><dd>").html(&plain(value)).raw("</dd></div>");
        }
        html.raw("</dl>");
    }
    for (name, value) in flat.iter().filter(|(_, value)| is_rows(value)) {
        html.html(&rows(name, members(value), level));
    }
    html
}

/// A list of things: one table, or, where each has more within it than a cell can show, one section each. The rows of a page
/// need no heading: they are what was asked for.
fn rows(name: &str, rows: &[Value], level: usize) -> Html {
    let (open, close) = HEADINGS[level.min(HEADINGS.len() - 1)];
    let mut html = Html::new();
    let name = if name == "nodes" { "" } else { name };
    if rows.iter().all(fits_into_a_row) {
        if !name.is_empty() {
            html.raw(open).text(name).raw(close);
        }
        html.html(&table(name, rows));
        return html;
    }
    for (at, row) in rows.iter().enumerate() {
        html.raw(open).text(name).raw(" ").text(at + 1);
        let Value::Object(fields) = row else {
            html.raw(close).html(&plain(row));
            continue;
        };
        if let Some(title) = title(fields) {
            html.raw(": ").text(title);
        }
        html.raw(close).html(&object(fields, level + 1));
    }
    html
}

/// Whether a thing can be a row of a table: what is listed within it has few fields, and no lists of its own.
fn fits_into_a_row(row: &Value) -> bool {
    let Value::Object(fields) = row else { return true };
    flattened(fields).iter().filter(|(_, value)| is_rows(value)).all(|(_, value)| {
        members(value).iter().all(|inner| match inner {
            Value::Object(fields) => {
                let flat = flattened(fields);
                flat.len() <= FITS && !flat.iter().any(|(_, value)| is_rows(value))
            }
            _ => true,
        })
    })
}

/// What a thing is called, where it says so itself.
fn title(fields: &Fields) -> Option<String> {
    let known = ["title", "name", "indicatorName", "code"];
    known.iter().find_map(|name| match fields.get(*name) {
        Some(Value::String(text)) => Some(text.clone()),
        _ => None,
    })
}

fn table(name: &str, rows: &[Value]) -> Html {
    let rows: Vec<Vec<(String, Cow<'_, Value>)>> = rows
        .iter()
        .map(|row| match row {
            Value::Object(fields) => flattened(fields),
            other => vec![("value".to_owned(), Cow::Borrowed(other))],
        })
        .collect();
    let mut columns: Vec<&str> = Vec::new();
    for (column, _) in rows.iter().flatten() {
        if !columns.contains(&column.as_str()) {
            columns.push(column);
        }
    }
    let mut html = Html::new();
    let caption = if name.is_empty() { count(rows.len()) } else { format!("{name}, {}", count(rows.len())) };
    html.raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Table: ").text(&caption);
    html.raw("\"><table class=\"answer\"><caption>").text(&caption).raw("</caption><thead><tr>");
    for column in &columns {
        html.raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
    for row in &rows {
        html.raw("<tr>");
        for (at, column) in columns.iter().enumerate() {
            let value = row.iter().find(|(name, _)| name == column).map(|(_, value)| value.as_ref());
            html.html(&cell(column, value.unwrap_or(&Value::Null), at == 0));
        }
        html.raw("</tr>");
    }
    html.raw("</tbody></table></div>");
    html
}

/// A cell; the first of a row is its head, as long as it says something.
fn cell(column: &str, value: &Value, first: bool) -> Html {
    let mut html = Html::new();
    if is_rows(value) {
        let rows = members(value);
        html.raw("<td><details><summary>").text(count(rows.len())).raw("<span class=\"aside\"> of ").text(column);
        return std::mem::take(html.raw("</span></summary>").html(&inner(rows)).raw("</details></td>"));
    }
    let head = first && !matches!(value, Value::Null | Value::List(_));
    html.raw(if head { "<th scope=\"row\">" } else { "<td>" }).html(&plain(value));
    html.raw(if head { "</th>" } else { "</td>" });
    html
}

/// Rows inside of a cell: a list of terms each, because a table within a table is hard to follow.
fn inner(rows: &[Value]) -> Html {
    let mut html = Html::new();
    html.raw("<ol>");
    for row in rows {
        html.raw("<li>");
        match row {
            Value::Object(fields) => {
                html.raw("<dl>");
                for (name, value) in flattened(fields) {
                    html.raw("<dt>").text(name).raw("</dt><dd>");
                    if is_rows(&value) {
                        html.html(&inner(members(&value)))
                    } else {
                        html.html(&plain(&value))
                    };
                    html.raw("</dd>");
                }
                html.raw("</dl>");
            }
            other => {
                html.html(&plain(other));
            }
        }
        html.raw("</li>");
    }
    html.raw("</ol>");
    html
}

/// The fields of a thing, those of the things within it beside them: `rag` with `rating` becomes `rag: rating`. A connection
/// is the same as its rows.
fn flattened(fields: &Fields) -> Vec<(String, Cow<'_, Value>)> {
    let mut flat = Vec::new();
    for (name, value) in fields {
        match value {
            Value::Object(inside) => {
                for (below, value) in flattened(inside) {
                    let name = if below == "nodes" { name.to_string() } else { format!("{name}: {below}") };
                    flat.push((name, value));
                }
            }
            other => flat.push((name.to_string(), Cow::Borrowed(other))),
        }
    }
    flat
}

/// Whether a value is a list of things with parts.
fn is_rows(value: &Value) -> bool {
    members(value).iter().any(|row| matches!(row, Value::Object(_) | Value::List(_)))
}

fn members(value: &Value) -> &[Value] {
    match value {
        Value::List(all) => all,
        _ => &[],
    }
}

fn count(rows: usize) -> String {
    if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn shown(json: &str) -> String {
        whole(&serde_json::from_str(json).unwrap()).into_text()
    }

    #[test]
    fn rows_become_a_table_with_headers_in_the_order_of_the_question() {
        let html = shown(
            r#"{"schools": {"totalCount": 2, "nodes": [{"urn": "1", "trust": {"name": "<T>"}}, {"urn": "2", "trust": null}]}}"#,
        );
        assert!(
            html.contains("<h3>schools</h3><dl class=\"facts\"><div><dt>totalCount</dt><dd>2</dd></div></dl>"),
            "{html}"
        );
        assert!(html.contains(
            "<caption>2 rows</caption><thead><tr><th scope=\"col\">urn</th><th scope=\"col\">trust: name</th>"
        ));
        assert!(html.contains("<tr><th scope=\"row\">1</th><td>&lt;T&gt;</td>"), "{html}");
        assert!(html.contains("<span class=\"aside\">nothing</span>"), "a null is said, not left out");
    }

    #[test]
    fn small_lists_fold_into_their_cell_and_large_ones_get_sections() {
        let small = shown(r#"{"lines": [{"code": "A", "caveats": [{"code": "X", "message": "m"}]}]}"#);
        assert!(small.contains("<details><summary>1 row<span class=\"aside\"> of caveats</span></summary><ol><li><dl><dt>code</dt><dd>X</dd>"), "{small}");
        let large = shown(
            r#"{"card": {"priorities": [{"title": "One & all", "lines": [{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}]}]}}"#,
        );
        assert!(large.contains("<h4>priorities 1: One &amp; all</h4>") && large.contains("<h5>lines</h5>"), "{large}");
    }

    #[test]
    fn plain_values_are_words() {
        assert!(shown(r#"{"a": true, "b": [], "c": ["x", "y"], "d": 4.5, "e": null}"#).contains("<p>yes</p>"));
        let html = shown(r#"{"of": {"b": [], "c": ["x", "y"], "d": 4.5}}"#);
        assert!(html.contains("none</span>") && html.contains("<li>x</li><li>y</li>") && html.contains("<dd>4.5</dd>"));
    }
}

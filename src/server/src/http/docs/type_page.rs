//! The page of one type.

use async_graphql::Positioned;
use async_graphql::parser::types::{
    EnumValueDefinition, FieldDefinition, InputValueDefinition, TypeDefinition, TypeKind,
};

use super::model::{How, Model, Use, fields, inputs, interfaces, kind};
use super::prose::{deprecation, description, field_link, link, text_of, type_of};
use crate::http::html::{Html, page as whole};

/// From how many fields on a page begins with their names.
const MANY: usize = 25;

pub(super) fn page(model: &Model, it: &TypeDefinition) -> Html {
    let name = it.name.node.as_str();
    let mut body = Html::new();
    body.raw("<p class=\"path\"><a href=\"/docs\">Documentation</a></p><h1>").text(name);
    body.raw("</h1><p class=\"lead\">").raw(kind(it)).raw("</p><div class=\"prose\">");
    body.html(&description(it.description.as_ref())).html(&directives(it)).raw("</div>");
    body.html(&links("It is a kind of", interfaces(it).iter().map(|name| link(&name.node))));
    if let TypeKind::Union(union) = &it.kind {
        body.html(&links("It is one of", union.members.iter().map(|name| link(&name.node))));
    }
    let implementers = model.uses(name, How::Implements);
    body.html(&links("Types that are a kind of it", implementers.iter().map(|it| link(&it.owner))));
    body.html(&contents(name, fields(it))).html(&field_table(fields(it))).html(&input_table(inputs(it)));
    if let TypeKind::Enum(values) = &it.kind {
        body.html(&value_table(&values.values));
    }
    body.html(&links("Where it is answered", model.uses(name, How::Answers).into_iter().map(used)));
    body.html(&links("Where it is taken", model.uses(name, How::Takes).into_iter().map(used)));
    whole(&format!("{name}, {}", kind(it).to_lowercase()), body)
}

/// What the directives of a type mean, in words.
fn directives(it: &TypeDefinition) -> Html {
    let mut html = Html::new();
    for Positioned { node: directive, .. } in &it.directives {
        match directive.name.node.as_str() {
            "oneOf" => {
                html.raw("<p>Exactly one of its fields must be given.</p>");
            }
            "specifiedBy" => {
                let url = text_of(directive, "url");
                if url.starts_with("https://") {
                    html.raw("<p>How it is written is specified at <a href=\"").text(&url).raw("\">").text(&url);
                    html.raw("</a>.</p>");
                }
            }
            _ => {}
        }
    }
    html
}

fn used(it: &Use) -> Html {
    if it.member.is_empty() { link(&it.owner) } else { field_link(&it.owner, &it.member) }
}

/// A heading with a list of links; nothing where there are none.
fn links(heading: &'static str, links: impl Iterator<Item = Html>) -> Html {
    let mut html = Html::new();
    let mut links = links.peekable();
    if links.peek().is_none() {
        return html;
    }
    html.raw("<h2>").raw(heading).raw("</h2><ul class=\"columns\">");
    for link in links {
        html.raw("<li>").html(&link).raw("</li>");
    }
    html.raw("</ul>");
    html
}

/// The fields by their names alone, where there are too many to see at once.
fn contents(owner: &str, fields: &[Positioned<FieldDefinition>]) -> Html {
    if fields.len() < MANY {
        return Html::new();
    }
    links("Fields by name", fields.iter().map(|it| field_link(owner, &it.node.name.node)))
}

fn head(heading: &'static str, caption: &'static str, column: &'static str) -> Html {
    let mut html = Html::new();
    html.raw("<h2>").raw(heading).raw("</h2><table class=\"members\"><caption>").raw(caption);
    html.raw("</caption><thead><tr><th scope=\"col\">").raw(column).raw("</th><th scope=\"col\">What it is</th>");
    html.raw("</tr></thead><tbody>");
    html
}

fn field_table(fields: &[Positioned<FieldDefinition>]) -> Html {
    if fields.is_empty() {
        return Html::new();
    }
    let mut html = head("Fields", "What can be asked of it: each field with its type and its arguments", "Field");
    for Positioned { node: field, .. } in fields {
        html.html(&name_cell(&field.name.node, Some(&type_of(&field.ty.node))));
        html.html(&description(field.description.as_ref())).html(&deprecation(&field.directives));
        if !field.arguments.is_empty() {
            html.raw("<p class=\"small\">Arguments</p><dl class=\"arguments\">");
            for Positioned { node: argument, .. } in &field.arguments {
                html.raw("<dt><code>").text(&argument.name.node).raw(": ").html(&type_of(&argument.ty.node));
                html.html(&default(argument)).raw("</code></dt><dd>");
                html.html(&description(argument.description.as_ref())).html(&deprecation(&argument.directives));
                html.raw("</dd>");
            }
            html.raw("</dl>");
        }
        html.raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn input_table(inputs: &[Positioned<InputValueDefinition>]) -> Html {
    if inputs.is_empty() {
        return Html::new();
    }
    let mut html = head("Input fields", "What can be given in it: each field with its type and its default", "Field");
    for Positioned { node: input, .. } in inputs {
        let mut ty = type_of(&input.ty.node);
        ty.html(&default(input));
        html.html(&name_cell(&input.name.node, Some(&ty)));
        html.html(&description(input.description.as_ref())).html(&deprecation(&input.directives)).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

fn value_table(values: &[Positioned<EnumValueDefinition>]) -> Html {
    let mut html = head("Values", "What it can be", "Value");
    for Positioned { node: value, .. } in values {
        html.html(&name_cell(&value.value.node, None));
        html.html(&description(value.description.as_ref())).html(&deprecation(&value.directives)).raw("</td></tr>");
    }
    html.raw("</tbody></table>");
    html
}

/// The head of a row, which links can lead to, and the beginning of its second cell.
fn name_cell(name: &str, ty: Option<&Html>) -> Html {
    let mut html = Html::new();
    html.raw("<tr id=\"field-").text(name).raw("\"><th scope=\"row\"><code>").text(name).raw("</code>");
    if let Some(ty) = ty {
        html.raw(" <code class=\"type\">").html(ty).raw("</code>");
    }
    html.raw("</th><td>");
    html
}

fn default(input: &InputValueDefinition) -> Html {
    let mut html = Html::new();
    if let Some(default) = &input.default_value {
        html.raw(" = ").text(&default.node);
    }
    html
}

//! One file of `schema/operations/`: what its head says, what its document takes, and what it does.

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{DocumentOperations, OperationDefinition, OperationType};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::http::graphql::document_id;

/// One ready operation, as the workbench and the plain pages want it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::http) struct Operation {
    pub(in crate::http) name: String,
    /// What it is asked for with over GET, instead of its text.
    document_id: String,
    /// The question it answers.
    pub(in crate::http) title: String,
    pub(in crate::http) description: String,
    /// The heading it stands under: who would ask so.
    pub(in crate::http) group: String,
    /// The least role whose token it needs; `None` where everybody may ask.
    pub(in crate::http) needs: Option<String>,
    pub(in crate::http) kind: Kind,
    pub(in crate::http) query: String,
    /// The defaults of its variables, ready to be changed; `None` where it takes none.
    pub(in crate::http) variables: Option<Map<String, Value>>,
}

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(in crate::http) enum Kind {
    Query,
    Mutation,
}

impl Operation {
    /// Whether anybody may run it on the plain form: a query that needs no token.
    pub(in crate::http) fn is_public(&self) -> bool {
        self.kind == Kind::Query && self.needs.is_none()
    }

    /// Its variables as text to be changed; empty where it takes none.
    pub(in crate::http) fn variables_text(&self) -> String {
        self.variables.as_ref().and_then(|all| serde_json::to_string_pretty(all).ok()).unwrap_or_default()
    }
}

/// Reads a file: the first comment line is the title, `Group:` and `Needs:` are what they say, the other comment lines at
/// the top are the description. `None` where the document cannot be parsed or is no single operation.
pub(super) fn read(name: &str, text: &str) -> Option<Operation> {
    let mut comments = text.lines().map_while(|line| line.strip_prefix('#')).map(str::trim);
    let title = comments.next().unwrap_or(name).to_owned();
    let (mut group, mut needs, mut description) = (String::new(), None, Vec::new());
    for line in comments.filter(|line| !line.is_empty()) {
        if let Some(said) = line.strip_prefix("Group:") {
            said.trim().clone_into(&mut group);
        } else if let Some(said) = line.strip_prefix("Needs:") {
            needs = Some(said.trim().to_owned());
        } else {
            description.push(line);
        }
    }
    let query = text.lines().skip_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
    let operation = single(&query)?;
    let kind = if operation.ty == OperationType::Query { Kind::Query } else { Kind::Mutation };
    let variables = defaults(&operation);
    Some(Operation {
        name: name.to_owned(),
        document_id: document_id(text),
        title,
        description: description.join(" "),
        group,
        needs,
        kind,
        query,
        variables,
    })
}

fn single(query: &str) -> Option<OperationDefinition> {
    match parse_query(query).ok()?.operations {
        DocumentOperations::Single(operation) => Some(operation.node),
        DocumentOperations::Multiple(all) => {
            let mut all = all.into_values();
            let first = all.next()?;
            all.next().is_none().then_some(first.node)
        }
    }
}

/// The defaults that the document itself states, so that it answers the same with and without them.
fn defaults(operation: &OperationDefinition) -> Option<Map<String, Value>> {
    let mut defaults = Map::new();
    for variable in &operation.variable_definitions {
        let Some(default) = &variable.node.default_value else { continue };
        defaults.insert(variable.node.name.node.to_string(), default.node.clone().into_json().ok()?);
    }
    (!defaults.is_empty()).then_some(defaults)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = "# A question?\n# Group: What changed?\n# Needs: officer\n#\n# One\n#  two.\nquery X($day: Date! = \"2025-12-10\", $term: Term = AUTUMN, $of: [Int!] = [1], $free: Int) {\n  # inner\n  a\n}\n";

    #[test]
    fn the_head_becomes_title_group_need_and_description() {
        let it = read("X", WHOLE).unwrap();
        assert_eq!((it.title.as_str(), it.description.as_str()), ("A question?", "One two."));
        assert_eq!((it.group.as_str(), it.needs.as_deref(), it.kind), ("What changed?", Some("officer"), Kind::Query));
        assert!(it.query.starts_with("query X(") && it.query.ends_with("  # inner\n  a\n}"), "{}", it.query);
        let bare = read("Bare", "mutation Bare { a }").unwrap();
        assert_eq!((bare.title.as_str(), bare.kind, bare.variables.clone()), ("Bare", Kind::Mutation, None));
        assert!(!bare.is_public() && !it.is_public());
    }

    #[test]
    fn defaults_of_the_document_become_variables() {
        let it = read("X", WHOLE).unwrap();
        let expected = serde_json::json!({"day": "2025-12-10", "term": "AUTUMN", "of": [1]});
        assert_eq!(Value::Object(it.variables.unwrap()), expected);
    }

    #[test]
    fn what_cannot_be_parsed_is_no_operation() {
        assert_eq!(read("X", "# Title\nquery X {"), None);
        assert_eq!(read("X", "query X { a } query Y { b }"), None);
    }
}

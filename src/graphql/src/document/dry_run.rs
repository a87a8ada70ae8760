//! `rateLimit(dryRun: true)`: the price of an operation without its answer.

use apollo_compiler::ast::Value as Literal;
use apollo_compiler::executable::{Operation, Selection};
use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, Selection as Parsed};
use async_graphql::{Name, Value, Variables};

const FIELD: &str = "rateLimit";
const ARGUMENT: &str = "dryRun";

/// Whether an operation asks for its price alone, with its variables completed. It says so at its root, not in a fragment.
pub(super) fn is_wanted(operation: &Operation, values: &Variables) -> bool {
    operation.selection_set.selections.iter().any(|selection| match selection {
        Selection::Field(field) if field.name == FIELD => {
            field.specified_argument_by_name(ARGUMENT).is_some_and(|value| holds(value, values))
        }
        _ => false,
    })
}

fn holds(value: &Literal, values: &Variables) -> bool {
    match value {
        Literal::Boolean(yes) => *yes,
        Literal::Variable(name) => values.get(&Name::new(name.as_str())) == Some(&Value::Boolean(true)),
        _ => false,
    }
}

/// The document with nothing at the roots of its operations but what asks for the balance.
pub(super) fn reduced(document: &ExecutableDocument) -> ExecutableDocument {
    let mut document = document.clone();
    use async_graphql::parser::types::DocumentOperations;
    match &mut document.operations {
        DocumentOperations::Single(operation) => reduce(&mut operation.node),
        DocumentOperations::Multiple(all) => all.values_mut().for_each(|operation| reduce(&mut operation.node)),
    }
    document
}

fn reduce(operation: &mut OperationDefinition) {
    operation
        .selection_set
        .node
        .items
        .retain(|selection| matches!(&selection.node, Parsed::Field(field) if field.node.name.node == FIELD));
}

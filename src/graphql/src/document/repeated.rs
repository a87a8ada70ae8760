//! "Input Object Field Uniqueness": the one rule of the specification that the validator does not apply.
//!
//! An input object that names a field twice would be read with the last value alone: a filter on two values that quietly holds one.

use std::collections::HashSet;

use apollo_compiler::ast::{Argument, Definition, Directive, Document, Selection, Value};
use apollo_compiler::parser::SourceSpan;
use apollo_compiler::{Name, Node};

/// Every field of an input object that stands there again, with its place.
pub(super) fn fields(document: &Document) -> Vec<(Name, Option<SourceSpan>)> {
    let mut found = Vec::new();
    for definition in &document.definitions {
        match definition {
            Definition::OperationDefinition(operation) => {
                for variable in &operation.variables {
                    variable.default_value.iter().for_each(|value| in_value(value, &mut found));
                    in_directives(&variable.directives, &mut found);
                }
                in_directives(&operation.directives, &mut found);
                in_selections(&operation.selection_set, &mut found);
            }
            Definition::FragmentDefinition(fragment) => {
                in_directives(&fragment.directives, &mut found);
                in_selections(&fragment.selection_set, &mut found);
            }
            _ => {}
        }
    }
    found
}

type Found = Vec<(Name, Option<SourceSpan>)>;

fn in_selections(selections: &[Selection], found: &mut Found) {
    for selection in selections {
        match selection {
            Selection::Field(field) => {
                in_arguments(&field.arguments, found);
                in_directives(&field.directives, found);
                in_selections(field.selection_set.as_deref().unwrap_or_default(), found);
            }
            Selection::FragmentSpread(spread) => in_directives(&spread.directives, found),
            Selection::InlineFragment(inline) => {
                in_directives(&inline.directives, found);
                in_selections(&inline.selection_set, found);
            }
        }
    }
}

fn in_directives(directives: &[Node<Directive>], found: &mut Found) {
    directives.iter().for_each(|directive| in_arguments(&directive.arguments, found));
}

fn in_arguments(arguments: &[Node<Argument>], found: &mut Found) {
    arguments.iter().for_each(|argument| in_value(&argument.value, found));
}

fn in_value(value: &Node<Value>, found: &mut Found) {
    match value.as_ref() {
        Value::List(values) => values.iter().for_each(|value| in_value(value, found)),
        Value::Object(fields) => {
            let mut seen = HashSet::new();
            for (name, value) in fields {
                if !seen.insert(name) {
                    found.push((name.clone(), name.location()));
                }
                in_value(value, found);
            }
        }
        _ => {}
    }
}

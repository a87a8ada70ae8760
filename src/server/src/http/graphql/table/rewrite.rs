//! A page as an operation of its own: the client's document with its fragments spread, and with the page's place in the list.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    DocumentOperations, ExecutableDocument, Field as Asked, InlineFragment, OperationDefinition, Selection,
    SelectionSet, TypeCondition,
};
use async_graphql::parser::{Pos, Positioned};
use async_graphql::{Name, Number};

use super::plan::{Plan, at};
use super::selection::{Arguments, Field, Value};

/// Which page.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// How many rows.
    pub(super) first: u64,
    /// Behind this cursor; where the client said, or at the start, where there is none yet.
    pub(super) after: Option<String>,
}

/// The document that asks for the whole list, or for one page of it.
pub(super) fn document(plan: &Plan, place: Option<&Place>) -> ExecutableDocument {
    let mut fields = plan.fields.clone();
    if let Some(place) = place
        && let Some((_, way)) = plan.list.split_last()
        && let Some(connection) = at(&mut fields, way)
    {
        set(&mut connection.arguments, "first", Value::Number(Number::from(place.first)), connection.at);
        if let Some(after) = &place.after {
            set(&mut connection.arguments, "after", Value::String(after.clone()), connection.at);
        }
    }
    let mut used = HashSet::new();
    fields.iter().for_each(|field| variables(field, &mut used));
    let directives = plan.operation.directives.iter().flat_map(|directive| &directive.node.arguments);
    directives.for_each(|(_, value)| variables_in(&value.node, &mut used));
    // What only a left-out part needed is not declared: an unused variable would be refused.
    let mut definitions = plan.operation.variable_definitions.clone();
    definitions.retain(|definition| used.contains(&definition.node.name.node));
    let pos = plan.operation.selection_set.pos;
    let operation = OperationDefinition {
        ty: plan.operation.ty,
        variable_definitions: definitions,
        directives: plan.operation.directives.clone(),
        selection_set: selection(&fields, pos),
    };
    let operation = Positioned::new(operation, pos);
    let operations = match &plan.name {
        Some(name) => DocumentOperations::Multiple(HashMap::from([(name.clone(), operation)])),
        None => DocumentOperations::Single(operation),
    };
    ExecutableDocument { operations, fragments: HashMap::new() }
}

fn set(arguments: &mut Arguments, name: &str, value: Value, pos: Pos) {
    arguments.retain(|(argument, _)| argument.node != name);
    arguments.push((Positioned::new(Name::new(name), pos), Positioned::new(value, pos)));
}

fn selection(fields: &[Field], pos: Pos) -> Positioned<SelectionSet> {
    let items = fields.iter().map(|field| {
        let asked = Positioned::new(Selection::Field(Positioned::new(asked(field), field.at)), field.at);
        match &field.on {
            None => asked,
            Some(on) => Positioned::new(Selection::InlineFragment(narrowed(asked, on, field.at)), field.at),
        }
    });
    Positioned::new(SelectionSet { items: items.collect() }, pos)
}

fn asked(field: &Field) -> Asked {
    let alias = (field.key != field.name).then(|| Positioned::new(field.key.clone(), field.at));
    Asked {
        alias,
        name: Positioned::new(field.name.clone(), field.at),
        arguments: field.arguments.clone(),
        directives: field.directives.clone(),
        selection_set: selection(&field.fields, field.at),
    }
}

fn narrowed(asked: Positioned<Selection>, on: &Name, pos: Pos) -> Positioned<InlineFragment> {
    let condition = TypeCondition { on: Positioned::new(on.clone(), pos) };
    let fragment = InlineFragment {
        type_condition: Some(Positioned::new(condition, pos)),
        directives: Vec::new(),
        selection_set: Positioned::new(SelectionSet { items: vec![asked] }, pos),
    };
    Positioned::new(fragment, pos)
}

fn variables(field: &Field, used: &mut HashSet<Name>) {
    let of_directives = field.directives.iter().flat_map(|directive| &directive.node.arguments);
    field.arguments.iter().chain(of_directives).for_each(|(_, value)| variables_in(&value.node, used));
    field.fields.iter().for_each(|field| variables(field, used));
}

fn variables_in(value: &Value, used: &mut HashSet<Name>) {
    match value {
        Value::Variable(name) => {
            used.insert(name.clone());
        }
        Value::List(items) => items.iter().for_each(|item| variables_in(item, used)),
        Value::Object(members) => members.values().for_each(|member| variables_in(member, used)),
        _ => {}
    }
}

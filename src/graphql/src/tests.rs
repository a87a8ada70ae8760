//! The contract guards itself: the checked-in SDL is the schema, and everything in it is explained.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    ConstDirective, InterfaceType, ObjectType, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Positioned, Value as ConstValue};

const CHECKED_IN: &str = include_str!("../../../schema/schema.graphql");

#[test]
fn the_checked_in_schema_is_the_schema() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../schema/schema.graphql");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(path, crate::sdl()).unwrap();
        return;
    }
    assert!(
        CHECKED_IN == crate::sdl(),
        "schema/schema.graphql is not the schema of the code: look at the difference, then run `make schema`"
    );
}

fn types() -> Vec<TypeDefinition> {
    let document = parse_schema(crate::sdl()).unwrap();
    let definitions = document.definitions.into_iter();
    definitions
        .filter_map(|definition| match definition {
            TypeSystemDefinition::Type(it) => Some(it.node),
            _ => None,
        })
        .collect()
}

#[test]
fn every_type_field_argument_and_value_is_described() {
    let mut bare = Vec::new();
    for definition in types() {
        let name = definition.name.node.to_string();
        if definition.description.is_none() {
            bare.push(name.clone());
        }
        match definition.kind {
            TypeKind::Object(object) => {
                for field in object.fields {
                    let field_name = format!("{name}.{}", field.node.name.node);
                    if field.node.description.is_none() {
                        bare.push(field_name.clone());
                    }
                    let arguments = field.node.arguments.iter();
                    let unnamed = arguments.filter(|it| it.node.description.is_none());
                    bare.extend(unnamed.map(|it| format!("{field_name}({})", it.node.name.node)));
                }
            }
            TypeKind::InputObject(input) => {
                let fields = input.fields.into_iter().filter(|it| it.node.description.is_none());
                bare.extend(fields.map(|it| format!("{name}.{}", it.node.name.node)));
            }
            TypeKind::Enum(list) => {
                let values = list.values.into_iter().filter(|it| it.node.description.is_none());
                bare.extend(values.map(|it| format!("{name}.{}", it.node.value.node)));
            }
            _ => {}
        }
    }
    assert!(bare.is_empty(), "describe these: {bare:#?}");
}

#[test]
fn names_follow_the_conventions() {
    for definition in types() {
        let name = definition.name.node.to_string();
        assert!(name.chars().next().is_some_and(char::is_uppercase) && !name.contains('_'), "type {name}");
        if let TypeKind::Enum(list) = definition.kind {
            for value in list.values {
                let value = value.node.value.node.to_string();
                let plain = value.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
                assert!(plain, "{name}.{value}");
            }
        }
    }
}

/// A field that fails takes everything up to the nearest nullable one with it: were the roots not nullable, one question that is
/// refused would take the answers to all the others of its document, and the second mutation what the first one wrote.
#[test]
fn every_field_of_the_roots_can_be_null() {
    for definition in types().into_iter().filter(|it| ["Query", "Mutation"].contains(&it.name.node.as_str())) {
        let TypeKind::Object(root) = definition.kind else { panic!("a root is an object") };
        assert!(!root.fields.is_empty());
        for field in root.fields {
            assert!(field.node.ty.node.nullable, "{} cannot be null", field.node.name.node);
        }
    }
}

/// Why each thing that is deprecated is so, by its name.
fn deprecations() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut look = |name: String, directives: &[Positioned<ConstDirective>]| {
        let deprecated = directives.iter().find(|it| it.node.name.node == "deprecated");
        let reason = deprecated.map(|it| it.node.get_argument("reason").map(|it| it.node.clone()));
        match reason {
            Some(Some(ConstValue::String(reason))) => found.push((name, reason)),
            Some(_) => found.push((name, String::new())),
            None => {}
        }
    };
    for definition in types() {
        let of = definition.name.node;
        match definition.kind {
            TypeKind::Object(ObjectType { fields, .. }) | TypeKind::Interface(InterfaceType { fields, .. }) => {
                for Positioned { node: field, .. } in fields {
                    look(format!("{of}.{}", field.name.node), &field.directives);
                    let arguments = field.arguments.iter().map(|it| &it.node);
                    arguments
                        .for_each(|it| look(format!("{of}.{}({})", field.name.node, it.name.node), &it.directives));
                }
            }
            TypeKind::InputObject(input) => {
                let fields = input.fields.iter().map(|it| &it.node);
                fields.for_each(|it| look(format!("{of}.{}", it.name.node), &it.directives));
            }
            TypeKind::Enum(list) => {
                let values = list.values.iter().map(|it| &it.node);
                values.for_each(|it| look(format!("{of}.{}", it.value.node), &it.directives));
            }
            TypeKind::Scalar | TypeKind::Union(_) => {}
        }
    }
    found
}

/// What is to go says what to ask for in its place and, in these words, when it goes: "Removal on 2027-04-01." The gate before a
/// release reads the day (tests/clients/removal.mjs), and so can everybody's linter.
#[test]
fn what_is_deprecated_says_when_it_goes() {
    let deprecations = deprecations();
    assert!(deprecations.iter().any(|(name, _)| name == "Target.value"), "deprecations are found: {deprecations:?}");
    for (name, reason) in deprecations {
        let said = reason.strip_suffix('.').and_then(|it| it.rsplit_once(". Removal on "));
        let (instead, day) =
            said.unwrap_or_else(|| panic!("{name} is deprecated and does not say when it goes: {reason}"));
        assert!(!instead.is_empty(), "{name}: say what to ask for in its place");
        assert!(day.len() == 10 && day.parse::<chrono::NaiveDate>().is_ok(), "{name}: '{day}' is no day, YYYY-MM-DD");
    }
}

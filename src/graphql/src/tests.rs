//! The contract guards itself: the checked-in SDL is the schema, and everything in it is explained.

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{TypeDefinition, TypeKind, TypeSystemDefinition};

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

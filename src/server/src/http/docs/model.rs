//! The schema as the pages want it: every type by its name, and where each is used.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{
    BaseType, FieldDefinition, InputValueDefinition, Type, TypeDefinition, TypeKind, TypeSystemDefinition,
};
use async_graphql::{Name, Positioned};

use crate::http::operations;

/// The scalars of GraphQL itself, which a schema does not define.
const BUILT_IN: &str = r#"
"Text." scalar String
"A whole number between -2,147,483,648 and 2,147,483,647." scalar Int
"A floating-point number." scalar Float
"True or false." scalar Boolean
"An opaque identifier: keep it and send it back, but read nothing from it." scalar ID
"#;

/// Every type, and where it is used.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) types: BTreeMap<String, TypeDefinition>,
    used: BTreeMap<String, Vec<Use>>,
}

/// A place in which a type is named.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Use {
    pub(super) how: How,
    pub(super) owner: String,
    pub(super) member: String,
}

/// How a type is used there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum How {
    /// A type is one of its kinds.
    Implements,
    /// A field answers with it.
    Answers,
    /// An argument or an input field takes it.
    Takes,
}

/// The model of the schema in this binary. It is our own text, and a test reads it; were it ever unreadable, the pages would
/// be empty, and the server would go on.
pub(super) fn model() -> &'static Model {
    static MODEL: LazyLock<Model> = LazyLock::new(|| {
        Model::read(operations::sdl()).unwrap_or_else(|error| {
            tracing::error!(%error, "the schema cannot be shown");
            Model { types: BTreeMap::new(), used: BTreeMap::new() }
        })
    });
    &MODEL
}

impl Model {
    /// Reads a schema definition.
    pub(super) fn read(sdl: &str) -> Result<Self, async_graphql::parser::Error> {
        let definitions = parse_schema(format!("{sdl}{BUILT_IN}"))?.definitions;
        let types = definitions.into_iter().filter_map(|definition| match definition {
            TypeSystemDefinition::Type(it) => Some((it.node.name.node.to_string(), it.node)),
            _ => None,
        });
        let mut types: BTreeMap<_, _> = types.collect();
        let used = uses(&types);
        // A built-in scalar that nothing uses is no part of the schema.
        types.retain(|name, it| !matches!(it.kind, TypeKind::Scalar) || used.contains_key(name));
        Ok(Self { types, used })
    }

    /// Where a type is used, in the order of the kinds of use and then of the names.
    pub(super) fn uses(&self, name: &str, how: How) -> Vec<&Use> {
        self.used.get(name).into_iter().flatten().filter(|it| it.how == how).collect()
    }

    /// The fields of the type of that name; none where it has none.
    pub(super) fn fields(&self, name: &str) -> &[Positioned<FieldDefinition>] {
        self.types.get(name).map(fields).unwrap_or_default()
    }
}

/// The fields of an object or an interface.
pub(super) fn fields(it: &TypeDefinition) -> &[Positioned<FieldDefinition>] {
    match &it.kind {
        TypeKind::Object(object) => &object.fields,
        TypeKind::Interface(interface) => &interface.fields,
        _ => &[],
    }
}

/// The fields of an input.
pub(super) fn inputs(it: &TypeDefinition) -> &[Positioned<InputValueDefinition>] {
    match &it.kind {
        TypeKind::InputObject(input) => &input.fields,
        _ => &[],
    }
}

/// The interfaces that a type implements.
pub(super) fn interfaces(it: &TypeDefinition) -> &[Positioned<Name>] {
    match &it.kind {
        TypeKind::Object(object) => &object.implements,
        TypeKind::Interface(interface) => &interface.implements,
        _ => &[],
    }
}

/// The named type inside lists and non-nulls.
pub(super) fn innermost(ty: &Type) -> &str {
    match &ty.base {
        BaseType::Named(name) => name,
        BaseType::List(of) => innermost(of),
    }
}

/// What a kind of type is called.
pub(super) const fn kind(it: &TypeDefinition) -> &'static str {
    match it.kind {
        TypeKind::Scalar => "Scalar",
        TypeKind::Object(_) => "Object",
        TypeKind::Interface(_) => "Interface",
        TypeKind::Union(_) => "Union",
        TypeKind::Enum(_) => "Enumeration",
        TypeKind::InputObject(_) => "Input",
    }
}

fn uses(types: &BTreeMap<String, TypeDefinition>) -> BTreeMap<String, Vec<Use>> {
    let mut used: BTreeMap<String, Vec<Use>> = BTreeMap::new();
    let mut note = |name: &str, how, owner: &str, member: String| {
        used.entry(name.to_owned()).or_default().push(Use { how, owner: owner.to_owned(), member });
    };
    for (owner, it) in types {
        for interface in interfaces(it) {
            note(&interface.node, How::Implements, owner, String::new());
        }
        if let TypeKind::Union(union) = &it.kind {
            union.members.iter().for_each(|member| note(&member.node, How::Answers, owner, String::new()));
        }
        for Positioned { node: field, .. } in fields(it) {
            note(innermost(&field.ty.node), How::Answers, owner, field.name.to_string());
            let taken: std::collections::BTreeSet<_> =
                field.arguments.iter().map(|argument| innermost(&argument.node.ty.node)).collect();
            taken.into_iter().for_each(|name| note(name, How::Takes, owner, field.name.to_string()));
        }
        for Positioned { node: input, .. } in inputs(it) {
            note(innermost(&input.ty.node), How::Takes, owner, input.name.to_string());
        }
    }
    used.values_mut().for_each(|uses| uses.sort());
    used
}

#[cfg(test)]
mod tests {
    use super::*;

    const SMALL: &str = r#"
"A thing." interface Node { "Id." id: ID! }
type A implements Node { id: ID!, all(of: [In!], also: In, n: Int = 3): [[E!]!]! }
enum E { X Y }
input In { e: E! = X, more: In }
union U = A
type Query { a: A, u: U }
"#;

    #[test]
    fn the_whole_schema_can_be_read() {
        let model = model();
        assert!(model.types.len() > 300, "{} types", model.types.len());
        assert!(model.fields("Query").len() > 30);
        assert!(model.types.values().all(|it| it.description.is_some()), "every type says what it is");
    }

    #[test]
    fn uses_are_found_inside_lists_arguments_and_inputs() {
        let model = Model::read(SMALL).unwrap();
        let told = |name: &str, how| -> Vec<String> {
            model.uses(name, how).iter().map(|it| format!("{}.{}", it.owner, it.member)).collect()
        };
        assert_eq!(told("Node", How::Implements), ["A."]);
        assert_eq!(told("E", How::Answers), ["A.all"]);
        assert_eq!(told("E", How::Takes), ["In.e"]);
        assert_eq!(told("In", How::Takes), ["A.all", "In.more"], "two arguments of one field are one use");
        assert_eq!(told("A", How::Answers), ["Query.a", "U."]);
        assert!(model.types.contains_key("Int") && !model.types.contains_key("Float"), "only what is used");
    }

    #[test]
    fn what_is_no_schema_is_an_error() {
        assert!(Model::read("type {").is_err());
    }
}

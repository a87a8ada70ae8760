//! What the schema says of the fields of a document, as far as a table needs to know it.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use async_graphql::Name;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};

/// The types of the schema, read once from its definition language.
static TYPES: LazyLock<Types> = LazyLock::new(|| Types::read(&sextant_graphql::sdl()));

/// The types with fields, and the names of the enums.
#[derive(Default)]
struct Types {
    composites: HashMap<Name, Composite>,
    enums: HashSet<Name>,
}

/// An object or interface type.
pub(super) struct Composite {
    name: Name,
    abstract_type: bool,
    implements: Vec<Name>,
    /// In the order of the schema.
    fields: Vec<(Name, Type_)>,
}

/// The type of a field.
#[derive(Debug)]
pub(super) struct Type_ {
    /// The named type at the bottom: `School` of `[School!]!`.
    pub(super) of: Name,
    /// Whether it is a list.
    pub(super) list: bool,
    /// Whether it may be null.
    pub(super) nullable: bool,
    /// Whether the field takes `first` and `after`.
    pub(super) paged: bool,
}

/// The type that queries begin at.
pub(super) fn query() -> Option<&'static Composite> {
    composite("Query")
}

/// A type with fields, by its name.
pub(super) fn composite(name: &str) -> Option<&'static Composite> {
    TYPES.composites.get(name)
}

impl Composite {
    pub(super) const fn name(&self) -> &Name {
        &self.name
    }

    /// Whether it is an interface: what it has beside the fields of all is asked for by type.
    pub(super) const fn is_abstract(&self) -> bool {
        self.abstract_type
    }

    /// Whether everything of this type is also of the other.
    pub(super) fn is_a(&self, name: &str) -> bool {
        self.name == name || self.implements.iter().any(|of| of == name)
    }

    pub(super) fn field(&self, name: &str) -> Option<&'static Type_> {
        static TYPENAME: LazyLock<Type_> =
            LazyLock::new(|| Type_ { of: Name::new("String"), list: false, nullable: false, paged: false });
        if name == "__typename" {
            return Some(&TYPENAME);
        }
        // The types live as long as the program; looked up again to say so.
        let own = TYPES.composites.get(&self.name)?;
        own.fields.iter().find(|(field, _)| field == name).map(|(_, type_)| type_)
    }

    /// The names of its fields.
    #[cfg(test)]
    pub(super) fn names(&self) -> impl Iterator<Item = &Name> {
        self.fields.iter().map(|(name, _)| name)
    }

    /// The nullable field that says why another has no value.
    ///
    /// In this schema such fields are enums called `missingReason` or `reason`. One that is never null is no such reason: it
    /// says of a thing that it is there why it is.
    pub(super) fn reason(&self) -> Option<(&Name, &'static Type_)> {
        let named = |(name, _): &&(Name, Type_)| matches!(name.as_str(), "missingReason" | "reason");
        let (name, type_) = self.fields.iter().find(named)?;
        (type_.nullable && !type_.list && type_.is_enum()).then_some(())?;
        Some((name, self.field(name)?))
    }
}

impl Type_ {
    /// The type as one with fields.
    pub(super) fn composite(&self) -> Option<&'static Composite> {
        composite(&self.of)
    }

    pub(super) fn is_enum(&self) -> bool {
        TYPES.enums.contains(&self.of)
    }

    /// Whether it is one number, exact or not.
    pub(super) fn is_number(&self) -> bool {
        !self.list && matches!(self.of.as_str(), "Int" | "Float" | "Decimal" | "Pence")
    }

    /// What a typed header calls it. A list stands in its cell as JSON.
    pub(super) fn label(&self) -> &str {
        if self.list { "JSON" } else { &self.of }
    }
}

impl Types {
    fn read(sdl: &str) -> Self {
        let mut types = Self::default();
        // A test reads the schema; were it ever unreadable here, no operation would be taken for a table.
        let Ok(document) = parse_schema(sdl) else { return types };
        for definition in document.definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = definition.node.name.node;
            let (abstract_type, implements, fields) = match definition.node.kind {
                TypeKind::Object(object) => (false, object.implements, object.fields),
                TypeKind::Interface(interface) => (true, interface.implements, interface.fields),
                TypeKind::Enum(_) => {
                    types.enums.insert(name);
                    continue;
                }
                _ => continue,
            };
            let implements = implements.into_iter().map(|name| name.node).collect();
            let fields = fields.into_iter().map(|field| read(field.node)).collect();
            types.composites.insert(name.clone(), Composite { name, abstract_type, implements, fields });
        }
        types
    }
}

fn read(field: FieldDefinition) -> (Name, Type_) {
    let takes = |name: &str| field.arguments.iter().any(|argument| argument.node.name.node == name);
    let paged = takes("first") && takes("after");
    let Type { base, nullable } = field.ty.node;
    let list = matches!(base, BaseType::List(_));
    (field.name.node, Type_ { of: bottom(base), list, nullable, paged })
}

fn bottom(base: BaseType) -> Name {
    match base {
        BaseType::Named(name) => name,
        BaseType::List(of) => bottom(of.base),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn field(of: &str, name: &str) -> &'static Type_ {
        composite(of).unwrap().field(name).unwrap()
    }

    #[test]
    fn the_schema_is_read() {
        let schools = field("Query", "schools");
        assert!(schools.paged && !schools.list && schools.nullable);
        let nodes = field("SchoolConnection", "nodes");
        assert!(nodes.list && nodes.of == "School" && nodes.label() == "JSON");
        assert!(field("Measure", "value").is_number() && field("Measure", "value").nullable);
        assert!(field("Measure", "status").is_enum() && !field("School", "urn").is_number());
        assert!(composite("Node").unwrap().is_abstract() && composite("School").unwrap().is_a("Node"));
        assert!(composite("Query").unwrap().field("__schema").is_none(), "introspection is no table");
    }

    #[test]
    fn what_says_why_a_value_is_missing_is_known() {
        let reason = |of: &str| composite(of).unwrap().reason().map(|(name, _)| name.as_str());
        for of in ["Measure", "Benchmark", "NeighbourMean", "DatedMeasure", "LandscapeCount", "LandscapeSeriesPoint"] {
            assert_eq!(reason(of), Some("missingReason"), "{of}");
        }
        for of in ["Rag", "DirectionOfTravel", "Forecast", "ProgressChange", "ProgressStanding", "ChangeEvidence"] {
            assert_eq!(reason(of), Some("reason"), "{of}");
        }
        // Why something happened, not why it is not there.
        for of in ["Flag", "AdverseInspection", "DueChange", "Scorecard", "RecommendationResponse", "School"] {
            assert_eq!(reason(of), None, "{of}");
        }
    }
}

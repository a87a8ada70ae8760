//! How much a document asks for, counted on what was parsed alone: before the rules of the schema are applied, which take longer.
//!
//! Fragments are walked once each, whatever spreads them, so that twenty that spread each other ten times over are counted as fast
//! as they are written.

use std::collections::HashMap;

use apollo_compiler::ast::{Definition, Directive, Document, FragmentDefinition, OperationDefinition, Selection};
use apollo_compiler::{Name, Node};

use super::Beyond;
use crate::limits::Limits;

/// What a selection comes to with its fragments written out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Extent {
    /// Fields at its root.
    roots: usize,
    /// Fields in all.
    fields: usize,
    /// How deep fields are nested.
    depth: usize,
    /// How deep fragments spread fragments.
    spreads: usize,
    /// Whether every field at its root asks for the schema itself.
    introspects: bool,
}

impl Extent {
    const NOTHING: Self = Self { roots: 0, fields: 0, depth: 0, spreads: 0, introspects: true };

    fn and(self, other: Self) -> Self {
        Self {
            roots: self.roots.saturating_add(other.roots),
            fields: self.fields.saturating_add(other.fields),
            depth: self.depth.max(other.depth),
            spreads: self.spreads.max(other.spreads),
            introspects: self.introspects && other.introspects,
        }
    }
}

/// Refuses a document that asks for too much; otherwise whether all its operations ask for the schema alone.
///
/// # Errors
/// Names the limit, and what the document comes to.
pub(super) fn check(document: &Document, limits: &Limits) -> Result<bool, Beyond> {
    let operations: Vec<_> = document.definitions.iter().filter_map(Definition::as_operation_definition).collect();
    let fragments: Vec<_> = document.definitions.iter().filter_map(Definition::as_fragment_definition).collect();
    Beyond::check("the operations of the document", operations.len(), limits.operations)?;
    Beyond::check("the fragments of the document", fragments.len(), limits.fragments)?;
    let marks = marks(&operations, &fragments);
    Beyond::check("the aliases of the document", marks.aliases, limits.aliases)?;
    Beyond::check("the directives of the document", marks.directives, limits.directives)?;
    Beyond::check("the directives of a field", marks.directives_of_one, limits.directives_per_field)?;
    let mut walk = Walk { fragments: fragments.iter().map(|it| (&it.name, *it)).collect(), known: HashMap::new() };
    let mut introspects = !operations.is_empty();
    for operation in operations {
        let extent = walk.selections(&operation.selection_set);
        introspects &= extent.introspects;
        Beyond::check("the depth of fragments in fragments", extent.spreads, limits.spread_depth)?;
        Beyond::check("the fields of the operation at its root", extent.roots, limits.root_fields)?;
        Beyond::check("the fields of the operation", extent.fields, limits.fields)?;
        let deepest = if extent.introspects { limits.introspection_depth } else { limits.depth };
        Beyond::check("the depth of the operation", extent.depth, deepest)?;
    }
    Ok(introspects)
}

/// What is counted once, however often it is spread.
#[derive(Default)]
struct Marks {
    aliases: usize,
    directives: usize,
    directives_of_one: usize,
}

fn marks(operations: &[&Node<OperationDefinition>], fragments: &[&Node<FragmentDefinition>]) -> Marks {
    let mut marks = Marks::default();
    for operation in operations {
        marks.count(&operation.directives);
        for variable in &operation.variables {
            marks.count(&variable.directives);
        }
        marks.within(&operation.selection_set);
    }
    for fragment in fragments {
        marks.count(&fragment.directives);
        marks.within(&fragment.selection_set);
    }
    marks
}

impl Marks {
    fn count(&mut self, directives: &[Node<Directive>]) {
        self.directives += directives.len();
        self.directives_of_one = self.directives_of_one.max(directives.len());
    }

    fn within(&mut self, selections: &[Selection]) {
        for selection in selections {
            match selection {
                Selection::Field(field) => {
                    self.aliases += usize::from(field.alias.is_some());
                    self.count(&field.directives);
                    self.within(field.selection_set.as_deref().unwrap_or_default());
                }
                Selection::InlineFragment(inline) => {
                    self.count(&inline.directives);
                    self.within(&inline.selection_set);
                }
                Selection::FragmentSpread(spread) => self.count(&spread.directives),
            }
        }
    }
}

/// Fragments by their names, and what those that were walked came to. One that is being walked counts as nothing: that it spreads
/// itself is refused by the rules.
struct Walk<'a> {
    fragments: HashMap<&'a Name, &'a Node<FragmentDefinition>>,
    known: HashMap<&'a Name, Extent>,
}

impl<'a> Walk<'a> {
    fn selections(&mut self, selections: &'a [Selection]) -> Extent {
        selections.iter().map(|it| self.selection(it)).fold(Extent::NOTHING, Extent::and)
    }

    fn selection(&mut self, selection: &'a Selection) -> Extent {
        match selection {
            Selection::Field(field) => {
                let below = self.selections(field.selection_set.as_deref().unwrap_or_default());
                Extent {
                    roots: 1,
                    fields: below.fields.saturating_add(1),
                    depth: below.depth + 1,
                    spreads: below.spreads,
                    introspects: field.name.starts_with("__"),
                }
            }
            Selection::InlineFragment(inline) => self.selections(&inline.selection_set),
            Selection::FragmentSpread(spread) => self.spread(&spread.fragment_name),
        }
    }

    fn spread(&mut self, name: &'a Name) -> Extent {
        if let Some(known) = self.known.get(name) {
            return *known;
        }
        let Some(fragment) = self.fragments.get(name).copied() else { return Extent::NOTHING };
        self.known.insert(name, Extent::NOTHING);
        let inside = self.selections(&fragment.selection_set);
        let extent = Extent { spreads: inside.spreads + 1, ..inside };
        self.known.insert(name, extent);
        extent
    }
}

#[cfg(test)]
mod tests;

//! A selection with its fragments spread, its conditions decided and its fields merged: what will stand in the answer.

use std::collections::{HashMap, HashSet};

use async_graphql::parser::types::{
    Directive, FragmentDefinition, Selection, SelectionSet, TypeCondition, VariableDefinition,
};
use async_graphql::parser::{Pos, Positioned};
use async_graphql::{Name, Value as Constant, Variables};

use super::types::{Composite, Type_};

/// A value as it stands in a document.
pub(super) type Value = async_graphql_value::Value;

/// The arguments of a field.
pub(super) type Arguments = Vec<(Positioned<Name>, Positioned<Value>)>;

/// The most fields that an operation may come to once its fragments are spread: fragments in fragments multiply.
const MOST_FIELDS: usize = 1_000;
/// How deep fields are looked for: far beyond what may be nested, where a document is made to go on without end.
const DEEPEST: usize = 100;

/// A field of the answer.
#[derive(Clone, Debug)]
pub(super) struct Field {
    /// Under which name it is answered.
    pub(super) key: Name,
    /// Its name in the schema.
    pub(super) name: Name,
    /// Where it stands in the document.
    pub(super) at: Pos,
    pub(super) arguments: Arguments,
    /// What it has beside `@skip` and `@include`, for the schema to judge.
    pub(super) directives: Vec<Positioned<Directive>>,
    /// Its type.
    pub(super) type_: &'static Type_,
    /// The type that the thing it is asked of must have, where it could have several.
    pub(super) on: Option<Name>,
    pub(super) fields: Vec<Field>,
}

/// Why a selection cannot be spread.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Unclear {
    /// The schema would not take it, and can say better why.
    Invalid,
    /// It comes to too many fields.
    TooMany,
}

/// What an operation rests on.
pub(super) struct Given<'a> {
    pub(super) fragments: &'a HashMap<Name, Positioned<FragmentDefinition>>,
    pub(super) definitions: &'a [Positioned<VariableDefinition>],
    pub(super) variables: &'a Variables,
}

impl Given<'_> {
    /// The value of an argument with its variables filled in; `None` where one has none.
    pub(super) fn constant(&self, value: &Value) -> Option<Constant> {
        value.clone().into_const_with(|name| self.variable(&name).ok_or(())).ok()
    }

    fn variable(&self, name: &Name) -> Option<Constant> {
        let definition = self.definitions.iter().find(|definition| definition.node.name.node == *name)?;
        self.variables.get(name).or_else(|| definition.node.default_value()).cloned()
    }

    /// Spreads the selection of an operation.
    pub(super) fn spread(&self, set: &SelectionSet, of: &'static Composite) -> Result<Vec<Field>, Unclear> {
        let mut spreading = Spreading { given: self, count: 0 };
        spreading.level(&[(set, of)], 0)
    }
}

struct Spreading<'a> {
    given: &'a Given<'a>,
    count: usize,
}

/// One level of an answer, as it is collected.
#[derive(Default)]
struct Level<'a> {
    /// The fields, and the selections below each.
    fields: Vec<(Field, Vec<(&'a SelectionSet, &'static Composite)>)>,
    /// The fragments that were spread here already: a second time adds nothing.
    seen: HashSet<(&'a str, &'static str)>,
}

impl<'a> Spreading<'a> {
    fn level(&mut self, sets: &[(&'a SelectionSet, &'static Composite)], depth: usize) -> Result<Vec<Field>, Unclear> {
        if depth > DEEPEST {
            return Err(Unclear::Invalid);
        }
        let mut level = Level::default();
        for (set, of) in sets {
            let abstract_type = of.is_abstract().then_some(*of);
            self.collect(set, of, abstract_type, &mut level)?;
        }
        level
            .fields
            .into_iter()
            .map(|(field, below)| Ok(Field { fields: self.level(&below, depth + 1)?, ..field }))
            .collect()
    }

    /// Collects the fields of a selection. `declared` is the interface that the thing is declared as, where it is one.
    fn collect(
        &mut self,
        set: &'a SelectionSet,
        of: &'static Composite,
        declared: Option<&'static Composite>,
        level: &mut Level<'a>,
    ) -> Result<(), Unclear> {
        for selection in &set.items {
            if !self.is_wanted(selection.node.directives())? {
                continue;
            }
            match &selection.node {
                Selection::Field(field) => self.field(field, of, declared, level)?,
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    if let Some(of) = narrowed(of, condition)? {
                        self.collect(&fragment.node.selection_set.node, of, declared, level)?;
                    }
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let fragment = self.given.fragments.get(name).ok_or(Unclear::Invalid)?;
                    let Some(of) = narrowed(of, Some(&fragment.node.type_condition))? else { continue };
                    if level.seen.insert((name.as_str(), of.name().as_str())) {
                        self.collect(&fragment.node.selection_set.node, of, declared, level)?;
                    }
                }
            }
        }
        Ok(())
    }

    fn field(
        &mut self,
        field: &'a Positioned<async_graphql::parser::types::Field>,
        of: &'static Composite,
        declared: Option<&'static Composite>,
        level: &mut Level<'a>,
    ) -> Result<(), Unclear> {
        let node = &field.node;
        let type_ = of.field(&node.name.node).ok_or(Unclear::Invalid)?;
        let set = &node.selection_set.node;
        let below = match type_.composite() {
            Some(composite) if !set.items.is_empty() => vec![(set, composite)],
            None if set.items.is_empty() => Vec::new(),
            _ => return Err(Unclear::Invalid),
        };
        self.count += 1;
        if self.count > MOST_FIELDS {
            return Err(Unclear::TooMany);
        }
        let on = declared.filter(|declared| declared.name() != of.name()).map(|_| of.name().clone());
        let key = &node.response_key().node;
        let same = level.fields.iter_mut().find(|(known, _)| known.key == *key && known.on == on);
        if let Some((known, more)) = same {
            if known.name != node.name.node || !same_arguments(&known.arguments, &node.arguments) {
                return Err(Unclear::Invalid);
            }
            more.extend(below);
            return Ok(());
        }
        let directives = node.directives.iter().filter(|directive| !decides(directive)).cloned().collect();
        let (key, name, arguments) = (key.clone(), node.name.node.clone(), node.arguments.clone());
        let field = Field { key, name, at: field.pos, arguments, directives, type_, on, fields: Vec::new() };
        level.fields.push((field, below));
        Ok(())
    }

    /// Whether `@skip` and `@include` let a selection stand.
    fn is_wanted(&self, directives: &[Positioned<Directive>]) -> Result<bool, Unclear> {
        for directive in directives.iter().filter(|directive| decides(directive)) {
            let given = directive.node.get_argument("if").ok_or(Unclear::Invalid)?;
            let Some(Constant::Boolean(yes)) = self.given.constant(&given.node) else { return Err(Unclear::Invalid) };
            if yes == (directive.node.name.node == "skip") {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn decides(directive: &Positioned<Directive>) -> bool {
    matches!(directive.node.name.node.as_str(), "skip" | "include")
}

/// The type that a fragment's fields are asked of; `None` where nothing of this type is ever of that of the fragment.
fn narrowed(
    of: &'static Composite,
    condition: Option<&Positioned<TypeCondition>>,
) -> Result<Option<&'static Composite>, Unclear> {
    let Some(condition) = condition else { return Ok(Some(of)) };
    let wanted = super::types::composite(&condition.node.on.node).ok_or(Unclear::Invalid)?;
    Ok(if of.is_a(wanted.name()) {
        Some(of)
    } else if of.is_abstract() && wanted.is_a(of.name()) {
        Some(wanted)
    } else {
        None
    })
}

fn same_arguments(one: &Arguments, other: &Arguments) -> bool {
    let is_in = |(name, value): &(Positioned<Name>, Positioned<Value>)| {
        other.iter().any(|(its, also)| its.node == name.node && also.node == value.node)
    };
    one.len() == other.len() && one.iter().all(is_in)
}

//! No statement for each row, over the whole schema: operations are made of every list at the root and of every path of fields below
//! it, three deep, and asked for 1, 10 and 100 rows. A path may cost a few statements for each of its fields, and none for each row.

use std::collections::HashMap;
use std::sync::Arc;

use async_graphql::Request;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, FieldDefinition, Type, TypeKind, TypeSystemDefinition};
use sextant_graphql::{Caller, Contract, Limits};

use super::{admin, mint};
use crate::support::{Db, Loaded, both, now};

/// How deep paths go below the rows of a list.
const DEPTH: usize = 3;
/// The most statements of one field: rows and what identifies them, such as places and their codes.
const OF_A_FIELD: u64 = 3;
/// The most statements of the explanations of a scorecard or a snapshot, which compile it anew at its own position: for each of them.
const OF_AN_EXPLANATION: u64 = 40;
/// The most statements of a list at the root: the position in the ledger, who asks, the rows and what identifies them.
const OF_A_ROOT: u64 = 5;

struct Schema {
    objects: HashMap<String, Vec<FieldDefinition>>,
}

/// A path of fields below the rows of a list.
struct Path {
    root: String,
    /// Each with its arguments.
    fields: Vec<String>,
    /// What is asked for at its end.
    leaf: String,
}

impl Path {
    fn query(&self, rows: usize) -> String {
        let below = self.fields.iter().rev().fold(self.leaf.clone(), |below, field| format!("{field} {{ {below} }}"));
        format!("{{ {}(first: {rows}) {{ nodes {{ {below} }} }} }}", self.root)
    }

    /// Fields that can cost statements: those that only wrap a page do not.
    fn most(&self, rows: usize) -> u64 {
        let of = |field: &String| match field.as_str() {
            "nodes" => 0,
            "explain" => OF_AN_EXPLANATION * rows as u64,
            _ => OF_A_FIELD,
        };
        OF_A_ROOT + self.fields.iter().map(of).sum::<u64>()
    }
}

impl Schema {
    fn read() -> Self {
        let document = parse_schema(sextant_graphql::sdl()).unwrap();
        let object = |definition| match definition {
            TypeSystemDefinition::Type(it) => match it.node.kind {
                TypeKind::Object(object) => {
                    let fields = object.fields.into_iter().map(|field| field.node).collect();
                    Some((it.node.name.node.to_string(), fields))
                }
                _ => None,
            },
            _ => None,
        };
        Self { objects: document.definitions.into_iter().filter_map(object).collect() }
    }

    fn fields(&self, name: &str) -> &[FieldDefinition] {
        self.objects.get(name).map_or(&[], Vec::as_slice)
    }

    /// A field without fields of its own, that needs no argument.
    fn leaf(&self, name: &str) -> Option<String> {
        let plain = |field: &&FieldDefinition| !self.objects.contains_key(named(&field.ty.node)) && is_free(field);
        self.fields(name).iter().find(plain).map(|field| field.name.node.to_string())
    }

    /// Every path from a type, with what is asked for at its end.
    fn below(&self, name: &str, depth: usize) -> Vec<(Vec<String>, String)> {
        let mut paths = Vec::new();
        for field in self.fields(name) {
            let inner = named(&field.ty.node);
            // Pages know where they end; that costs nothing of its own.
            if !self.objects.contains_key(inner)
                || !is_free(field)
                || matches!(inner, "PageInfo")
                || field.name.node == "edges"
            {
                continue;
            }
            let step = step(field);
            paths.extend(self.leaf(inner).map(|leaf| (vec![step.clone()], leaf)));
            // A page and its rows are one step.
            let further = if field.name.node == "nodes" || inner.ends_with("Connection") { depth } else { depth - 1 };
            if further > 0 {
                paths.extend(self.below(inner, further).into_iter().map(|(mut rest, leaf)| {
                    rest.insert(0, step.clone());
                    (rest, leaf)
                }));
            }
        }
        paths
    }

    fn paths(&self) -> Vec<Path> {
        let lists = self.fields("Query").iter().filter(|field| takes(field, "first") && is_free(field));
        let mut paths = Vec::new();
        for list in lists {
            let connection = named(&list.ty.node);
            let Some(rows) = self.fields(connection).iter().find(|field| field.name.node == "nodes") else { continue };
            let root = list.name.node.to_string();
            let below = self.below(named(&rows.ty.node), DEPTH).into_iter();
            paths.extend(below.map(|(fields, leaf)| Path { root: root.clone(), fields, leaf }));
        }
        paths
    }
}

/// A field as it is asked for: lists that can be cut are.
fn step(field: &FieldDefinition) -> String {
    if takes(field, "first") { format!("{}(first: 2)", field.name.node) } else { field.name.node.to_string() }
}

fn named(of: &Type) -> &str {
    match &of.base {
        BaseType::Named(name) => name,
        BaseType::List(inner) => named(inner),
    }
}

fn takes(field: &FieldDefinition, name: &str) -> bool {
    field.arguments.iter().any(|argument| argument.node.name.node == name)
}

/// Whether it can be asked for without arguments.
fn is_free(field: &FieldDefinition) -> bool {
    field.arguments.iter().all(|argument| argument.node.ty.node.nullable || argument.node.default_value.is_some())
}

/// How many statements a query sends; `None` where it asks for more than an operation may.
async fn statements(db: &Db, contract: &Contract, query: &str) -> Option<u64> {
    let before = db.store.statements();
    let caller = Caller { identity: admin(), address: None, reference: "reference-1".to_owned() };
    let answer = contract.answer(Request::new(query), caller).await;
    answer.price?;
    assert!(answer.response.errors.is_empty(), "{query}: {:?}", answer.response.errors);
    Some(db.store.statements() - before)
}

both! {
    async fn no_path_of_the_schema_costs_a_statement_for_each_row(db: Loaded) {
        let paths = Schema::read().paths();
        assert!(paths.len() > 500, "only {} paths are tried", paths.len());
        let contract = Contract::new(db.store.clone(), Arc::new(now), mint(), Limits::default());
        let (mut tried, mut wrong) = (0, Vec::new());
        for path in &paths {
            for rows in [1, 10, 100] {
                let query = path.query(rows);
                let Some(sent) = statements(&db, &contract, &query).await else { continue };
                tried += 1;
                if sent > path.most(rows) {
                    wrong.push(format!("{sent} statements, at most {}: {query}", path.most(rows)));
                }
            }
        }
        assert!(wrong.is_empty(), "{} of {tried}: {wrong:#?}", wrong.len());
        assert!(tried > 2 * paths.len(), "most are too dear to be tried: {tried} of {}", 3 * paths.len());
    }
}

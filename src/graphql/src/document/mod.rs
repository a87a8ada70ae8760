//! Reading a document: its size, its syntax, how much it asks for, and every rule of the specification (September 2025). What was read
//! is kept, so that a document that comes again is looked up.
//!
//! async-graphql executes, and does not read: its parser does not know descriptions in documents nor the newer escapes, and it leaves
//! some of the specification's rules out. apollo-compiler knows them all but one, which is in [`repeated`]. A document that only
//! the library's parser refuses is written anew in older words before it is executed.

mod dry_run;
mod measure;
mod repeated;
mod rules;
mod size;
mod variables;
mod words;

use std::sync::Arc;

use apollo_compiler::parser::Parser;
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument as Typed, ast};
use async_graphql::parser::parse_query;
use async_graphql::parser::types::{DocumentOperations, ExecutableDocument, OperationType};
use async_graphql::{ServerError, Variables};
use moka::sync::Cache;

use crate::error::{code, request_error};
use crate::limits::Limits;

/// How much text of documents is kept, in bytes; what was made of it takes some twenty times as much.
const KEPT: u64 = 2_000_000;

/// A document that may be executed.
#[derive(Debug)]
pub struct Document {
    parsed: ExecutableDocument,
    typed: Valid<Typed>,
    introspects: bool,
}

impl Document {
    /// What the library executes.
    pub fn parsed(&self) -> &ExecutableDocument {
        &self.parsed
    }

    /// Whether all its operations ask for the schema alone.
    pub fn introspects(&self) -> bool {
        self.introspects
    }

    /// Whether the operation that would be executed is a query, a mutation or a subscription; `None` where it is not said which one
    /// that is, or there is none of that name.
    pub fn kind(&self, name: Option<&str>) -> Option<OperationType> {
        match (&self.parsed.operations, name) {
            (DocumentOperations::Single(operation), _) => Some(operation.node.ty),
            (DocumentOperations::Multiple(all), Some(name)) => all.get(name).map(|operation| operation.node.ty),
            (DocumentOperations::Multiple(all), None) if all.len() == 1 => all.values().map(|it| it.node.ty).next(),
            (DocumentOperations::Multiple(_), None) => None,
        }
    }

    /// Whether an operation asks for its price alone: `rateLimit(dryRun: true)` stands at its root.
    pub(crate) fn is_dry_run(&self, name: Option<&str>, values: &Variables) -> bool {
        self.typed.operations.get(name).is_ok_and(|operation| dry_run::is_wanted(operation, values))
    }

    /// The document with nothing at its root but what asks for the balance.
    pub(crate) fn of_rate_limit(&self) -> ExecutableDocument {
        dry_run::reduced(&self.parsed)
    }

    /// The values of an operation's variables, with the defaults of those that are left out.
    ///
    /// # Errors
    /// Names the first variable that cannot have its value, and why.
    pub fn variables(&self, name: Option<&str>, values: Variables) -> Result<Variables, ServerError> {
        variables::completed(&self.typed, name, values)
    }
}

/// A limit that a document goes beyond.
#[derive(Debug, thiserror::Error)]
#[error("{what}: {measured} (at most {limit}). Ask for less, or in several operations.")]
pub(crate) struct Beyond {
    what: &'static str,
    measured: usize,
    limit: usize,
}

impl Beyond {
    pub(crate) fn check(what: &'static str, measured: usize, limit: usize) -> Result<(), Self> {
        if measured > limit { Err(Self { what, measured, limit }) } else { Ok(()) }
    }
}

impl From<Beyond> for ServerError {
    fn from(beyond: Beyond) -> Self {
        request_error(code::COST_LIMIT, beyond.to_string())
    }
}

/// The documents that were read.
pub(crate) struct Documents {
    kept: Cache<String, Arc<Document>>,
    limits: Limits,
}

impl Documents {
    pub(crate) fn new(limits: Limits) -> Self {
        let weight = |text: &String, _: &Arc<Document>| u32::try_from(text.len()).unwrap_or(u32::MAX);
        Self { kept: Cache::builder().max_capacity(KEPT).weigher(weight).build(), limits }
    }

    /// Reads a document, or finds it among those that were read.
    ///
    /// # Errors
    /// Everything that is wrong with it, up to the most errors of an answer; one alone where it goes beyond a limit.
    pub(crate) fn read(&self, text: &str) -> Result<Arc<Document>, Vec<ServerError>> {
        if let Some(known) = self.kept.get(text) {
            return Ok(known);
        }
        let document = Arc::new(read(text, &self.limits)?);
        self.kept.insert(text.to_owned(), Arc::clone(&document));
        Ok(document)
    }
}

fn read(text: &str, limits: &Limits) -> Result<Document, Vec<ServerError>> {
    size::check(text, limits).map_err(one)?;
    let mut parser = Parser::new().recursion_limit(limits.recursion());
    let ast = parser.parse_ast(text, "document").map_err(|wrong| rules::not_parsed(text, &wrong.errors))?;
    let introspects = measure::check(&ast, limits).map_err(one)?;
    let parsed = executable(text, &ast).map_err(|error| vec![error])?;
    let typed = rules::check(&ast, text, limits)?;
    // What answers introspection has no mutations.
    let introspects = introspects && typed.operations.iter().all(|operation| operation.is_query());
    Ok(Document { parsed, typed, introspects })
}

fn one(beyond: Beyond) -> Vec<ServerError> {
    vec![beyond.into()]
}

/// What the library executes: parsed from the text, or from the text in the words it knows.
fn executable(text: &str, ast: &ast::Document) -> Result<ExecutableDocument, ServerError> {
    parse_query(text)
        .or_else(|wrong| match in_older_words(ast) {
            Some(older) => parse_query(older),
            None => Err(wrong),
        })
        .map_err(|wrong| {
            let mut error: ServerError = wrong.into();
            crate::error::set_code(&mut error, code::PARSE_FAILED);
            error
        })
}

/// The document without descriptions and with every text written out; `None` where the parser knows no more than the library's.
fn in_older_words(ast: &ast::Document) -> Option<String> {
    let mut ast = ast.clone();
    for definition in &mut ast.definitions {
        match definition {
            ast::Definition::OperationDefinition(operation) => {
                let operation = operation.make_mut();
                operation.description = None;
                operation.variables.iter_mut().for_each(|variable| variable.make_mut().description = None);
            }
            ast::Definition::FragmentDefinition(fragment) => fragment.make_mut().description = None,
            _ => return None,
        }
    }
    Some(ast.to_string())
}

#[cfg(test)]
mod tests;

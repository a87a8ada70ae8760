//! The rules of the specification's section 5, and the words for what breaks them.

use std::sync::LazyLock;

use apollo_compiler::parser::{SourceMap, SourceSpan};
use apollo_compiler::validation::{DiagnosticList, Valid};
use apollo_compiler::{ExecutableDocument, Schema, ast, introspection};
use async_graphql::parser::parse_query;
use async_graphql::{Pos, ServerError};

use super::repeated;
use crate::error::{code, request_error, set_code};
use crate::limits::Limits;

/// The schema as the validator has it, made of its definition language once.
///
/// # Panics
/// Where the schema is not valid: a test holds it to that, and nothing could be served.
pub(super) static SCHEMA: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    Schema::parse_and_validate(crate::sdl(), "schema.graphql")
        .unwrap_or_else(|wrong| panic!("the schema is not valid: {}", wrong.errors))
});

/// Holds a document to every rule.
///
/// # Errors
/// What is wrong with it, in the order of the document; at most as many as an answer may have.
pub(super) fn check(
    ast: &ast::Document,
    text: &str,
    limits: &Limits,
) -> Result<Valid<ExecutableDocument>, Vec<ServerError>> {
    let typed = ast.to_executable_validate(&SCHEMA);
    let twice = repeated::fields(ast).into_iter().map(|(name, at)| {
        let message = format!("The input object has the field '{name}' twice: say it once.");
        refused(message, place(at, &ast.sources))
    });
    let twice: Vec<_> = twice.collect();
    match typed {
        Ok(typed) if twice.is_empty() => introspects_within_reason(typed),
        Ok(_) => Err(at_most(twice, limits.errors)),
        Err(wrong) => {
            // The library has better words for what it refuses too: it says what may have been meant.
            let told = super::words::of(text).unwrap_or_else(|| told(&wrong.errors));
            Err(at_most(told.into_iter().chain(twice).collect(), limits.errors))
        }
    }
}

/// Refuses to go round in circles through the schema: types of fields of types of fields.
fn introspects_within_reason(typed: Valid<ExecutableDocument>) -> Result<Valid<ExecutableDocument>, Vec<ServerError>> {
    for operation in typed.operations.iter() {
        if introspection::check_max_depth(&typed, operation).is_err() {
            let message = "the lists of the schema within lists of the schema: 3 (at most 2). Ask for the types apart.";
            return Err(vec![request_error(code::COST_LIMIT, message)]);
        }
    }
    Ok(typed)
}

/// What is wrong with a text that is no document.
pub(super) fn not_parsed(text: &str, errors: &DiagnosticList) -> Vec<ServerError> {
    let mut error = match parse_query(text) {
        Err(wrong) => wrong.into(),
        Ok(_) => {
            told(errors).into_iter().next().unwrap_or_else(|| refused("The document cannot be read.".to_owned(), None))
        }
    };
    set_code(&mut error, code::PARSE_FAILED);
    vec![error]
}

fn told(errors: &DiagnosticList) -> Vec<ServerError> {
    let one = |error: apollo_compiler::response::GraphQLError| {
        let at = error.locations.first().map(|at| Pos { line: at.line, column: at.column });
        refused(error.message, at)
    };
    errors.iter().map(|wrong| one(wrong.to_json())).collect()
}

fn place(at: Option<SourceSpan>, sources: &SourceMap) -> Option<Pos> {
    at.and_then(|at| at.line_column(sources)).map(|at| Pos { line: at.line, column: at.column })
}

fn refused(message: String, at: Option<Pos>) -> ServerError {
    let mut error = request_error(code::VALIDATION_FAILED, message);
    error.locations.extend(at);
    error
}

/// The first errors, and one that says how many more there are: a short document can be wrong in thousands of ways.
fn at_most(mut errors: Vec<ServerError>, most: usize) -> Vec<ServerError> {
    if errors.len() > most {
        let more = errors.len() - most;
        errors.truncate(most);
        errors.push(request_error(code::VALIDATION_FAILED, format!("and {more} more errors: mend these first.")));
    }
    errors
}

//! The values of variables, held to their types before anything is executed, with the defaults of those that are left out: the executor
//! reads some of them (`@include(if: $b)`) as if there were none.

use apollo_compiler::ExecutableDocument;
use apollo_compiler::request::coerce_variable_values;
use apollo_compiler::response::JsonValue;
use apollo_compiler::validation::Valid;
use async_graphql::{Name, Pos, ServerError, Value as ConstValue, Variables};

use super::rules::SCHEMA;
use crate::error::{code, request_error};

/// The values of an operation's variables, completed. That there is no operation of the name is said by the executor.
///
/// # Errors
/// Names the first variable that cannot have its value, and why.
pub(super) fn completed(
    document: &Valid<ExecutableDocument>,
    name: Option<&str>,
    mut values: Variables,
) -> Result<Variables, ServerError> {
    let Ok(operation) = document.operations.get(name) else { return Ok(values) };
    if operation.variables.is_empty() {
        return Ok(values);
    }
    let Ok(JsonValue::Object(sent)) = serde_json::to_value(&values).map(JsonValue::from) else {
        return Err(request_error(code::VALIDATION_FAILED, "The variables cannot be read as an object."));
    };
    let coerced = coerce_variable_values(&SCHEMA, operation, &sent).map_err(|wrong| {
        let at = wrong.location().and_then(|at| at.line_column(&document.sources));
        let mut error = request_error(code::VALIDATION_FAILED, sentence(&wrong.message().to_string()));
        error.locations.extend(at.map(|at| Pos { line: at.line, column: at.column }));
        error
    })?;
    for (name, value) in coerced.into_inner() {
        if let (false, Ok(default)) = (sent.contains_key(&name), serde_json::to_value(value)) {
            values.insert(Name::new(name.as_str()), ConstValue::from_json(default).unwrap_or_default());
        }
    }
    Ok(values)
}

/// With a capital at its beginning and a stop at its end.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|it| it.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

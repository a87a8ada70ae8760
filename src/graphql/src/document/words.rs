//! What the executor's own rules say of a document: they know fewer rules, and better words ("Did you mean …").

use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextValidation};
use async_graphql::{ServerError, ValidationMode, ValidationResult};
use futures_util::FutureExt as _;
use std::sync::{Arc, LazyLock};

use crate::Executor;
use crate::error::{code, set_code};

/// A schema that validates and executes nothing.
static JUDGE: LazyLock<Executor> =
    LazyLock::new(|| crate::build().validation_mode(ValidationMode::Strict).extension(Judge).finish());

/// What is wrong with a document; `None` where the executor's rules find nothing.
pub(super) fn of(text: &str) -> Option<Vec<ServerError>> {
    // Nothing is waited for before the end of validation.
    let mut errors = JUDGE.execute(text).now_or_never()?.errors;
    errors.retain(|error| error.message != PASSED && !misses_a_value(&error.message));
    errors.iter_mut().for_each(|error| set_code(error, code::VALIDATION_FAILED));
    (!errors.is_empty()).then_some(errors)
}

const PASSED: &str = "passed";

/// Whether the complaint is that a variable has no value: a document is judged without any.
fn misses_a_value(message: &str) -> bool {
    message.starts_with("Variable ") && message.ends_with(" is not defined.")
}

struct Judge;

impl ExtensionFactory for Judge {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_graphql::async_trait::async_trait]
impl Extension for Judge {
    async fn validation(
        &self,
        context: &ExtensionContext<'_>,
        next: NextValidation<'_>,
    ) -> Result<ValidationResult, Vec<ServerError>> {
        next.run(context).await?;
        Err(vec![ServerError::new(PASSED, None)])
    }
}

//! The roots: a field of theirs that fails is null, and the others are answered.
//!
//! The library lets an error of a resolver go up to the nearest object that can be null, past the field itself where that can be
//! null too. At a root nothing is above: one question that is refused took the answers to all the others of its document with it,
//! and one mutation what those before it had written. The specification has the error stop at the field ("Handling Execution
//! Errors").

use std::borrow::Cow;

use async_graphql::parser::types::Field;
use async_graphql::registry::Registry;
use async_graphql::resolver_utils::resolve_container;
use async_graphql::{
    ContainerType, Context, ContextSelectionSet, ObjectType, OutputType, Positioned, ServerResult, Value,
};

/// A root of the schema; each of its fields can be null.
#[derive(Default)]
pub struct Root<T>(T);

impl<T: ObjectType> ContainerType for Root<T> {
    async fn resolve_field(&self, context: &Context<'_>) -> ServerResult<Option<Value>> {
        let resolved = self.0.resolve_field(context).await;
        Ok(resolved.unwrap_or_else(|error| {
            context.add_error(error);
            Some(Value::Null)
        }))
    }
}

impl<T: ObjectType> OutputType for Root<T> {
    fn type_name() -> Cow<'static, str> {
        T::type_name()
    }

    fn create_type_info(registry: &mut Registry) -> String {
        T::create_type_info(registry)
    }

    async fn resolve(&self, context: &ContextSelectionSet<'_>, _: &Positioned<Field>) -> ServerResult<Value> {
        resolve_container(context, self).await
    }
}

impl<T: ObjectType> ObjectType for Root<T> {}

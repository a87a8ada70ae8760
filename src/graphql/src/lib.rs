//! The contract: one GraphQL schema serves and writes everything.

#![expect(unreachable_pub, reason = "the derives make public items; the modules that hold them are private on purpose")]

mod batch;
mod context;
mod enums;
mod error;
mod groups;
mod ids;
mod input;
pub mod limits;
mod loaders;
mod mutation;
mod paging;
mod query;
mod scalars;
mod types;

use async_graphql::parser::types::ExecutableDocument;
use async_graphql::{EmptySubscription, Request, Response, SDLExportOptions, Schema};
use sextant_domain::access::Identity;
use sextant_store::Database;

pub use context::{Clock, Mint, is_pinned, pinned};
pub use error::{code, mask};
pub use mutation::Mutation;
pub use query::Query;

/// The schema.
pub type SextantSchema = Schema<Query, Mutation, EmptySubscription>;

fn build() -> async_graphql::SchemaBuilder<Query, Mutation, EmptySubscription> {
    Schema::build(Query::default(), Mutation::default(), EmptySubscription)
}

/// The schema over a database, with the limits on.
pub fn schema(database: Database, clock: Clock, mint: Mint) -> SextantSchema {
    build()
        .data(context::Ctx { database, clock, mint })
        .limit_depth(limits::DEPTH)
        .limit_complexity(limits::COST)
        .limit_aliases(limits::ALIASES)
        .limit_directives(limits::DIRECTIVES)
        .finish()
}

/// The schema for introspection alone: the standard query is deeper than any question of a client, and touches no data.
pub fn introspection_schema() -> SextantSchema {
    build().limit_depth(limits::INTROSPECTION_DEPTH).limit_aliases(limits::ALIASES).introspection_only().finish()
}

/// Whether every operation of a document asks for the schema alone.
pub fn is_introspection(document: &ExecutableDocument) -> bool {
    use async_graphql::parser::types::Selection;
    document.operations.iter().all(|(_, operation)| {
        let selections = &operation.node.selection_set.node.items;
        selections.iter().all(|selection| match &selection.node {
            Selection::Field(field) => field.node.name.node.starts_with("__"),
            Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
        })
    })
}

/// Gives a request its own batches, and says who asks.
pub fn request(request: Request, database: &Database, identity: Identity) -> Request {
    request.data(batch::Batches::new(database)).data(identity)
}

/// Executes a request, masked for the client.
pub async fn execute(
    schema: &SextantSchema,
    request: Request,
    database: &Database,
    identity: Identity,
    reference: &str,
) -> Response {
    mask(schema.execute(self::request(request, database, identity)).await, reference)
}

/// The schema in its definition language, sorted.
pub fn sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by()
        .prefer_single_line_descriptions();
    build().finish().sdl_with_options(options)
}

#[cfg(test)]
mod tests;

//! The contract: one GraphQL schema serves and writes everything.

#![expect(unreachable_pub, reason = "the derives make public items; the modules that hold them are private on purpose")]

mod batch;
mod context;
mod contract;
mod document;
mod enums;
mod error;
mod groups;
mod ids;
mod input;
mod limits;
mod loaders;
mod meter;
mod mutation;
mod paging;
mod query;
mod rate;
mod roots;
mod scalars;
mod types;

use async_graphql::{EmptySubscription, SDLExportOptions, Schema, SchemaBuilder};

use roots::Root;

pub use context::{Clock, Mint, is_pinned};
pub use contract::{Answer, Asked, Caller, Contract, Reworded};
pub use document::Document;
pub use error::{code, mask, request_error};
pub use limits::{Limits, PAGE};
pub use meter::Price;
pub use mutation::Mutation;
pub use query::Query;
pub use rate::Balance;

/// The schema as the library executes it.
type Executor = Schema<Root<Query>, Root<Mutation>, EmptySubscription>;

fn build() -> SchemaBuilder<Root<Query>, Root<Mutation>, EmptySubscription> {
    Schema::build(Root::default(), Root::default(), EmptySubscription)
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

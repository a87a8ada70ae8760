//! Closing early-warning flags. Raising them is the rules' business.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_service::delivery::{CloseFlag, close_flag};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::loaders::{FlagById, load};
use crate::types::Flag;

/// The end of a flag.
#[derive(InputObject)]
pub struct CloseFlagInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What was found, and what is done about it.
    note: String,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What closing a flag came to.
#[derive(SimpleObject)]
pub struct FlagPayload {
    /// The flag as it is now; null when there are errors.
    flag: Option<Flag>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct FlagMutation;

#[Object]
impl FlagMutation {
    /// Closes a flag with what was found and what is done about it. For officers and above.
    async fn close_flag(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CloseFlagInput,
    ) -> Result<Option<FlagPayload>> {
        let end =
            CloseFlag { id: named("Flag", &input.id), expected_version: input.expected_version, note: input.note };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| close_flag(database(context), &write, &end));
        Ok(Some(match written {
            Ok(id) => {
                let row = load(context, FlagById(council(context), id)).await?;
                FlagPayload { flag: row.map(Into::into), errors: Vec::new(), query: Query::default() }
            }
            Err(errors) => FlagPayload { flag: None, errors, query: Query::default() },
        }))
    }
}

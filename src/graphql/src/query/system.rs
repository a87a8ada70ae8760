//! The installation itself.

use async_graphql::{Context, Object, Result, SimpleObject};
use sextant_store::ledger;

use crate::context::database;
use crate::limits;

/// The limits that every operation is held to. One that goes beyond is refused with the limit's name.
#[derive(SimpleObject)]
pub struct Limits {
    /// Rows of a page when `first` and `last` are left out.
    default_page: i32,
    /// The most rows of a page.
    max_page: i32,
    /// How deep fields may be nested.
    max_depth: i32,
    /// The most points an operation may cost: a field costs 1, a list its rows times what each costs, a total count 20.
    max_cost: i32,
    /// The most aliases of a document.
    max_aliases: i32,
}

#[derive(Default)]
pub(crate) struct SystemQuery;

#[Object]
impl SystemQuery {
    /// The version of Sextant that answers.
    async fn version(&self) -> Option<&str> {
        Some(env!("CARGO_PKG_VERSION"))
    }

    /// The newest position of the ledger: it rises with every import and every write.
    async fn knowledge(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(Some(ledger::latest(database(context).read()).await?.to_string()))
    }

    /// The limits that every operation is held to.
    async fn limits(&self) -> Option<Limits> {
        Some(Limits {
            default_page: crate::paging::DEFAULT_PAGE,
            max_page: crate::paging::MAX_PAGE,
            max_depth: limits::DEPTH as i32,
            max_cost: limits::COST as i32,
            max_aliases: limits::ALIASES as i32,
        })
    }
}

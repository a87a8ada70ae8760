//! The installation itself.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::{DateTime, Utc};
use sextant_store::ledger;

use crate::context::{self, database};
use crate::input;
use crate::meter::Price;

/// The limits that every operation is held to. One that goes beyond is refused with the limit's name and what was measured.
#[derive(SimpleObject)]
pub struct Limits {
    /// Rows of a page when `first` and `last` are left out.
    default_page: i32,
    /// The most rows of a page.
    max_page: i32,
    /// The most characters of a document.
    max_characters: i32,
    /// The most tokens of a document: names, numbers, texts and single signs.
    max_tokens: i32,
    /// The most operations of a document, of which one is executed.
    max_operations: i32,
    /// The most fragments that a document may define.
    max_fragments: i32,
    /// How deep fragments may spread fragments.
    max_spread_depth: i32,
    /// The most directives of a document.
    max_directives: i32,
    /// The most directives on one field.
    max_directives_per_field: i32,
    /// The most fields of an operation at the root.
    max_root_fields: i32,
    /// The most fields of an operation with its fragments written out.
    max_fields: i32,
    /// How deep fields may be nested.
    max_depth: i32,
    /// How deep fields may be nested that ask for the schema itself.
    max_introspection_depth: i32,
    /// The most points an operation may cost: a field costs 1, a list its rows times what each costs, a total count 20.
    max_cost: i32,
    /// The points that a caller without a token may spend in an hour; 0 where nobody is charged.
    cost_per_hour: i32,
    /// The points that the holder of a token may spend in an hour; 0 where nobody is charged.
    cost_per_hour_with_token: i32,
    /// The most aliases of a document.
    max_aliases: i32,
    /// How deep `and`, `or` and `not` may be nested in a filter.
    max_filter_nesting: i32,
    /// The most values of an `in`.
    max_values: i32,
    /// The most characters of a text that is searched for.
    max_search_characters: i32,
    /// The most errors of an answer; one more says how many were left out.
    max_errors: i32,
    /// Seconds that one statement may take in the database.
    statement_seconds: i32,
    /// Seconds that an operation may take.
    request_seconds: i32,
    /// Operations that are executed at once.
    concurrent: i32,
    /// Operations that wait for their turn; further ones are sent away for a moment.
    queued: i32,
}

/// What an operation costs, and what the caller has left.
#[derive(SimpleObject)]
pub struct RateLimit {
    /// The points that this operation costs, with the values it was sent.
    cost: i32,
    /// How deep its fields are nested.
    depth: i32,
    /// The points that the caller may spend in an hour; null where nobody is charged.
    limit: Option<i32>,
    /// Those that are left: all of a dry run, those after this operation otherwise. Null where nobody is charged.
    remaining: Option<i32>,
    /// When all points will be there again; they come back evenly. Null where nobody is charged.
    full_at: Option<DateTime<Utc>>,
}

#[derive(Default)]
pub(crate) struct SystemQuery;

#[Object]
impl SystemQuery {
    /// The version of Sextant that answers.
    async fn version(&self) -> Option<&str> {
        Some(env!("CARGO_PKG_VERSION"))
    }

    /// The newest position of the ledger: it rises with every import, every strategy and every figure that is counted from records. What
    /// people write leaves audit entries instead.
    async fn knowledge(&self, context: &Context<'_>) -> Result<Option<String>> {
        Ok(Some(ledger::latest(database(context).read()).await?.to_string()))
    }

    /// The limits that every operation is held to.
    async fn limits(&self, context: &Context<'_>) -> Option<Limits> {
        let limits = context::limits(context);
        Some(Limits {
            default_page: crate::paging::DEFAULT_PAGE,
            max_page: crate::paging::MAX_PAGE,
            max_characters: whole(limits.characters),
            max_tokens: whole(limits.tokens),
            max_operations: whole(limits.operations),
            max_fragments: whole(limits.fragments),
            max_spread_depth: whole(limits.spread_depth),
            max_directives: whole(limits.directives),
            max_directives_per_field: whole(limits.directives_per_field),
            max_root_fields: whole(limits.root_fields),
            max_fields: whole(limits.fields),
            max_depth: whole(limits.depth),
            max_introspection_depth: whole(limits.introspection_depth),
            max_cost: whole(limits.cost),
            cost_per_hour: whole(limits.cost_per_hour),
            cost_per_hour_with_token: whole(limits.cost_per_hour.saturating_mul(limits.token_factor)),
            max_aliases: whole(limits.aliases),
            max_filter_nesting: whole(input::MAX_NESTING),
            max_values: whole(input::MAX_VALUES),
            max_search_characters: whole(input::MAX_SEARCH),
            max_errors: whole(limits.errors),
            statement_seconds: whole(limits.statement_seconds),
            request_seconds: whole(limits.request_seconds),
            concurrent: whole(limits.concurrent),
            queued: whole(limits.queued),
        })
    }

    /// What this operation costs, and what the caller has left. It is priced with the values that were sent.
    async fn rate_limit(
        &self,
        context: &Context<'_>,
        #[graphql(
            desc = "Only tell the price: nothing else of the operation is answered, and nothing is taken off.",
            default
        )]
        dry_run: bool,
    ) -> Option<RateLimit> {
        // Whether it is a dry run was seen before anything was executed.
        let _ = dry_run;
        let price = context.data_opt::<Price>();
        let balance = price.and_then(|price| price.balance);
        Some(RateLimit {
            cost: whole(price.map_or(0, |price| price.cost)),
            depth: whole(price.map_or(0, |price| price.depth)),
            limit: balance.map(|balance| whole(balance.limit)),
            remaining: balance.map(|balance| whole(balance.remaining)),
            full_at: balance.map(|balance| balance.full_at),
        })
    }
}

/// A number as the contract has whole numbers: the largest of 32 bits where it is larger.
fn whole<N: TryInto<i32>>(number: N) -> i32 {
    number.try_into().unwrap_or(i32::MAX)
}

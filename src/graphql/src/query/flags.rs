//! Early-warning flags.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_store::query;
use sextant_store::query::flags::FlagField;

use super::delivery::own;
use crate::context::{acts_for, database, reading};
use crate::input::{FlagFilter, FlagOrder};
use crate::paging::{FlagConnection, PageArgs, TotalCount, slice};
use crate::types::Flag;

#[derive(Default)]
pub(crate) struct FlagQuery;

#[Object]
impl FlagQuery {
    /// What rules found in the council's data that somebody has to look at, open and closed. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn flags(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FlagFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<FlagOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<FlagConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(FlagField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("flags{order:?}");
        let order = order.into_iter().map(FlagOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::flags::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Flags(filter), &name, Flag::from).into()))
    }
}

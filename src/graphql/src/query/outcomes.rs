//! Indicators and outcomes.

use async_graphql::{Context, Object, OneofObject, Result};
use sextant_store::query;
use sextant_store::query::findings::AsKnown;

use crate::context::{database, known, reading};
use crate::input::{FindingFilter, FindingOrder, IndicatorFilter, IndicatorOrder, OutcomeFilter, OutcomeOrder};
use crate::loaders::{IndicatorByCode, load};
use crate::paging::{FindingConnection, IndicatorConnection, OutcomeConnection, PageArgs, TotalCount, slice};
use crate::scalars::Date;
use crate::types::{Finding, Indicator, Outcome};

/// How an indicator is named.
#[derive(OneofObject)]
pub enum IndicatorBy {
    /// By its code: `ATT-08`.
    Code(String),
}

#[derive(Default)]
pub(crate) struct OutcomeQuery;

#[Object]
impl OutcomeQuery {
    /// One indicator; null when there is none.
    async fn indicator(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: IndicatorBy,
    ) -> Result<Option<Indicator>> {
        let IndicatorBy::Code(code) = by;
        Ok(load(context, IndicatorByCode(code)).await?.map(Into::into))
    }

    /// Indicators: Sextant's catalogue and the publishers' own.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn indicators(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<IndicatorFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<IndicatorOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<IndicatorConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("indicators{order:?}");
        let order = order.into_iter().map(IndicatorOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::indicators::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Indicators(filter), &name, Indicator::from).into()))
    }

    /// Outcomes: what was published, for whom, when. Each key once, in the version that holds at the day.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<OutcomeFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<OutcomeOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<OutcomeConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("outcomes{order:?}");
        let order = order.into_iter().map(OutcomeOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let known = known(context, as_known_at).await?;
        let page = reading(context, query::outcomes::list(database(context).read(), &filter, &request, known)).await?;
        Ok(Some(slice(page, TotalCount::Outcomes(filter, known), &name, |row| Outcome::new(row, known)).into()))
    }

    /// What checks at the end of imports found on figures: those that stand, or with `includeCleared` all that were raised.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn findings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FindingFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<FindingOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
        #[graphql(desc = "Also those that a later import cleared or replaced.", default)] include_cleared: bool,
    ) -> Result<Option<FindingConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("findings{order:?}");
        let order = order.into_iter().map(FindingOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let known = known(context, as_known_at).await?;
        let at = AsKnown { known, include_cleared };
        let page = reading(context, query::findings::list(database(context).read(), &filter, &request, at)).await?;
        Ok(Some(slice(page, TotalCount::Findings(filter, at), &name, |row| Finding::new(row, known)).into()))
    }
}

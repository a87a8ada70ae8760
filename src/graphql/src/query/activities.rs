//! What partnerships do, with what money, and which outcomes that is claimed to have moved.

use async_graphql::{Context, ID, Object, Result};
use sextant_domain::access::Role;
use sextant_store::query;
use sextant_store::query::activities::{ActivityField, ActivityQuery as Asked};
use sextant_store::query::contributions::ContributionField;
use sextant_store::query::funding::{BidField, StreamField};

use super::CommitmentInput;
use super::delivery::own;
use crate::context::{acts_for, database, known, reading};
use crate::ids::key;
use crate::input::{
    ActivityFilter, ActivityOrder, ContributionFilter, ContributionOrder, FundingBidFilter, FundingBidOrder,
    FundingStreamFilter, FundingStreamOrder, PartnershipFilter, SchoolFilter,
};
use crate::loaders::{ActivityById, load};
use crate::paging::{
    ActivityConnection, ContributionConnection, FundingBidConnection, FundingStreamConnection, PageArgs, TotalCount,
    slice,
};
use crate::scalars::Date;
use crate::types::{Activity, Contribution, FundingBid, FundingStream};

#[derive(Default)]
pub(crate) struct ActivityQuery;

#[Object]
impl ActivityQuery {
    /// One of the council's activities; null when there is none. For members and above.
    async fn activity(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its opaque id.")] id: ID,
    ) -> Result<Option<Activity>> {
        let council = acts_for(context, Role::Member)?;
        let Some(id) = key("Activity", &id) else { return Ok(None) };
        Ok(load(context, ActivityById(council, id)).await?.map(Into::into))
    }

    /// The council's activities, also those that are over. For members and above; which of them reach schools with elevated risk,
    /// for officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn activities(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ActivityFilter>,
        #[graphql(desc = "Its partnership must be so.")] partnership: Option<PartnershipFilter>,
        #[graphql(desc = "Some school that it reaches must be so, as the register is known today.")]
        reaches_school: Option<SchoolFilter>,
        #[graphql(
            desc = "Some school that it reaches was on record in an elevated tier at the end of this day. For officers and above."
        )]
        reaches_elevated_risk_on: Option<Date>,
        #[graphql(desc = "It must serve this commitment.")] serves: Option<CommitmentInput>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<ActivityOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<ActivityConnection>> {
        // Which activities reach such schools tells of single schools' risk.
        let least = if reaches_elevated_risk_on.is_some() { Role::Officer } else { Role::Member };
        let council = acts_for(context, least)?;
        let asked = Asked {
            filter: own(ActivityField::Council, council, filter.unwrap_or_default().into_store()?),
            partnership: partnership.map(PartnershipFilter::into_store).transpose()?,
            reaches: match reaches_school {
                Some(school) => Some((school.into_store()?, known(context, None).await?)),
                None => None,
            },
            reaches_elevated_on: reaches_elevated_risk_on.map(|Date(day)| day),
            serves: serves.map(|it| (it.strategy, it.commitment)),
        };
        let order = order_by.unwrap_or_default();
        let name = format!("activities{order:?}");
        let order = order.into_iter().map(ActivityOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::activities::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Activities(asked), &name, Activity::from).into()))
    }

    /// The council's bids for funding. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_bids(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingBidFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<FundingBidOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<FundingBidConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(BidField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("fundingBids{order:?}");
        let order = order.into_iter().map(FundingBidOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::funding::list_bids(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Bids(filter), &name, FundingBid::from).into()))
    }

    /// The council's streams of additional funding, with what was spent of them. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_streams(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingStreamFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<FundingStreamOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<FundingStreamConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(StreamField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("fundingStreams{order:?}");
        let order = order.into_iter().map(FundingStreamOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::funding::list_streams(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Streams(filter), &name, FundingStream::from).into()))
    }

    /// The claims that activities moved outcomes. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn contributions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ContributionFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<ContributionOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<ContributionConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(ContributionField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("contributions{order:?}");
        let order = order.into_iter().map(ContributionOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::contributions::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Contributions(filter), &name, Contribution::from).into()))
    }
}

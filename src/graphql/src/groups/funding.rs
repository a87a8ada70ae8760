//! Bids for funding and streams of funding, counted and added up.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::BidDecision;
use sextant_store::query::funding::{self, BidField, StreamField};

use super::{Asked, Counted, Grouping, PenceSummary, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::{FundingBidFilter, FundingStreamFilter};
use crate::query::own;
use crate::scalars::AcademicYear;

groups! {
    /// What bids for funding are counted by.
    FundingBidDimension of BidField;
    /// What the bids of a group have in common. A field is null where it was not counted by, or where the bids have none.
    FundingBidGroupKey;
    /// Bids for funding that have something in common.
    FundingBidGroup in FundingBidGroupConnection of FundingBidGroupEdge;
    order FundingBidGroupOrder by FundingBidGroupOrderField having FundingBidGroupHaving;
    /// Who gives the money.
    Funder, funder: String = Funder as Plain by text;
    /// What was decided.
    Decision, decision: enums::BidDecision = Decision as Plain by coded(BidDecision::from_number);
    /// The academic year of the decision.
    DecidedIn, decided_in: AcademicYear = DecidedOn as AcademicYear by year;
    => sums [Sought, Awarded]
    => shows {
        /// What was asked for.
        sought: PenceSummary = |it: &Counted| it.summary(0).into();
        /// What was awarded; of those that were decided.
        awarded: PenceSummary = |it: &Counted| it.summary(1).into();
    }
    => ranks {
        /// What was asked for together.
        Sought, sought: PenceFilter = |it| it.summary(0).sum;
        /// What was awarded together.
        Awarded, awarded: PenceFilter = |it| it.summary(1).sum;
    }
}

groups! {
    /// What streams of funding are counted by.
    FundingStreamDimension of StreamField;
    /// What the streams of a group have in common. A field is null where it was not counted by.
    FundingStreamGroupKey;
    /// Streams of funding that have something in common.
    FundingStreamGroup in FundingStreamGroupConnection of FundingStreamGroupEdge;
    order FundingStreamGroupOrder by FundingStreamGroupOrderField having FundingStreamGroupHaving;
    /// Who gives the money.
    Funder, funder: String = Funder as Plain by text;
    /// The academic year in which they begin.
    BeginsIn, begins_in: AcademicYear = From as AcademicYear by year;
    => sums [Allocation, Spend]
    => shows {
        /// What there is to spend.
        allocation: PenceSummary = |it: &Counted| it.summary(0).into();
        /// What was spent so far.
        spend: PenceSummary = |it: &Counted| it.summary(1).into();
    }
    => ranks {
        /// What there is to spend together.
        Allocation, allocation: PenceFilter = |it| it.summary(0).sum;
        /// What was spent so far together.
        Spend, spend: PenceFilter = |it| it.summary(1).sum;
    }
}

#[derive(Default)]
pub(crate) struct FundingBidGroupQuery;

#[Object]
impl FundingBidGroupQuery {
    /// Bids for funding counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_bid_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<FundingBidDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingBidFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<FundingBidGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<FundingBidGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<FundingBidGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(BidField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows =
            funding::bid_groups(database(context).read(), &filter, &fields(&by)?, &FundingBidGroup::numbers()).await?;
        Asked::<FundingBidGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

#[derive(Default)]
pub(crate) struct FundingStreamGroupQuery;

#[Object]
impl FundingStreamGroupQuery {
    /// Streams of funding counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_stream_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<FundingStreamDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingStreamFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<FundingStreamGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<FundingStreamGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<FundingStreamGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(StreamField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows =
            funding::stream_groups(database(context).read(), &filter, &fields(&by)?, &FundingStreamGroup::numbers())
                .await?;
        Asked::<FundingStreamGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

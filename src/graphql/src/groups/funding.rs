//! Bids for funding and streams of funding, counted and added up.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::BidDecision;
use sextant_store::query::funding::{self, BidField, StreamField};

use super::{counted, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::{FundingBidFilter, FundingStreamFilter};
use crate::query::own;
use crate::scalars::{AcademicYear, Pence};

groups! {
    /// What bids for funding are counted by.
    FundingBidDimension of BidField;
    /// What the bids of a group have in common. A field is null where it was not counted by, or where the bids have none.
    FundingBidGroupKey;
    /// Bids for funding that have something in common.
    FundingBidGroup;
    /// Who gives the money.
    Funder, funder: String = Funder as Plain by text;
    /// What was decided.
    Decision, decision: enums::BidDecision = Decision as Plain by coded(BidDecision::from_number);
    /// The academic year of the decision.
    DecidedIn, decided_in: AcademicYear = DecidedOn as AcademicYear by year;
    => sums {
        /// What was asked for together.
        sought: Pence = Sought read |pence| Some(Pence(pence));
        /// What was awarded together; null where nothing was decided.
        awarded: Pence = Awarded read |pence| Some(Pence(pence));
    }
}

groups! {
    /// What streams of funding are counted by.
    FundingStreamDimension of StreamField;
    /// What the streams of a group have in common. A field is null where it was not counted by.
    FundingStreamGroupKey;
    /// Streams of funding that have something in common.
    FundingStreamGroup;
    /// Who gives the money.
    Funder, funder: String = Funder as Plain by text;
    /// The academic year in which they begin.
    BeginsIn, begins_in: AcademicYear = From as AcademicYear by year;
    => sums {
        /// What there is to spend together.
        allocation: Pence = Allocation read |pence| Some(Pence(pence));
        /// What was spent so far together.
        spend: Pence = Spend read |pence| Some(Pence(pence));
    }
}

#[derive(Default)]
pub(crate) struct FundingBidGroupQuery;

#[Object]
impl FundingBidGroupQuery {
    /// Bids for funding counted by what they have in common, the largest group first. For members and above.
    #[graphql(complexity = "20 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_bid_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<FundingBidDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingBidFilter>,
        #[graphql(desc = "How many groups: 0 to 200, which is also what is answered when not said.")] first: Option<
            i32,
        >,
    ) -> Result<Vec<FundingBidGroup>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(BidField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows = funding::bid_groups(database(context).read(), &filter, &fields(&by)?, FundingBidGroup::SUMS).await?;
        counted(context, &by, rows, first).await
    }
}

#[derive(Default)]
pub(crate) struct FundingStreamGroupQuery;

#[Object]
impl FundingStreamGroupQuery {
    /// Streams of funding counted by what they have in common, the largest group first. For members and above.
    #[graphql(complexity = "20 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn funding_stream_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<FundingStreamDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FundingStreamFilter>,
        #[graphql(desc = "How many groups: 0 to 200, which is also what is answered when not said.")] first: Option<
            i32,
        >,
    ) -> Result<Vec<FundingStreamGroup>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(StreamField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows =
            funding::stream_groups(database(context).read(), &filter, &fields(&by)?, FundingStreamGroup::SUMS).await?;
        counted(context, &by, rows, first).await
    }
}

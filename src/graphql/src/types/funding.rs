//! Additional funding: bids, and the streams of money that came of them.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::BidDecision;
use sextant_store::entities::{funding_bid, funding_stream};

use super::Activity;
use super::activity::activities;
use super::organisation::some;
use crate::enums;
use crate::ids::id;
use crate::loaders::{BidById, LinksOfBid, LinksOfStream, StreamsOfBid, load};
use crate::scalars::{Date, Pence};

/// A bid for funding.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct FundingBid {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The title.
    title: String,
    /// Who gives the money.
    funder: String,
    /// Under which scheme; null where nobody said.
    scheme: Option<String>,
    /// What is asked for.
    sought: Pence,
    /// What was awarded; null until it is decided.
    awarded: Option<Pence>,
    /// The day by which bids had to be in; null where nobody said.
    deadline: Option<Date>,
    /// What became of it.
    decision: Option<enums::BidDecision>,
    /// The day on which that was decided; null until it is.
    decided_on: Option<Date>,
    /// On what conditions; null where there are none.
    conditions: Option<String>,
    /// What others have to add; null where nobody said.
    match_funding: Option<Pence>,
    #[graphql(skip)]
    key: (String, String),
}

/// Money of a period and what was spent of it, half-open: from a day to the first day on which it is over.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct FundingStream {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// The title.
    title: String,
    /// Who gives the money.
    funder: String,
    /// Under which scheme; null where nobody said.
    scheme: Option<String>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over.
    valid_to: Date,
    /// What there is to spend.
    allocation: Pence,
    /// What was spent so far.
    spend: Pence,
    /// What is left to spend; below zero where more was spent than there is, and then the note says why.
    left: Pence,
    /// Why more was spent than there is; null where nobody said.
    variance_note: Option<String>,
    #[graphql(skip)]
    key: (String, String),
    #[graphql(skip)]
    bid_id: Option<String>,
}

impl From<funding_bid::Model> for FundingBid {
    fn from(row: funding_bid::Model) -> Self {
        Self {
            id: id("FundingBid", &row.id),
            version: row.version,
            title: row.title,
            funder: row.funder,
            scheme: some(&row.scheme),
            sought: Pence(row.sought),
            awarded: row.awarded.map(Pence),
            deadline: row.deadline.map(Date),
            decision: BidDecision::from_number(row.decision).map(Into::into),
            decided_on: row.decided_on.map(Date),
            conditions: some(&row.conditions),
            match_funding: row.match_funding.map(Pence),
            key: (row.council_code, row.id),
        }
    }
}

impl From<funding_stream::Model> for FundingStream {
    fn from(row: funding_stream::Model) -> Self {
        Self {
            id: id("FundingStream", &row.id),
            version: row.version,
            title: row.title,
            funder: row.funder,
            scheme: some(&row.scheme),
            valid_from: Date(row.from_day),
            valid_to: Date(row.to_day),
            allocation: Pence(row.allocation),
            spend: Pence(row.spend),
            left: Pence(row.allocation - row.spend),
            variance_note: some(&row.variance_note),
            key: (row.council_code, row.id),
            bid_id: row.bid_id,
        }
    }
}

#[ComplexObject]
impl FundingBid {
    /// The streams of money that came of it, the earliest first.
    #[graphql(complexity = "2 * child_complexity")]
    async fn streams(&self, context: &Context<'_>) -> Result<Vec<FundingStream>> {
        let (council, id) = self.key.clone();
        let rows = load(context, StreamsOfBid(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The activities that it is for, the earliest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn activities(&self, context: &Context<'_>) -> Result<Vec<Activity>> {
        let (council, id) = self.key.clone();
        let links = load(context, LinksOfBid(council.clone(), id)).await?.unwrap_or_default();
        activities(context, &council, links.into_iter().map(|link| link.activity_id)).await
    }
}

#[ComplexObject]
impl FundingStream {
    /// The bid that it came from; null where it came from none.
    async fn bid(&self, context: &Context<'_>) -> Result<Option<FundingBid>> {
        let Some(bid) = self.bid_id.clone() else { return Ok(None) };
        Ok(load(context, BidById(self.key.0.clone(), bid)).await?.map(Into::into))
    }

    /// The activities that it pays for, the earliest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn activities(&self, context: &Context<'_>) -> Result<Vec<Activity>> {
        let (council, id) = self.key.clone();
        let links = load(context, LinksOfStream(council.clone(), id)).await?.unwrap_or_default();
        activities(context, &council, links.into_iter().map(|link| link.activity_id)).await
    }
}

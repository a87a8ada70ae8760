//! Writing bids for funding and the streams of money that came of them.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{BidDraft, StreamDraft};
use sextant_service::delivery::{
    BidInput, ChangeBid, ChangeStream, StreamInput, change_bid, change_stream, create_bid, create_stream,
};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, within, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{BidById, StreamById, load};
use crate::scalars::{Date, Pence};
use crate::types::{FundingBid, FundingStream};

/// A bid for funding as it is to be.
#[derive(InputObject)]
pub struct FundingBidInput {
    /// The title.
    title: String,
    /// Who gives the money.
    funder: String,
    /// Under which scheme.
    scheme: Option<String>,
    /// What is asked for.
    sought: Pence,
    /// What was awarded; left out until it is decided.
    awarded: Option<Pence>,
    /// The day by which bids had to be in.
    deadline: Option<Date>,
    /// What became of it.
    decision: enums::BidDecision,
    /// The day on which that was decided.
    decided_on: Option<Date>,
    /// On what conditions.
    conditions: Option<String>,
    /// What others have to add.
    match_funding: Option<Pence>,
    /// The activities that it is for.
    activities: Vec<ID>,
}

/// A new bid.
#[derive(InputObject)]
pub struct CreateFundingBidInput {
    /// What it is to be.
    bid: FundingBidInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a bid says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateFundingBidInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What it is to be.
    bid: FundingBidInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// A stream of funding as it is to be, half-open.
#[derive(InputObject)]
pub struct FundingStreamInput {
    /// The title.
    title: String,
    /// Who gives the money.
    funder: String,
    /// Under which scheme.
    scheme: Option<String>,
    /// The bid that it came from: one that was won.
    bid: Option<ID>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over.
    valid_to: Date,
    /// What there is to spend.
    allocation: Pence,
    /// What was spent so far.
    spend: Pence,
    /// Why more was spent than there is; needed then.
    variance_note: Option<String>,
    /// The activities that it pays for.
    activities: Vec<ID>,
}

/// A new stream of funding.
#[derive(InputObject)]
pub struct CreateFundingStreamInput {
    /// What it is to be.
    stream: FundingStreamInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a stream says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateFundingStreamInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What it is to be.
    stream: FundingStreamInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a bid came to.
#[derive(SimpleObject)]
pub struct FundingBidPayload {
    /// The bid as it is now; null when there are errors.
    bid: Option<FundingBid>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

/// What writing a stream came to.
#[derive(SimpleObject)]
pub struct FundingStreamPayload {
    /// The stream as it is now; null when there are errors.
    stream: Option<FundingStream>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct FundingMutation;

#[Object]
impl FundingMutation {
    /// Writes a new bid for funding. For officers and above.
    async fn create_funding_bid(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateFundingBidInput,
    ) -> Result<Option<FundingBidPayload>> {
        let wanted = BidInput::from(input.bid);
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| create_bid(database(context), &write, &wanted));
        bid_payload(context, written).await
    }

    /// Changes a bid; that it was decided is such a change. For officers and above.
    async fn update_funding_bid(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateFundingBidInput,
    ) -> Result<Option<FundingBidPayload>> {
        let change = ChangeBid {
            id: named("FundingBid", &input.id),
            expected_version: input.expected_version,
            input: input.bid.into(),
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| change_bid(database(context), &write, &change));
        bid_payload(context, written).await
    }

    /// Writes a new stream of funding; spend above the allocation needs a note. For officers and above.
    async fn create_funding_stream(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateFundingStreamInput,
    ) -> Result<Option<FundingStreamPayload>> {
        let wanted = StreamInput::from(input.stream);
        let written = write!(context, input.idempotency_key.as_deref(), |write| create_stream(
            database(context),
            &write,
            &wanted
        ));
        stream_payload(context, written).await
    }

    /// Changes a stream: what was spent of it, above all. For officers and above.
    async fn update_funding_stream(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateFundingStreamInput,
    ) -> Result<Option<FundingStreamPayload>> {
        let change = ChangeStream {
            id: named("FundingStream", &input.id),
            expected_version: input.expected_version,
            input: input.stream.into(),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_stream(
            database(context),
            &write,
            &change
        ));
        stream_payload(context, written).await
    }
}

impl From<FundingBidInput> for BidInput {
    fn from(input: FundingBidInput) -> Self {
        let pence = |amount: Option<Pence>| amount.map(|Pence(pence)| pence);
        Self {
            draft: BidDraft {
                title: input.title,
                funder: input.funder,
                scheme: input.scheme,
                sought: input.sought.0,
                awarded: pence(input.awarded),
                deadline: input.deadline.map(|Date(day)| day),
                decision: input.decision.into(),
                decided_on: input.decided_on.map(|Date(day)| day),
                conditions: input.conditions,
                match_funding: pence(input.match_funding),
            },
            activities: input.activities.iter().map(|id| named("Activity", id)).collect(),
        }
    }
}

impl From<FundingStreamInput> for StreamInput {
    fn from(input: FundingStreamInput) -> Self {
        Self {
            draft: StreamDraft {
                title: input.title,
                funder: input.funder,
                scheme: input.scheme,
                from: input.valid_from.0,
                to: input.valid_to.0,
                allocation: input.allocation.0,
                spend: input.spend.0,
                variance_note: input.variance_note,
            },
            bid: input.bid.map(|id| named("FundingBid", &id)),
            activities: input.activities.iter().map(|id| named("Activity", id)).collect(),
        }
    }
}

async fn bid_payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<FundingBidPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, BidById(council(context), id)).await?;
            FundingBidPayload { bid: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => FundingBidPayload { bid: None, errors: within("bid", errors), query: Query::default() },
    }))
}

async fn stream_payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<FundingStreamPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, StreamById(council(context), id)).await?;
            FundingStreamPayload { stream: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => FundingStreamPayload { stream: None, errors: within("stream", errors), query: Query::default() },
    }))
}

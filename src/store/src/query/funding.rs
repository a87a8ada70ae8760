//! Bids for funding and the streams of money that came of them.

use sea_orm::sea_query::{Condition, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{By, Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use crate::entities::{funding_bid, funding_bid_activity, funding_stream, funding_stream_activity};
use crate::error::Result;

/// The fields of bids that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BidField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The title; searched in folded form.
    Title,
    /// Who gives the money.
    Funder,
    /// Under which scheme.
    Scheme,
    /// What is asked for, in pence.
    Sought,
    /// What was awarded, in pence.
    Awarded,
    /// The day by which bids had to be in.
    Deadline,
    /// The decision's number.
    Decision,
    /// The day of the decision.
    DecidedOn,
    /// The id of an activity that it is for.
    Activity,
}

/// The fields of streams that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The title; searched in folded form.
    Title,
    /// Who gives the money.
    Funder,
    /// Under which scheme.
    Scheme,
    /// The bid's id.
    Bid,
    /// The first day.
    From,
    /// The first day on which it is over.
    To,
    /// What there is to spend, in pence.
    Allocation,
    /// What was spent so far, in pence.
    Spend,
    /// Whether more was spent than there is.
    Overspent,
    /// The id of an activity that it pays for.
    Activity,
}

impl Listed for funding_bid::Model {
    type Field = BidField;
    const UNIQUE: &'static [BidField] = &[BidField::Council, BidField::Id];

    fn expression(field: BidField) -> SimpleExpr {
        match field {
            BidField::Council => funding_bid::Column::CouncilCode,
            // No list is ordered by an activity; its test is one of its own.
            BidField::Id | BidField::Activity => funding_bid::Column::Id,
            BidField::Title => funding_bid::Column::FoldedTitle,
            BidField::Funder => funding_bid::Column::Funder,
            BidField::Scheme => funding_bid::Column::Scheme,
            BidField::Sought => funding_bid::Column::Sought,
            BidField::Awarded => funding_bid::Column::Awarded,
            BidField::Deadline => funding_bid::Column::Deadline,
            BidField::Decision => funding_bid::Column::Decision,
            BidField::DecidedOn => funding_bid::Column::DecidedOn,
        }
        .into_expr()
    }

    fn nullable(field: BidField) -> bool {
        matches!(field, BidField::Awarded | BidField::Deadline | BidField::DecidedOn)
    }

    fn scalar(&self, field: BidField) -> Scalar {
        match field {
            BidField::Council => Scalar::Text(self.council_code.clone()),
            BidField::Id | BidField::Activity => Scalar::Text(self.id.clone()),
            BidField::Title => Scalar::Text(self.folded_title.clone()),
            BidField::Funder => Scalar::Text(self.funder.clone()),
            BidField::Scheme => Scalar::Text(self.scheme.clone()),
            BidField::Sought => Scalar::Int(self.sought),
            BidField::Awarded => self.awarded.map_or(Scalar::Null, Scalar::Int),
            BidField::Deadline => self.deadline.map_or(Scalar::Null, Scalar::Day),
            BidField::Decision => Scalar::Int(self.decision.into()),
            BidField::DecidedOn => self.decided_on.map_or(Scalar::Null, Scalar::Day),
        }
    }
}

impl Listed for funding_stream::Model {
    type Field = StreamField;
    const UNIQUE: &'static [StreamField] = &[StreamField::Council, StreamField::Id];

    fn expression(field: StreamField) -> SimpleExpr {
        match field {
            StreamField::Council => funding_stream::Column::CouncilCode,
            StreamField::Id | StreamField::Activity => funding_stream::Column::Id,
            StreamField::Title => funding_stream::Column::FoldedTitle,
            StreamField::Funder => funding_stream::Column::Funder,
            StreamField::Scheme => funding_stream::Column::Scheme,
            StreamField::Bid => funding_stream::Column::BidId,
            StreamField::From => funding_stream::Column::FromDay,
            StreamField::To => funding_stream::Column::ToDay,
            StreamField::Allocation => funding_stream::Column::Allocation,
            StreamField::Spend => funding_stream::Column::Spend,
            StreamField::Overspent => return overspent(),
        }
        .into_expr()
    }

    fn nullable(field: StreamField) -> bool {
        field == StreamField::Bid
    }

    fn scalar(&self, field: StreamField) -> Scalar {
        match field {
            StreamField::Council => Scalar::Text(self.council_code.clone()),
            StreamField::Id | StreamField::Activity => Scalar::Text(self.id.clone()),
            StreamField::Title => Scalar::Text(self.folded_title.clone()),
            StreamField::Funder => Scalar::Text(self.funder.clone()),
            StreamField::Scheme => Scalar::Text(self.scheme.clone()),
            StreamField::Bid => self.bid_id.clone().map_or(Scalar::Null, Scalar::Text),
            StreamField::From => Scalar::Day(self.from_day),
            StreamField::To => Scalar::Day(self.to_day),
            StreamField::Allocation => Scalar::Int(self.allocation),
            StreamField::Spend => Scalar::Int(self.spend),
            StreamField::Overspent => Scalar::Bool(self.spend > self.allocation),
        }
    }
}

fn overspent() -> SimpleExpr {
    funding_stream::Column::Spend.into_expr().gt(funding_stream::Column::Allocation.into_expr())
}

fn bid_leaf(field: BidField, test: &Test) -> SimpleExpr {
    use funding_bid_activity::Column;
    match (field, test) {
        (BidField::Title, Test::Eq(_) | Test::In(_)) => test.on(funding_bid::Column::Title.into_expr()),
        (BidField::Activity, _) => {
            let mine = Condition::all()
                .add(Column::CouncilCode.into_expr().eq(funding_bid::Column::CouncilCode.into_expr()))
                .add(Column::BidId.into_expr().eq(funding_bid::Column::Id.into_expr()))
                .add(test.on(Column::ActivityId.into_expr()));
            SimpleExpr::exists(Query::select().expr(1).from(funding_bid_activity::Entity).cond_where(mine).to_owned())
        }
        _ => test.on(funding_bid::Model::expression(field)),
    }
}

fn stream_leaf(field: StreamField, test: &Test) -> SimpleExpr {
    use funding_stream_activity::Column;
    match (field, test) {
        (StreamField::Title, Test::Eq(_) | Test::In(_)) => test.on(funding_stream::Column::Title.into_expr()),
        (StreamField::Overspent, Test::Eq(Scalar::Bool(false))) => overspent().not(),
        (StreamField::Overspent, _) => overspent(),
        (StreamField::Activity, _) => {
            let mine = Condition::all()
                .add(Column::CouncilCode.into_expr().eq(funding_stream::Column::CouncilCode.into_expr()))
                .add(Column::StreamId.into_expr().eq(funding_stream::Column::Id.into_expr()))
                .add(test.on(Column::ActivityId.into_expr()));
            let query = Query::select().expr(1).from(funding_stream_activity::Entity).cond_where(mine).to_owned();
            SimpleExpr::exists(query)
        }
        _ => test.on(funding_stream::Model::expression(field)),
    }
}

fn bids(filter: &Filter<BidField>) -> Select<funding_bid::Entity> {
    funding_bid::Entity::find().filter(filter.condition(&bid_leaf))
}

fn streams(filter: &Filter<StreamField>) -> Select<funding_stream::Entity> {
    funding_stream::Entity::find().filter(filter.condition(&stream_leaf))
}

/// A page of bids.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list_bids(
    connection: &impl ConnectionTrait,
    filter: &Filter<BidField>,
    request: &PageRequest<BidField>,
) -> Result<Page<funding_bid::Model>> {
    page(connection, bids(filter), request).await
}

/// Bids counted by some of their fields, with sums.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn bid_groups(
    connection: &impl ConnectionTrait,
    query: &Filter<BidField>,
    fields: &[BidField],
    numbers: &[(By, BidField)],
) -> Result<Vec<Group>> {
    grouped::<_, funding_bid::Model>(connection, bids(query), fields, numbers).await
}

/// Streams counted by some of their fields, with sums.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn stream_groups(
    connection: &impl ConnectionTrait,
    query: &Filter<StreamField>,
    fields: &[StreamField],
    numbers: &[(By, StreamField)],
) -> Result<Vec<Group>> {
    grouped::<_, funding_stream::Model>(connection, streams(query), fields, numbers).await
}

/// How many bids match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count_bids(connection: &impl ConnectionTrait, filter: &Filter<BidField>) -> Result<u64> {
    Ok(bids(filter).count(connection).await?)
}

/// A page of streams.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list_streams(
    connection: &impl ConnectionTrait,
    filter: &Filter<StreamField>,
    request: &PageRequest<StreamField>,
) -> Result<Page<funding_stream::Model>> {
    page(connection, streams(filter), request).await
}

/// How many streams match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count_streams(connection: &impl ConnectionTrait, filter: &Filter<StreamField>) -> Result<u64> {
    Ok(streams(filter).count(connection).await?)
}

/// Bids by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn bids_by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<funding_bid::Model>> {
    Ok(funding_bid::Entity::find()
        .filter(funding_bid::Column::CouncilCode.eq(council))
        .filter(funding_bid::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// Streams by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn streams_by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<funding_stream::Model>> {
    Ok(funding_stream::Entity::find()
        .filter(funding_stream::Column::CouncilCode.eq(council))
        .filter(funding_stream::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// The streams that came of bids, the earliest first, each with its bid.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn streams_of_bids(
    connection: &impl ConnectionTrait,
    council: &str,
    bids: &[String],
) -> Result<Vec<funding_stream::Model>> {
    Ok(funding_stream::Entity::find()
        .filter(funding_stream::Column::CouncilCode.eq(council))
        .filter(funding_stream::Column::BidId.is_in(bids))
        .order_by_asc(funding_stream::Column::FromDay)
        .order_by_asc(funding_stream::Column::Id)
        .all(connection)
        .await?)
}

/// Declares how the links between money and activities are found from either side, in the order of what stands at the other.
macro_rules! links {
    ($($(#[$doc:meta])* $name:ident: $table:ident by $column:ident, then $other:ident;)+) => {
        $(
            $(#[$doc])*
            ///
            /// # Errors
            /// [`crate::StoreError::Database`].
            pub async fn $name(
                connection: &impl ConnectionTrait,
                council: &str,
                ids: &[String],
            ) -> Result<Vec<$table::Model>> {
                Ok($table::Entity::find()
                    .filter($table::Column::CouncilCode.eq(council))
                    .filter($table::Column::$column.is_in(ids))
                    .order_by_asc($table::Column::$column)
                    .order_by_asc($table::Column::$other)
                    .all(connection)
                    .await?)
            }
        )+
    };
}

links! {
    /// Which activities bids are for.
    links_of_bids: funding_bid_activity by BidId, then ActivityId;
    /// Which bids are for activities.
    bid_links_of_activities: funding_bid_activity by ActivityId, then BidId;
    /// Which activities streams pay for.
    links_of_streams: funding_stream_activity by StreamId, then ActivityId;
    /// Which streams pay for activities.
    stream_links_of_activities: funding_stream_activity by ActivityId, then StreamId;
}

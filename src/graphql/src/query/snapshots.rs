//! Progress snapshots.

use async_graphql::{Context, InputObject, Object, OneofObject, Result};
use sextant_store::query::snapshots::SnapshotField;
use sextant_store::query::{self, Filter, Scalar, Test};
use sextant_store::snapshots;

use crate::context::{database, known_day, reading};
use crate::input::{SnapshotFilter, SnapshotOrder};
use crate::paging::{PageArgs, SnapshotConnection, TotalCount, slice};
use crate::scalars::{AcademicYear, Date};
use crate::types::Snapshot;

/// A strategy's academic year.
#[derive(InputObject)]
pub struct StrategyYear {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year.
    pub academic_year: AcademicYear,
    /// Which revision; the one that shows the latest knowledge when not said.
    pub revision: Option<i32>,
}

/// How a snapshot is named.
#[derive(OneofObject)]
pub enum SnapshotBy {
    /// By strategy and academic year.
    StrategyYear(StrategyYear),
}

#[derive(Default)]
pub(crate) struct SnapshotQuery;

#[Object]
impl SnapshotQuery {
    /// One published progress snapshot: the one that shows the latest knowledge, or the revision asked for. Null when none is
    /// published.
    async fn snapshot(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: SnapshotBy,
        #[graphql(desc = "Only revisions that show no later knowledge than that of this day.")] as_known_at: Option<
            Date,
        >,
    ) -> Result<Option<Snapshot>> {
        let SnapshotBy::StrategyYear(StrategyYear { strategy, academic_year: AcademicYear(year), revision }) = by;
        let known_by = known_day(context, as_known_at).await?;
        let found =
            reading(context, snapshots::find(database(context).read(), &strategy, year, revision, known_by)).await?;
        Ok(found.map(Into::into))
    }

    /// Published progress snapshots, every revision.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn snapshots(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<SnapshotFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<SnapshotOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "Only revisions that show no later knowledge than that of this day.")] as_known_at: Option<
            Date,
        >,
    ) -> Result<Option<SnapshotConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let filter = match known_day(context, as_known_at).await? {
            Some(day) => Filter::All(vec![filter, Filter::Is(SnapshotField::AsKnownAt, Test::Lte(Scalar::Day(day)))]),
            None => filter,
        };
        let order = order_by.unwrap_or_default();
        let name = format!("snapshots{order:?}");
        let order = order.into_iter().map(SnapshotOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::snapshots::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Snapshots(filter), &name, Snapshot::from).into()))
    }
}

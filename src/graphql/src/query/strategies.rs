//! Strategies and scorecards.

use async_graphql::{Context, InputObject, Object, OneofObject, Result};
use chrono::NaiveDate;
use sextant_domain::Term;
use sextant_store::query::scorecards::ScorecardField;
use sextant_store::query::{self, Filter, Order, PageRequest, Scalar, Test};

use crate::context::{database, known, known_day, reading};
use crate::enums;
use crate::input::{ScorecardFilter, ScorecardOrder, StrategyFilter, StrategyOrder};
use crate::loaders::{StrategyByCode, load};
use crate::paging::{PageArgs, ScorecardConnection, StrategyConnection, TotalCount, slice};
use crate::scalars::{AcademicYear, Date};
use crate::types::{Scorecard, Strategy};

/// How a strategy is named.
#[derive(OneofObject)]
pub enum StrategyBy {
    /// By its code: `thurrock-2019`.
    Code(String),
}

/// A strategy's term.
#[derive(InputObject)]
pub struct StrategyTerm {
    /// The strategy's code.
    pub strategy: String,
    /// The academic year.
    pub academic_year: AcademicYear,
    /// The term.
    pub term: enums::Term,
    /// Which revision; the one that shows the latest knowledge when not said.
    pub revision: Option<i32>,
}

impl StrategyTerm {
    /// The revisions that are meant.
    fn filter(self) -> Filter<ScorecardField> {
        let AcademicYear(year) = self.academic_year;
        let is = |field, scalar| Filter::Is(field, Test::Eq(scalar));
        let mut all = vec![
            is(ScorecardField::Strategy, Scalar::Text(self.strategy)),
            is(ScorecardField::Year, Scalar::Int(year.start().into())),
            is(ScorecardField::Term, Scalar::Int(Term::from(self.term).number().into())),
        ];
        all.extend(self.revision.map(|number| is(ScorecardField::Revision, Scalar::Int(number.into()))));
        Filter::All(all)
    }
}

/// Of these the revisions that show no later knowledge than the day's.
fn known_by(filter: Filter<ScorecardField>, as_known_at: Option<NaiveDate>) -> Filter<ScorecardField> {
    match as_known_at {
        Some(day) => Filter::All(vec![filter, Filter::Is(ScorecardField::AsKnownAt, Test::Lte(Scalar::Day(day)))]),
        None => filter,
    }
}

/// How a scorecard is named.
#[derive(OneofObject)]
pub enum ScorecardBy {
    /// By strategy and term.
    StrategyTerm(StrategyTerm),
}

#[derive(Default)]
pub(crate) struct StrategyQuery;

#[Object]
impl StrategyQuery {
    /// One strategy in its newest version; null when there is none.
    async fn strategy(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: StrategyBy,
        #[graphql(
            desc = "The newest version that was loaded by the end of this day, null when none was; the newest of all when not \
                    said."
        )]
        as_known_at: Option<Date>,
    ) -> Result<Option<Strategy>> {
        let StrategyBy::Code(code) = by;
        if as_known_at.is_some() {
            let known = known(context, as_known_at).await?;
            let found = query::strategies::known_by(database(context).read(), &code, known);
            return Ok(reading(context, found).await?.map(Into::into));
        }
        Ok(load(context, StrategyByCode(code)).await?.map(Into::into))
    }

    /// Strategies, each in its newest version.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).clamp(1, 5) as usize * child_complexity")]
    async fn strategies(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<StrategyFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<StrategyOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<StrategyConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("strategies{order:?}");
        let order = order.into_iter().map(StrategyOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::strategies::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Strategies(filter), &name, Strategy::from).into()))
    }

    /// One published scorecard: the one that shows the latest knowledge, or the revision asked for. Null when none is published.
    async fn scorecard(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: ScorecardBy,
        #[graphql(desc = "Only revisions that show no later knowledge than that of this day.")] as_known_at: Option<
            Date,
        >,
    ) -> Result<Option<Scorecard>> {
        let ScorecardBy::StrategyTerm(which) = by;
        let order = [ScorecardField::AsKnownAt, ScorecardField::Revision];
        let order = order.map(|field| Order { field, descending: true }).into();
        let newest = PageRequest { size: 1, backward: false, after: None, before: None, order };
        let filter = known_by(which.filter(), known_day(context, as_known_at).await?);
        let page = reading(context, query::scorecards::list(database(context).read(), &filter, &newest)).await?;
        Ok(page.rows.into_iter().next().map(|(_, row)| row.into()))
    }

    /// Published scorecards, every revision.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn scorecards(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ScorecardFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<ScorecardOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "Only revisions that show no later knowledge than that of this day.")] as_known_at: Option<
            Date,
        >,
    ) -> Result<Option<ScorecardConnection>> {
        let known_at = known_day(context, as_known_at).await?;
        let filter = known_by(filter.unwrap_or_default().into_store()?, known_at);
        let order = order_by.unwrap_or_default();
        let name = format!("scorecards{order:?}");
        let order = order.into_iter().map(ScorecardOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::scorecards::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Scorecards(filter), &name, Scorecard::from).into()))
    }
}

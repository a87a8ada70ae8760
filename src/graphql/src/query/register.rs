//! Places, schools and trusts.

use async_graphql::{Context, Object, OneofObject, Result};
use sextant_store::places::by_code;
use sextant_store::query;

use crate::context::{database, known, reading};
use crate::input::{PlaceFilter, PlaceOrder, SchoolFilter, SchoolOrder, TrustFilter, TrustOrder};
use crate::loaders::{SchoolByUrn, TrustByUid, load};
use crate::paging::{PageArgs, PlaceConnection, SchoolConnection, TotalCount, TrustConnection, slice};
use crate::scalars::Date;
use crate::types::{Place, School, Trust};

/// How a place is named.
#[derive(OneofObject)]
pub enum PlaceBy {
    /// By any code it has or had: `883`, `E06000034`, a school's LAESTAB.
    Code(String),
}

/// How a school is named.
#[derive(OneofObject)]
pub enum SchoolBy {
    /// By its unique reference number.
    Urn(String),
}

/// How a trust is named.
#[derive(OneofObject)]
pub enum TrustBy {
    /// By the register's group UID.
    Uid(String),
}

#[derive(Default)]
pub(crate) struct RegisterQuery;

#[Object]
impl RegisterQuery {
    /// One place; null when there is none.
    async fn place(&self, context: &Context<'_>, #[graphql(desc = "Which one.")] by: PlaceBy) -> Result<Option<Place>> {
        let PlaceBy::Code(code) = by;
        Ok(reading(context, by_code(database(context).read(), &code)).await?.map(Into::into))
    }

    /// Places: England, its regions and its authorities, past and present.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn places(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<PlaceFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<PlaceOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<PlaceConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("places{order:?}");
        let order = order.into_iter().map(PlaceOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::places::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Places(filter), &name, Place::from).into()))
    }

    /// One school; null when there is none.
    async fn school(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: SchoolBy,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<School>> {
        let SchoolBy::Urn(urn) = by;
        let Ok(urn) = urn.trim().parse::<i32>() else { return Ok(None) };
        let known = known(context, as_known_at).await?;
        Ok(load(context, SchoolByUrn(urn, known)).await?.map(|row| School::new(row, known)))
    }

    /// Schools of the register, open and closed.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn schools(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<SchoolFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<SchoolOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<SchoolConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("schools{order:?}");
        let order = order.into_iter().map(SchoolOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let known = known(context, as_known_at).await?;
        let page = reading(context, query::schools::list(database(context).read(), &filter, &request, known)).await?;
        Ok(Some(slice(page, TotalCount::Schools(filter, known), &name, |row| School::new(row, known)).into()))
    }

    /// One trust; null when there is none.
    async fn trust(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which one.")] by: TrustBy,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<Trust>> {
        let TrustBy::Uid(uid) = by;
        let Ok(uid) = uid.trim().parse::<i32>() else { return Ok(None) };
        let known = known(context, as_known_at).await?;
        Ok(load(context, TrustByUid(uid, known)).await?.map(|row| Trust::new(row, known)))
    }

    /// Trusts, sponsors, federations and other groups of the register.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn trusts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<TrustFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<TrustOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<TrustConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let order = order_by.unwrap_or_default();
        let name = format!("trusts{order:?}");
        let order = order.into_iter().map(TrustOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let known = known(context, as_known_at).await?;
        let page = reading(context, query::trusts::list(database(context).read(), &filter, &request, known)).await?;
        Ok(Some(slice(page, TotalCount::Trusts(filter, known), &name, |row| Trust::new(row, known)).into()))
    }
}

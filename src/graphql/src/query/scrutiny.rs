//! Scrutiny, equality impacts and commentary: what belongs to the caller's council.

use async_graphql::{Context, ID, Object, Result};
use sextant_domain::access::Role;
use sextant_store::query::commentary::CommentaryField;
use sextant_store::query::equality::{ImpactField, ImpactQuery};
use sextant_store::query::recommendations::{RecommendationField, RecommendationQuery};
use sextant_store::query::scrutiny::MeetingField;
use sextant_store::query::{self, Filter, Scalar, Test};

use super::delivery::own;
use crate::context::{acts_for, database, reading};
use crate::ids::key;
use crate::input::{
    CommentaryFilter, CommentaryOrder, EqualityImpactFilter, EqualityImpactOrder, RecommendationFilter,
    RecommendationOrder, ScrutinyMeetingFilter, ScrutinyMeetingOrder,
};
use crate::loaders::{MeetingById, RecommendationById, load};
use crate::paging::{
    CommentaryConnection, EqualityImpactConnection, PageArgs, RecommendationConnection, ScrutinyMeetingConnection,
    TotalCount, slice,
};
use crate::scalars::Date;
use crate::types::{Commentary, EqualityImpact, Recommendation, ScrutinyMeeting};

#[derive(Default)]
pub(crate) struct ScrutinyQuery;

#[Object]
impl ScrutinyQuery {
    /// A meeting of scrutiny; null when there is none. For members and above.
    async fn scrutiny_meeting(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its opaque id.")] id: ID,
    ) -> Result<Option<ScrutinyMeeting>> {
        let council = acts_for(context, Role::Member)?;
        let Some(id) = key("ScrutinyMeeting", &id) else { return Ok(None) };
        Ok(load(context, MeetingById(council, id)).await?.map(Into::into))
    }

    /// The council's meetings of scrutiny, planned and held. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn scrutiny_meetings(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ScrutinyMeetingFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<ScrutinyMeetingOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<ScrutinyMeetingConnection>> {
        let council = acts_for(context, Role::Member)?;
        let asked = own(MeetingField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("scrutinyMeetings{order:?}");
        let order = order.into_iter().map(ScrutinyMeetingOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::scrutiny::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Meetings(asked), &name, ScrutinyMeeting::from).into()))
    }

    /// A recommendation of scrutiny; null when there is none. For members and above.
    async fn recommendation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its opaque id.")] id: ID,
    ) -> Result<Option<Recommendation>> {
        let council = acts_for(context, Role::Member)?;
        let Some(id) = key("Recommendation", &id) else { return Ok(None) };
        Ok(load(context, RecommendationById(council, id)).await?.map(Into::into))
    }

    /// What scrutiny formally asked, answered or not. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn recommendations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<RecommendationFilter>,
        #[graphql(desc = "Those of one meeting, by its opaque id.")] meeting: Option<ID>,
        #[graphql(desc = "Those whose answer was overdue at the end of this day.")] overdue_on: Option<Date>,
        #[graphql(
            desc = "Those that had been received by the end of this day and were not answered by then, overdue or not."
        )]
        unanswered_on: Option<Date>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<RecommendationOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<RecommendationConnection>> {
        let council = acts_for(context, Role::Member)?;
        let mut parts = vec![filter.unwrap_or_default().into_store()?];
        if let Some(meeting) = meeting {
            let id = key("ScrutinyMeeting", &meeting).unwrap_or_default();
            parts.push(Filter::Is(RecommendationField::Meeting, Test::Eq(Scalar::Text(id))));
        }
        let asked = RecommendationQuery {
            filter: own(RecommendationField::Council, council, Filter::All(parts)),
            overdue_on: overdue_on.map(|Date(day)| day),
            unanswered_on: unanswered_on.map(|Date(day)| day),
        };
        let order = order_by.unwrap_or_default();
        let name = format!("recommendations{order:?}");
        let order = order.into_iter().map(RecommendationOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::recommendations::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Recommendations(asked), &name, Recommendation::from).into()))
    }

    /// What the council's strategies and their commitments mean for people who share a characteristic. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn equality_impacts(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<EqualityImpactFilter>,
        #[graphql(desc = "Those whose review was overdue at the end of this day.")] review_overdue_on: Option<Date>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<EqualityImpactOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<EqualityImpactConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(ImpactField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = ImpactQuery { filter, review_overdue_on: review_overdue_on.map(|Date(day)| day) };
        let order = order_by.unwrap_or_default();
        let name = format!("equalityImpacts{order:?}");
        let order = order.into_iter().map(EqualityImpactOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::equality::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Impacts(asked), &name, EqualityImpact::from).into()))
    }

    /// Commentary on lines of the council's published scorecards, drafts and withdrawn ones included. What is published is read by
    /// everybody under `ScorecardLine.commentary`. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn commentaries(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<CommentaryFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<CommentaryOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<CommentaryConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let asked = own(CommentaryField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("commentaries{order:?}");
        let order = order.into_iter().map(CommentaryOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::commentary::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Commentary(asked), &name, Commentary::from).into()))
    }
}

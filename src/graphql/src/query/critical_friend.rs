//! Critical-friend work: risk on record, visits, agreed actions, and whether problems were a surprise.

use async_graphql::{Context, ID, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::no_surprise;
use sextant_store::query::actions::{ActionField, ActionQuery};
use sextant_store::query::risk::{AssessmentField, AssessmentQuery};
use sextant_store::query::risk_policies::RiskPolicyField;
use sextant_store::query::visits::VisitField;
use sextant_store::query::{self, Filter, Order, PageRequest, Scalar, Test};

use super::delivery::own;
use crate::context::{acts_for, database, known, reading};
use crate::error::{code, user_error};
use crate::ids::key;
use crate::input::{ActionFilter, ActionOrder, RiskAssessmentFilter, RiskAssessmentOrder, VisitFilter, VisitOrder};
use crate::paging::{
    ActionConnection, MAX_PAGE, PageArgs, RiskAssessmentConnection, TotalCount, VisitConnection, slice,
};
use crate::scalars::Date;
use crate::types::risk::NoSurprise;
use crate::types::{Action, RiskAssessment, RiskPolicy, Visit};

#[derive(Default)]
pub(crate) struct CriticalFriendQuery;

#[Object]
impl CriticalFriendQuery {
    /// The council's policies of risk tiers, every version, the newest first: at most a hundred. For officers and above.
    #[graphql(complexity = "5 * child_complexity")]
    async fn risk_policies(&self, context: &Context<'_>) -> Result<Option<Vec<RiskPolicy>>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(RiskPolicyField::Council, council, Filter::default());
        let order = [RiskPolicyField::ApprovedOn, RiskPolicyField::Version];
        let order = order.map(|field| Order { field, descending: true }).into();
        let request = PageRequest { size: MAX_PAGE as u64, backward: false, after: None, before: None, order };
        let page = reading(context, query::risk_policies::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(page.rows.into_iter().map(|(_, row)| row.into()).collect()))
    }

    /// What was put on record of schools; on a day, the latest of each school by then. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn risk_assessments(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<RiskAssessmentFilter>,
        #[graphql(desc = "Those that were on record at the end of this day, one for each school.")] on_record: Option<
            Date,
        >,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<RiskAssessmentOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<RiskAssessmentConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(AssessmentField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = AssessmentQuery { filter, on_record: on_record.map(|Date(day)| day) };
        let order = order_by.unwrap_or_default();
        let name = format!("riskAssessments{order:?}");
        let order = order.into_iter().map(RiskAssessmentOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::risk::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Assessments(asked), &name, RiskAssessment::from).into()))
    }

    /// The council's visits to schools, planned, held and cancelled. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn visits(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<VisitFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<VisitOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<VisitConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(VisitField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("visits{order:?}");
        let order = order.into_iter().map(VisitOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::visits::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Visits(filter), &name, Visit::from).into()))
    }

    /// What was agreed to be done, open and closed. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn actions(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ActionFilter>,
        #[graphql(desc = "Those that follow from one recommendation, by its opaque id.")] recommendation: Option<ID>,
        #[graphql(desc = "Those that were overdue at the end of this day.")] overdue_on: Option<Date>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<ActionOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<ActionConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let mut parts = vec![filter.unwrap_or_default().into_store()?];
        if let Some(recommendation) = recommendation {
            let id = key("Recommendation", &recommendation).unwrap_or_default();
            parts.push(Filter::Is(ActionField::Recommendation, Test::Eq(Scalar::Text(id))));
        }
        let filter = own(ActionField::Council, council, Filter::All(parts));
        let asked = ActionQuery { filter, overdue_on: overdue_on.map(|Date(day)| day) };
        let order = order_by.unwrap_or_default();
        let name = format!("actions{order:?}");
        let order = order.into_iter().map(ActionOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::actions::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Actions(asked), &name, Action::from).into()))
    }

    /// Whether problems were a surprise: the adverse inspections of a period beside the tier that was on record the day before
    /// notice. For officers and above.
    #[graphql(complexity = "20 + child_complexity")]
    async fn no_surprise(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The first day of the period.")] from: Date,
        #[graphql(desc = "The first day after it.")] to: Date,
        #[graphql(desc = "Inspections as known at the end of this day; today when not said.")] as_known_at: Option<
            Date,
        >,
    ) -> Result<Option<NoSurprise>> {
        let council = acts_for(context, Role::Officer)?;
        if to <= from {
            let message =
                format!("'to' is {}, and the period begins on {}: 'to' is the first day after it", to.0, from.0);
            return Err(user_error(code::BAD_USER_INPUT, message));
        }
        let known = known(context, as_known_at).await?;
        let connection = database(context).read();
        let inputs = query::no_surprise::inputs(connection, &council, (from.0, to.0), known).await?;
        Ok(inputs.map(|inputs| no_surprise(&inputs).into()))
    }
}

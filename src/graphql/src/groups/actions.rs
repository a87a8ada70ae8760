//! Agreed actions, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{ActionSource, ActionStatus};
use sextant_store::query::actions::{self, ActionField, ActionQuery};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::ActionFilter;
use crate::query::own;
use crate::scalars::{AcademicYear, Date};
use crate::types::{School, Trust};

groups! {
    /// What actions are counted by.
    ActionDimension of ActionField;
    /// What the actions of a group have in common. A field is null where it was not counted by, or where the actions have none:
    /// no school, or a school that no trust runs.
    ActionGroupKey;
    /// Actions that have something in common.
    ActionGroup in ActionGroupConnection of ActionGroupEdge;
    order ActionGroupOrder by ActionGroupOrderField having ActionGroupHaving;
    /// Where they stand.
    Status, status: enums::ActionStatus = Status as Plain by coded(ActionStatus::from_number);
    /// What they were agreed over.
    Source, source: enums::ActionSource = Source as Plain by coded(ActionSource::from_number);
    /// Who sees to them.
    Owner, owner: String = Owner as Plain by text;
    /// The school they concern, as it is known today.
    School, school: School = Urn as School by school;
    /// The trust that runs the schools today.
    Trust, trust: Trust = Urn as Trust by trust;
    /// The phase of the schools.
    Phase, phase: enums::Phase = Urn as Phase by phase;
    /// The month in which they are due: `2026-09`.
    DueMonth, due_month: String = Due as Month by text;
    /// The academic year in which they are due.
    DueYear, due_year: AcademicYear = Due as AcademicYear by year;
}

#[derive(Default)]
pub(crate) struct ActionGroupQuery;

#[Object]
impl ActionGroupQuery {
    /// Agreed actions counted by what they have in common. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn action_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<ActionDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ActionFilter>,
        #[graphql(desc = "Those that were overdue at the end of this day.")] overdue_on: Option<Date>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<ActionGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<ActionGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<ActionGroupConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(ActionField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = ActionQuery { filter, overdue_on: overdue_on.map(|Date(day)| day) };
        let rows = actions::groups(database(context).read(), &asked, &fields(&by)?).await?;
        Asked::<ActionGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

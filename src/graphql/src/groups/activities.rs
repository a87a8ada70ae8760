//! Activities, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{ActivityKind, ActivityStatus};
use sextant_store::query::activities::{self, ActivityField, ActivityQuery};

use super::{Asked, CountSummary, Counted, Grouping, PenceSummary, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::{ActivityFilter, PartnershipFilter};
use crate::query::own;
use crate::scalars::AcademicYear;

groups! {
    /// What activities are counted by.
    ActivityDimension of ActivityField;
    /// What the activities of a group have in common. A field is null where it was not counted by, or where the activities have
    /// none.
    ActivityGroupKey;
    /// Activities that have something in common.
    ActivityGroup in ActivityGroupConnection of ActivityGroupEdge;
    order ActivityGroupOrder by ActivityGroupOrderField having ActivityGroupHaving;
    /// For whom they are: everybody, some, or few.
    Kind, kind: enums::ActivityKind = Kind as Plain by coded(ActivityKind::from_number);
    /// Where they stand.
    Status, status: enums::ActivityStatus = Status as Plain by coded(ActivityStatus::from_number);
    /// The code of the pupil group they are for; empty where nobody said.
    TargetGroup, target_group: String = TargetGroup as Plain by text;
    /// The academic year in which they begin.
    BeginsIn, begins_in: AcademicYear = From as AcademicYear by year;
    /// The academic year in which they are over.
    EndsIn, ends_in: AcademicYear = To as AcademicYear by year;
    => sums [Cost, Pupils]
    => shows {
        /// What those cost whose cost is known.
        cost: PenceSummary = |it: &Counted| it.summary(0).into();
        /// How many pupils those reach that say so. A pupil in two activities counts twice.
        pupils: CountSummary = |it: &Counted| it.summary(1).into();
    }
    => ranks {
        /// What they cost together.
        Cost, cost: PenceFilter = |it| it.summary(0).sum;
        /// How many pupils they reach together.
        Pupils, pupils: IntFilter = |it| it.summary(1).sum;
    }
}

#[derive(Default)]
pub(crate) struct ActivityGroupQuery;

#[Object]
impl ActivityGroupQuery {
    /// Activities counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn activity_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<ActivityDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ActivityFilter>,
        #[graphql(desc = "Their partnership must be so.")] partnership: Option<PartnershipFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<ActivityGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<ActivityGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<ActivityGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let asked = ActivityQuery {
            filter: own(ActivityField::Council, council, filter.unwrap_or_default().into_store()?),
            partnership: partnership.map(PartnershipFilter::into_store).transpose()?,
            ..ActivityQuery::default()
        };
        let rows =
            activities::groups(database(context).read(), &asked, &fields(&by)?, &ActivityGroup::numbers()).await?;
        Asked::<ActivityGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

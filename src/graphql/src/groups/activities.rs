//! Activities, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{ActivityKind, ActivityStatus};
use sextant_store::query::activities::{self, ActivityField, ActivityQuery};

use super::{counted, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::{ActivityFilter, PartnershipFilter};
use crate::query::own;
use crate::scalars::{AcademicYear, Pence};

groups! {
    /// What activities are counted by.
    ActivityDimension of ActivityField;
    /// What the activities of a group have in common. A field is null where it was not counted by, or where the activities have
    /// none.
    ActivityGroupKey;
    /// Activities that have something in common.
    ActivityGroup;
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
    => sums {
        /// What those cost together whose cost is known; null where no cost is.
        cost: Pence = Cost read |pence| Some(Pence(pence));
        /// How many pupils those reach together that say so; null where none does. A pupil in two activities counts twice.
        pupils: i32 = Pupils read |pupils| i32::try_from(pupils).ok();
    }
}

#[derive(Default)]
pub(crate) struct ActivityGroupQuery;

#[Object]
impl ActivityGroupQuery {
    /// Activities counted by what they have in common, the largest group first. For members and above.
    #[graphql(complexity = "20 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn activity_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<ActivityDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ActivityFilter>,
        #[graphql(desc = "Their partnership must be so.")] partnership: Option<PartnershipFilter>,
        #[graphql(desc = "How many groups: 0 to 200, which is also what is answered when not said.")] first: Option<
            i32,
        >,
    ) -> Result<Vec<ActivityGroup>> {
        let council = acts_for(context, Role::Member)?;
        let asked = ActivityQuery {
            filter: own(ActivityField::Council, council, filter.unwrap_or_default().into_store()?),
            partnership: partnership.map(PartnershipFilter::into_store).transpose()?,
            ..ActivityQuery::default()
        };
        let rows = activities::groups(database(context).read(), &asked, &fields(&by)?, ActivityGroup::SUMS).await?;
        counted(context, &by, rows, first).await
    }
}

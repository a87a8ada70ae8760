//! Critical friends' visits, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::VisitStatus;
use sextant_store::query::visits::{self, VisitField};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::VisitFilter;
use crate::query::own;
use crate::scalars::AcademicYear;
use crate::types::{School, Trust};

groups! {
    /// What visits are counted by.
    VisitDimension of VisitField;
    /// What the visits of a group have in common. A field is null where it was not counted by, or where the visits have none.
    VisitGroupKey;
    /// Visits that have something in common.
    VisitGroup in VisitGroupConnection of VisitGroupEdge;
    order VisitGroupOrder by VisitGroupOrderField having VisitGroupHaving;
    /// Where they stand.
    Status, status: enums::VisitStatus = Status as Plain by coded(VisitStatus::from_number);
    /// The number of the tier that was on record.
    Tier, tier: i32 = Tier as Plain by number;
    /// The officer who leads them.
    LeadOfficer, lead_officer: String = LeadOfficer as Plain by text;
    /// The school, as it is known today.
    School, school: School = Urn as School by school;
    /// The trust that runs the schools today.
    Trust, trust: Trust = Urn as Trust by trust;
    /// The phase of the schools.
    Phase, phase: enums::Phase = Urn as Phase by phase;
    /// The month: `2026-09`.
    Month, month: String = Day as Month by text;
    /// The academic year.
    AcademicYear, academic_year: AcademicYear = Day as AcademicYear by year;
}

#[derive(Default)]
pub(crate) struct VisitGroupQuery;

#[Object]
impl VisitGroupQuery {
    /// Visits counted by what they have in common. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn visit_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<VisitDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<VisitFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<VisitGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<VisitGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<VisitGroupConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(VisitField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows = visits::groups(database(context).read(), &filter, &fields(&by)?).await?;
        Asked::<VisitGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

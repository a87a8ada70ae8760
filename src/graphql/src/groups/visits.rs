//! Critical friends' visits, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::VisitStatus;
use sextant_store::query::visits::{self, VisitField};

use super::{counted, fields, groups};
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
    VisitGroup;
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
    /// Visits counted by what they have in common, the largest group first. For officers and above.
    #[graphql(complexity = "20 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn visit_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<VisitDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<VisitFilter>,
        #[graphql(desc = "How many groups: 0 to 200, which is also what is answered when not said.")] first: Option<
            i32,
        >,
    ) -> Result<Vec<VisitGroup>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(VisitField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows = visits::groups(database(context).read(), &filter, &fields(&by)?).await?;
        counted(context, &by, rows, first).await
    }
}

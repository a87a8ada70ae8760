//! What was put on record of schools' risk, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_store::query::risk::{self, AssessmentField, AssessmentQuery};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::RiskAssessmentFilter;
use crate::query::own;
use crate::scalars::{AcademicYear, Date};
use crate::types::Trust;

groups! {
    /// What assessments of schools' risk are counted by.
    RiskAssessmentDimension of AssessmentField;
    /// What the assessments of a group have in common. A field is null where it was not counted by, or where there is none.
    RiskAssessmentGroupKey;
    /// Assessments of schools' risk that have something in common.
    RiskAssessmentGroup in RiskAssessmentGroupConnection of RiskAssessmentGroupEdge;
    order RiskAssessmentGroupOrder by RiskAssessmentGroupOrderField having RiskAssessmentGroupHaving;
    /// The tier's number.
    Tier, tier: i32 = Tier as Plain by number;
    /// The trust that runs the schools today.
    Trust, trust: Trust = Urn as Trust by trust;
    /// The phase of the schools.
    Phase, phase: enums::Phase = Urn as Phase by phase;
    /// The academic year of the decision.
    DecidedIn, decided_in: AcademicYear = DecidedOn as AcademicYear by year;
}

#[derive(Default)]
pub(crate) struct RiskAssessmentGroupQuery;

#[Object]
impl RiskAssessmentGroupQuery {
    /// Assessments of schools' risk counted by what they have in common. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn risk_assessment_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<RiskAssessmentDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<RiskAssessmentFilter>,
        #[graphql(desc = "Those that were on record at the end of this day, one for each school.")] on_record: Option<
            Date,
        >,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<RiskAssessmentGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<RiskAssessmentGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<RiskAssessmentGroupConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(AssessmentField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = AssessmentQuery { filter, on_record: on_record.map(|Date(day)| day) };
        let rows = risk::groups(database(context).read(), &asked, &fields(&by)?).await?;
        Asked::<RiskAssessmentGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

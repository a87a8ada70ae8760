//! Recommendations of scrutiny, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{Acceptance, Implementation};
use sextant_store::query::recommendations::{self, RecommendationField, RecommendationQuery};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::RecommendationFilter;
use crate::query::own;
use crate::scalars::AcademicYear;

groups! {
    /// What recommendations are counted by.
    RecommendationDimension of RecommendationField;
    /// What the recommendations of a group have in common. A field is null where it was not counted by, or where there is no answer.
    RecommendationGroupKey;
    /// Recommendations that have something in common.
    RecommendationGroup in RecommendationGroupConnection of RecommendationGroupEdge;
    order RecommendationGroupOrder by RecommendationGroupOrderField having RecommendationGroupHaving;
    /// What was made of them.
    Accepted, accepted: enums::Acceptance = Accepted as Plain by coded(Acceptance::from_number);
    /// How far they have come.
    Implementation, implementation: enums::Implementation = Implementation as Plain by coded(Implementation::from_number);
    /// The academic year in which an answer was due.
    DueIn, due_in: AcademicYear = ResponseDue as AcademicYear by year;
}

#[derive(Default)]
pub(crate) struct RecommendationGroupQuery;

#[Object]
impl RecommendationGroupQuery {
    /// Recommendations of scrutiny counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn recommendation_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<RecommendationDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<RecommendationFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<RecommendationGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<RecommendationGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<RecommendationGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(RecommendationField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = RecommendationQuery { filter, ..RecommendationQuery::default() };
        let rows = recommendations::groups(database(context).read(), &asked, &fields(&by)?).await?;
        Asked::<RecommendationGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

//! Contributions, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::ClaimMethod;
use sextant_store::query::contributions::{self, ContributionField};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::ContributionFilter;
use crate::query::own;
use crate::scalars::AcademicYear;

groups! {
    /// What contributions are counted by.
    ContributionDimension of ContributionField;
    /// What the contributions of a group have in common. A field is null where it was not counted by.
    ContributionGroupKey;
    /// Contributions that have something in common.
    ContributionGroup in ContributionGroupConnection of ContributionGroupEdge;
    order ContributionGroupOrder by ContributionGroupOrderField having ContributionGroupHaving;
    /// The code of the indicator.
    Indicator, indicator: String = Indicator as Plain by text;
    /// How it is known.
    Method, method: enums::ClaimMethod = Method as Plain by coded(ClaimMethod::from_number);
    /// How strong the evidence is.
    Strength, strength: i32 = Strength as Plain by number;
    /// The academic year of the claim.
    ClaimedIn, claimed_in: AcademicYear = ClaimedOn as AcademicYear by year;
}

#[derive(Default)]
pub(crate) struct ContributionGroupQuery;

#[Object]
impl ContributionGroupQuery {
    /// Contributions counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn contribution_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<ContributionDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<ContributionFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<ContributionGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<ContributionGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<ContributionGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(ContributionField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows = contributions::groups(database(context).read(), &filter, &fields(&by)?).await?;
        Asked::<ContributionGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

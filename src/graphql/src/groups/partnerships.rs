//! Partnerships, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{PartnershipKind, PartnershipStatus};
use sextant_store::query::partnerships::{self, PartnershipField, PartnershipQuery};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::PartnershipFilter;
use crate::query::own;
use crate::scalars::AcademicYear;

groups! {
    /// What partnerships are counted by.
    PartnershipDimension of PartnershipField;
    /// What the partnerships of a group have in common. A field is null where it was not counted by, or where the partnerships
    /// have none.
    PartnershipGroupKey;
    /// Partnerships that have something in common.
    PartnershipGroup in PartnershipGroupConnection of PartnershipGroupEdge;
    order PartnershipGroupOrder by PartnershipGroupOrderField having PartnershipGroupHaving;
    /// Between whom they are.
    Kind, kind: enums::PartnershipKind = Kind as Plain by coded(PartnershipKind::from_number);
    /// Where they stand.
    Status, status: enums::PartnershipStatus = Status as Plain by coded(PartnershipStatus::from_number);
    /// The officer who leads them; empty where nobody does.
    LeadOfficer, lead_officer: String = LeadOfficer as Plain by text;
    /// The academic year in which they began.
    BeganIn, began_in: AcademicYear = From as AcademicYear by year;
    /// The month in which they are to be looked at again: `2026-09`.
    ReviewMonth, review_month: String = ReviewOn as Month by text;
}

#[derive(Default)]
pub(crate) struct PartnershipGroupQuery;

#[Object]
impl PartnershipGroupQuery {
    /// Partnerships counted by what they have in common. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn partnership_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<PartnershipDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<PartnershipFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<PartnershipGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<PartnershipGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<PartnershipGroupConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(PartnershipField::Council, council, filter.unwrap_or_default().into_store()?);
        let asked = PartnershipQuery { filter, ..PartnershipQuery::default() };
        let rows = partnerships::groups(database(context).read(), &asked, &fields(&by)?).await?;
        Asked::<PartnershipGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

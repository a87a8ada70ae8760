//! Early-warning flags, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::access::Role;
use sextant_domain::delivery::{FlagStatus, WarningRule};
use sextant_store::query::flags::{self, FlagField};

use super::{Asked, fields, groups};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::FlagFilter;
use crate::query::own;
use crate::types::{School, Trust};

groups! {
    /// What early-warning flags are counted by.
    FlagDimension of FlagField;
    /// What the flags of a group have in common. A field is null where it was not counted by, or where the flags have none.
    FlagGroupKey;
    /// Early-warning flags that have something in common.
    FlagGroup in FlagGroupConnection of FlagGroupEdge;
    order FlagGroupOrder by FlagGroupOrderField having FlagGroupHaving;
    /// The rule that raised them.
    Rule, rule: enums::WarningRule = Rule as Plain by coded(WarningRule::from_number);
    /// Where they stand.
    Status, status: enums::FlagStatus = Status as Plain by coded(FlagStatus::from_number);
    /// The school they are about, as it is known today.
    School, school: School = Urn as School by school;
    /// The trust that runs the schools today.
    Trust, trust: Trust = Urn as Trust by trust;
    /// The phase of the schools.
    Phase, phase: enums::Phase = Urn as Phase by phase;
    /// The code of the indicator they are about.
    Indicator, indicator: String = Indicator as Plain by text;
    /// The month in which they were raised: `2026-09`.
    RaisedMonth, raised_month: String = RaisedOn as Month by text;
}

#[derive(Default)]
pub(crate) struct FlagGroupQuery;

#[Object]
impl FlagGroupQuery {
    /// Early-warning flags counted by what they have in common. For officers and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn flag_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<FlagDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<FlagFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<FlagGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<FlagGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
    ) -> Result<Option<FlagGroupConnection>> {
        let council = acts_for(context, Role::Officer)?;
        let filter = own(FlagField::Council, council, filter.unwrap_or_default().into_store()?);
        let rows = flags::groups(database(context).read(), &filter, &fields(&by)?).await?;
        Asked::<FlagGroup> { by, having, order_by, first, after }.of(context, rows).await.map(Some)
    }
}

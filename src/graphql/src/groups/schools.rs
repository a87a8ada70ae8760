//! Schools, counted.

use async_graphql::{Context, Object, Result};
use sextant_domain::school::{Phase, SchoolStatus};
use sextant_store::query::By;
use sextant_store::query::schools::{self, SchoolField};

use super::{Asked, CountSummary, Counted, Grouping, Lens, fields, groups, joined};
use crate::context::{database, known, today};
use crate::enums;
use crate::input::SchoolFilter;
use crate::scalars::{AcademicYear, Date};
use crate::types::{Place, Trust};

groups! {
    /// What schools are counted by.
    SchoolDimension of SchoolField;
    /// What the schools of a group have in common. A field is null where it was not counted by, or where the schools have none: no trust
    /// that runs them, no grade.
    SchoolGroupKey;
    /// Schools that have something in common.
    SchoolGroup in SchoolGroupConnection of SchoolGroupEdge;
    order SchoolGroupOrder by SchoolGroupOrderField having SchoolGroupHaving;
    /// The phase.
    Phase, phase: enums::Phase = Phase as Plain by coded(Phase::from_number);
    /// Open, closed, proposed.
    Status, status: enums::SchoolStatus = Status as Plain by coded(SchoolStatus::from_number);
    /// The register's code of the type: `34` for a converter academy.
    TypeCode, type_code: String = TypeCode as Plain by text;
    /// The register's code of the group of types: `10` for academies, `11` for free schools.
    TypeGroupCode, type_group_code: String = TypeGroupCode as Plain by text;
    /// Who governs them: true for academies and free schools, false for all others.
    Academy, academy: bool = TypeGroupCode as Academy by yes;
    /// The local authority they lie in.
    Authority, authority: Place = Authority as Place by place;
    /// The region they lie in.
    Region, region: Place = Authority as Region by place;
    /// The trust that runs them: a multi-academy, single-academy or foundation trust.
    Trust, trust: Trust = Urn as Trust by trust;
    /// The overall grade of the latest inspection under the school's own URN that gave one. State-funded schools have had none since
    /// September 2024.
    Rating, rating: enums::Grade = Urn as Grade by grade;
    /// The academic year in which they opened.
    OpenedIn, opened_in: AcademicYear = Opened as AcademicYear by year;
    /// The academic year in which they closed.
    ClosedIn, closed_in: AcademicYear = Closed as AcademicYear by year;
    => sums [Pupils]
    => shows {
        /// Pupils on roll, of the schools that say how many.
        pupils: CountSummary = |it: &Counted| it.summary(0).into();
    }
    => ranks {
        /// How many pupils they have together.
        Pupils, pupils: IntFilter = |it| it.summary(0).sum;
    }
}

#[derive(Default)]
pub(crate) struct SchoolGroupQuery;

#[Object]
impl SchoolGroupQuery {
    /// Schools counted by what they have in common.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn school_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<SchoolDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<SchoolFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<SchoolGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<SchoolGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<SchoolGroupConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let day = as_known_at.map_or_else(|| today(context), |Date(day)| day);
        let lens = Lens { known: known(context, as_known_at).await?, day };
        let numbers = SchoolGroup::numbers();
        let rows = schools::groups(database(context).read(), &filter, lens.known, &fields(&by)?, &numbers).await?;
        let join: Vec<By> = numbers.into_iter().map(|(by, _)| by).collect();
        let groups = joined(context, &by, lens, rows, &join).await?;
        Asked::<SchoolGroup> { by, having, order_by, first, after }.cut(groups).map(Some)
    }
}

//! Outcomes, counted and pooled.

use async_graphql::{Context, Enum, Object, Result, SimpleObject};
use futures_util::future::try_join_all;
use sextant_domain::place::PlaceLevel;
use sextant_domain::{DataStatus, Figure, MissingReason, Unit};
use sextant_store::query::outcomes::{self, OutcomeKey, POOLED};

use super::{Asked, Counted, Lens, fields, fitting, groups, joined, pool};
use crate::context::{database, known, today};
use crate::enums;
use crate::input::OutcomeFilter;
use crate::loaders::{IndicatorByCode, load};
use crate::scalars::{AcademicYear, Date, Decimal};
use crate::types::{Indicator, MeasureStatus, Period, Place, PupilGroup};

groups! {
    /// What outcomes are counted by.
    OutcomeDimension of OutcomeKey;
    /// What the outcomes of a group have in common. A field is null where it was not counted by, or where the outcomes have none.
    OutcomeGroupKey;
    /// Outcomes that have something in common.
    OutcomeGroup in OutcomeGroupConnection of OutcomeGroupEdge;
    order OutcomeGroupOrder by OutcomeGroupOrderField having OutcomeGroupHaving;
    /// The indicator.
    Indicator, indicator: Indicator = Indicator as Indicator by indicator;
    /// The pupil group.
    Group, group: PupilGroup = Breakdown as PupilGroup by pupil_group;
    /// The code of the source: `lait`, `ees:ehc-20-weeks`.
    Source, source: String = Source as Plain by text;
    /// The place.
    Place, place: Place = Place as Place by place;
    /// The level of the place.
    Level, level: enums::PlaceLevel = Level as Plain by coded(PlaceLevel::from_number);
    /// The region that the place lies in; null for England and for the regions.
    Region, region: Place = Region as Place by place;
    /// The period, by its last year and its kind.
    Period, period: Period = Period as Period by period;
    /// The academic year that the period is told with: the financial year 2021-22 and the January census of 2022 with 2021/22.
    AcademicYear, academic_year: AcademicYear = Period as YearOfPeriod by year;
    /// The calendar year in which the period ends.
    CalendarYear, calendar_year: i32 = Period as CalendarYear by number;
    /// How the publication stands.
    Status, status: MeasureStatus = Status as Plain by coded(DataStatus::from_number);
    /// Why there is no figure; null where there is one.
    MissingReason, missing_reason: enums::MissingReason = Reason as Plain by coded(MissingReason::from_number);
    => shows {
        /// How many have a figure; the others say why they have none.
        figures: i32 = |it: &Counted| fitting(it.numbers[0].unwrap_or_default());
        /// The figures taken together; null where the group mixes what may not be taken together, as `mixes` says, and where there is no
        /// figure.
        value: Option<OutcomeSummary> = |it: &Counted| summary(it);
        /// What differs within the group, so that its figures may not be taken together: filter by it or count by it.
        mixes: Vec<OutcomeMix> = |it: &Counted| mixes(it);
    }
    => ranks {
        /// The number of figures.
        Figures, figures: IntFilter = |it| it.numbers[0];
        /// The average.
        Average, average: DecimalFilter = |it| alike(it)?.numbers[7];
        /// The weighted average.
        WeightedAverage, weighted_average: DecimalFilter = |it| alike(it)?.numbers[8];
        /// The lowest figure.
        Lowest, lowest: DecimalFilter = |it| alike(it)?.numbers[2];
        /// The highest figure.
        Highest, highest: DecimalFilter = |it| alike(it)?.numbers[3];
    }
}

/// What may differ within a group of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OutcomeMix {
    /// Several indicators.
    Indicator,
    /// Several pupil groups: the whole and its parts would be counted together.
    Group,
    /// Several sources: a figure that two publish would count twice.
    Source,
    /// Places of several levels: an authority and its region would be counted together.
    Level,
}

/// What is counted apart from what is asked for, in the order of [`OutcomeMix`].
const APART: [(OutcomeMix, OutcomeKey); 4] = [
    (OutcomeMix::Indicator, OutcomeKey::Indicator),
    (OutcomeMix::Group, OutcomeKey::Breakdown),
    (OutcomeMix::Source, OutcomeKey::Source),
    (OutcomeMix::Level, OutcomeKey::Level),
];

/// Figures of one indicator, pupil group, source and level of place, taken together, in the unit of the indicator. Exact; averages
/// are rounded to six decimals, halves away from zero.
#[derive(Clone, Debug, SimpleObject)]
pub struct OutcomeSummary {
    /// The sum of the figures. The sum of rates means nothing; with `figures` it serves to average further.
    sum: Decimal,
    /// The average: each figure counts once, that of a small place as much as that of a large one.
    average: Decimal,
    /// The average weighted by denominators, as if the places were one: 100 × `numerator` ÷ `denominator` for a percentage. Null where
    /// the publisher gives no numerators, and for what is no share of a whole.
    weighted_average: Option<Decimal>,
    /// How many of the figures have a numerator and a denominator: those that `weightedAverage` speaks of.
    weighed: i32,
    /// The sum of those numerators; null where there is none.
    numerator: Option<Decimal>,
    /// The sum of those denominators; null where there is none.
    denominator: Option<Decimal>,
    /// The lowest figure.
    lowest: Decimal,
    /// The highest figure.
    highest: Decimal,
}

fn mixes(group: &Counted) -> Vec<OutcomeMix> {
    let differ = APART.iter().zip(&group.apart).filter(|(_, values)| values.len() > 1);
    differ.map(|((mix, _), _)| *mix).collect()
}

/// The group, where its figures may be taken together.
fn alike(group: &Counted) -> Option<&Counted> {
    mixes(group).is_empty().then_some(group)
}

fn summary(group: &Counted) -> Option<OutcomeSummary> {
    let figure = |at: usize| alike(group)?.numbers[at].map(|millionths| Decimal(Figure::from_millionths(millionths)));
    Some(OutcomeSummary {
        sum: figure(1)?,
        average: figure(7)?,
        weighted_average: figure(8),
        weighed: fitting(group.numbers[4].unwrap_or_default()),
        numerator: figure(5),
        denominator: figure(6),
        lowest: figure(2)?,
        highest: figure(3)?,
    })
}

/// Adds the averages to the numbers of the groups: the eighth and the ninth.
async fn averaged(context: &Context<'_>, groups: Vec<Counted>) -> Result<Vec<Counted>> {
    let with_averages = async |mut group: Counted| -> Result<Counted> {
        let unit = match group.apart[0].first() {
            Some(code) => {
                load(context, IndicatorByCode(code.clone())).await?.and_then(|row| Unit::from_number(row.unit))
            }
            None => None,
        };
        let pool = pool(&group.numbers);
        let weighted = unit.and_then(|unit| pool.weighted_average(unit));
        group.numbers.extend([pool.average(), weighted].map(|average| average.map(Figure::millionths)));
        Ok(group)
    };
    try_join_all(groups.into_iter().map(with_averages)).await
}

#[derive(Default)]
pub(crate) struct OutcomeGroupQuery;

#[Object]
impl OutcomeGroupQuery {
    /// Outcomes counted by what they have in common, with their figures taken together where that may be done.
    #[expect(clippy::too_many_arguments, reason = "the arguments of groups")]
    #[graphql(complexity = "50 + first.unwrap_or(20).max(1) as usize * child_complexity")]
    async fn outcome_groups(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What they are counted by: 1 to 4 dimensions.")] by: Vec<OutcomeDimension>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<OutcomeFilter>,
        #[graphql(desc = "Which groups; all when not said.")] having: Option<OutcomeGroupHaving>,
        #[graphql(desc = "The order, the first key first; the largest group first when not said.")] order_by: Option<
            Vec<OutcomeGroupOrder>,
        >,
        #[graphql(desc = "How many groups from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the group with this cursor.")] after: Option<String>,
        #[graphql(desc = "As known at the end of this day; today when not said.")] as_known_at: Option<Date>,
    ) -> Result<Option<OutcomeGroupConnection>> {
        let filter = filter.unwrap_or_default().into_store()?;
        let day = as_known_at.map_or_else(|| today(context), |Date(day)| day);
        let lens = Lens { known: known(context, as_known_at).await?, day };
        let mut keys = fields(&by)?;
        keys.extend(APART.map(|(_, key)| key));
        let rows = outcomes::groups(database(context).read(), &filter, lens.known, &keys).await?;
        let groups = averaged(context, joined(context, &by, lens, rows, &POOLED).await?).await?;
        Asked::<OutcomeGroup> { by, having, order_by, first, after }.cut(groups).map(Some)
    }
}

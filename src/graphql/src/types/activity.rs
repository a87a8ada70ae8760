//! Activities: what partnerships do, for whom, at which schools, and what they are expected to move.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use futures_util::future::try_join_all;
use sextant_domain::Figure;
use sextant_domain::delivery::{ActivityKind, ActivityStatus, EffectDirection};
use sextant_store::entities::{activity, activity_commitment, activity_effect};

use super::line::ScorecardLine;
use super::organisation::some;
use super::outcome::PupilGroup;
use super::partnership::{ServedCommitment, newest_line};
use super::risk::school;
use super::{Contribution, FundingBid, FundingStream, Indicator, Partnership, School};
use crate::enums;
use crate::ids::id;
use crate::loaders::{
    ActivityById, BidById, BidLinksOf, CommitmentsOfActivity, ContributionsOf, EffectsOf, IndicatorByCode,
    PartnershipById, SchoolsReached, StreamById, StreamLinksOf, load,
};
use crate::scalars::{Date, Decimal, Pence};

/// Something that a partnership does, half-open: from a day to the first day on which it is over.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Activity {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// For whom.
    kind: Option<enums::ActivityKind>,
    /// The title.
    title: String,
    /// Where it stands.
    status: Option<enums::ActivityStatus>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over; null while nobody said.
    valid_to: Option<Date>,
    /// How many sessions; null where nobody said.
    sessions: Option<i32>,
    /// How many pupils; null where nobody said.
    pupils: Option<i32>,
    /// How many staff; null where nobody said.
    staff: Option<i32>,
    /// The pupil group it is for; null where nobody said.
    target_group: Option<PupilGroup>,
    /// What it costs; null where nobody said.
    cost: Option<Pence>,
    #[graphql(skip)]
    row: activity::Model,
}

/// What an activity is expected to do to an indicator. It was stated before the activity began.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ExpectedEffect {
    /// The strategy's code.
    strategy_code: String,
    /// The indicator's code.
    indicator_code: String,
    /// The pupil group.
    group: PupilGroup,
    /// Which way it is expected to move.
    direction: Option<enums::EffectDirection>,
    /// By how much, in the indicator's unit; null where only the direction was said.
    change: Option<Decimal>,
    /// The day on which it was stated, as the system recorded it.
    stated_on: Date,
    #[graphql(skip)]
    breakdown: String,
}

impl From<activity::Model> for Activity {
    fn from(row: activity::Model) -> Self {
        Self {
            id: id("Activity", &row.id),
            version: row.version,
            kind: ActivityKind::from_number(row.kind).map(Into::into),
            title: row.title.clone(),
            status: ActivityStatus::from_number(row.status).map(Into::into),
            valid_from: Date(row.from_day),
            valid_to: row.to_day.map(Date),
            sessions: row.sessions,
            pupils: row.pupils,
            staff: row.staff,
            target_group: some(&row.target_group).map(|code| PupilGroup::named(&code)),
            cost: row.cost.map(Pence),
            row,
        }
    }
}

impl From<activity_effect::Model> for ExpectedEffect {
    fn from(row: activity_effect::Model) -> Self {
        Self {
            group: PupilGroup::named(&row.breakdown),
            direction: EffectDirection::from_number(row.direction).map(Into::into),
            change: row.change.map(|change| Decimal(Figure::from_millionths(change))),
            stated_on: Date(row.stated_on),
            strategy_code: row.strategy_code,
            indicator_code: row.indicator_code,
            breakdown: row.breakdown,
        }
    }
}

impl From<activity_commitment::Model> for ServedCommitment {
    fn from(row: activity_commitment::Model) -> Self {
        Self::new(row.strategy_code, row.commitment_code)
    }
}

impl Activity {
    fn key(&self) -> (String, String) {
        (self.row.council_code.clone(), self.row.id.clone())
    }
}

/// The council's activities with these ids, in the order in which they began.
pub(super) async fn activities(
    context: &Context<'_>,
    council: &str,
    ids: impl Iterator<Item = String>,
) -> Result<Vec<Activity>> {
    let found = try_join_all(ids.map(|id| load(context, ActivityById(council.to_owned(), id)))).await?;
    let mut rows: Vec<activity::Model> = found.into_iter().flatten().collect();
    rows.sort_by(|a, b| (a.from_day, &a.id).cmp(&(b.from_day, &b.id)));
    Ok(rows.into_iter().map(Into::into).collect())
}

#[ComplexObject]
impl Activity {
    /// The partnership that it belongs to.
    async fn partnership(&self, context: &Context<'_>) -> Result<Option<Partnership>> {
        let key = PartnershipById(self.row.council_code.clone(), self.row.partnership_id.clone());
        Ok(load(context, key).await?.map(Into::into))
    }

    /// The schools that it reaches, as they are known today, by URN.
    #[graphql(complexity = "5 * child_complexity")]
    async fn schools(&self, context: &Context<'_>) -> Result<Vec<School>> {
        let (council, id) = self.key();
        let rows = load(context, SchoolsReached(council, id)).await?.unwrap_or_default();
        let found = try_join_all(rows.into_iter().map(|row| school(context, row.urn))).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The commitments it serves.
    #[graphql(complexity = "2 * child_complexity")]
    async fn commitments(&self, context: &Context<'_>) -> Result<Vec<ServedCommitment>> {
        let (council, id) = self.key();
        let rows = load(context, CommitmentsOfActivity(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What it is expected to do, stated before it began.
    #[graphql(complexity = "2 * child_complexity")]
    async fn expected_effects(&self, context: &Context<'_>) -> Result<Vec<ExpectedEffect>> {
        let (council, id) = self.key();
        let rows = load(context, EffectsOf(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The streams of funding that pay for it, the earliest first.
    #[graphql(complexity = "2 * child_complexity")]
    async fn funding(&self, context: &Context<'_>) -> Result<Vec<FundingStream>> {
        let (council, id) = self.key();
        let links = load(context, StreamLinksOf(council.clone(), id)).await?.unwrap_or_default();
        let of = |stream| load(context, StreamById(council.clone(), stream));
        let found = try_join_all(links.into_iter().map(|link| of(link.stream_id))).await?;
        let mut rows: Vec<_> = found.into_iter().flatten().collect();
        rows.sort_by(|a, b| (a.from_day, &a.id).cmp(&(b.from_day, &b.id)));
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The bids for funding that were made for it, by id.
    #[graphql(complexity = "2 * child_complexity")]
    async fn bids(&self, context: &Context<'_>) -> Result<Vec<FundingBid>> {
        let (council, id) = self.key();
        let links = load(context, BidLinksOf(council.clone(), id)).await?.unwrap_or_default();
        let of = |bid| load(context, BidById(council.clone(), bid));
        let found = try_join_all(links.into_iter().map(|link| of(link.bid_id))).await?;
        Ok(found.into_iter().flatten().map(Into::into).collect())
    }

    /// The outcomes that it is claimed to have moved, the earliest claim first.
    #[graphql(complexity = "2 * child_complexity")]
    async fn contributions(&self, context: &Context<'_>) -> Result<Vec<Contribution>> {
        let (council, id) = self.key();
        let rows = load(context, ContributionsOf(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }
}

#[ComplexObject]
impl ExpectedEffect {
    /// The indicator, as the catalogue has it now.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.indicator_code.clone())).await?.map(Into::into))
    }

    /// Whether it moved: its line on the strategy's newest published scorecard. Null where none is published.
    #[graphql(complexity = "5 + child_complexity")]
    async fn line(&self, context: &Context<'_>) -> Result<Option<ScorecardLine>> {
        newest_line(context, &self.strategy_code, (&self.indicator_code, &self.breakdown)).await
    }
}

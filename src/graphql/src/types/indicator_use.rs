//! What measures a commitment: an indicator with its targets, baselines and trajectory.

use async_graphql::{Context, Object, Result, SimpleObject};
use chrono::NaiveDate;
use sextant_domain::rules::TrajectoryMethod;
use sextant_domain::strategy::{self, Aim, target_version};
use sextant_domain::{Figure, Period as Time};
use sextant_store::entities::{indicator_use, trajectory_point};
use sextant_store::strategies::{read_baseline, read_target};

use super::outcome::PupilGroup;
use super::{Indicator, Period};
use crate::context::not_in_the_future;
use crate::enums;
use crate::loaders::{BaselinesOf, IndicatorByCode, TargetsOf, TrajectoryPointsOf, load};
use crate::scalars::{Date, Decimal};

/// The use of an indicator to measure a commitment.
#[derive(Clone, Debug)]
pub struct IndicatorUse {
    row: indicator_use::Model,
}

impl From<indicator_use::Model> for IndicatorUse {
    fn from(row: indicator_use::Model) -> Self {
        Self { row }
    }
}

impl IndicatorUse {
    /// Whether something hangs on this use.
    fn owns(&self, commitment: &str, position: i16) -> bool {
        commitment == self.row.commitment_code && position == self.row.position
    }

    fn version(&self) -> (String, String, i64) {
        (self.row.council_code.clone(), self.row.strategy_code.clone(), self.row.strategy_version)
    }
}

/// The use of an indicator to measure a commitment.
#[Object]
impl IndicatorUse {
    /// The indicator.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.row.indicator_code.clone())).await?.map(Into::into))
    }

    /// The pupil group.
    async fn group(&self) -> PupilGroup {
        PupilGroup::named(&self.row.breakdown)
    }

    /// The code of the RAG rule, where it is not the strategy's own.
    async fn rag_rule(&self) -> Option<&str> {
        self.row.rag_rule.as_deref()
    }

    /// Targets, floors and stretch with every approval; empty where no source states one.
    #[graphql(complexity = "5 * child_complexity")]
    async fn targets(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only what had been approved by the end of this day; everything when not said.")]
        as_known_at: Option<Date>,
    ) -> Result<Vec<Target>> {
        not_in_the_future(context, as_known_at)?;
        let (council, code, version) = self.version();
        let rows = load(context, TargetsOf(council, code, version)).await?.unwrap_or_default();
        let own = rows.iter().filter(|row| self.owns(&row.commitment_code, row.use_position));
        let all = own.map(read_target).collect::<Result<Vec<_>, _>>()?;
        let known = all.iter().filter(|target| is_known(target.approved_on, as_known_at));
        Ok(known.map(|target| Target::new(target, &all, as_known_at)).collect())
    }

    /// Baselines in the order of their approval; empty where progress is counted from the figure of the period right before the
    /// window.
    #[graphql(complexity = "2 * child_complexity")]
    async fn baselines(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Only what had been approved by the end of this day; everything when not said.")]
        as_known_at: Option<Date>,
    ) -> Result<Vec<Baseline>> {
        not_in_the_future(context, as_known_at)?;
        let (council, code, version) = self.version();
        let rows = load(context, BaselinesOf(council, code, version)).await?.unwrap_or_default();
        let own = rows.iter().filter(|row| self.owns(&row.commitment_code, row.use_position));
        let all = own.map(read_baseline).collect::<Result<Vec<_>, _>>()?;
        let known = all.into_iter().filter(|baseline| is_known(baseline.approved_on, as_known_at));
        Ok(known.map(Baseline::from).collect())
    }

    /// The way from the baseline to the last target; null where the strategy states none, and it is a straight line.
    async fn trajectory(&self, context: &Context<'_>) -> Result<Option<Trajectory>> {
        let Some(method) = self.row.trajectory_method.and_then(TrajectoryMethod::from_number) else { return Ok(None) };
        let (council, code, version) = self.version();
        let rows = load(context, TrajectoryPointsOf(council, code, version)).await?.unwrap_or_default();
        let own = rows.iter().filter(|row| self.owns(&row.commitment_code, row.use_position));
        Ok(Some(Trajectory { method: method.into(), points: own.filter_map(TrajectoryPoint::read).collect() }))
    }
}

/// Whether something that happened on a day was known by the end of another.
fn is_known(happened: NaiveDate, as_known_at: Option<Date>) -> bool {
    as_known_at.is_none_or(|Date(day)| happened <= day)
}

/// A number to reach by a period, approved by somebody on a day. A later approval for the same kind and period is the next
/// version; the earlier one stays on record.
#[derive(Clone, Debug, SimpleObject)]
pub struct Target {
    /// What it asks for.
    kind: enums::TargetKind,
    /// The period it is set for.
    period: Period,
    /// The number to reach: one of its own, or one that follows a benchmark.
    aim: TargetAim,
    /// The number, where it does not follow a benchmark.
    #[graphql(
        deprecation = "Ask for aim: a target that follows a benchmark has no number of its own. Removal on 2027-04-01."
    )]
    value: Option<Decimal>,
    /// The day of approval: a scorecard as known before that day does not see it.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    /// The paper it stands in.
    source: String,
    /// The day from which it no longer holds; null where it was not withdrawn.
    withdrawn_on: Option<Date>,
    /// 1 for the first approval of its kind for the period, 2 for the one after it …
    version: u32,
}

impl Target {
    fn new(target: &strategy::Target, all: &[strategy::Target], as_known_at: Option<Date>) -> Self {
        Self {
            kind: target.kind.into(),
            period: target.period.into(),
            aim: target.aim.into(),
            value: target.aim.absolute().map(Decimal),
            approved_on: Date(target.approved_on),
            approved_by: target.approved_by.clone(),
            source: target.source.clone(),
            withdrawn_on: target.withdrawn_on.filter(|day| is_known(*day, as_known_at)).map(Date),
            version: target_version(all, target),
        }
    }
}

/// The number that a target asks for: either `absolute`, or `relativeTo` with `by`.
#[derive(Clone, Debug, SimpleObject)]
pub struct TargetAim {
    /// The number itself.
    absolute: Option<Decimal>,
    /// The benchmark of the same period that it follows.
    relative_to: Option<enums::TargetBenchmark>,
    /// By how much the benchmark is to be bettered, in the indicator's better direction; negative: how far short of it is
    /// enough.
    by: Option<Decimal>,
}

impl From<Aim> for TargetAim {
    fn from(aim: Aim) -> Self {
        match aim {
            Aim::Absolute(value) => Self { absolute: Some(Decimal(value)), relative_to: None, by: None },
            Aim::Relative { to, by } => Self { absolute: None, relative_to: Some(to.into()), by: Some(Decimal(by)) },
        }
    }
}

/// The figure that progress is counted from, as it was when it was approved. A restated outcome never moves it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Baseline {
    /// The period.
    period: Period,
    /// The figure as approved, in the unit of the indicator.
    value: Decimal,
    /// The day of approval.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    /// Why it was chosen; always said where it takes the place of an earlier one.
    why: String,
}

impl From<strategy::Baseline> for Baseline {
    fn from(it: strategy::Baseline) -> Self {
        Self {
            period: it.period.into(),
            value: Decimal(it.value),
            approved_on: Date(it.approved_on),
            approved_by: it.approved_by,
            why: it.why,
        }
    }
}

/// The way from the baseline to the last target.
#[derive(Clone, Debug, SimpleObject)]
pub struct Trajectory {
    /// How it goes.
    method: enums::TrajectoryMethod,
    /// Its points between the two, oldest first.
    points: Vec<TrajectoryPoint>,
}

/// A point of a trajectory.
#[derive(Clone, Debug, SimpleObject)]
pub struct TrajectoryPoint {
    /// The period.
    period: Period,
    /// The value to be reached in it.
    value: Decimal,
}

impl TrajectoryPoint {
    fn read(row: &trajectory_point::Model) -> Option<Self> {
        let value = Decimal(Figure::from_millionths(row.value));
        Some(Self { period: Time::from_code(row.period)?.into(), value })
    }
}

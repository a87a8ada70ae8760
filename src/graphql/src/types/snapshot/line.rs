//! Lines of a published snapshot, word for word.

use async_graphql::{ComplexObject, Context, Result, SimpleObject};
use sextant_domain::progress::{self as published, Finality, ProgressReason, ProgressVerdict};

use super::change::{GapMovement, ProgressChange, SeriesBreakCrossed};
use super::int;
use super::outlook::{ControlLimits, Forecast, PooledYears};
use super::path::{ProgressBaseline, ProgressPoint};
use super::target::{ProgressPace, ProgressTarget};
use crate::enums;
use crate::loaders::{ExplainedSnapshotOf, SnapshotKey, load};
use crate::types::explain::Explanation;
use crate::types::figure::Interval;
use crate::types::line::{LineIndicator, Rank};
use crate::types::outcome::PupilGroup;
use crate::types::{Measure, Period};

/// One line of a snapshot: one indicator for one pupil group across the strategy's window.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ProgressLine {
    /// The commitment it measures.
    commitment_code: String,
    /// The indicator, as it was named when the snapshot was published.
    indicator: LineIndicator,
    /// The pupil group.
    group: PupilGroup,
    /// Where progress is counted from; null where there is nothing to count from.
    baseline: Option<ProgressBaseline>,
    /// The baseline's year where it lies before the window, every year of the window, and the years since then.
    #[graphql(complexity = "3 * child_complexity")]
    path: Vec<ProgressPoint>,
    /// The breaks in or before the window's years, the oldest first.
    breaks: Vec<SeriesBreakCrossed>,
    /// Years of the window with a figure.
    observed_years: i32,
    /// Years of the window with a figure that may be compared with the baseline.
    comparable_years: i32,
    /// The newest figure within the window; null where there is none, and then the verdict says why.
    current: Option<CurrentFigure>,
    /// The change since the baseline, or why there is none.
    change: ProgressChange,
    /// For a gap: what its two arms did since the baseline.
    gap: Option<GapMovement>,
    /// The target at the end of the way; null where no source states one.
    target: Option<ProgressTarget>,
    /// The yearly rate that it takes from here, beside the best ever reached; null where there is no target to reach.
    pace: Option<ProgressPace>,
    /// Achieved, on trajectory, behind, or why it cannot be said.
    verdict: ProgressStanding,
    /// Where the line may stand at the end of the window, or why that cannot be said. Never a colour.
    forecast: Forecast,
    /// The natural limits of the yearly figures; null where there are fewer than two points.
    control: Option<ControlLimits>,
    /// Three years taken together; null where no counts are held.
    pooled: Option<PooledYears>,
    /// Whether the figure of the window's last year can still change.
    finality: LineFinality,
    /// What a reader must know, in the order of the codes.
    caveats: Vec<ProgressCaveat>,
    #[graphql(skip)]
    of: SnapshotKey,
    #[graphql(skip)]
    position: usize,
}

#[ComplexObject]
impl ProgressLine {
    /// How every figure of the line came about: its inputs with their rows in the publishers' files, the targets, baselines and
    /// rules that decided, and the arithmetic of every year. Null where the snapshot has no such line when it is compiled again.
    #[graphql(complexity = "10 + child_complexity")]
    async fn explain(&self, context: &Context<'_>) -> Result<Option<Explanation>> {
        Explanation::of(load(context, ExplainedSnapshotOf(self.of.clone())).await?, self.position)
    }
}

/// The newest figure of a line within the strategy's window.
#[derive(Clone, Debug, SimpleObject)]
pub struct CurrentFigure {
    /// The period.
    period: Option<Period>,
    /// The figure.
    value: Measure,
    /// Its 95% interval; null where neither counts nor an interval were published.
    interval: Option<Interval>,
    /// Its rank among authorities; null where a rank would have no standing.
    rank: Option<Rank>,
}

/// The verdict on a line's progress. It has no colour, and no forecast decides it.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressStanding {
    /// The verdict; `CANNOT_SAY` where it would have no standing.
    verdict: enums::ProgressVerdict,
    /// Why.
    reason: Option<enums::ProgressReason>,
    /// Why, in a sentence.
    message: String,
}

/// Whether a line's figure of the window's last year can still change.
#[derive(Clone, Debug, SimpleObject)]
pub struct LineFinality {
    /// Which.
    code: Option<enums::Finality>,
    /// The sentence.
    message: String,
}

/// Something a reader must know about a line of a snapshot.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressCaveat {
    /// Which.
    code: Option<enums::ProgressCaveatCode>,
    /// The sentence.
    message: String,
}

impl ProgressLine {
    /// A line as published, with the snapshot it stands in and its position there, from 0.
    pub(super) fn new(line: published::ProgressLine, of: SnapshotKey, position: usize) -> Self {
        Self {
            commitment_code: line.commitment,
            indicator: LineIndicator::published(
                (line.indicator, line.name),
                (&line.polarity, &line.unit),
                (line.decimals, line.definition_version),
            ),
            group: PupilGroup::named(&line.breakdown),
            baseline: line.baseline.map(Into::into),
            path: line.path.into_iter().map(Into::into).collect(),
            breaks: line.breaks.into_iter().map(Into::into).collect(),
            observed_years: int(line.observed_years),
            comparable_years: int(line.comparable_years),
            current: line.current.map(Into::into),
            change: line.change.into(),
            gap: line.gap.map(Into::into),
            target: line.target.map(Into::into),
            pace: line.pace.map(Into::into),
            verdict: line.verdict.into(),
            forecast: line.forecast.into(),
            control: line.control.map(Into::into),
            pooled: line.pooled.map(Into::into),
            finality: line.finality.into(),
            caveats: line.caveats.into_iter().map(Into::into).collect(),
            of,
            position,
        }
    }
}

impl From<published::CurrentText> for CurrentFigure {
    fn from(it: published::CurrentText) -> Self {
        Self {
            period: Period::published(&it.period),
            value: Measure::published(&it.value),
            interval: it.interval.map(Into::into),
            rank: it.rank.map(Into::into),
        }
    }
}

impl From<published::VerdictText> for ProgressStanding {
    fn from(it: published::VerdictText) -> Self {
        Self {
            verdict: ProgressVerdict::from_code(&it.verdict).unwrap_or(ProgressVerdict::CannotSay).into(),
            reason: ProgressReason::from_code(&it.reason).map(Into::into),
            message: it.message,
        }
    }
}

impl From<published::FinalityText> for LineFinality {
    fn from(it: published::FinalityText) -> Self {
        Self { code: Finality::from_code(&it.code).map(Into::into), message: it.message }
    }
}

impl From<sextant_domain::scorecard::Caveat> for ProgressCaveat {
    fn from(it: sextant_domain::scorecard::Caveat) -> Self {
        Self { code: published::ProgressCaveat::from_code(&it.code).map(Into::into), message: it.message }
    }
}

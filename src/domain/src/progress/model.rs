//! The strategy progress snapshot: what is compiled, published and hashed.
//!
//! As in a scorecard, every list has one order and every number is written as text.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{ControlText, FinalityText, ForecastText, HeadlineAnswer, LandscapeSeries, PooledText};
use crate::figure::Figure;
use crate::scorecard::{Caveat, Cell, IntervalText, NeighbourMean, PeriodText, Rank, ReleaseText, as_text};

/// How far a strategy has come across its window, as known on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snapshot {
    /// The strategy's code.
    pub strategy: String,
    /// Which version of the strategy's file.
    #[serde(with = "as_text")]
    pub strategy_version: i64,
    /// The authority's DfE number.
    #[serde(with = "as_text")]
    pub authority: i64,
    /// The academic year that the snapshot belongs to: `2025/26`.
    pub year: String,
    /// The first academic year of the window.
    pub window_first: String,
    /// The last academic year of the window.
    pub window_last: String,
    /// How many academic years the window has.
    #[serde(with = "as_text")]
    pub window_years: i64,
    /// The day whose knowledge it shows.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    #[serde(with = "as_text")]
    pub knowledge: i64,
    /// Whether every release of the window's last year has come.
    pub finality: SnapshotFinality,
    /// The priorities in order.
    pub priorities: Vec<ProgressPriority>,
    /// The school landscape over the years; each series stands alone, none continues another.
    pub landscape: Vec<LandscapeSeries>,
    /// The strategy's own headline test; `None` where it states none that can be computed.
    pub headline: Option<HeadlineAnswer>,
}

/// Whether a snapshot can still change by figures of the window's last year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnapshotFinality {
    /// Nothing of the window's last year is still to come.
    pub is_final: bool,
    /// Lines whose last year is final or closed.
    #[serde(with = "as_text")]
    pub settled: i64,
    /// Lines whose last year is still to come or to be revised.
    #[serde(with = "as_text")]
    pub open: i64,
    /// Lines that nothing measures: they settle nothing and hold up nothing.
    #[serde(with = "as_text")]
    pub unmeasured: i64,
}

/// One priority with its lines and their verdicts counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressPriority {
    /// 1, 2, 3 …
    #[serde(with = "as_text")]
    pub number: i64,
    /// Its title.
    pub title: String,
    /// Lines that have achieved their target.
    #[serde(with = "as_text")]
    pub achieved: i64,
    /// Lines on their trajectory.
    #[serde(with = "as_text")]
    pub on_trajectory: i64,
    /// Lines behind it.
    #[serde(with = "as_text")]
    pub behind: i64,
    /// Lines of which it cannot be said.
    #[serde(with = "as_text")]
    pub cannot_say: i64,
    /// Its lines, in the order of the strategy's file.
    pub lines: Vec<ProgressLine>,
}

/// One line: one indicator for one pupil group across the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressLine {
    /// The commitment it measures.
    pub commitment: String,
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's name.
    pub name: String,
    /// The code of its polarity.
    pub polarity: String,
    /// The code of its unit.
    pub unit: String,
    /// Decimals shown.
    #[serde(with = "as_text")]
    pub decimals: i64,
    /// The version of the definition that the current period falls under.
    #[serde(with = "as_text")]
    pub definition_version: i64,
    /// The pupil group.
    pub breakdown: String,
    /// Where progress is counted from; `None` where there is nothing to count from.
    pub baseline: Option<BaselineText>,
    /// The baseline's year where it lies before the window, every year of the window, and the years since then.
    pub path: Vec<PathPoint>,
    /// The breaks in or before the window's years, oldest first.
    pub breaks: Vec<BreakText>,
    /// Years of the window with a figure.
    #[serde(with = "as_text")]
    pub observed_years: i64,
    /// Years of the window with a figure that may be compared with the baseline.
    #[serde(with = "as_text")]
    pub comparable_years: i64,
    /// The newest figure within the window.
    pub current: Option<CurrentText>,
    /// The change since the baseline, or why there is none.
    pub change: ChangeText,
    /// For a gap: what its two arms did since the baseline.
    pub gap: Option<GapChangeText>,
    /// The target at the end of the way; `None` where no source states one.
    pub target: Option<ProgressTarget>,
    /// The yearly rate it takes from here, and the best that was ever reached.
    pub pace: Option<Pace>,
    /// On trajectory, behind, achieved, or why it cannot be said.
    pub verdict: VerdictText,
    /// Where the line may stand at the end of the window, or why that cannot be said. Never a colour.
    pub forecast: ForecastText,
    /// The natural limits of the yearly figures, where two points or more exist.
    pub control: Option<ControlText>,
    /// Three years taken together, where numerators are held.
    pub pooled: Option<PooledText>,
    /// Whether the window's last year can still change.
    pub finality: FinalityText,
    /// What a reader must know, in the order of their codes.
    pub caveats: Vec<Caveat>,
}

/// The figure that progress is counted from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineText {
    /// The period.
    pub period: PeriodText,
    /// The figure that counts: as approved, or as known on the day where nobody approved one.
    pub value: Figure,
    /// The same as a person reads it.
    pub display: String,
    /// The code of how it was chosen (see [`super::BaselineKind`]).
    pub kind: String,
    /// What the period's figure is now, where that is something else than was approved.
    pub restated_to: Option<Figure>,
    /// The day of approval.
    pub approved_on: Option<NaiveDate>,
    /// Who approved it; empty where nobody did.
    pub approved_by: String,
    /// Why it was chosen.
    pub why: String,
}

/// One year of the path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathPoint {
    /// The academic year it is told with.
    pub year: String,
    /// Whether the year belongs to the window.
    pub in_window: bool,
    /// The period of the figure.
    pub period: PeriodText,
    /// The council's own figure, or the reason why there is none.
    pub value: Cell,
    /// For a gap: the council's own by the other definition; the two can disagree on the direction.
    pub by_other_definition: Option<Figure>,
    /// Why there is no figure, in a sentence; empty where there is one.
    pub why_missing: String,
    /// The release the figure stands in.
    pub release: Option<ReleaseText>,
    /// Points of the same number may be joined by a line; `None` where there is no figure. No line crosses a missing year or
    /// a break across which nothing is compared.
    pub segment: Option<String>,
    /// Whether the figure may be compared with the baseline.
    pub comparable_with_baseline: bool,
    /// England's figure.
    pub england: Option<Cell>,
    /// The mean of the neighbours under the list in force on the day.
    pub neighbours: Option<NeighbourMean>,
    /// What the trajectory, or a target of exactly this period, asks for.
    pub expected: Option<Figure>,
    /// How far the figure is beyond (+) or short of (-) that, signed by polarity.
    pub distance: Option<Figure>,
    /// The change from the year right before, or why there is none.
    pub change: ChangeText,
}

/// A change between two figures, with whether it can be told from chance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeText {
    /// The period it counts from.
    pub from: Option<PeriodText>,
    /// The later figure minus the earlier one, where they may be compared.
    pub change: Option<Figure>,
    /// The code of the evidence: distinguishable, not distinguishable, not tested.
    pub evidence: String,
    /// The code of the reason.
    pub reason: String,
    /// The ends of the interval of the change, where it was tested by one.
    pub interval: Option<IntervalText>,
    /// The sentence.
    pub message: String,
}

/// A break in the series.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BreakText {
    /// The first period on the new footing.
    pub first: PeriodText,
    /// The code of its kind.
    pub kind: String,
    /// The code of its severity.
    pub severity: String,
    /// What happened.
    pub note: String,
}

/// The newest figure within the window.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrentText {
    /// The period.
    pub period: PeriodText,
    /// The figure.
    pub value: Cell,
    /// Its 95% interval, where counts are held or an interval was published.
    pub interval: Option<IntervalText>,
    /// Its rank among authorities.
    pub rank: Option<Rank>,
}

/// What the two arms of a gap did since the baseline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapChangeText {
    /// The code of the definition.
    pub definition: String,
    /// The group's change.
    pub group_change: Figure,
    /// The others' change.
    pub others_change: Figure,
    /// The gap's change: the others' minus the group's.
    pub gap_change: Figure,
    /// The gap's change by the other definition, where it can be had.
    pub other_definition_change: Option<Figure>,
    /// England's own gap's change over the same years.
    pub england_change: Option<Figure>,
    /// The gap closed only because the others got worse.
    pub closed_by_levelling_down: bool,
    /// The sentence.
    pub message: String,
}

/// The target at the end of the way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProgressTarget {
    /// The period it is set for.
    pub period: PeriodText,
    /// 1 for the first approval of this period's target, 2 for the next …
    #[serde(with = "as_text")]
    pub version: i64,
    /// The number to reach; for a relative target as its benchmark was known on the day, `None` where it was not.
    pub value: Option<Figure>,
    /// What a relative target is measured against.
    pub benchmark: Option<BenchmarkUsed>,
    /// The value not to fall below.
    pub floor: Option<Figure>,
    /// The value to aim at.
    pub stretch: Option<Figure>,
    /// How far the current figure is beyond (+) or short of (-) the target, signed by polarity.
    pub distance: Option<Figure>,
    /// The code of the trajectory's method.
    pub method: String,
    /// The day of approval.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
}

/// The benchmark that a relative target was resolved with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BenchmarkUsed {
    /// The code of its kind.
    pub kind: String,
    /// The period it was taken of.
    pub period: PeriodText,
    /// The benchmark's figure.
    pub value: Option<Figure>,
    /// By how much it is to be bettered.
    pub by: Figure,
    /// The edition of the neighbours' list; empty for other benchmarks.
    pub edition: String,
    /// How many figures it was made of.
    #[serde(with = "as_text")]
    pub used: i64,
}

/// The yearly rate that is required, beside the best ever reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pace {
    /// The improvement a year that it takes from the current figure to the target; positive is an improvement.
    pub required: Option<Figure>,
    /// The best yearly improvement ever reached here.
    pub best_here: Option<RateText>,
    /// The best yearly improvement ever reached by a neighbour.
    pub best_neighbour: Option<RateText>,
    /// The code of how the requirement compares (see [`super::Reach`]).
    pub reach: String,
    /// The sentence.
    pub message: String,
}

/// A yearly rate that was reached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateText {
    /// The authority's DfE number.
    #[serde(with = "as_text")]
    pub authority: i64,
    /// The authority's name.
    pub name: String,
    /// The improvement in one year.
    pub rate: Figure,
    /// From this period.
    pub from: PeriodText,
    /// To this one.
    pub to: PeriodText,
}

/// The verdict of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerdictText {
    /// The code (see [`super::ProgressVerdict`]).
    pub verdict: String,
    /// The code of the reason (see [`super::ProgressReason`]).
    pub reason: String,
    /// The sentence.
    pub message: String,
}

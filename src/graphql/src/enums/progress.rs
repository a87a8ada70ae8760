//! Progress snapshots: verdicts, evidence, forecasts and the headline test.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// How a baseline was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::BaselineKind")]
pub enum BaselineKind {
    /// The council approved it.
    Approved,
    /// The council approved it in the place of an earlier one.
    Rebaselined,
    /// Nobody approved one: the last year before the window.
    BeforeWindow,
    /// Nobody approved one, and the year before the window cannot be compared with: the first figure that can.
    FirstComparable,
}

/// Where a line stands on its way to the target. It is never decided by a forecast, and it is no colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::ProgressVerdict")]
pub enum ProgressVerdict {
    /// The target at the end of the way is reached.
    Achieved,
    /// At or beyond what the way asks for by now.
    OnTrajectory,
    /// Short of it.
    Behind,
    /// It cannot be said, and the reason says why.
    CannotSay,
}

/// Why a line has its verdict on progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::ProgressReason")]
pub enum ProgressReason {
    /// Achieved: the target at the end of the way is reached.
    TargetReached,
    /// On trajectory: at or beyond what is asked for by now.
    AtOrBeyondExpected,
    /// Behind: short of what is asked for by now.
    ShortOfExpected,
    /// Behind: the period of the target has come, and it is missed.
    TargetMissed,
    /// Cannot say: there is no figure within the window.
    NoValue,
    /// Cannot say: the figure is withheld.
    Suppressed,
    /// Cannot say: the figure failed a quality check, or is impossible.
    Quality,
    /// Cannot say: no source states a target.
    NoTarget,
    /// Cannot say: there are targets, for other kinds of time.
    NoTargetForBasis,
    /// Cannot say: the benchmark that the target follows is not known.
    NoBenchmark,
    /// Cannot say: there is no baseline to draw the way from.
    NoBaseline,
    /// Cannot say: a break lies between the baseline and the figure.
    NotComparable,
    /// Cannot say: the way says nothing of this period.
    NoTrajectory,
    /// Cannot say: neither more nor less is better.
    NoPolarity,
    /// Cannot say: being close to the target is better, so that there is no way to be on.
    NearTarget,
    /// Cannot say: nothing supplies the indicator.
    Unsupplied,
    /// Counted from the register of schools: its years stand with the school landscape.
    Counted,
}

/// How the yearly rate that is required compares with what was ever reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::Reach")]
pub enum Reach {
    /// No further improvement is needed.
    NothingNeeded,
    /// No faster than the best year here.
    ReachedHere,
    /// Faster than the best year here, no faster than the best year of a neighbour.
    ReachedByNeighbour,
    /// Faster than any year here or at a neighbour.
    NeverReached,
    /// There is no requirement, or no rate to compare it with.
    CannotSay,
}

/// Whether a line's figure of the window's last year can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::Finality")]
pub enum Finality {
    /// It is final, or the next year's figure is out.
    Final,
    /// It is there and may be revised.
    MayBeRevised,
    /// It has not been published.
    NotYetPublished,
    /// None will come: the series is discontinued, or the year was not collected.
    Closed,
    /// Nothing measures it.
    Unmeasured,
}

/// What a caveat of a progress line is about. The sentence beside it says what it means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::progress::ProgressCaveat")]
pub enum ProgressCaveatCode {
    /// The approved baseline has been restated since.
    BaselineRestated,
    /// No further release will come.
    Discontinued,
    /// A figure is outside of what its unit allows.
    OutOfRange,
    /// The strategy names an indicator that is not in the catalogue.
    UnknownIndicator,
    /// Years of the window have no figure.
    YearsMissing,
}

/// Whether a change can be told from chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Evidence")]
pub enum Evidence {
    /// The change is larger than chance and rounding explain.
    Distinguishable,
    /// The change is no larger than chance or rounding can make it.
    NotDistinguishable,
    /// Nothing published says how far the figures vary by chance.
    NotTested,
}

/// What decided whether a change can be told from chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::EvidenceReason")]
pub enum EvidenceReason {
    /// The interval of the change lies on one side of zero.
    IntervalExcludesZero,
    /// The interval of the change holds zero.
    IntervalIncludesZero,
    /// The intervals of the two figures have nothing in common.
    IntervalsApart,
    /// The intervals of the two figures overlap.
    IntervalsOverlap,
    /// The change is no larger than rounding can make it.
    WithinRounding,
    /// Neither counts nor intervals of both figures are known.
    NoNumerators,
    /// The two figures may not be compared at all.
    NotComparable,
}

/// How an interval was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::IntervalMethod")]
pub enum IntervalMethod {
    /// Wilson's score interval of a proportion.
    Wilson,
    /// Newcombe's hybrid score interval of the difference of two proportions.
    Newcombe,
    /// Byar's interval of a rate of ten events or more.
    Byar,
    /// The exact Poisson limits of a rate of fewer than ten events.
    ExactPoisson,
    /// Published beside the figure.
    Published,
    /// The prediction interval of a straight line by least squares.
    #[graphql(name = "LEAST_SQUARES_TREND")]
    LeastSquares,
    /// The last value, widened by how much it usually moves.
    Persistence,
    /// What rounding alone allows.
    Rounding,
}

/// Why there is a forecast, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::ForecastReason")]
pub enum ForecastReason {
    /// There is one.
    Projected,
    /// Fewer than three consecutive periods have a value.
    TooFewPoints,
    /// The period asked for has been observed, or lies before the last that has.
    WindowOver,
    /// Nothing may be compared across a break, and too little or nothing lies on its other side.
    SeriesBreak,
    /// No further release will come.
    Discontinued,
    /// No period has a value.
    NoValue,
    /// The periods pool several years and overlap.
    Overlapping,
    /// The period asked for has been settled without a value: suppressed, not collected, impossible.
    Unavailable,
}

/// Whether control limits say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::ControlReason")]
pub enum ControlReason {
    /// A figure outside of the limits is a signal.
    Informative,
    /// Fewer than twelve points.
    TooFewPoints,
    /// The limits enclose every possible figure.
    LimitsBeyondRange,
}

/// Where an item of a headline test stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::HeadlineStanding")]
pub enum HeadlineStanding {
    /// In the top share, however ties are broken.
    Robust,
    /// In the top share only where ties are broken in its favour.
    Possible,
    /// Not in the top share.
    Not,
    /// Not ranked.
    CannotSay,
}

/// The answer to a headline test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::HeadlineVerdict")]
pub enum HeadlineVerdict {
    /// As promised.
    Met,
    /// Met by a kinder reading of ties than the test's own.
    PossiblyMet,
    /// Not as promised.
    NotMet,
    /// Indicators that are not ranked could still decide.
    CannotSay,
}

/// Among whom a headline test ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Population", name = "HeadlinePopulation")]
pub enum Population {
    /// All local authorities in England with a value.
    EnglandAuthorities,
    /// Those of the same region.
    Region,
    /// The statistical neighbours and the authority itself.
    StatisticalNeighbours,
}

/// What a tie at the edge of the top share means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::TieRule")]
pub enum TieRule {
    /// An indicator counts only where ties cannot take it away.
    Robust,
    /// An indicator counts where the best rank of the tie is within the share.
    Possible,
}

/// How the way goes from the baseline to the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::TrajectoryMethod")]
pub enum TrajectoryMethod {
    /// By the same amount every year.
    Linear,
    /// Each milestone holds until the next.
    Stepped,
    /// At the named periods only.
    Manual,
}

/// What a relative target is measured against. All of them move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::strategy::TargetBenchmark")]
pub enum TargetBenchmark {
    /// England's figure of the same period.
    National,
    /// The mean of the statistical neighbours under the list in force on the day.
    Neighbours,
    /// The figure that the last authority of the top quarter has.
    TopQuarter,
}

//! Scorecards: states, colours, directions and caveats.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// The state of a line.
///
/// The first that applies, in this order: whether there is anything to show at all (`NOT_YET_MEASURABLE`), whether it may be
/// shown (`SUPPRESSED`), what this term brought (`NEW`, `RESTATED`), and only then what is still to come (`DISCONTINUED`,
/// `OVERDUE`, `UNCHANGED`). A last release of a discontinued series is therefore new in the term it arrives in, and a series
/// that will never be updated is not overdue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::scorecard::LineState")]
pub enum LineState {
    /// The current period was not known at the previous paper deadline, or had no value then and has one now.
    New,
    /// The current period's value is not the one that was known then.
    Restated,
    /// Nothing changed, and nothing is late.
    Unchanged,
    /// Nothing changed, and the next release should have come.
    Overdue,
    /// Nothing changed, and no release will come.
    Discontinued,
    /// Nothing supplies it, or nothing was ever published.
    NotYetMeasurable,
    /// The current value is withheld: by the publisher, here, or (reason unstated) while other authorities have theirs.
    Suppressed,
}

/// The colour of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Rating")]
pub enum Rating {
    /// As promised.
    Green,
    /// Short of the promise, within what the rule allows.
    Amber,
    /// Short of the promise.
    Red,
    /// No colour; the reason says why.
    None,
}

/// Why a line has its colour, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::RagReason")]
pub enum RagReason {
    /// Green: the target is reached.
    TargetReached,
    /// Green: close enough to the target, either way.
    WithinInner,
    /// Green: in the top quarter, however ties are broken.
    TopQuarter,
    /// Amber: the target is missed, the floor is held.
    FloorHeld,
    /// Amber: the target is missed by no more than the tolerance.
    WithinTolerance,
    /// Amber: the target is missed, better than the period before.
    Improved,
    /// Amber: outside of the inner distance, within the outer.
    WithinOuter,
    /// Amber: neither in the top nor in the bottom quarter, however ties are broken.
    MiddleHalf,
    /// Red: the target is missed.
    TargetMissed,
    /// Red: beyond the floor.
    BeyondFloor,
    /// Red: the target is missed by more than the tolerance.
    BeyondTolerance,
    /// Red: the target is missed, and no better than the period before.
    NotImproved,
    /// Red: outside of the outer distance.
    BeyondOuter,
    /// Red: in the bottom quarter, however ties are broken.
    BottomQuarter,
    /// None: neither more nor less is better.
    NoPolarity,
    /// None: the rule is not made for the indicator's polarity.
    RuleNotForPolarity,
    /// None: the strategy names a rule that does not exist.
    UnknownRule,
    /// None: there is no value.
    NoValue,
    /// None: the value is suppressed.
    Suppressed,
    /// None: the value failed a quality check.
    Quality,
    /// None: the value is impossible.
    OutOfRange,
    /// None: no source states a target.
    NoTarget,
    /// None: there are targets, for other periods.
    NoTargetForPeriod,
    /// None: a tolerance in percent says nothing near zero.
    RelativeToleranceAtZero,
    /// None: the target is missed, and amber or red depends on a previous value that cannot be compared.
    NotComparable,
    /// None: the value is not ranked.
    NotRanked,
    /// None: the colour depends on how ties are broken.
    Ties,
    /// None: the benchmark that the target follows is not known.
    NoBenchmark,
}

/// Where a measure is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Verdict", name = "DirectionVerdict")]
pub enum Verdict {
    /// Changed for the better.
    Improving,
    /// Changed for the worse.
    Worsening,
    /// Within the stable band.
    Stable,
    /// Went up; neither direction is better.
    Increasing,
    /// Went down; neither direction is better.
    Decreasing,
    /// Within the stable band; neither direction is better.
    NoChange,
    /// Cannot be said, and the reason says why.
    NotAssessable,
}

/// Why a direction was given, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::DirectionReason")]
pub enum DirectionReason {
    /// The change is larger than the stable band.
    Changed,
    /// The change is no larger than the stable band.
    WithinBand,
    /// Compared across a break that asks for caution.
    Caution,
    /// The value is missing.
    ValueMissing,
    /// The series has no earlier period.
    NoPrevious,
    /// The earlier period is another kind of time.
    BasisDiffers,
    /// Nothing may be compared across the break between the two.
    SeriesBreak,
    /// A period lies between that the series does not have.
    MissingYear,
    /// The period right before has no value.
    PreviousMissing,
    /// One of the two figures is impossible.
    OutOfRange,
    /// The strategy names a rule that does not exist.
    UnknownRule,
}

/// What a caveat is about. The sentence beside it says what it means here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::scorecard::CaveatCode")]
pub enum CaveatCode {
    /// England's figure is a sum of rates: withheld.
    BenchmarkImpossible,
    /// England and the region both repeat the year before.
    BenchmarkPossiblyStale,
    /// A break that asks for caution lies before the period.
    CautionBreak,
    /// Counted from the school landscape, not published.
    Counted,
    /// Whom England's figure covers.
    Coverage,
    /// The definition changed and no break is recorded for it.
    DefinitionChanged,
    /// No further release will come.
    Discontinued,
    /// A check on load found a figure that decides nothing.
    Finding,
    /// The two definitions of the gap give different directions.
    GapDefinitionsDisagree,
    /// The value is management information, not an official statistic.
    ManagementInformation,
    /// A preliminary figure is compared with one that is not.
    MixedStatus,
    /// The value is above the neighbours' mean by one list and below it by another.
    NeighbourListsDisagree,
    /// Not every neighbour has a value.
    NeighboursIncomplete,
    /// Nothing was ever published for this pupil group.
    NoSeries,
    /// The period has no value, and why.
    NoValue,
    /// There is no rank, and why.
    NotRanked,
    /// A figure is outside of what its unit allows.
    OutOfRange,
    /// The release that was expected has not come.
    Overdue,
    /// The value is provisional.
    Provisional,
    /// The value changed since the previous paper deadline.
    Restated,
    /// Earlier periods changed since the previous paper deadline.
    RestatedHistory,
    /// A break lies before the period, across which nothing is compared.
    SeriesBreak,
    /// The quartile depends on how ties are broken.
    Ties,
    /// The strategy names an indicator that is not in the catalogue.
    UnknownIndicator,
    /// Nothing supplies the indicator, and why.
    Unsupplied,
}

/// A quarter of the ranking; A is the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Quartile")]
pub enum Quartile {
    /// Rank within the best 25%.
    A,
    /// Beyond 25% and within 50%.
    B,
    /// Beyond 50% and within 75%.
    C,
    /// Beyond 75%.
    D,
}

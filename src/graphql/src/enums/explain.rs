//! Explanations: roles, rules, steps, suppression.
//!
//! Each mirrors an enum of the domain, word for word.

use async_graphql::Enum;

/// What a figure was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::explain::InputRole")]
pub enum InputRole {
    /// The council's own figure of the line's period.
    Own,
    /// The council's own figure of the year that progress is counted from.
    Baseline,
    /// The council's own figure of another year.
    Year,
    /// The figure of the period before, against which the direction of travel is told.
    Previous,
    /// The figure of the line's period as it was known at the previous paper deadline.
    KnownBefore,
    /// England's.
    England,
    /// The region's.
    Region,
    /// A statistical neighbour's, by any list that is shown.
    Neighbour,
    /// Another authority's: it counts for the rank alone.
    Authority,
}

/// Which arm of a gap a figure is, where the line is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::explain::Arm")]
pub enum Arm {
    /// The line is no gap: the figure is what it is.
    Whole,
    /// The group.
    Group,
    /// The others that the group is held against.
    Others,
}

/// What a rule was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::explain::RuleRole")]
pub enum RuleRole {
    /// Which difference is a gap.
    Gap,
    /// Which figures are possible.
    Range,
    /// Whether England's figure is a sum of rates.
    NationalCheck,
    /// What the neighbours' mean is.
    NeighbourMean,
    /// Which rank is claimed, and what ties do.
    Rank,
    /// Which target counts.
    Target,
    /// The colour.
    Colour,
    /// Whether two periods may be compared.
    Comparison,
    /// The direction of travel.
    Direction,
    /// What became of the line since the previous deadline.
    State,
    /// How a figure is rounded to be shown.
    Display,
    /// Where progress is counted from.
    Baseline,
    /// What is asked for between the baseline and the target.
    Trajectory,
    /// Whether a line is on its way.
    Verdict,
    /// Whether a change can be told from chance.
    Evidence,
    /// The yearly rate that is required, beside the best ever reached.
    Pace,
    /// Where the line may stand at the end.
    Forecast,
    /// The natural limits of the yearly figures.
    ControlLimits,
    /// Three years taken together.
    Pooling,
    /// Whether the last year can still change.
    Finality,
}

/// What a step works out. Each, but for the leads, is a figure that the line publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::explain::StepKind")]
pub enum StepKind {
    /// The line's own figure.
    Value,
    /// The gap by the other definition.
    GapByOtherDefinition,
    /// England's own gap.
    GapOfEngland,
    /// The figure of the period before.
    Previous,
    /// England's figure, as far as it may stand.
    England,
    /// The region's figure, as far as it may stand.
    Region,
    /// The mean of the neighbours under the list in force.
    Neighbours,
    /// The same under an earlier list.
    EarlierNeighbours,
    /// How far the figure leads England's.
    LeadOverEngland,
    /// How far the figure leads the neighbours' mean.
    LeadOverNeighbours,
    /// The rank.
    Rank,
    /// The quarter, and whether it holds however ties are broken.
    Quartile,
    /// The value to reach.
    Target,
    /// The distance to it.
    Distance,
    /// The colour.
    Colour,
    /// The change since the period before.
    Change,
    /// The direction of travel.
    Direction,
    /// Whether the change can be told from chance.
    Evidence,
    /// The state of the line.
    State,
    /// The council's own figure of a year.
    Year,
    /// The change from the year right before.
    YearChange,
    /// What is asked for by a period.
    Expected,
    /// The distance to that.
    DistanceToExpected,
    /// The figure that progress is counted from.
    Baseline,
    /// What the baseline's figure is now, where it is another than was approved.
    RestatedBaseline,
    /// The change of a gap's group since the baseline.
    GroupChange,
    /// The change of the others.
    OthersChange,
    /// The change of the gap.
    GapChange,
    /// The change of the gap by the other definition.
    GapChangeByOtherDefinition,
    /// The change of England's own gap.
    GapChangeOfEngland,
    /// The years of the window with a figure.
    ObservedYears,
    /// Those of them that may be compared with the baseline.
    ComparableYears,
    /// The yearly improvement that is required from here.
    RequiredRate,
    /// The best yearly improvement ever reached here.
    BestRateHere,
    /// The best yearly improvement ever reached by a neighbour.
    BestRateOfNeighbour,
    /// How the requirement compares.
    Reach,
    /// The verdict.
    Verdict,
    /// Where the line may stand at the end of the window.
    Forecast,
    /// The mean of the years that the natural limits rest on.
    Mean,
    /// The mean distance from each of them to the next.
    MovingRange,
    /// The lower natural limit.
    LowerLimit,
    /// The upper natural limit.
    UpperLimit,
    /// Three years taken together.
    Pooled,
    /// Whether the window's last year can still change.
    Finality,
}

/// Whether the line's own figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::explain::SuppressionDecision")]
pub enum SuppressionDecision {
    /// It is shown as published.
    Shown,
    /// The publisher keeps it back.
    WithheldByPublisher,
    /// Sextant keeps it back.
    WithheldHere,
    /// There is no figure that could be shown or kept back.
    NotApplicable,
}

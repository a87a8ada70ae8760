//! The closed lists of an explanation.

use crate::measure::coded;

/// What a figure was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(InputRole {
    Own = 1, "OWN", "own figure";
    Baseline = 8, "BASELINE", "the baseline's year";
    Year = 9, "YEAR", "another year";
    Previous = 2, "PREVIOUS", "the period before";
    KnownBefore = 3, "KNOWN_BEFORE", "as known at the previous deadline";
    England = 4, "ENGLAND", "England";
    Region = 5, "REGION", "region";
    Neighbour = 6, "NEIGHBOUR", "statistical neighbour";
    Authority = 7, "AUTHORITY", "other authority";
});

/// Which arm of a gap a figure is, where the line is a gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Arm {
    /// The line is no gap: the figure is what it is.
    Whole,
    /// The group.
    Group,
    /// The others that the group is held against.
    Others,
}

coded!(Arm {
    Whole = 1, "WHOLE", "the figure itself";
    Group = 2, "GROUP", "the group";
    Others = 3, "OTHERS", "the others";
});

/// What a rule was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(RuleRole {
    Gap = 1, "GAP", "definition of the gap";
    Range = 2, "RANGE", "possible figures";
    NationalCheck = 3, "NATIONAL_CHECK", "check of England's figure";
    NeighbourMean = 4, "NEIGHBOUR_MEAN", "neighbours' mean";
    Rank = 5, "RANK", "rank and ties";
    Target = 6, "TARGET", "which target counts";
    Colour = 7, "COLOUR", "colour";
    Comparison = 8, "COMPARISON", "which periods may be compared";
    Direction = 9, "DIRECTION", "direction of travel";
    State = 10, "STATE", "state of the line";
    Display = 11, "DISPLAY", "rounding for display";
    Baseline = 12, "BASELINE", "where progress is counted from";
    Trajectory = 13, "TRAJECTORY", "what is asked for by when";
    Verdict = 14, "VERDICT", "verdict";
    Evidence = 15, "EVIDENCE", "change and chance";
    Pace = 16, "PACE", "required rate";
    Forecast = 17, "FORECAST", "projection";
    ControlLimits = 18, "CONTROL_LIMITS", "natural limits";
    Pooling = 19, "POOLING", "three years together";
    Finality = 20, "FINALITY", "finality";
});

/// What a step works out. Each, but for the leads, is a figure that the line publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(StepKind {
    Value = 1, "VALUE", "Value";
    GapByOtherDefinition = 2, "GAP_BY_OTHER_DEFINITION", "Gap by the other definition";
    GapOfEngland = 3, "GAP_OF_ENGLAND", "England's own gap";
    Previous = 4, "PREVIOUS", "Period before";
    England = 5, "ENGLAND", "England";
    Region = 6, "REGION", "Region";
    Neighbours = 7, "NEIGHBOURS", "Neighbours' mean";
    EarlierNeighbours = 8, "EARLIER_NEIGHBOURS", "Neighbours' mean by an earlier list";
    LeadOverEngland = 9, "LEAD_OVER_ENGLAND", "Lead over England";
    LeadOverNeighbours = 10, "LEAD_OVER_NEIGHBOURS", "Lead over the neighbours";
    Rank = 11, "RANK", "Rank";
    Quartile = 12, "QUARTILE", "Quarter";
    Target = 13, "TARGET", "Target";
    Distance = 14, "DISTANCE", "Distance to the target";
    Colour = 15, "COLOUR", "Colour";
    Change = 16, "CHANGE", "Change";
    Direction = 17, "DIRECTION", "Direction of travel";
    Evidence = 18, "EVIDENCE", "Whether the change is more than chance";
    State = 19, "STATE", "State";
    Year = 20, "YEAR", "Year";
    YearChange = 21, "YEAR_CHANGE", "Change from the year before";
    Expected = 22, "EXPECTED", "Asked for";
    DistanceToExpected = 23, "DISTANCE_TO_EXPECTED", "Distance to what is asked for";
    Baseline = 24, "BASELINE", "Baseline";
    RestatedBaseline = 25, "RESTATED_BASELINE", "The baseline's figure now";
    GroupChange = 26, "GROUP_CHANGE", "Change of the group";
    OthersChange = 27, "OTHERS_CHANGE", "Change of the others";
    GapChange = 28, "GAP_CHANGE", "Change of the gap";
    GapChangeByOtherDefinition = 29, "GAP_CHANGE_BY_OTHER_DEFINITION", "Change of the gap by the other definition";
    GapChangeOfEngland = 30, "GAP_CHANGE_OF_ENGLAND", "Change of England's own gap";
    ObservedYears = 31, "OBSERVED_YEARS", "Years with a figure";
    ComparableYears = 32, "COMPARABLE_YEARS", "Years that may be compared with the baseline";
    RequiredRate = 33, "REQUIRED_RATE", "Required improvement a year";
    BestRateHere = 34, "BEST_RATE_HERE", "Best year here";
    BestRateOfNeighbour = 35, "BEST_RATE_OF_NEIGHBOUR", "Best year of a neighbour";
    Reach = 36, "REACH", "How the requirement compares";
    Verdict = 37, "VERDICT", "Verdict";
    Forecast = 38, "FORECAST", "Projection";
    Mean = 39, "MEAN", "Mean of the years";
    MovingRange = 40, "MOVING_RANGE", "Mean moving range";
    LowerLimit = 41, "LOWER_LIMIT", "Lower natural limit";
    UpperLimit = 42, "UPPER_LIMIT", "Upper natural limit";
    Pooled = 43, "POOLED", "Three years together";
    Finality = 44, "FINALITY", "Finality of the last year";
});

/// Whether the line's own figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

coded!(SuppressionDecision {
    Shown = 1, "SHOWN", "shown";
    WithheldByPublisher = 2, "WITHHELD_BY_PUBLISHER", "withheld by the publisher";
    WithheldHere = 3, "WITHHELD_HERE", "withheld here";
    NotApplicable = 4, "NOT_APPLICABLE", "nothing to show or withhold";
});

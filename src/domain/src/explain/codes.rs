//! The closed lists of an explanation.

use crate::measure::coded;

/// What a figure was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputRole {
    /// The council's own figure of the line's period.
    Own,
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

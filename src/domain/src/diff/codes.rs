//! The closed lists of a comparison.

use crate::measure::coded;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineChange {
    /// The later result has it, the earlier does not.
    Appeared,
    /// The earlier result has it, the later does not.
    Disappeared,
    /// Both have it, and they do not say the same.
    Changed,
}

coded!(LineChange {
    Appeared = 1, "APPEARED", "appeared";
    Disappeared = 2, "DISAPPEARED", "disappeared";
    Changed = 3, "CHANGED", "changed";
});

/// A part of a line that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineField {
    /// The current period.
    Period,
    /// The council's own figure.
    Value,
    /// England's figure.
    England,
    /// How far the own figure leads England's, in the better direction.
    LeadOverEngland,
    /// The region's figure.
    Region,
    /// The neighbours' mean, or the list it is by.
    Neighbours,
    /// The rank with its ties.
    Rank,
    /// The target with floor and stretch.
    Target,
    /// The colour or its reason.
    Rating,
    /// The direction of travel or the change.
    Direction,
    /// The state since the previous deadline.
    State,
}

coded!(LineField {
    Period = 1, "PERIOD", "period";
    Value = 2, "VALUE", "value";
    England = 3, "ENGLAND", "England";
    LeadOverEngland = 4, "LEAD_OVER_ENGLAND", "lead over England";
    Region = 5, "REGION", "region";
    Neighbours = 6, "NEIGHBOURS", "neighbours";
    Rank = 7, "RANK", "rank";
    Target = 8, "TARGET", "target";
    Rating = 9, "RATING", "rating";
    Direction = 10, "DIRECTION", "direction of travel";
    State = 11, "STATE", "state";
});

/// Why a line changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeCause {
    /// A figure came where there was none: a new period, or a period that had no figure yet.
    NewRelease,
    /// A later release gives another figure for the same period.
    Restatement,
    /// One release restated three or more periods of a series at once, or moved its figures to other years: that is another
    /// way of counting, not a correction of one figure.
    MethodChange,
    /// Whom the council is held against has other figures for the same period (England, the region, other authorities), while
    /// the council's own stood.
    BenchmarkCorrected,
    /// The neighbours' mean is by another list.
    BenchmarkList,
    /// The colour or the direction is by another rule, or another version of it.
    RuleChange,
    /// The indicator is defined otherwise: its definition, its breaks, its polarity, its limits, how it is supplied.
    Definition,
    /// The same edition (same source, same day of release), loaded again, says otherwise.
    Correction,
    /// Another approval of the target counts.
    Target,
    /// Another version of the strategy's file.
    Strategy,
    /// A check on load found something about a figure, or no longer does: what it speaks of decides nothing.
    Finding,
    /// Nothing came and nothing was decided: the earlier deadline that the state is told from is another.
    PassageOfTime,
}

coded!(ChangeCause {
    NewRelease = 1, "NEW_RELEASE", "new release";
    Restatement = 2, "RESTATEMENT", "restatement";
    MethodChange = 3, "METHOD_CHANGE", "method change";
    BenchmarkCorrected = 4, "BENCHMARK_CORRECTED", "benchmark corrected";
    BenchmarkList = 5, "BENCHMARK_LIST", "another list of neighbours";
    RuleChange = 6, "RULE_CHANGE", "another rule";
    Definition = 7, "DEFINITION", "another definition";
    Correction = 8, "CORRECTION", "correction of an edition";
    Target = 9, "TARGET", "another target";
    Strategy = 10, "STRATEGY", "another version of the strategy";
    Finding = 11, "FINDING", "a check on load";
    PassageOfTime = 12, "PASSAGE_OF_TIME", "time passed";
});

impl ChangeCause {
    /// Whether it says something of how the council does: a new figure, or another goal. Everything else only changes what is
    /// known of the same performance, or how it is judged.
    pub const fn is_performance(self) -> bool {
        matches!(self, Self::NewRelease | Self::Target | Self::Strategy)
    }
}

//! Comparisons: what changed, and why.
//!
//! Each mirrors an enum of the domain, word for word.

use async_graphql::Enum;

/// What became of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::diff::LineChange")]
pub enum LineChange {
    /// The later result has it, the earlier does not.
    Appeared,
    /// The earlier result has it, the later does not.
    Disappeared,
    /// Both have it, and they do not say the same.
    Changed,
}

/// A part of a line that can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::diff::LineField")]
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
    /// What the line is: the definition of the current period, polarity, unit, decimals.
    Definition,
    /// The breaks between the years that are shown.
    Breaks,
    /// The baseline, how it was chosen and what it was restated to.
    Baseline,
    /// The council's figures of other years than the current one.
    Path,
    /// Which years may be joined, and which may be compared with the baseline.
    Comparability,
    /// What the way to the target asks for, year by year.
    Expected,
    /// The change from the year before, year by year, with whether it can be told from chance.
    YearlyChange,
    /// The interval of the current figure.
    Interval,
    /// The change since the baseline, with whether it can be told from chance.
    ChangeSinceBaseline,
    /// What the two arms of a gap did.
    GapArms,
    /// How far the current figure is beyond or short of the target.
    Distance,
    /// The yearly rate that is required, and the best that was ever reached here and by a neighbour.
    Pace,
    /// The verdict or its reason.
    Verdict,
    /// The projection to the end of the window, or why there is none.
    Forecast,
    /// The natural limits of the yearly figures.
    ControlLimits,
    /// Three years taken together.
    Pooled,
    /// Whether the window's last year can still change.
    Finality,
    /// What a reader must know.
    Caveats,
    /// The standing in the headline test.
    Standing,
    /// A gap's years by the other definition.
    OtherDefinition,
}

/// Why a line changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::diff::ChangeCause")]
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
    /// The colour or the direction is by another rule, or another version of it; or the headline test is stated otherwise.
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
    /// Nothing came and nothing was decided: the earlier deadline that the state is told from is another, or a year has ended
    /// and is shown.
    PassageOfTime,
    /// Another approval of the baseline counts.
    Baseline,
}

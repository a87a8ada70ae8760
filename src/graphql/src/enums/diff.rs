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

//! The parts of a comparison.

use super::{ChangeCause, LineChange, LineField};

/// What differs between two scorecards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScorecardDiff {
    /// The lines that differ, in the order of the later scorecard; those it does not have come last, in the order of the
    /// earlier.
    pub lines: Vec<LineDiff>,
    /// How many lines say the same in both.
    pub unchanged: usize,
}

/// What differs in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineDiff {
    /// The commitment it measures.
    pub commitment: String,
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's name.
    pub name: String,
    /// The pupil group.
    pub breakdown: String,
    /// What became of it.
    pub change: LineChange,
    /// The parts that changed, in the order of their codes.
    pub fields: Vec<FieldChange>,
    /// Why, one entry per cause, in the order of their codes.
    pub causes: Vec<Cause>,
    /// Whether the colour is another.
    pub rating_moved: bool,
    /// Whether the colour is another although nothing new is known of how the council does: every cause that moved it is a
    /// restatement, a method, a correction, a benchmark, a rule or a definition.
    pub moved_without_performance: bool,
}

/// One part of a line before and after; `None` where the line has no such part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Which.
    pub field: LineField,
    /// Before.
    pub before: Option<Shown>,
    /// After.
    pub after: Option<Shown>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Exactly: the unrounded number or a code.
    pub exact: String,
    /// As a person reads it.
    pub display: String,
}

/// Why a line changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// The cause.
    pub cause: ChangeCause,
    /// What happened, in sentences that name the release.
    pub message: String,
    /// The parts of the line it touches, among those that changed.
    pub fields: Vec<LineField>,
    /// Whether it had a part in another colour.
    pub moved_rating: bool,
}

/// How many lines a cause touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CauseCount {
    /// The cause.
    pub cause: ChangeCause,
    /// How many lines have it among their causes.
    pub lines: usize,
    /// On how many of them it had a part in another colour.
    pub moved_rating: usize,
}

impl ScorecardDiff {
    /// How many lines each cause touches, in the order of the codes; causes that touch none are left out.
    pub fn by_cause(&self) -> Vec<CauseCount> {
        let count = |cause: ChangeCause| {
            let of = self.lines.iter().flat_map(|line| &line.causes).filter(move |found| found.cause == cause);
            CauseCount { cause, lines: of.clone().count(), moved_rating: of.filter(|found| found.moved_rating).count() }
        };
        ChangeCause::ALL.iter().copied().map(count).filter(|count| count.lines > 0).collect()
    }
}

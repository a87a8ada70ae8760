//! The parts of a comparison.

use chrono::NaiveDate;

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

/// What differs between two progress snapshots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SnapshotDiff {
    /// The lines that differ, in the order of the later snapshot; those it does not have come last, in the order of the
    /// earlier.
    pub lines: Vec<LineDiff>,
    /// How many lines say the same in both. A year that has ended since, and of which nothing is known, says nothing.
    pub unchanged: usize,
    /// The counts of the school landscape that differ, by measure and day.
    pub landscape: Vec<LandscapeChange>,
    /// What differs in the answer to the strategy's headline test; `None` where it is the same, or neither side has one.
    pub headline: Option<HeadlineChange>,
}

/// A count of the school landscape that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandscapeChange {
    /// The code of the count (see [`crate::progress::LandscapeMeasure`]).
    pub code: String,
    /// What is counted.
    pub name: String,
    /// Before; `None` where the earlier side does not show the day.
    pub before: Option<DayCount>,
    /// After; `None` where the later side does not show the day.
    pub after: Option<DayCount>,
    /// Why.
    pub cause: ChangeCause,
    /// What happened, in a sentence.
    pub message: String,
}

/// A count on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCount {
    /// The day.
    pub day: NaiveDate,
    /// Whether there is a count.
    pub counted: bool,
    /// The count, or why there is none.
    pub shown: Shown,
}

/// What differs in the answer to a headline test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineChange {
    /// The answer before; `None` where the earlier side has no test.
    pub before: Option<HeadlineCounts>,
    /// The answer after; `None` where the later side has no test.
    pub after: Option<HeadlineCounts>,
    /// Whether the verdict is another.
    pub verdict_moved: bool,
    /// What is another about the test itself; empty where it is stated as before. Why an item moved stands with the item.
    pub causes: Vec<Cause>,
    /// The indicators of the basket that differ, in the order of the later side.
    pub items: Vec<HeadlineItemDiff>,
}

/// How a headline test was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineCounts {
    /// The code of the verdict.
    pub verdict: String,
    /// In the top share however ties are broken.
    pub robust: i64,
    /// In the top share only where ties are broken in its favour.
    pub possible: i64,
    /// Not in the top share.
    pub not: i64,
    /// Without a rank.
    pub cannot_say: i64,
    /// The sentence.
    pub message: String,
}

/// What differs in one indicator of a headline test's basket; its judgement is its standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadlineItemDiff {
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
    /// Whether the standing is another.
    pub judgement_moved: bool,
    /// Whether it is another although nothing new is known of how the council does.
    pub moved_without_performance: bool,
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
    /// Whether the judgement is another: the colour of a scorecard's line, the verdict of a snapshot's.
    pub judgement_moved: bool,
    /// Whether the judgement is another although nothing new is known of how the council does: every cause that moved it is
    /// a restatement, a method, a correction, a benchmark, a rule, a definition or another baseline.
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
    /// Whether it had a part in another judgement.
    pub moved_judgement: bool,
}

/// How many lines a cause touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CauseCount {
    /// The cause.
    pub cause: ChangeCause,
    /// How many lines have it among their causes.
    pub lines: usize,
    /// On how many of them it had a part in another judgement.
    pub moved_judgement: usize,
}

impl ScorecardDiff {
    /// How many lines each cause touches, in the order of the codes; causes that touch none are left out.
    pub fn by_cause(&self) -> Vec<CauseCount> {
        by_cause(&self.lines)
    }
}

impl SnapshotDiff {
    /// How many lines each cause touches, in the order of the codes; causes that touch none are left out.
    pub fn by_cause(&self) -> Vec<CauseCount> {
        by_cause(&self.lines)
    }
}

fn by_cause(lines: &[LineDiff]) -> Vec<CauseCount> {
    let count = |cause: ChangeCause| {
        let of = lines.iter().flat_map(|line| &line.causes).filter(move |found| found.cause == cause);
        CauseCount {
            cause,
            lines: of.clone().count(),
            moved_judgement: of.filter(|found| found.moved_judgement).count(),
        }
    };
    ChangeCause::ALL.iter().copied().map(count).filter(|count| count.lines > 0).collect()
}

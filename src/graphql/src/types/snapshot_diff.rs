//! What differs between two progress snapshots, and why.

use async_graphql::SimpleObject;
use sextant_domain::diff as domain;
use sextant_domain::progress::LandscapeMeasure;
use sextant_domain::rules::HeadlineVerdict;
use sextant_jobs::compare_snapshots::{self, SnapshotComparison};

use super::diff::{CauseCount, DiffCause, FieldChange, LineDiff, ShownPart, int};
use super::outcome::PupilGroup;
use crate::enums;
use crate::scalars::{AcademicYear, Date};

/// What differs between two progress snapshots.
#[derive(Clone, Debug, SimpleObject)]
pub struct SnapshotDiff {
    /// The earlier side.
    before: ComparedSnapshot,
    /// The later side.
    after: ComparedSnapshot,
    /// The lines that differ, in the order of the later snapshot; those it does not have come last. The judgement of a line
    /// is its verdict. What is told year by year is told of those years alone that differ.
    #[graphql(complexity = "50 * child_complexity")]
    lines: Vec<LineDiff>,
    /// How many lines say the same in both. A year that has ended since, and of which nothing is known, says nothing.
    unchanged: i32,
    /// How many lines each cause touches; causes that touch none are left out.
    #[graphql(complexity = "5 * child_complexity")]
    by_cause: Vec<CauseCount>,
    /// The counts of the school landscape that differ: at the ends of academic years, and on the day itself.
    #[graphql(complexity = "20 * child_complexity")]
    landscape: Vec<LandscapeChange>,
    /// What differs in the answer to the strategy's headline test; null where it is the same, or neither side has a test.
    headline: Option<HeadlineChange>,
}

/// One side of a comparison of snapshots.
#[derive(Clone, Debug, SimpleObject)]
pub struct ComparedSnapshot {
    /// The strategy's code.
    strategy_code: String,
    /// Which version of the strategy's file.
    strategy_version: i32,
    /// The academic year that the snapshot belongs to.
    academic_year: AcademicYear,
    /// The revision; null where it was compiled for the comparison and is not published.
    revision: Option<i32>,
    /// The day whose knowledge it shows.
    as_known_at: Date,
    /// The same as a position in the ledger.
    knowledge: String,
    /// Whether compiling it again gives what is published, word for word.
    reproduced: bool,
}

/// A count of the school landscape that differs.
#[derive(Clone, Debug, SimpleObject)]
pub struct LandscapeChange {
    /// What is counted.
    measure: Option<enums::LandscapeMeasure>,
    /// The same in words.
    name: String,
    /// Before; null where the earlier side does not show the day.
    before: Option<DayCount>,
    /// After; null where the later side does not show the day.
    after: Option<DayCount>,
    /// Why.
    cause: enums::ChangeCause,
    /// What happened, in a sentence.
    message: String,
}

/// A count on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct DayCount {
    /// The day.
    day: Date,
    /// The count with how it is known, or why there is none.
    shown: ShownPart,
}

/// What differs in the answer to a headline test.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeadlineChange {
    /// The answer before; null where the earlier side has no test.
    before: Option<HeadlineCounts>,
    /// The answer after; null where the later side has no test.
    after: Option<HeadlineCounts>,
    /// Whether the verdict is another.
    verdict_moved: bool,
    /// What is another about the test itself; empty where it is stated as before. Why an item moved stands with the item.
    causes: Vec<DiffCause>,
    /// The indicators of the basket that differ.
    #[graphql(complexity = "10 * child_complexity")]
    items: Vec<HeadlineItemDiff>,
}

/// How a headline test was answered.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeadlineCounts {
    /// The verdict.
    verdict: Option<enums::HeadlineVerdict>,
    /// In the top share however ties are broken.
    robust: i32,
    /// In the top share only where ties are broken in its favour.
    possible: i32,
    /// Not in the top share.
    not: i32,
    /// Without a rank.
    cannot_say: i32,
    /// The sentence.
    message: String,
}

/// What differs in one indicator of a headline test's basket.
#[derive(Clone, Debug, SimpleObject)]
pub struct HeadlineItemDiff {
    /// The indicator's code.
    indicator_code: String,
    /// The indicator's name.
    indicator_name: String,
    /// The pupil group.
    group: PupilGroup,
    /// What became of it.
    change: enums::LineChange,
    /// The parts that changed.
    #[graphql(complexity = "4 * child_complexity")]
    fields: Vec<FieldChange>,
    /// Why, one entry per cause.
    #[graphql(complexity = "2 * child_complexity")]
    causes: Vec<DiffCause>,
    /// Whether the standing is another.
    standing_moved: bool,
    /// Whether the standing is another although nothing new is known of how the council does.
    moved_without_performance: bool,
}

impl From<SnapshotComparison> for SnapshotDiff {
    fn from(it: SnapshotComparison) -> Self {
        Self {
            by_cause: it.diff.by_cause().into_iter().map(Into::into).collect(),
            before: (&it.before).into(),
            after: (&it.after).into(),
            lines: it.diff.lines.into_iter().map(Into::into).collect(),
            unchanged: int(it.diff.unchanged),
            landscape: it.diff.landscape.into_iter().map(Into::into).collect(),
            headline: it.diff.headline.map(Into::into),
        }
    }
}

impl From<&compare_snapshots::ComparedSnapshot> for ComparedSnapshot {
    fn from(side: &compare_snapshots::ComparedSnapshot) -> Self {
        Self {
            strategy_code: side.inputs.strategy.code.clone(),
            strategy_version: i32::try_from(side.inputs.strategy_version).unwrap_or(i32::MAX),
            academic_year: AcademicYear(side.inputs.year),
            revision: side.revision,
            as_known_at: Date(side.inputs.as_known_at),
            knowledge: side.inputs.knowledge.to_string(),
            reproduced: side.reproduced,
        }
    }
}

impl From<domain::LandscapeChange> for LandscapeChange {
    fn from(it: domain::LandscapeChange) -> Self {
        let count = |it: domain::DayCount| DayCount { day: Date(it.day), shown: it.shown.into() };
        Self {
            measure: LandscapeMeasure::from_code(&it.code).map(Into::into),
            name: it.name,
            before: it.before.map(count),
            after: it.after.map(count),
            cause: it.cause.into(),
            message: it.message,
        }
    }
}

impl From<domain::HeadlineChange> for HeadlineChange {
    fn from(it: domain::HeadlineChange) -> Self {
        Self {
            before: it.before.map(Into::into),
            after: it.after.map(Into::into),
            verdict_moved: it.verdict_moved,
            causes: it.causes.into_iter().map(Into::into).collect(),
            items: it.items.into_iter().map(Into::into).collect(),
        }
    }
}

impl From<domain::HeadlineCounts> for HeadlineCounts {
    fn from(it: domain::HeadlineCounts) -> Self {
        let int = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
        Self {
            verdict: HeadlineVerdict::from_code(&it.verdict).map(Into::into),
            robust: int(it.robust),
            possible: int(it.possible),
            not: int(it.not),
            cannot_say: int(it.cannot_say),
            message: it.message,
        }
    }
}

impl From<domain::HeadlineItemDiff> for HeadlineItemDiff {
    fn from(it: domain::HeadlineItemDiff) -> Self {
        Self {
            indicator_code: it.indicator,
            indicator_name: it.name,
            group: PupilGroup::named(&it.breakdown),
            change: it.change.into(),
            fields: it.fields.into_iter().map(Into::into).collect(),
            causes: it.causes.into_iter().map(Into::into).collect(),
            standing_moved: it.judgement_moved,
            moved_without_performance: it.moved_without_performance,
        }
    }
}

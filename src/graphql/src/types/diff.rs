//! What differs between two results, and why: what scorecards and snapshots share, and scorecards.

use async_graphql::SimpleObject;
use sextant_domain::diff as domain;
use sextant_jobs::compare::{self, ScorecardComparison};

use super::outcome::PupilGroup;
use crate::enums;
use crate::scalars::{AcademicYear, Date};

/// What differs between two scorecards.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScorecardDiff {
    /// The earlier side.
    before: ComparedScorecard,
    /// The later side.
    after: ComparedScorecard,
    /// The lines that differ, in the order of the later scorecard; those it does not have come last.
    #[graphql(complexity = "50 * child_complexity")]
    lines: Vec<LineDiff>,
    /// How many lines say the same in both.
    unchanged: i32,
    /// How many lines each cause touches; causes that touch none are left out.
    #[graphql(complexity = "5 * child_complexity")]
    by_cause: Vec<CauseCount>,
}

/// One side of a comparison.
#[derive(Clone, Debug, SimpleObject)]
pub struct ComparedScorecard {
    /// The strategy's code.
    strategy_code: String,
    /// Which version of the strategy's file.
    strategy_version: i32,
    /// The academic year.
    academic_year: AcademicYear,
    /// The term.
    term: enums::Term,
    /// The revision; null where it was compiled for the comparison and is not published.
    revision: Option<i32>,
    /// The day whose knowledge it shows.
    as_known_at: Date,
    /// The same as a position in the ledger.
    knowledge: String,
    /// Whether compiling it again gives what is published, word for word.
    reproduced: bool,
}

/// What differs in one line.
#[derive(Clone, Debug, SimpleObject)]
pub struct LineDiff {
    /// The commitment it measures.
    commitment_code: String,
    /// The indicator's code.
    indicator_code: String,
    /// The indicator's name.
    indicator_name: String,
    /// The pupil group.
    group: PupilGroup,
    /// What became of the line.
    change: enums::LineChange,
    /// The parts that changed.
    #[graphql(complexity = "4 * child_complexity")]
    fields: Vec<FieldChange>,
    /// Why, one entry per cause.
    #[graphql(complexity = "2 * child_complexity")]
    causes: Vec<DiffCause>,
    /// Whether the judgement is another: the colour of a scorecard's line, the verdict of a snapshot's.
    judgement_moved: bool,
    /// Whether the judgement is another although nothing new is known of how the council does: every cause that moved it is
    /// a restatement, a method, a correction, a benchmark, a rule, a definition, a check or another baseline.
    moved_without_performance: bool,
}

/// One part of a line before and after.
#[derive(Clone, Debug, SimpleObject)]
pub struct FieldChange {
    /// Which.
    field: enums::LineField,
    /// Before; null where the line had no such part.
    before: Option<ShownPart>,
    /// After; null where the line has no such part.
    after: Option<ShownPart>,
}

/// A part of a line.
#[derive(Clone, Debug, SimpleObject)]
pub struct ShownPart {
    /// Exactly: the unrounded number or a code.
    exact: String,
    /// As a person reads it.
    display: String,
}

/// Why a line changed.
#[derive(Clone, Debug, SimpleObject)]
pub struct DiffCause {
    /// The cause.
    cause: enums::ChangeCause,
    /// What happened, in sentences that name the release.
    message: String,
    /// The parts of the line it touches, among those that changed.
    fields: Vec<enums::LineField>,
    /// Whether it had a part in another judgement.
    moved_judgement: bool,
}

/// How many lines a cause touches.
#[derive(Clone, Debug, SimpleObject)]
pub struct CauseCount {
    /// The cause.
    cause: enums::ChangeCause,
    /// How many lines have it among their causes.
    lines: i32,
    /// On how many of them it had a part in another judgement.
    moved_judgement: i32,
}

pub(super) fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl From<ScorecardComparison> for ScorecardDiff {
    fn from(it: ScorecardComparison) -> Self {
        Self {
            by_cause: it.diff.by_cause().into_iter().map(Into::into).collect(),
            before: (&it.before).into(),
            after: (&it.after).into(),
            lines: it.diff.lines.into_iter().map(Into::into).collect(),
            unchanged: int(it.diff.unchanged),
        }
    }
}

impl From<domain::CauseCount> for CauseCount {
    fn from(it: domain::CauseCount) -> Self {
        Self { cause: it.cause.into(), lines: int(it.lines), moved_judgement: int(it.moved_judgement) }
    }
}

impl From<&compare::ComparedScorecard> for ComparedScorecard {
    fn from(side: &compare::ComparedScorecard) -> Self {
        Self {
            strategy_code: side.inputs.strategy.code.clone(),
            strategy_version: i32::try_from(side.inputs.strategy_version).unwrap_or(i32::MAX),
            academic_year: AcademicYear(side.inputs.term.year),
            term: side.inputs.term.term.into(),
            revision: side.revision,
            as_known_at: Date(side.inputs.as_known_at),
            knowledge: side.inputs.knowledge.to_string(),
            reproduced: side.reproduced,
        }
    }
}

impl From<domain::Shown> for ShownPart {
    fn from(it: domain::Shown) -> Self {
        Self { exact: it.exact, display: it.display }
    }
}

impl From<domain::FieldChange> for FieldChange {
    fn from(it: domain::FieldChange) -> Self {
        Self { field: it.field.into(), before: it.before.map(Into::into), after: it.after.map(Into::into) }
    }
}

impl From<domain::Cause> for DiffCause {
    fn from(it: domain::Cause) -> Self {
        Self {
            cause: it.cause.into(),
            message: it.message,
            fields: it.fields.into_iter().map(Into::into).collect(),
            moved_judgement: it.moved_judgement,
        }
    }
}

impl From<domain::LineDiff> for LineDiff {
    fn from(it: domain::LineDiff) -> Self {
        Self {
            commitment_code: it.commitment,
            indicator_code: it.indicator,
            indicator_name: it.name,
            group: PupilGroup::named(&it.breakdown),
            change: it.change.into(),
            fields: it.fields.into_iter().map(Into::into).collect(),
            causes: it.causes.into_iter().map(Into::into).collect(),
            judgement_moved: it.judgement_moved,
            moved_without_performance: it.moved_without_performance,
        }
    }
}

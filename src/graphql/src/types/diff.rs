//! What differs between two scorecards, and why.

use async_graphql::SimpleObject;
use sextant_domain::diff as domain;
use sextant_jobs::compare::{Comparison, Side};

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
    causes: Vec<Cause>,
    /// Whether the colour is another.
    rating_moved: bool,
    /// Whether the colour is another although nothing new is known of how the council does: every cause that moved it is a
    /// restatement, a method, a correction, a benchmark, a rule, a definition or a check.
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
pub struct Cause {
    /// The cause.
    cause: enums::ChangeCause,
    /// What happened, in sentences that name the release.
    message: String,
    /// The parts of the line it touches, among those that changed.
    fields: Vec<enums::LineField>,
    /// Whether it had a part in another colour.
    moved_rating: bool,
}

/// How many lines a cause touches.
#[derive(Clone, Debug, SimpleObject)]
pub struct CauseCount {
    /// The cause.
    cause: enums::ChangeCause,
    /// How many lines have it among their causes.
    lines: i32,
    /// On how many of them it had a part in another colour.
    moved_rating: i32,
}

fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl From<Comparison> for ScorecardDiff {
    fn from(it: Comparison) -> Self {
        let by_cause = it.diff.by_cause().into_iter().map(|count| CauseCount {
            cause: count.cause.into(),
            lines: int(count.lines),
            moved_rating: int(count.moved_rating),
        });
        Self {
            by_cause: by_cause.collect(),
            before: (&it.before).into(),
            after: (&it.after).into(),
            lines: it.diff.lines.into_iter().map(Into::into).collect(),
            unchanged: int(it.diff.unchanged),
        }
    }
}

impl From<&Side> for ComparedScorecard {
    fn from(side: &Side) -> Self {
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

impl From<domain::LineDiff> for LineDiff {
    fn from(it: domain::LineDiff) -> Self {
        let shown = |shown: domain::Shown| ShownPart { exact: shown.exact, display: shown.display };
        let field = |it: domain::FieldChange| FieldChange {
            field: it.field.into(),
            before: it.before.map(shown),
            after: it.after.map(shown),
        };
        let cause = |it: domain::Cause| Cause {
            cause: it.cause.into(),
            message: it.message,
            fields: it.fields.into_iter().map(Into::into).collect(),
            moved_rating: it.moved_rating,
        };
        Self {
            commitment_code: it.commitment,
            indicator_code: it.indicator,
            indicator_name: it.name,
            group: PupilGroup::named(&it.breakdown),
            change: it.change.into(),
            fields: it.fields.into_iter().map(field).collect(),
            causes: it.causes.into_iter().map(cause).collect(),
            rating_moved: it.rating_moved,
            moved_without_performance: it.moved_without_performance,
        }
    }
}

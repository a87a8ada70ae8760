//! The parts of an explanation.

use chrono::NaiveDate;

use crate::figure::Figure;
use crate::measure::Measure;
use crate::outcome::SeriesKey;
use crate::period::Period;
use crate::scorecard::{Line, ReleaseRef};
use crate::strategy::TargetKind;

use super::{Arm, InputRole, RuleRole, StepKind, SuppressionDecision};

/// How a line of a result came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The line as the inputs give it.
    pub line: Line,
    /// What it was made from, by role, place, arm and period.
    pub inputs: Vec<ExplainedInput>,
    /// The neighbour lists: the one in force, then the earlier ones, newest first.
    pub neighbour_lists: Vec<ExplainedList>,
    /// The targets of the period that are approved by the day: target, floor, stretch.
    pub targets: Vec<ExplainedTarget>,
    /// The rules that decided, in the order of their roles.
    pub rules: Vec<ExplainedRule>,
    /// Whether the line's own figure is shown.
    pub suppression: Suppression,
    /// The arithmetic, step by step.
    pub steps: Vec<Step>,
}

/// One figure that a line was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedInput {
    /// What it was used for.
    pub role: InputRole,
    /// The place's number.
    pub place: u16,
    /// Which arm of the gap it is.
    pub arm: Arm,
    /// The period.
    pub period: Period,
    /// The series; `None` where the figure was counted here.
    pub series: Option<SeriesKey>,
    /// The number or the reason, as the ledger has it.
    pub measure: Measure,
    /// The release it stands in, where the inputs carry it: the field of all authorities does not.
    pub release: Option<ReleaseRef>,
    /// Where exactly it stands; the ledger fills it in.
    pub source: Option<SourceRow>,
}

/// The row of a publisher's file that a figure was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceRow {
    /// The release.
    pub release: ReleaseRef,
    /// The publisher's own token.
    pub raw: String,
    /// The line of the file; 0 for a withdrawal, which stands in no line.
    pub line: i32,
    /// The numerator, where the file has it.
    pub numerator: Option<Figure>,
    /// The denominator, where the file has it.
    pub denominator: Option<Figure>,
    /// The file.
    pub file_name: String,
    /// Its SHA-256.
    pub file_sha256: String,
}

/// A list of statistical neighbours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedList {
    /// The edition: `2025-05`.
    pub edition: String,
    /// The day from which it is in force.
    pub from: NaiveDate,
    /// Whether it is the list in force on the day.
    pub in_force: bool,
    /// Its members, the closest first.
    pub members: Vec<ExplainedMember>,
    /// The mean of those that have a figure.
    pub mean: Measure,
}

/// A neighbour on a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExplainedMember {
    /// The neighbour's DfE number.
    pub place: u16,
    /// Its figure for the line's period, an impossible one withheld.
    pub measure: Measure,
    /// Whether it counts for the mean.
    pub used: bool,
}

/// A target of the line's period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedTarget {
    /// What it asks for.
    pub kind: TargetKind,
    /// The number or the benchmark that it names, in words.
    pub aim: String,
    /// The number to reach; `None` where its benchmark is not known.
    pub value: Option<Figure>,
    /// 1 for the first approval of its kind and period, 2 for the one after it …
    pub version: u32,
    /// The day of approval.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
    /// The paper it stands in.
    pub source: String,
    /// The benchmark that it was resolved with, in words with its figure; `None` for a number of its own.
    pub benchmark: Option<String>,
}

/// A rule that had a part in the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedRule {
    /// What it was asked for.
    pub role: RuleRole,
    /// The code.
    pub code: String,
    /// The version; 0 where the strategy names a rule that does not exist.
    pub version: i64,
    /// What it does, in a sentence.
    pub words: String,
}

/// Whether the line's own figure is shown, by which rule and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suppression {
    /// The decision.
    pub decision: SuppressionDecision,
    /// The code of the rule.
    pub rule: String,
    /// The same in a sentence.
    pub message: String,
}

/// One step of the arithmetic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// What is worked out.
    pub kind: StepKind,
    /// The same in words, with the names that belong to it.
    pub what: String,
    /// The calculation with the real numbers, unrounded; or a sentence, where nothing is calculated.
    pub arithmetic: String,
    /// The result, exactly: a number, a rank, the code of a colour, a direction, a state, or of the reason why there is none.
    pub exact: String,
    /// The result as a person reads it.
    pub display: String,
}

impl Explanation {
    /// Whether every step comes to what a published line says. It must, where both were made from the same inputs.
    pub fn agrees_with(&self, published: &Line) -> bool {
        let mut earlier = published.earlier_lists.iter();
        self.steps.iter().all(|step| {
            let expected = match step.kind {
                StepKind::EarlierNeighbours => earlier.next().map(|list| list.value.exact()),
                kind => kind.published(published),
            };
            expected.is_none_or(|expected| expected == step.exact)
        })
    }
}

impl StepKind {
    /// What a line publishes for the step, exactly; `None` where it publishes nothing of the kind.
    fn published(self, line: &Line) -> Option<String> {
        let text = |figure: Option<Figure>| figure.map(|figure| figure.to_string());
        match self {
            Self::Value => Some(line.value.exact()),
            Self::GapByOtherDefinition => line.gap.as_ref().and_then(|gap| text(gap.other_definition)),
            Self::GapOfEngland => line.gap.as_ref().and_then(|gap| text(gap.england)),
            Self::Previous => line.previous.as_ref().map(|previous| previous.value.exact()),
            Self::England => line.england.as_ref().map(|england| england.value.exact()),
            Self::Region => line.region.as_ref().map(|region| region.value.exact()),
            Self::Neighbours => line.neighbours.as_ref().map(|mean| mean.value.exact()),
            Self::Rank => line.rank.as_ref().map(|rank| rank.position.to_string()),
            Self::Quartile => line.rank.as_ref().map(|rank| rank.quartile.clone()),
            Self::Target => line.target.as_ref().map(|target| target.value.to_string()),
            Self::Distance => line.target.as_ref().and_then(|target| text(target.distance)),
            Self::Colour => Some(line.rag.rating.clone()),
            Self::Change => text(line.direction.change),
            Self::Direction => Some(line.direction.verdict.clone()),
            Self::Evidence => line.direction.evidence.as_ref().map(|found| found.evidence.clone()),
            Self::State => Some(line.state.clone()),
            Self::EarlierNeighbours | Self::LeadOverEngland | Self::LeadOverNeighbours => None,
        }
    }
}

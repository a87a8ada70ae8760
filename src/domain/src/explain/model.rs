//! The parts of an explanation.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::figure::Figure;
use crate::measure::Measure;
use crate::outcome::SeriesKey;
use crate::period::Period;
use crate::rules::GapDefinition;
use crate::scorecard::ReleaseRef;
use crate::strategy::TargetKind;

use super::{Arm, InputRole, RuleRole, StepKind, SuppressionDecision};

/// How a line of a result came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// Which line, and what it shows.
    pub head: LineHead,
    /// What it was made from, by role, place, arm and period.
    pub inputs: Vec<ExplainedInput>,
    /// The neighbour lists: the one in force, then the earlier ones that are shown, newest first.
    pub neighbour_lists: Vec<ExplainedList>,
    /// The targets that are approved by the day, by period: target, floor, stretch. A scorecard's line has those of its own
    /// period alone.
    pub targets: Vec<ExplainedTarget>,
    /// The baselines that were approved by the day, the newest first; none for a scorecard's line, which counts from none.
    pub baselines: Vec<ExplainedBaseline>,
    /// The rules that decided, in the order of their roles.
    pub rules: Vec<ExplainedRule>,
    /// Whether the line's own figure is shown.
    pub suppression: Suppression,
    /// The arithmetic, step by step.
    pub steps: Vec<Step>,
}

/// Which line is explained, and what it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineHead {
    /// The indicator's code.
    pub indicator: String,
    /// The indicator's name.
    pub name: String,
    /// The pupil group.
    pub breakdown: String,
    /// Decimals shown.
    pub decimals: u8,
    /// The label of its current period; `None` where it has none.
    pub period: Option<String>,
    /// The council's own figure as a person reads it, or why there is none.
    pub display: String,
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

/// A target that is approved by the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedTarget {
    /// The period it is set for.
    pub period: Period,
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

/// A baseline that was approved by the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedBaseline {
    /// The period.
    pub period: Period,
    /// The figure as it was approved.
    pub value: Figure,
    /// The day of approval.
    pub approved_on: NaiveDate,
    /// Who approved it.
    pub approved_by: String,
    /// Why.
    pub why: String,
    /// Whether it is the one that counts.
    pub counts: bool,
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

/// The rule of a gap's definition.
pub(crate) fn gap_rule(definition: GapDefinition) -> ExplainedRule {
    ExplainedRule {
        role: RuleRole::Gap,
        code: definition.code().to_ascii_lowercase().replace('_', "-"),
        version: 1,
        words: format!("The gap {}: the others' figure minus the group's.", definition.words()),
    }
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
    /// The period that it is worked out for, where it is for one alone.
    pub period: Option<Period>,
    /// The same in words, with the names that belong to it.
    pub what: String,
    /// The calculation with the real numbers, unrounded; or a sentence, where nothing is calculated.
    pub arithmetic: String,
    /// The result, exactly: a number, a rank, the code of a colour, a direction, a state, or of the reason why there is none.
    pub exact: String,
    /// The result as a person reads it.
    pub display: String,
}

impl Step {
    /// A step that comes to a figure, named by its kind.
    pub(crate) fn figure(kind: StepKind, arithmetic: String, figure: Figure, decimals: u8) -> Self {
        let (exact, display) = (figure.to_string(), figure.display(decimals));
        Self { kind, period: None, what: kind.words().to_owned(), arithmetic, exact, display }
    }

    /// A step that comes to a figure or to the reason why there is none.
    pub(crate) fn measured(
        (kind, what, arithmetic): (StepKind, String, String),
        result: Measure,
        decimals: u8,
    ) -> Self {
        let exact = match result {
            Measure::Value(figure, _) => figure.to_string(),
            Measure::Missing(reason) => reason.code().to_owned(),
        };
        Self { kind, period: None, what, arithmetic, exact, display: result.display(decimals) }
    }

    /// The same step, worked out for one period.
    pub(crate) fn of(self, period: Period) -> Self {
        Self { period: Some(period), ..self }
    }
}

/// A line as it was published, of either kind of result.
pub trait PublishedLine {
    /// What it publishes for a step, exactly; `None` where it publishes nothing of the kind. `nth` counts the steps of the same
    /// kind from 0.
    fn says(&self, step: &Step, nth: usize) -> Option<String>;
}

impl Explanation {
    /// Whether every step comes to what a published line says. It must, where both were made from the same inputs.
    pub fn agrees_with(&self, published: &impl PublishedLine) -> bool {
        self.disagreeing(published).is_none()
    }

    /// The first step that comes to something else than a published line says, with what that says.
    pub fn disagreeing(&self, published: &impl PublishedLine) -> Option<(&Step, String)> {
        let mut seen: BTreeMap<StepKind, usize> = BTreeMap::new();
        self.steps.iter().find_map(|step| {
            let count = seen.entry(step.kind).or_default();
            let said = published.says(step, *count);
            *count += 1;
            said.filter(|said| *said != step.exact).map(|said| (step, said))
        })
    }
}

//! How a figure came about, as plain values: what it was made from, which rules decided, and the arithmetic step by step.
//!
//! The words are shared by every kind of result: a scorecard's lines are explained by [`explain_lines`], a progress
//! snapshot's by [`explain_progress`].

mod arithmetic;
mod codes;
mod made;
mod model;
mod outcome;
mod standing;
mod suppression;

pub use crate::progress::explain_progress;
pub use crate::scorecard::{explain_line, explain_lines};
pub(crate) use arithmetic::{aimed, beyond, minus, number, over, sum_over};
pub use codes::{Arm, InputRole, RuleRole, StepKind, SuppressionDecision};
pub(crate) use made::{Made, Maker, exactly};
pub(crate) use model::gap_rule;
pub use model::{
    ExplainedBaseline, ExplainedInput, ExplainedList, ExplainedMember, ExplainedRule, ExplainedTarget, Explanation,
    LineHead, PublishedLine, SourceRow, Step, Suppression,
};
pub use outcome::{OutcomeCase, OutcomeExplanation, explain_outcome};
pub(crate) use standing::standing_steps;
pub(crate) use suppression::suppression;

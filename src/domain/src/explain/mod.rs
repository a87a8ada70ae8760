//! How a figure came about, as plain values: what it was made from, which rules decided, and the arithmetic step by step.
//!
//! The words are shared by every kind of result; a scorecard's line is explained by [`explain_line`].

mod arithmetic;
mod codes;
mod model;
mod outcome;

pub use crate::scorecard::{explain_line, explain_lines};
pub(crate) use arithmetic::{minus, number, sum_over};
pub use codes::{Arm, InputRole, RuleRole, StepKind, SuppressionDecision};
pub use model::{
    ExplainedInput, ExplainedList, ExplainedMember, ExplainedRule, ExplainedTarget, Explanation, SourceRow, Step,
    Suppression,
};
pub use outcome::{OutcomeCase, OutcomeExplanation, explain_outcome};

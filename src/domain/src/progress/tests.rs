//! Tests of the snapshot's compile, by concern.

mod baselines;
pub(crate) mod fixtures;
mod laws;
mod paths;
mod verdicts;

use super::{ProgressInputs, ProgressLine, compile_snapshot};

/// The only line of one-line inputs.
fn only(inputs: &ProgressInputs) -> ProgressLine {
    let mut snapshot = compile_snapshot(inputs);
    assert_eq!(snapshot.priorities.len(), 1);
    assert_eq!(snapshot.priorities[0].lines.len(), 1);
    snapshot.priorities.remove(0).lines.remove(0)
}

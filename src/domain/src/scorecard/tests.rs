//! Tests of the compile, by concern.

mod benchmarks;
mod caveats;
mod gaps;
mod laws;
mod states;
mod targets;

use super::{Inputs, Line, compile};

/// The only line of one-line inputs.
fn only(inputs: &Inputs) -> Line {
    let mut scorecard = compile(inputs);
    assert_eq!(scorecard.priorities.len(), 1);
    assert_eq!(scorecard.priorities[0].lines.len(), 1);
    scorecard.priorities.remove(0).lines.remove(0)
}

/// The codes of a line's caveats.
fn codes(line: &Line) -> Vec<&str> {
    line.caveats.iter().map(|caveat| caveat.code.as_str()).collect()
}

/// The sentence of a line's only caveat of a code.
#[track_caller]
fn sentence<'a>(line: &'a Line, code: &str) -> &'a str {
    let found: Vec<_> = line.caveats.iter().filter(|caveat| caveat.code == code).collect();
    assert_eq!(found.len(), 1, "caveats of code {code} in {:?}", line.caveats);
    &found[0].message
}

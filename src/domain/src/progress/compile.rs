//! The compile: one line for every use of an indicator, in the order of the strategy's file.

use crate::scorecard::{IndicatorInputs, Supply};
use crate::strategy::{Commitment, IndicatorUse, Priority};

use super::line::line;
use super::{
    Finality, ProgressCaveat, ProgressInputs, ProgressLine, ProgressPriority, ProgressVerdict, Snapshot,
    SnapshotFinality, headline, landscape, years,
};

/// Compiles a snapshot. It never fails: what is missing or cannot stand becomes a reason or a caveat of its line.
///
/// The result is a function of the inputs alone; the same inputs give the same bytes.
pub fn compile_snapshot(inputs: &ProgressInputs) -> Snapshot {
    let strategy = &inputs.strategy;
    let priorities: Vec<ProgressPriority> = strategy.priorities.iter().map(|it| priority(inputs, it)).collect();
    Snapshot {
        strategy: strategy.code.clone(),
        strategy_version: inputs.strategy_version,
        authority: strategy.authority.into(),
        year: inputs.year.to_string(),
        window_first: strategy.window.0.to_string(),
        window_last: strategy.window.1.to_string(),
        window_years: years::count(strategy.window),
        as_known_at: inputs.as_known_at,
        knowledge: inputs.knowledge,
        finality: finality(&priorities),
        landscape: landscape::landscape(inputs),
        headline: headline::headline(inputs),
        priorities,
    }
}

fn priority(inputs: &ProgressInputs, priority: &Priority) -> ProgressPriority {
    let of = |commitment: &Commitment| -> Vec<ProgressLine> {
        commitment.uses.iter().map(|usage| line_of(inputs, &commitment.code, usage)).collect()
    };
    let lines: Vec<ProgressLine> = priority.commitments.iter().flat_map(of).collect();
    let count =
        |verdict: ProgressVerdict| lines.iter().filter(|line| line.verdict.verdict == verdict.code()).count() as i64;
    ProgressPriority {
        number: priority.number.into(),
        title: priority.title.clone(),
        achieved: count(ProgressVerdict::Achieved),
        on_trajectory: count(ProgressVerdict::OnTrajectory),
        behind: count(ProgressVerdict::Behind),
        cannot_say: count(ProgressVerdict::CannotSay),
        lines,
    }
}

/// An indicator that the catalogue does not have makes a line too: it says so.
fn line_of(inputs: &ProgressInputs, commitment: &str, usage: &IndicatorUse) -> ProgressLine {
    let mut line = entered(inputs, usage, |entry| line(inputs, commitment, usage, entry));
    if !inputs.indicators.contains_key(&usage.indicator) {
        line.caveats = vec![ProgressCaveat::UnknownIndicator.say(not_in_the_catalogue(usage))];
    }
    line
}

/// What is asked of the catalogue's entry of a use, or of one that stands in for it.
pub(super) fn entered<T>(inputs: &ProgressInputs, usage: &IndicatorUse, ask: impl FnOnce(&IndicatorInputs) -> T) -> T {
    match inputs.indicators.get(&usage.indicator) {
        Some(entry) => ask(entry),
        None => {
            let supply = Supply::Unsupplied(not_in_the_catalogue(usage));
            ask(&IndicatorInputs { supply, ..crate::scorecard::stand_in(&usage.indicator) })
        }
    }
}

fn not_in_the_catalogue(usage: &IndicatorUse) -> String {
    format!("The catalogue has no indicator {}: correct the strategy's file.", usage.indicator)
}

fn finality(priorities: &[ProgressPriority]) -> SnapshotFinality {
    let all = || priorities.iter().flat_map(|priority| &priority.lines);
    let count = |wanted: &[Finality]| {
        all().filter(|line| wanted.iter().any(|code| code.code() == line.finality.code)).count() as i64
    };
    let settled = count(&[Finality::Final, Finality::Closed]);
    let open = count(&[Finality::MayBeRevised, Finality::NotYetPublished]);
    SnapshotFinality { is_final: open == 0 && settled > 0, settled, open, unmeasured: count(&[Finality::Unmeasured]) }
}

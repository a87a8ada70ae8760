//! What one line is made from, detached from its snapshot so that parts of the other side can take the place of its own.
//!
//! A snapshot reads its day in several places: which years have ended, which approvals count, which list of neighbours is in
//! force. Here all but the first are decided before anything is exchanged: what counts on the side's own day is dated so that
//! it counts on either day, and what does not is gone. The day itself then only tells which years are shown.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::diff::strands::Published;
use crate::progress::line::line;
use crate::progress::{ProgressInputs, ProgressLine};
use crate::scorecard::{IndicatorInputs, NeighbourEdition, Supply, stand_in};
use crate::strategy::{IndicatorUse, Strategy};

/// A line's inputs where they stand in a snapshot's.
#[derive(Clone)]
pub(super) struct Given<'a> {
    pub(super) inputs: &'a ProgressInputs,
    pub(super) usage: &'a IndicatorUse,
    pub(super) entry: IndicatorInputs,
}

impl<'a> Given<'a> {
    /// The inputs of a use; an indicator that the catalogue does not have stands for itself. Other pupil groups are left out.
    pub(super) fn new(inputs: &'a ProgressInputs, usage: &'a IndicatorUse) -> Self {
        let mut entry = inputs.indicators.get(&usage.indicator).cloned().unwrap_or_else(|| stand_in(&usage.indicator));
        if let Supply::Published(groups) = &mut entry.supply {
            groups.retain(|group, _| *group == usage.breakdown);
        }
        Self { inputs, usage, entry }
    }

    pub(super) fn day(&self) -> NaiveDate {
        self.inputs.as_known_at
    }

    pub(super) fn published(&self) -> Published<'_> {
        (&self.entry, &self.usage.breakdown)
    }
}

/// A line's inputs on their own.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) inputs: ProgressInputs,
    pub(super) usage: IndicatorUse,
    pub(super) entry: IndicatorInputs,
}

impl Made {
    /// Detaches a line's inputs, which are to be mixed with those of the other side's day.
    pub(super) fn of(given: &Given<'_>, other_day: NaiveDate) -> Self {
        let (day, inputs) = (given.day(), given.inputs);
        let both = day.min(other_day);
        let in_force = |list: &NeighbourEdition| NeighbourEdition { from: list.from.min(both), ..list.clone() };
        Self {
            inputs: ProgressInputs {
                strategy: Strategy { priorities: Vec::new(), ..inputs.strategy.clone() },
                neighbour_lists: inputs.neighbours().map(in_force).into_iter().collect(),
                indicators: BTreeMap::new(),
                landscape: Vec::new(),
                names: inputs.names.clone(),
                region: inputs.region.clone(),
                ..*inputs
            },
            usage: counting(given.usage, day, both),
            entry: given.entry.clone(),
        }
    }

    /// The line that is compiled from it.
    pub(super) fn line(&self) -> ProgressLine {
        line(&self.inputs, "", &self.usage, &self.entry)
    }
}

/// A use with the approvals that were known on a day, dated so that they count on an earlier day, too. Their order stands;
/// what was withdrawn by the day never counts, but is still one of the versions.
fn counting(usage: &IndicatorUse, day: NaiveDate, both: NaiveDate) -> IndicatorUse {
    let mut counting = usage.clone();
    counting.targets.retain(|it| it.approved_on <= day);
    counting.targets.sort_by_key(|it| it.approved_on);
    for target in &mut counting.targets {
        let holds = target.holds_on(day);
        target.approved_on = target.approved_on.min(both);
        target.withdrawn_on = (!holds).then_some(target.approved_on);
    }
    counting.baselines.retain(|it| it.approved_on <= day);
    counting.baselines.sort_by_key(|it| it.approved_on);
    for baseline in &mut counting.baselines {
        baseline.approved_on = baseline.approved_on.min(both);
    }
    counting
}

//! The neighbour lists, the targets and the suppression decision of a line.

use crate::explain::{ExplainedList, ExplainedMember, ExplainedTarget, Suppression, aimed, suppression};
use crate::measure::{Measure, MissingReason};
use crate::rules::MeanOfNeighbours;
use crate::scorecard::line::Draft;
use crate::scorecard::{LineState, NeighbourEdition};
use crate::strategy::{Target, TargetKind, target_version};

impl Draft<'_> {
    /// The lists in the order of the line: the one in force, then the earlier ones, newest first.
    pub(super) fn explained_lists(&self) -> Vec<ExplainedList> {
        let list = |(edition, mean): &(&NeighbourEdition, MeanOfNeighbours), in_force| ExplainedList {
            edition: edition.edition.clone(),
            from: edition.from,
            in_force,
            members: edition.members.iter().map(|number| self.member(*number)).collect(),
            mean: mean.value,
        };
        let current = self.neighbours.current.iter().map(|found| list(found, true));
        current.chain(self.neighbours.earlier.iter().map(|found| list(found, false))).collect()
    }

    fn member(&self, place: u16) -> ExplainedMember {
        let absent = Measure::Missing(MissingReason::NotAvailable);
        let measure = self.view.authorities.get(&place).copied().unwrap_or(absent);
        ExplainedMember { place, measure, used: measure.figure().is_some() }
    }

    /// The targets of the line's period.
    pub(super) fn explained_targets(&self) -> Vec<ExplainedTarget> {
        let targets = self.targets();
        let explain = |target: &Target| ExplainedTarget {
            period: target.period,
            kind: target.kind,
            aim: target.aim.say(self.entry.indicator.decimals),
            value: targets.resolved(target.aim),
            version: target_version(&self.usage.targets, target),
            approved_on: target.approved_on,
            approved_by: target.approved_by.clone(),
            source: target.source.clone(),
            benchmark: targets.used(target.aim).map(|used| format!("{}: {}", used.label, used.value)),
        };
        TargetKind::ALL.iter().filter_map(|kind| targets.found(*kind)).map(explain).collect()
    }

    /// Whether the own figure is shown.
    pub(super) fn explained_suppression(&self) -> Suppression {
        suppression(self.measure(), self.range, self.state == LineState::Suppressed)
    }

    /// How a target's number comes about, where it follows a benchmark.
    pub(super) fn target_arithmetic(&self, target: &Target) -> Option<String> {
        let targets = self.targets();
        let value = targets.resolved(target.aim)?;
        let approval = format!("approved on {} by {}", target.approved_on, target.approved_by);
        let used = targets.used(target.aim);
        let benchmark = used.as_ref().map(|used| (used.label.as_str(), used.value));
        Some(format!("{}, {approval}", aimed(target.aim, self.entry.indicator.polarity, benchmark, value)))
    }
}

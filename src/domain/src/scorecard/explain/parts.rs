//! The neighbour lists, the targets and the suppression decision of a line.

use crate::explain::{ExplainedList, ExplainedMember, ExplainedTarget, Suppression, SuppressionDecision};
use crate::measure::{Measure, MissingReason};
use crate::rules::MeanOfNeighbours;
use crate::scorecard::line::Draft;
use crate::scorecard::{LineState, NeighbourEdition};
use crate::strategy::{Aim, Target, TargetKind, target_version};

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

    /// Whether the own figure is shown. Sextant itself keeps figures back for one reason only: an impossible arm of a gap.
    pub(super) fn explained_suppression(&self) -> Suppression {
        use SuppressionDecision::{NotApplicable, Shown, WithheldByPublisher, WithheldHere};
        let measure = self.measure();
        let (decision, rule, message) = match measure {
            Measure::Value(figure, _) if !self.range.contains(figure) => (
                Shown,
                "possible-range",
                "Shown as published. The figure is impossible for its unit, so it is not coloured, ranked or compared.".to_owned(),
            ),
            Measure::Value(..) => (
                Shown,
                "as-published",
                "Shown as published. Sextant has no rule of its own that would keep it back; what could identify people is \
                 suppressed by the publisher before it is released."
                    .to_owned(),
            ),
            Measure::Missing(MissingReason::SuppressedHere) => {
                (WithheldHere, "withheld-here", "Kept back here to protect people.".to_owned())
            }
            Measure::Missing(MissingReason::Quality) => {
                (WithheldHere, "possible-range", "Kept back here: a figure it is made from is impossible for its unit.".to_owned())
            }
            Measure::Missing(
                reason @ (MissingReason::Confidential | MissingReason::Unreliable | MissingReason::LowCoverage),
            ) => (WithheldByPublisher, "as-published", format!("The publisher keeps it back: {}.", reason.words())),
            Measure::Missing(MissingReason::Unstated) if self.state == LineState::Suppressed => (
                WithheldByPublisher,
                "as-published",
                "The publisher shows a dash and gives no reason, while other authorities have figures: taken as kept back."
                    .to_owned(),
            ),
            Measure::Missing(reason) => {
                (NotApplicable, "as-published", format!("There is no figure: {}.", reason.words()))
            }
        };
        Suppression { decision, rule: rule.to_owned(), message }
    }

    /// How a target's number comes about, where it follows a benchmark.
    pub(super) fn target_arithmetic(&self, target: &Target) -> Option<String> {
        let targets = self.targets();
        let value = targets.resolved(target.aim)?;
        let approval = format!("approved on {} by {}", target.approved_on, target.approved_by);
        Some(match (target.aim, targets.used(target.aim)) {
            (Aim::Relative { by, .. }, Some(used)) => {
                let sign = if self.entry.indicator.polarity == crate::Polarity::Low { '−' } else { '+' };
                let (benchmark, by) = (crate::explain::number(used.value), crate::explain::number(by));
                format!("{benchmark} ({}) {sign} {by} = {value}, {approval}", used.label)
            }
            _ => format!("{value}, {approval}"),
        })
    }
}

//! What a line is judged by: its rules and its targets.

use crate::diff::words::{approvals, counting};
use crate::period::Period;
use crate::scorecard::line::Draft;
use crate::strategy::TargetKind;

use super::{Causes, Field, Pair, Part, Why};

impl Pair<'_, '_> {
    pub(super) fn rules(&self, found: &mut Causes) {
        let colour = |draft: &Draft<'_>| {
            let version = draft.inputs.rag_rules.get(draft.rag_code()).map_or(0, |rule| rule.version);
            (draft.rag_code().to_owned(), version)
        };
        let travel = |draft: &Draft<'_>| {
            let code = &draft.inputs.strategy.direction_rule;
            (code.clone(), draft.inputs.direction_rules.get(code).map_or(0, |rule| rule.version))
        };
        let say = |what: &str, (old, from): (String, i64), (new, to): (String, i64)| {
            format!("{what} is by {new} version {to} instead of {old} version {from}.")
        };
        if colour(self.before) != colour(self.after) {
            let message = say("The colour", colour(self.before), colour(self.after));
            found.note(Why::RuleChange, message, &[Field::Rating], &[Part::Rule]);
        }
        if travel(self.before) != travel(self.after) {
            let message = say("The direction of travel", travel(self.before), travel(self.after));
            found.note(Why::RuleChange, message, &[Field::Direction], &[]);
        }
    }

    /// The approvals that count for the later side's period, on either side's day.
    pub(super) fn targets(&self, found: &mut Causes) {
        let Some(period) = self.periods().1 else { return };
        let decimals = self.after.entry.indicator.decimals;
        for kind in TargetKind::ALL {
            let of =
                |draft: &Draft<'_>| counting(&draft.usage.targets, draft.inputs.as_known_at, *kind, period).cloned();
            if let Some(message) = approvals(of(self.before).as_ref(), of(self.after).as_ref(), decimals) {
                found.note(Why::Target, message, &[Field::Target, Field::Rating], &[Part::Target]);
            }
        }
        self.other_targets(found, period);
        self.strategy(found);
    }

    /// Targets for other periods: where the period has none, the line says which is the next.
    fn other_targets(&self, found: &mut Causes, period: Period) {
        let of = |draft: &Draft<'_>| -> Vec<_> {
            let held = draft.usage.targets.iter().filter(|target| target.holds_on(draft.inputs.as_known_at));
            held.filter(|it| it.period != period).map(|it| (it.kind, it.period, it.aim, it.approved_on)).collect()
        };
        if of(self.before) != of(self.after) {
            let message = format!("Other targets than before are approved for other periods than {period}.");
            found.note(Why::Target, message, &[Field::Rating], &[]);
        }
    }

    fn strategy(&self, found: &mut Causes) {
        let (old, new) = (&self.before.usage, &self.after.usage);
        let (from, to) = (self.before.inputs.strategy_version, self.after.inputs.strategy_version);
        if from != to && old.targets != new.targets {
            let message = format!("Version {to} of the strategy's file states other targets than version {from}.");
            found.note(Why::Strategy, message, &[Field::Target, Field::Rating], &[Part::Target]);
        }
    }
}

//! What was decided: targets, baselines, the way between them, the strategy's file and its headline test.

use std::collections::BTreeSet;

use crate::diff::ChangeCause as Why;
use crate::diff::noted::Noted;
use crate::diff::words::{approvals, counting};
use crate::period::Period;
use crate::strategy::{Baseline, HeadlineTest, TargetKind};

use super::super::made::Given;
use super::super::patch::Patch;
use super::Pair;

impl Pair<'_, '_> {
    /// The approvals that count on either side's day, and what the strategy's file says beside them.
    pub(super) fn approved(&self, found: &mut Noted<Patch>) {
        self.targets(found);
        self.baselines(found);
        let (old, new) = (&self.before.usage.trajectory, &self.after.usage.trajectory);
        if old != new {
            let message = "The strategy's file states another way to the target than before.".to_owned();
            found.note(Why::Strategy, message, [Patch::Trajectory]);
        }
        let (old, new) = (self.before.inputs.strategy.headline.as_ref(), self.after.inputs.strategy.headline.as_ref());
        if let Some(message) = test(old, new) {
            found.note(Why::RuleChange, message, [Patch::Test]);
        }
    }

    fn targets(&self, found: &mut Noted<Patch>) {
        let known = |given: &Given<'_>| -> Vec<_> {
            let by_the_day = given.usage.targets.iter().filter(|it| it.approved_on <= given.day());
            by_the_day.map(|it| (it.kind, it.period, it.aim, it.approved_on, it.holds_on(given.day()))).collect()
        };
        if known(self.before) == known(self.after) {
            return;
        }
        let targets = self.before.usage.targets.iter().chain(&self.after.usage.targets);
        let all: BTreeSet<(TargetKind, Period)> = targets.map(|target| (target.kind, target.period)).collect();
        let decimals = self.after.entry.indicator.decimals;
        let said = all.into_iter().filter_map(|(kind, period)| {
            let of = |given: &Given<'_>| counting(&given.usage.targets, given.day(), kind, period).cloned();
            approvals(of(self.before).as_ref(), of(self.after).as_ref(), decimals)
        });
        let said: Vec<String> = said.collect();
        let message = if said.is_empty() { "Other targets are on record.".to_owned() } else { said.join(" ") };
        found.note(Why::Target, message, [Patch::Targets]);
        let (from, to) = (self.before.inputs.strategy_version, self.after.inputs.strategy_version);
        if from != to && self.before.usage.targets != self.after.usage.targets {
            let message = format!("Version {to} of the strategy's file states other targets than version {from}.");
            found.note(Why::Strategy, message, [Patch::Targets]);
        }
    }

    fn baselines(&self, found: &mut Noted<Patch>) {
        let known = |given: &Given<'_>| -> Vec<Baseline> {
            given.usage.baselines.iter().filter(|it| it.approved_on <= given.day()).cloned().collect()
        };
        let (old, new) = (known(self.before), known(self.after));
        if old == new {
            return;
        }
        let say = |known: &[Baseline]| {
            known.iter().max_by_key(|it| it.approved_on).map_or("not approved".to_owned(), |it| {
                format!("{} in {} (approved on {} by {})", it.value, it.period, it.approved_on, it.approved_by)
            })
        };
        let message = format!("The baseline was {} and is {}.", say(&old), say(&new));
        found.note(Why::Baseline, message, [Patch::Baselines]);
    }

    /// Which years, for whom.
    pub(super) fn place(&self, found: &mut Noted<Patch>) {
        let (old, new) = (&self.before.inputs.strategy, &self.after.inputs.strategy);
        if (old.window, old.authority) != (new.window, new.authority) {
            let say = |it: &crate::strategy::Strategy| {
                format!("'{}' is about {} from {} to {}", it.code, it.authority, it.window.0, it.window.1)
            };
            found.note(Why::Strategy, format!("{}; {}.", say(old), say(new)), [Patch::Place]);
        } else if self.before.inputs.region != self.after.inputs.region {
            let message = "The region has other authorities than before.".to_owned();
            found.note(Why::Definition, message, [Patch::Place]);
        }
    }
}

/// What is another about a headline test, in a sentence; `None` where it is stated as before.
pub(in crate::progress::diff) fn test(old: Option<&HeadlineTest>, new: Option<&HeadlineTest>) -> Option<String> {
    let (old, new) = match (old, new) {
        (None, None) => return None,
        (None, Some(_)) => return Some("The strategy had no headline test, and has one.".to_owned()),
        (Some(_), None) => return Some("The strategy had a headline test, and has none.".to_owned()),
        (Some(old), Some(new)) => (old, new),
    };
    let parts = [
        ("among whom", old.population != new.population),
        ("the share", old.share != new.share),
        ("the year", old.year != new.year),
        ("how many must pass", old.required != new.required),
        ("how ties count", old.tie_rule != new.tie_rule),
        ("the least final figure that counts", old.status != new.status),
        ("the basket", old.basket != new.basket),
    ];
    let differing: Vec<&str> = parts.iter().filter(|(_, differs)| *differs).map(|(name, _)| *name).collect();
    (!differing.is_empty()).then(|| format!("The headline test is stated otherwise: {}.", differing.join(", ")))
}

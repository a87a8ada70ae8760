//! What was approved stays: a new version of a strategy carries every approval of the version before.

use std::fmt;

use sextant_domain::strategy::{Aim, Baseline, IndicatorUse, Strategy, Target};

/// An approved target or baseline that a new file leaves out or says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedApproval {
    /// `target`, `floor`, `stretch` or `baseline`.
    pub what: &'static str,
    /// The indicator.
    pub indicator: String,
    /// The pupil group.
    pub breakdown: String,
    /// The label of the period.
    pub period: String,
    /// What was approved: the value, the day, by whom.
    pub old: String,
    /// What the file says in its place; `None` where it says nothing.
    pub new: Option<String>,
}

/// `ATT-08 for 'total': the target for 2024/25 was 68, approved on …, and the file says 70, approved on …`
impl fmt::Display for ChangedApproval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, indicator, breakdown, period, old, new } = self;
        write!(f, "{indicator} for '{breakdown}': the {what} for {period} was {old}, and the file says ")?;
        f.write_str(new.as_deref().unwrap_or("nothing"))
    }
}

/// The approvals of `old` that do not stand unchanged in `new`, in the order of the old file. A withdrawal is no change: it
/// adds a day to what was approved.
pub(super) fn changed(old: &Strategy, new: &Strategy) -> Vec<ChangedApproval> {
    let mut found = Vec::new();
    for used in uses(old) {
        let same = |other: &&IndicatorUse| other.indicator == used.indicator && other.breakdown == used.breakdown;
        let now = uses(new).find(same);
        let (targets, baselines) = now.map_or((&[][..], &[][..]), |now| (&now.targets[..], &now.baselines[..]));
        found.extend(used.targets.iter().filter_map(|target| changed_target(used, target, targets)));
        found.extend(used.baselines.iter().filter_map(|baseline| changed_baseline(used, baseline, baselines)));
    }
    found
}

fn uses(strategy: &Strategy) -> impl Iterator<Item = &IndicatorUse> {
    strategy.priorities.iter().flat_map(|priority| &priority.commitments).flat_map(|commitment| &commitment.uses)
}

fn changed_target(used: &IndicatorUse, old: &Target, new: &[Target]) -> Option<ChangedApproval> {
    if new.iter().any(|new| stands(old, new)) {
        return None;
    }
    let same = || new.iter().filter(|new| new.kind == old.kind && new.period == old.period);
    let now = same().find(|new| new.approved_on == old.approved_on).or_else(|| same().next());
    Some(ChangedApproval {
        what: old.kind.words(),
        indicator: used.indicator.clone(),
        breakdown: used.breakdown.clone(),
        period: old.period.label(),
        old: say_target(old),
        new: now.map(say_target),
    })
}

/// Whether an approved target is still there as it was, or was withdrawn since.
fn stands(old: &Target, new: &Target) -> bool {
    let withdrawn_since = Target { withdrawn_on: new.withdrawn_on, ..old.clone() };
    new == old || (old.withdrawn_on.is_none() && *new == withdrawn_since)
}

fn changed_baseline(used: &IndicatorUse, old: &Baseline, new: &[Baseline]) -> Option<ChangedApproval> {
    if new.contains(old) {
        return None;
    }
    let same = || new.iter().filter(|new| new.period == old.period);
    let now = same().find(|new| new.approved_on == old.approved_on).or_else(|| same().next());
    Some(ChangedApproval {
        what: "baseline",
        indicator: used.indicator.clone(),
        breakdown: used.breakdown.clone(),
        period: old.period.label(),
        old: say_baseline(old),
        new: now.map(say_baseline),
    })
}

fn say_target(target: &Target) -> String {
    let aim = match target.aim {
        Aim::Absolute(value) => value.to_string(),
        relative @ Aim::Relative { .. } => relative.say(0),
    };
    let withdrawn = target.withdrawn_on.map(|day| format!(", withdrawn on {day}")).unwrap_or_default();
    format!("{aim}, approved on {} by '{}' ({}){withdrawn}", target.approved_on, target.approved_by, target.source)
}

fn say_baseline(baseline: &Baseline) -> String {
    let why = if baseline.why.is_empty() { String::new() } else { format!(" ({})", baseline.why) };
    format!("{}, approved on {} by '{}'{why}", baseline.value, baseline.approved_on, baseline.approved_by)
}

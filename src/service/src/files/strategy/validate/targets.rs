//! The sense of targets: possible, on the right side of each other, and of a kind that the rule can colour.

use sextant_domain::Polarity;
use sextant_domain::rules::{RagFamily, is_near_zero};
use sextant_domain::strategy::{Aim, IndicatorUse, Target, TargetKind};

use super::{UseCase, check_range};
use crate::files::lines::Problems;

pub(super) fn check(case: &UseCase<'_>, problems: &mut Problems<'_>) {
    check_polarity(case, problems);
    for (target, line) in case.used.targets.iter().zip(&case.lines.targets) {
        if let Aim::Absolute(value) = target.aim {
            check_range(value, *line, case.entry, problems);
        }
        check_side(target, *line, case, problems);
        check_rule(target, *line, case, problems);
    }
}

/// What holds for all targets of a use is said once, on the line of the first.
fn check_polarity(case: &UseCase<'_>, problems: &mut Problems<'_>) {
    let (code, polarity) = (&case.entry.indicator.code, case.entry.indicator.polarity);
    let targets = || case.used.targets.iter().zip(&case.lines.targets);
    let Some((_, first)) = targets().next() else { return };
    let relative = targets().find(|(target, _)| target.aim.absolute().is_none());
    if polarity == Polarity::None {
        let what = format!("{code} has no better direction, so that no target can be met");
        problems.add_at(*first, what, "Take the targets out");
    } else if let (Polarity::NearTarget, Some((_, line))) = (polarity, relative) {
        let what = format!(
            "a relative target for {code}, which has no ranks and no side of a benchmark to be on: {}",
            polarity.words()
        );
        problems.add_at(*line, what, "Write the number to be close to in target");
    }
}

/// A floor is the easier side of its target, a stretch the harder one.
fn check_side(target: &Target, line: u32, case: &UseCase<'_>, problems: &mut Problems<'_>) {
    let polarity = case.entry.indicator.polarity;
    if target.kind == TargetKind::Target || polarity == Polarity::None {
        return;
    }
    let name = target.kind.words();
    if polarity == Polarity::NearTarget {
        let what = format!("a {name} where close to the target is best");
        problems.add_at(line, what, "Take it out: the rule says how close is close enough");
        return;
    }
    let Some(aim) = own_target(target, case.used) else { return };
    let decimals = case.entry.indicator.decimals;
    let (own, goal, above_is_harder) = match (target.aim, aim) {
        (Aim::Absolute(own), Aim::Absolute(goal)) => (own, goal, polarity == Polarity::High),
        (Aim::Relative { by: own, .. }, Aim::Relative { by: goal, .. }) => (own, goal, true),
        _ => return,
    };
    let wants_above = (target.kind == TargetKind::Stretch) == above_is_harder;
    if own == goal || (own > goal) != wants_above {
        let side = if wants_above { "above" } else { "below" };
        let what = match aim {
            Aim::Absolute(_) => {
                format!("the {name} {own} lies on the wrong side of the target {goal}: {}", polarity.words())
            }
            Aim::Relative { .. } => {
                let (own, goal) = (target.aim.say(decimals), aim.say(decimals));
                format!("the {name}, {own}, lies on the wrong side of the target, {goal}")
            }
        };
        problems.add_at(line, what, format!("A {name} lies {side} the target here"));
    }
}

/// The target that was approved with a floor or a stretch.
fn own_target(of: &Target, used: &IndicatorUse) -> Option<Aim> {
    let same = |other: &&Target| {
        other.kind == TargetKind::Target && other.period == of.period && other.approved_on == of.approved_on
    };
    used.targets.iter().find(same).map(|target| target.aim)
}

/// A tolerance in percent of a target near zero allows nothing, or anything.
fn check_rule(target: &Target, line: u32, case: &UseCase<'_>, problems: &mut Problems<'_>) {
    let (Some(rule), Aim::Absolute(value)) = (case.rule, target.aim) else { return };
    let RagFamily::RelativeTolerance(percent) = rule.family else { return };
    let indicator = &case.entry.indicator;
    if target.kind == TargetKind::Target && is_near_zero(indicator.unit, value) {
        let what = format!(
            "the rule '{}' allows {percent}% of the target, and a share of {value} ({}) says nothing for {}",
            rule.code,
            indicator.unit.words(),
            indicator.code
        );
        problems.add_at(
            line,
            what,
            "Give this use another rag_rule: one with a floor, or with a tolerance in the unit itself",
        );
    }
}

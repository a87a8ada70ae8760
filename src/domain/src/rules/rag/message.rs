//! The sentence that goes with a reason.

use crate::rules::apart;

use super::{RagCase, RagFamily, RagReason, TargetStanding};

/// What a person reads beside the colour: the figures that decided, with as many decimals as it takes to tell them apart.
pub(super) fn message(family: RagFamily, case: &RagCase, reason: RagReason) -> String {
    by_target(family, case, reason).or_else(|| by_rank(case, reason)).unwrap_or_else(|| refusal(case, reason))
}

fn by_target(family: RagFamily, case: &RagCase, reason: RagReason) -> Option<String> {
    let value = case.value.figure()?;
    let TargetStanding::Set { target, floor } = case.target else {
        return None;
    };
    let places = case.decimals;
    let (shown, goal) = apart(value, target, places);
    Some(match reason {
        RagReason::TargetReached => format!("{shown} reaches the target of {goal}."),
        RagReason::TargetMissed => format!("{shown} misses the target of {goal}."),
        RagReason::FloorHeld => {
            let (_, floor) = apart(value, floor?, places);
            format!("{shown} misses the target of {goal} and holds the floor of {floor}.")
        }
        RagReason::BeyondFloor => {
            let (shown, floor) = apart(value, floor?, places);
            format!("{shown} misses the floor of {floor}: action is required.")
        }
        RagReason::WithinTolerance | RagReason::BeyondTolerance => {
            let by_how_much = if reason == RagReason::WithinTolerance { "no more" } else { "more" };
            format!("{shown} misses the target of {goal} by {by_how_much} than the tolerance of {}.", width(family))
        }
        RagReason::Improved | RagReason::NotImproved => {
            let verdict = if reason == RagReason::Improved { "better" } else { "no better" };
            let (now, before) = apart(value, case.previous?, places);
            format!("{shown} misses the target of {goal}; {now} is {verdict} than {before} the period before.")
        }
        RagReason::WithinInner | RagReason::WithinOuter | RagReason::BeyondOuter => {
            format!("{shown} against a target of {goal}: {} (allowed either way: {}).", reason.words(), width(family))
        }
        RagReason::NotComparable => format!(
            "{shown} misses the target of {goal}; whether it is better than before cannot be said, because the period \
             before cannot be compared."
        ),
        RagReason::RelativeToleranceAtZero => format!(
            "A tolerance of {} says nothing about a target of {goal}: use a rule with an absolute tolerance.",
            width(family)
        ),
        _ => return None,
    })
}

fn width(family: RagFamily) -> String {
    match family {
        RagFamily::AbsoluteTolerance(tolerance) => tolerance.to_string(),
        RagFamily::RelativeTolerance(percent) => format!("{percent}%"),
        RagFamily::NearTarget { inner, outer } => format!("{inner} for green, {outer} for amber"),
        RagFamily::TargetFloor | RagFamily::ImprovementAmber | RagFamily::Binary | RagFamily::Position => String::new(),
    }
}

fn by_rank(case: &RagCase, reason: RagReason) -> Option<String> {
    let standing = case.standing?;
    let (first, last, of) = (standing.position(), standing.worst_position(), standing.of);
    let place = if first == last { format!("Rank {first}") } else { format!("Ranks {first} to {last}") };
    match reason {
        RagReason::TopQuarter | RagReason::MiddleHalf | RagReason::BottomQuarter => {
            Some(format!("{place} of {of}: {}.", reason.words()))
        }
        RagReason::Ties => Some(format!("{place} of {of}, shared by {}: {}.", standing.tied, reason.words())),
        _ => None,
    }
}

fn refusal(case: &RagCase, reason: RagReason) -> String {
    match (reason, &case.target) {
        (RagReason::NoTargetForPeriod, TargetStanding::OtherPeriod(which)) => which.clone(),
        (RagReason::NoBenchmark, TargetStanding::NoBenchmark(which)) => which.clone(),
        (RagReason::NoTarget, _) => "No source states a target: set one to see a colour.".to_owned(),
        (RagReason::NoValue | RagReason::Suppressed | RagReason::Quality, _) => {
            let why = case.value.reason().map_or("no value", |reason| reason.words());
            format!("There is no value to colour: {why}.")
        }
        (RagReason::OutOfRange, _) => format!(
            "{} is not a possible figure for this unit: it is shown as published and decides nothing.",
            case.value.display(6)
        ),
        (RagReason::NoPolarity, _) => {
            "Neither more nor less is better here: shown for context, never coloured.".to_owned()
        }
        (RagReason::RuleNotForPolarity, _) => {
            format!("The rule is not made for a measure where {}: choose another.", case.polarity.words())
        }
        _ => format!("No colour: {}.", reason.words()),
    }
}

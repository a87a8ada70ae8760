//! The verdict of a line: achieved, on trajectory, behind, or why it cannot be said. Never a colour, never from a forecast.

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::MissingReason;
use crate::period::Period;
use crate::rules::{apart, lead};
use crate::scorecard::Supply;
use crate::strategy::{Aim, Target};

use super::aim::Way;
use super::baseline::Chosen;
use super::course::Course;
use super::{ProgressReason, ProgressVerdict, VerdictText};

type Answer = (ProgressVerdict, ProgressReason, String);

/// Decides the verdict.
///
/// The newest figure within the window is held against the target at the end of the way, and, where that is not reached,
/// against what is asked for by the figure's own period. What stands in the way of a verdict is named instead, the strongest
/// first: the figure, the target, the baseline.
pub(super) fn verdict(course: &Course<'_>, baseline: Option<&Chosen<'_>>, way: &Way<'_>) -> VerdictText {
    let (verdict, reason, message) = decide(course, baseline, way);
    VerdictText { verdict: verdict.code().to_owned(), reason: reason.code().to_owned(), message }
}

fn decide(course: &Course<'_>, baseline: Option<&Chosen<'_>>, way: &Way<'_>) -> Answer {
    if let Some(answer) = not_measured(course) {
        return answer;
    }
    let Some((period, value)) = course.current() else { return no_figure(course) };
    let Some(end) = way.end else { return no_target(course, way) };
    match held_against_the_end(course, way, end, (period, value)) {
        Some(answer) => answer,
        None => held_against_the_way(course, baseline, way, (period, value)),
    }
}

fn refuse(reason: ProgressReason, message: impl Into<String>) -> Answer {
    (ProgressVerdict::CannotSay, reason, message.into())
}

fn not_measured(course: &Course<'_>) -> Option<Answer> {
    match (&course.entry.supply, course.indicator().polarity) {
        (Supply::Unsupplied(why), _) => {
            Some(refuse(ProgressReason::Unsupplied, format!("Nothing supplies this yet: {why}")))
        }
        (Supply::Counted { .. }, _) => {
            let message = "Counted from the register of schools: its years stand with the school landscape.";
            Some(refuse(ProgressReason::Counted, message))
        }
        (_, Polarity::None) => {
            let message = "Neither more nor less is better here: shown for context, never judged.";
            Some(refuse(ProgressReason::NoPolarity, message))
        }
        (_, Polarity::NearTarget) => {
            let message = "Being close to the target is better: there is no way to be on or behind.";
            Some(refuse(ProgressReason::NearTarget, message))
        }
        _ => None,
    }
}

fn no_figure(course: &Course<'_>) -> Answer {
    let why = course.reason_for_nothing();
    let reason = match why {
        MissingReason::Confidential | MissingReason::SuppressedHere => ProgressReason::Suppressed,
        MissingReason::Quality => ProgressReason::Quality,
        _ => ProgressReason::NoValue,
    };
    refuse(reason, format!("There is no figure within the window: {}.", why.words()))
}

fn no_target(course: &Course<'_>, way: &Way<'_>) -> Answer {
    if way.other_basis {
        let message = format!("The targets are not for periods by {}: state them for these.", course.basis.words());
        return refuse(ProgressReason::NoTargetForBasis, message);
    }
    refuse(ProgressReason::NoTarget, "No source states a target: set one to see whether it is reached.")
}

/// The target itself: reached, or missed in its own period. A benchmark that moves is only reached in the target's period.
fn held_against_the_end(
    course: &Course<'_>,
    way: &Way<'_>,
    end: &Target,
    (period, value): (Period, Figure),
) -> Option<Answer> {
    let moves = matches!(end.aim, Aim::Relative { .. });
    if moves && period < end.period {
        return None;
    }
    let Some(target) = way.resolve(course, end.aim, end.period) else {
        let message = format!("The benchmark of the target for {} is not known yet.", end.period);
        return Some(refuse(ProgressReason::NoBenchmark, message));
    };
    let (shown, goal) = apart(value, target, course.indicator().decimals);
    if is_met(course, value, target) {
        let message = format!("{shown} in {period} reaches the target of {goal} for {}.", end.period);
        return Some((ProgressVerdict::Achieved, ProgressReason::TargetReached, message));
    }
    (period >= end.period).then(|| {
        let message = format!("{shown} in {period} misses the target of {goal} for {}.", end.period);
        (ProgressVerdict::Behind, ProgressReason::TargetMissed, message)
    })
}

fn held_against_the_way(
    course: &Course<'_>,
    baseline: Option<&Chosen<'_>>,
    way: &Way<'_>,
    (period, value): (Period, Figure),
) -> Answer {
    let Some(expected) = way.expected(course, period) else { return no_way(course, baseline, way, period) };
    let (shown, goal) = apart(value, expected, course.indicator().decimals);
    if is_met(course, value, expected) {
        let message = format!("{shown} in {period}, where {goal} is asked for by then.");
        (ProgressVerdict::OnTrajectory, ProgressReason::AtOrBeyondExpected, message)
    } else {
        let message = format!("{shown} in {period}, short of the {goal} that is asked for by then.");
        (ProgressVerdict::Behind, ProgressReason::ShortOfExpected, message)
    }
}

/// Why nothing says what is asked for by a period.
fn no_way(course: &Course<'_>, baseline: Option<&Chosen<'_>>, way: &Way<'_>, period: Period) -> Answer {
    if way.end.is_some_and(|end| matches!(end.aim, Aim::Relative { .. })) {
        let message = format!("The benchmark that the target follows is not known for {period}.");
        return refuse(ProgressReason::NoBenchmark, message);
    }
    let Some(baseline) = baseline else {
        let message = "There is no baseline to draw the way to the target from: approve one.";
        return refuse(ProgressReason::NoBaseline, message);
    };
    let end = way.end.map_or(period, |end| end.period);
    if let Some(hard) = course.hard_break(baseline.period, end) {
        let message = format!(
            "The baseline of {} cannot be compared with {end}: approve a baseline from {} on. {}",
            baseline.period, hard.first, hard.note
        );
        return refuse(ProgressReason::NotComparable, message);
    }
    let message = format!("The way to the target says nothing of {period}: name a value for it.");
    refuse(ProgressReason::NoTrajectory, message)
}

fn is_met(course: &Course<'_>, value: Figure, aim: Figure) -> bool {
    lead(course.indicator().polarity, value, aim).is_some_and(|beyond| beyond >= 0)
}

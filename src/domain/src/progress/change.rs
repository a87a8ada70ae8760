//! A change between two figures of a line, with whether it can be told from chance.

use crate::figure::Figure;
use crate::period::Period;
use crate::rules::{Evidence, EvidenceReason, comparable, evidence, explain_not_comparable};
use crate::scorecard::text;

use super::ChangeText;
use super::course::Course;

/// The change of a period from the one right before.
pub(super) fn from_year_before(course: &Course<'_>, period: Period) -> ChangeText {
    let series = course.screened();
    let measure = crate::scorecard::view::at(&series, period);
    match comparable((period, measure), &series, &course.indicator().breaks) {
        Ok(found) => tested(course, (found.period, found.figure), period),
        Err(why) => untested(explain_not_comparable(&why, period)),
    }
}

/// The change of the current figure since the baseline.
pub(super) fn since_baseline(course: &Course<'_>, baseline: Option<(Period, Figure)>) -> ChangeText {
    let Some((current, _)) = course.current() else {
        return untested("There is no figure within the window.".to_owned());
    };
    let Some((from, value)) = baseline else {
        return untested("There is no baseline to count from.".to_owned());
    };
    if let Some(hard) = course.hard_break(from, current) {
        return untested(format!("Figures from {} on cannot be compared with earlier ones. {}", hard.first, hard.note));
    }
    if from >= current {
        return untested(format!("{current} is the baseline itself: there is no change yet."));
    }
    tested(course, (from, value), current)
}

fn tested(course: &Course<'_>, before: (Period, Figure), period: Period) -> ChangeText {
    let after = course.own(period).and_then(crate::Measure::figure);
    let Some((after, change)) = after.and_then(|after| Some((after, after.checked_sub(before.1)?))) else {
        return untested(format!("There is no figure for {period}."));
    };
    let indicator = course.indicator();
    let (earlier, later) = (course.evidenced(before.0, before.1), course.evidenced(period, after));
    let found = evidence(indicator.unit, indicator.decimals, &earlier, &later);
    ChangeText {
        from: Some(text::period(before.0)),
        change: Some(change),
        evidence: found.evidence.code().to_owned(),
        reason: found.reason.code().to_owned(),
        interval: found.interval.as_ref().map(text::interval),
        message: found.message,
    }
}

/// No change, and why.
pub(super) fn untested(message: String) -> ChangeText {
    ChangeText {
        from: None,
        change: None,
        evidence: Evidence::NotTested.code().to_owned(),
        reason: EvidenceReason::NotComparable.code().to_owned(),
        interval: None,
        message,
    }
}

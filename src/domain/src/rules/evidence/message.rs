//! The sentence that goes with the evidence.

use crate::figure::Figure;
use crate::indicator::Unit;
use crate::rules::{Interval, apart};

use super::{Case, EvidenceReason};

/// What a person reads beside a change: what was found, and what it means.
pub(super) fn message(case: &Case<'_>, reason: EvidenceReason, interval: Option<Interval>) -> String {
    let (after, before) = apart(case.after.figure, case.before.figure, case.decimals);
    let (found, meaning) = match reason {
        EvidenceReason::IntervalExcludesZero => (of_change(case, interval), "more than chance explains"),
        EvidenceReason::IntervalIncludesZero => {
            (of_change(case, interval), "it includes zero, so chance alone can explain the change")
        }
        EvidenceReason::IntervalsApart => {
            ("the 95% intervals of the two figures lie apart".to_owned(), "more than chance explains")
        }
        EvidenceReason::IntervalsOverlap => (
            "the 95% intervals of the two figures overlap".to_owned(),
            "chance may explain the change, though this cautious test can miss a small one",
        ),
        EvidenceReason::WithinRounding => {
            ("no larger than the rounding of the two figures".to_owned(), "they may not differ at all")
        }
        EvidenceReason::NoNumerators | EvidenceReason::NotComparable => (
            "not tested".to_owned(),
            "neither counts nor intervals of both figures are held, so nothing says how far they vary by chance",
        ),
    };
    format!("{before} to {after}: {found}; {meaning}.")
}

fn of_change(case: &Case<'_>, interval: Option<Interval>) -> String {
    let unit = if case.unit == Unit::Percent { Unit::PercentagePoints } else { case.unit };
    let places = case.decimals.max(1);
    let show = |figure: Figure| figure.display(places);
    interval.map_or_else(String::new, |found| {
        format!("the 95% interval of the change is {} to {} {}", show(found.low), show(found.high), unit.words())
    })
}

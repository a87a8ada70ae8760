//! Whether the window's last year can still change.
//!
//! A figure is final when its publisher says so, or when a figure of a later year is out: a publisher revises one year until
//! it publishes the next. It is closed when none will come. A snapshot is final when every line that is measured is one or
//! the other; a line that nothing measures holds nothing up.

use crate::measure::{DataStatus, Measure};
use crate::period::Period;
use crate::scorecard::Supply;

use super::course::Course;
use super::path::cancelled;
use super::{Finality, FinalityText};

/// The finality of a line.
pub(super) fn finality(course: &Course<'_>) -> FinalityText {
    let (code, message) = decide(course);
    FinalityText { code: code.code().to_owned(), message }
}

fn decide(course: &Course<'_>) -> (Finality, String) {
    let measured = matches!(course.entry.supply, Supply::Published(_) | Supply::Gap { .. });
    let Some(last) = course.last_period().filter(|_| measured) else {
        return (Finality::Unmeasured, "Nothing published measures this line.".to_owned());
    };
    match course.own(last) {
        Some(Measure::Value(_, status)) => of_a_figure(course, last, status),
        _ => of_a_missing_year(course, last),
    }
}

fn of_a_figure(course: &Course<'_>, last: Period, status: DataStatus) -> (Finality, String) {
    let later = course.view.own.iter().find(|(period, measure)| *period > last && measure.figure().is_some());
    match (status, later) {
        (DataStatus::Final, _) => (Finality::Final, format!("The figure for {last} is final.")),
        (_, Some((period, _))) => {
            (Finality::Final, format!("The figure for {last} stands: that for {period} is out, too."))
        }
        (_, None) if course.indicator().discontinued.is_some() => {
            (Finality::Closed, format!("The figure for {last} is the last: no further release will come."))
        }
        (status, None) => {
            (Finality::MayBeRevised, format!("The figure for {last} is {} and may be revised.", status.words()))
        }
    }
}

fn of_a_missing_year(course: &Course<'_>, last: Period) -> (Finality, String) {
    if let Some(why) = &course.indicator().discontinued {
        return (Finality::Closed, format!("No figure for {last} will come: {why}"));
    }
    if let Some(found) = cancelled(course, last) {
        return (Finality::Closed, format!("No figure for {last} will come. {}", found.note));
    }
    let later = course.view.own.iter().any(|(period, measure)| *period > last && measure.figure().is_some());
    if later {
        return (Finality::Closed, format!("{last} has no figure, and later years have: none is expected."));
    }
    (Finality::NotYetPublished, format!("The figure for {last} has not been published."))
}

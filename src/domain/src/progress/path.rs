//! The path by year.

use std::collections::BTreeMap;

use crate::figure::Figure;
use crate::indicator::BreakKind;
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::mean_of_neighbours;
use crate::scorecard::neighbours::published;
use crate::scorecard::text;
use crate::scorecard::view::find;
use crate::scorecard::{NeighbourMean, Supply};

use super::aim::Way;
use super::course::Course;
use super::{PathPoint, change, years};

/// The points of the years that are shown.
pub(super) fn path(course: &Course<'_>, baseline: Option<Period>, way: &Way<'_>) -> Vec<PathPoint> {
    if matches!(course.entry.supply, Supply::Counted { .. } | Supply::Unsupplied(_)) {
        return Vec::new();
    }
    let segments = segments(course);
    let point = |(year, period): &(crate::AcademicYear, Period)| {
        let measure = course.own(*period).unwrap_or_else(|| Measure::Missing(absent(course, *period)));
        let expected = way.expected(course, *period);
        PathPoint {
            year: year.to_string(),
            in_window: years::contains(course.window(), *year),
            period: text::period(*period),
            value: text::cell(measure, course.indicator().decimals),
            by_other_definition: by_other_definition(course, *period),
            why_missing: why_missing(course, *period, measure),
            release: course.point(*period).map(|point| text::release(&point.release)),
            segment: segments.get(period).map(ToString::to_string),
            comparable_with_baseline: measure.figure().is_some()
                && baseline.is_some_and(|from| course.hard_break(from, *period).is_none()),
            england: find(&course.view.england, *period)
                .map(|it| text::cell(course.range.screen(it), course.indicator().decimals)),
            neighbours: neighbours(course, *period),
            expected,
            distance: measure.figure().zip(expected).and_then(|(value, aim)| way.distance(value, aim)),
            change: change::from_year_before(course, *period),
        }
    };
    course.years.iter().map(point).collect()
}

/// A gap by the definition that the line is not by.
fn by_other_definition(course: &Course<'_>, period: Period) -> Option<Figure> {
    let Supply::Gap { definition, .. } = &course.entry.supply else { return None };
    course.maker().own_by(definition.other(), period)?.measure().figure()
}

/// The number of the run that each observed period belongs to: a run ends at a missing year and at a break across which
/// nothing is compared.
fn segments(course: &Course<'_>) -> BTreeMap<Period, u32> {
    let mut numbers = BTreeMap::new();
    let mut last: Option<(Period, u32)> = None;
    for (_, period) in &course.years {
        if course.own(*period).and_then(Measure::figure).is_none() {
            continue;
        }
        let number = match last {
            Some((before, number)) if period.follows(before) && course.hard_break(before, *period).is_none() => number,
            Some((_, number)) => number + 1,
            None => 1,
        };
        numbers.insert(*period, number);
        last = Some((*period, number));
    }
    numbers
}

/// The reason for a year of which the series has no row at all.
pub(super) fn absent(course: &Course<'_>, period: Period) -> MissingReason {
    let after_the_last = course.view.own.last().is_none_or(|(last, _)| *last < period);
    if cancelled(course, period).is_some() {
        MissingReason::NotCollected
    } else if after_the_last && course.indicator().discontinued.is_none() {
        MissingReason::NotYetPublished
    } else {
        MissingReason::NotAvailable
    }
}

/// The cancellation that a missing year falls under: the next one after it, with no figure in between.
pub(super) fn cancelled<'a>(course: &Course<'a>, period: Period) -> Option<&'a crate::indicator::SeriesBreak> {
    let next = course.indicator().breaks.iter().filter(|item| item.kind == BreakKind::Cancelled && item.first > period);
    let next = next.min_by_key(|item| item.first)?;
    let observed = |(at, measure): &(Period, Measure)| *at >= period && *at < next.first && measure.figure().is_some();
    (!course.view.own.iter().any(observed)).then_some(next)
}

pub(super) fn why_missing(course: &Course<'_>, period: Period, measure: Measure) -> String {
    let Measure::Missing(reason) = measure else { return String::new() };
    if let Some(found) = cancelled(course, period) {
        return found.note.clone();
    }
    match (reason, &course.indicator().discontinued) {
        (MissingReason::NotAvailable, Some(why)) => format!("No further release will come: {why}"),
        (MissingReason::NotYetPublished, _) => match course.entry.next_expected {
            Some(day) => {
                format!("Not published by {}; the next release is expected on {day}.", course.inputs.as_known_at)
            }
            None => format!("Not published by {}.", course.inputs.as_known_at),
        },
        (reason, _) => format!("No figure for {period}: {}.", reason.words()),
    }
}

/// The neighbours' mean of a period under the list in force on the day.
fn neighbours(course: &Course<'_>, period: Period) -> Option<NeighbourMean> {
    let edition = course.inputs.neighbours()?;
    let field: BTreeMap<u16, Measure> = course
        .view
        .neighbours
        .iter()
        .filter_map(|(number, series)| find(series, period).map(|measure| (*number, measure)))
        .collect();
    let mean = mean_of_neighbours(&edition.members, &field);
    (mean.used > 0).then(|| published(&(edition, mean), course.indicator().decimals))
}

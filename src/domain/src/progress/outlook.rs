//! What the figures themselves say: a projection that knows its limits, natural limits, three years together.

use crate::Figure;
use crate::measure::Measure;
use crate::period::{Basis, Period};
use crate::rules::{ForecastReason, control_limits, forecast, pool_of_unit};
use crate::scorecard::{IntervalText, Supply, text};

use super::course::Course;
use super::{ControlText, ForecastText, PooledText};

/// Where the line may stand at the end of the window, or why that cannot be said.
pub(super) fn outlook(course: &Course<'_>) -> ForecastText {
    let Some(end) = course.last_period().filter(|_| is_yearly(course)) else {
        return ForecastText {
            reason: ForecastReason::TooFewPoints.code().to_owned(),
            period: None,
            value: None,
            interval: None,
            points: 0,
            message: "Nothing yearly is published, so that there is nothing to project.".to_owned(),
        };
    };
    let indicator = course.indicator();
    match forecast(&course.screened(), &indicator.breaks, course.range, end, indicator.discontinued.is_some()) {
        Ok(found) => ForecastText {
            reason: ForecastReason::Projected.code().to_owned(),
            period: Some(text::period(found.period)),
            value: Some(found.value),
            interval: Some(IntervalText { low: found.low, high: found.high, method: found.method.code().to_owned() }),
            points: found.points_used.into(),
            message: found.message,
        },
        Err(refusal) => ForecastText {
            reason: refusal.reason.code().to_owned(),
            period: Some(text::period(end)),
            value: None,
            interval: None,
            points: 0,
            message: refusal.message,
        },
    }
}

fn is_yearly(course: &Course<'_>) -> bool {
    let published = matches!(course.entry.supply, Supply::Published(_) | Supply::Gap { .. });
    published && !course.view.own.is_empty() && course.basis != Basis::PooledYears
}

/// The natural limits of the yearly figures: of the newest run of years that follow each other on one footing, because a
/// moving range across a missing year or a break would measure something else.
pub(super) fn control(course: &Course<'_>) -> Option<ControlText> {
    let figures: Vec<Figure> = newest_run(course).into_iter().map(|(_, figure)| figure).collect();
    let found = control_limits(&figures, course.range)?;
    Some(ControlText {
        points: found.points.into(),
        mean: found.mean,
        moving_range: found.moving_range,
        lower: found.lower,
        upper: found.upper,
        reason: found.reason.code().to_owned(),
        message: found.message,
    })
}

/// The newest observed years without a gap or a break between them, oldest first.
pub(super) fn newest_run(course: &Course<'_>) -> Vec<(Period, Figure)> {
    let mut run: Vec<(Period, Figure)> = Vec::new();
    for (period, measure) in course.screened() {
        let Some(figure) = measure.figure() else { continue };
        let continues =
            |(before, _): &(Period, Figure)| period.follows(*before) && course.hard_break(*before, period).is_none();
        if !run.last().is_some_and(continues) {
            run.clear();
        }
        run.push((period, figure));
    }
    run
}

/// The newest three years with counts, taken together on their sums.
pub(super) fn pooled(course: &Course<'_>) -> Option<PooledText> {
    let last = course.current().map(|(period, _)| period)?;
    let points = counted_years(course, last);
    let found = pool_of_unit(&points, course.indicator().unit)?;
    Some(PooledText {
        first: text::period(found.first),
        last: text::period(found.last),
        numerator: found.numerator,
        denominator: found.denominator,
        value: found.value,
        interval: found.interval.as_ref().map(text::interval),
    })
}

/// The years up to the newest figure that have counts and stand on its footing, oldest first.
pub(super) fn counted_years(course: &Course<'_>, last: Period) -> Vec<(Period, Figure, Figure)> {
    let with_counts = |(period, measure): &(Period, Measure)| {
        let (numerator, denominator) = course.counts(*period)?;
        measure.figure().map(|_| (*period, numerator, denominator))
    };
    let comparable = |(period, _): &&(Period, Measure)| *period <= last && course.hard_break(*period, last).is_none();
    course.screened().iter().filter(comparable).filter_map(with_counts).collect()
}

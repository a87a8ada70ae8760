//! Forecasts that know their limits.
//!
//! Only the last run of consecutive periods with a possible value counts, on the basis of the period asked for and
//! after the last break across which nothing may be compared.
//!
//! - Five points or more: the straight line through them by ordinary least squares, carried on to the end, with the 95%
//!   prediction interval `ŷ ± t √(SSE/(n-2)) √(1 + 1/n + (x-x̄)²/Sxx)`, where `t` is Student's for `n-2` degrees of
//!   freedom.
//! - Three or four: the last value carried forward, with an interval of ± 2.66 times the mean moving range (the width
//!   of XmR control limits) times the square root of the years ahead, as a series without memory would wander.
//! - Fewer: none, and the reason.
//!
//! Both ends and the value are clipped to what is possible. A forecast never decides a rating. As in
//! [`super::interval`], only basic arithmetic and the square root are used, so the same points give the same millionths
//! everywhere.

mod message;
mod method;

use crate::figure::Figure;
use crate::indicator::{SeriesBreak, Severity};
use crate::measure::{Measure, MissingReason, coded};
use crate::period::Period;

use super::control::clip;
use super::{IntervalMethod, Range};

/// The fewest points that anything is carried forward from.
const ENOUGH: usize = 3;

/// Why there is a forecast, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForecastReason {
    /// There is one.
    Projected,
    /// Fewer than three consecutive periods have a value.
    TooFewPoints,
    /// The period asked for has been observed, or lies before the last that has.
    WindowOver,
    /// Nothing may be compared across a break, and too little or nothing lies on its other side.
    SeriesBreak,
    /// No further release will come.
    Discontinued,
    /// No period has a value.
    NoValue,
    /// The periods pool several years and overlap.
    Overlapping,
    /// The period asked for has been settled without a value: suppressed, not collected, impossible.
    Unavailable,
}

coded!(ForecastReason {
    Projected = 1, "PROJECTED", "projected";
    TooFewPoints = 2, "TOO_FEW_POINTS", "fewer than three consecutive periods have a value";
    WindowOver = 3, "WINDOW_OVER", "the end has been observed already";
    SeriesBreak = 4, "SERIES_BREAK", "the series breaks";
    Discontinued = 5, "DISCONTINUED", "no further release will come";
    NoValue = 6, "NO_VALUE", "no period has a value";
    Overlapping = 7, "OVERLAPPING", "the periods overlap";
    Unavailable = 8, "UNAVAILABLE", "the end has no value, and will have none";
});

/// Where a series would be at the end if it went on as it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Forecast {
    /// The period it speaks of.
    pub period: Period,
    /// The projected value.
    pub value: Figure,
    /// The lower end of its interval.
    pub low: Figure,
    /// The upper end of its interval.
    pub high: Figure,
    /// How it came about: a line by least squares, or persistence.
    pub method: IntervalMethod,
    /// How many points it rests on.
    pub points_used: u32,
    /// Whether the value or an end was clipped to what is possible.
    pub clipped: bool,
    /// The same in sentences: the method, and what the interval means.
    pub message: String,
}

/// Why there is no forecast.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastRefusal {
    /// Why.
    pub reason: ForecastReason,
    /// The same in a sentence.
    pub message: String,
}

/// A value and its interval before they are clipped.
struct Projection {
    value: Figure,
    low: Figure,
    high: Figure,
    method: IntervalMethod,
}

/// Projects a series to the period `end`. `points` may come in any order; those on another basis are left out, as are
/// missing and impossible ones. `discontinued` says that no further release will come.
///
/// # Errors
/// [`ForecastRefusal`] where the points do not carry a forecast.
pub fn forecast(
    points: &[(Period, Measure)],
    breaks: &[SeriesBreak],
    range: Range,
    end: Period,
    discontinued: bool,
) -> Result<Forecast, ForecastRefusal> {
    let refuse = |reason, last| Err(ForecastRefusal { reason, message: message::refusal(reason, end, last) });
    if discontinued {
        return refuse(ForecastReason::Discontinued, None);
    }
    if end.years() > 1 {
        return refuse(ForecastReason::Overlapping, None);
    }
    if points.iter().any(|(at, measure)| *at == end && is_settled_without_value(range.screen(*measure))) {
        return refuse(ForecastReason::Unavailable, None);
    }
    let observed = observed(points, range, end);
    let Some(last) = observed.last().map(|(at, _)| *at) else {
        return refuse(ForecastReason::NoValue, None);
    };
    if end <= last {
        return refuse(ForecastReason::WindowOver, Some(last));
    }
    if breaks.iter().any(|cut| cut.severity == Severity::NotComparable && cut.lies_between(last, end)) {
        return refuse(ForecastReason::SeriesBreak, Some(last));
    }
    let run = last_run(&observed, breaks);
    if run.len() < ENOUGH {
        let broken = last_run(&observed, &[]).len() >= ENOUGH;
        return refuse(if broken { ForecastReason::SeriesBreak } else { ForecastReason::TooFewPoints }, Some(last));
    }
    let ahead = end.start_year() - last.start_year();
    match method::project(&run, ahead) {
        Some(projection) => Ok(clipped(&run, range, end, last, &projection)),
        None => refuse(ForecastReason::NoValue, Some(last)), // Beyond what the ledger can hold: no real series is.
    }
}

/// Whether a period has no value and is not just waiting for one: guessing it would undo a suppression, or invent a
/// figure that nobody collects.
fn is_settled_without_value(measure: Measure) -> bool {
    measure.reason().is_some_and(|reason| reason != MissingReason::NotYetPublished)
}

fn clipped(run: &[Figure], range: Range, end: Period, last: Period, found: &Projection) -> Forecast {
    let (value, low, high) = (clip(found.value, range), clip(found.low, range), clip(found.high, range));
    let mut forecast = Forecast {
        period: end,
        value,
        low,
        high,
        method: found.method,
        points_used: u32::try_from(run.len()).unwrap_or(u32::MAX),
        clipped: (value, low, high) != (found.value, found.low, found.high),
        message: String::new(),
    };
    forecast.message = message::projected(&forecast, run, last);
    forecast
}

/// The possible values on the basis of `end`, in the order of time.
fn observed(points: &[(Period, Measure)], range: Range, end: Period) -> Vec<(Period, Figure)> {
    let same_basis = |at: Period| at.basis() == end.basis() && at.years() == end.years();
    let mut observed: Vec<_> = points
        .iter()
        .filter(|(at, _)| same_basis(*at))
        .filter_map(|(at, measure)| Some((*at, range.screen(*measure).figure()?)))
        .collect();
    observed.sort_by_key(|(at, _)| *at);
    observed
}

/// The values of the last periods that follow each other without a break across which nothing may be compared.
fn last_run(observed: &[(Period, Figure)], breaks: &[SeriesBreak]) -> Vec<Figure> {
    let joined = |earlier: Period, later: Period| {
        let hard = |cut: &SeriesBreak| cut.severity == Severity::NotComparable && cut.lies_between(earlier, later);
        later.follows(earlier) && !breaks.iter().any(hard)
    };
    let start = observed.windows(2).rposition(|pair| !joined(pair[0].0, pair[1].0)).map_or(0, |before| before + 1);
    observed[start..].iter().map(|(_, figure)| *figure).collect()
}

#[cfg(test)]
mod tests;

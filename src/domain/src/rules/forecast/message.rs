//! The sentences of a forecast: they name the method and what the interval means, and never a rating.

use crate::figure::Figure;
use crate::period::Period;
use crate::rules::IntervalMethod;
use crate::rules::benchmark::decimals_in_use;

use super::{Forecast, ForecastReason};

/// What a person reads beside a projected value. `run` are the values it rests on, `last` the period of the latest.
pub(super) fn projected(found: &Forecast, run: &[Figure], last: Period) -> String {
    let places = decimals_in_use(run);
    let [value, low, high] = [found.value, found.low, found.high].map(|figure| figure.display(places));
    let (period, points) = (found.period, found.points_used);
    let mut text = if found.method == IntervalMethod::LeastSquares {
        format!(
            "If the straight line through the last {points} periods goes on, {period} comes to {value}. The figure \
             itself would lie between {low} and {high} in 95 of 100 such cases."
        )
    } else {
        format!(
            "{points} comparable periods are too few for a trend, so the value of {last} is carried forward: {value} \
             in {period}. By its usual movement from year to year the figure could lie anywhere between {low} and \
             {high}."
        )
    };
    if found.clipped {
        text += " What lies outside of the possible range has been cut off.";
    }
    if found.low == found.high {
        text += " The interval has no width only because the few points happen to agree: it is no promise.";
    }
    text
}

/// Why there is no forecast. `last` is the last period with a value.
pub(super) fn refusal(reason: ForecastReason, end: Period, last: Option<Period>) -> String {
    let since = last.map_or_else(String::new, |last| format!(" The last value is for {last}."));
    let why = match reason {
        ForecastReason::TooFewPoints => {
            "fewer than three consecutive periods have a comparable value. Wait for further releases."
        }
        ForecastReason::WindowOver => "it is not after the last observed period. Read the observed value.",
        ForecastReason::SeriesBreak => {
            "the series breaks, and figures before and after the break cannot be compared. Wait for three periods \
             after it."
        }
        ForecastReason::Discontinued => "the series has been discontinued: no figure for it will ever come.",
        ForecastReason::Overlapping => {
            "its periods pool several years and overlap, so they hide how much a year can move."
        }
        ForecastReason::Unavailable => {
            "the period is published without a value, or has no figure, and none is put in its place. Read its reason."
        }
        ForecastReason::NoValue | ForecastReason::Projected => "no period on its basis has a usable value.",
    };
    format!("Nothing can be said about {end}: {why}{since}")
}

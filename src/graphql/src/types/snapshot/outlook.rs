//! What the figures themselves say: forecasts, natural limits, years taken together.

use async_graphql::SimpleObject;
use sextant_domain::progress as published;
use sextant_domain::rules;

use super::int;
use crate::enums;
use crate::scalars::Decimal;
use crate::types::Period;
use crate::types::figure::Interval;

/// Where a line may stand at the end of the window if it goes on as it did. A forecast makes neither a colour nor a verdict.
#[derive(Clone, Debug, SimpleObject)]
pub struct Forecast {
    /// `PROJECTED`, or why there is no forecast.
    reason: Option<enums::ForecastReason>,
    /// The period that is forecast; null where nothing yearly is published.
    period: Option<Period>,
    /// The projected figure, in the unit of the indicator; null where there is none.
    value: Option<Decimal>,
    /// Its 95% interval with the method that made both.
    interval: Option<Interval>,
    /// How many points carry it.
    points: i32,
    /// The same in a sentence.
    message: String,
}

/// The natural limits of the yearly figures (an XmR chart), in the unit of the indicator: what lies within them is no signal.
#[derive(Clone, Debug, SimpleObject)]
pub struct ControlLimits {
    /// How many points they rest on.
    points: i32,
    /// The mean of the points.
    mean: Decimal,
    /// The mean distance from each point to the next.
    moving_range: Decimal,
    /// The lower limit.
    lower: Decimal,
    /// The upper limit.
    upper: Decimal,
    /// Whether the limits say anything.
    reason: Option<enums::ControlReason>,
    /// The same in a sentence.
    message: String,
}

/// Three years taken together on the sums of their counts.
#[derive(Clone, Debug, SimpleObject)]
pub struct PooledYears {
    /// The first of the three.
    first: Option<Period>,
    /// The last of the three.
    last: Option<Period>,
    /// The sum of the numerators.
    numerator: Decimal,
    /// The sum of the denominators.
    denominator: Decimal,
    /// The pooled figure, in the unit of the indicator.
    value: Decimal,
    /// Its 95% interval.
    interval: Option<Interval>,
}

impl From<published::ForecastText> for Forecast {
    fn from(it: published::ForecastText) -> Self {
        Self {
            reason: rules::ForecastReason::from_code(&it.reason).map(Into::into),
            period: it.period.as_ref().and_then(Period::published),
            value: it.value.map(Decimal),
            interval: it.interval.map(Into::into),
            points: int(it.points),
            message: it.message,
        }
    }
}

impl From<published::ControlText> for ControlLimits {
    fn from(it: published::ControlText) -> Self {
        Self {
            points: int(it.points),
            mean: Decimal(it.mean),
            moving_range: Decimal(it.moving_range),
            lower: Decimal(it.lower),
            upper: Decimal(it.upper),
            reason: rules::ControlReason::from_code(&it.reason).map(Into::into),
            message: it.message,
        }
    }
}

impl From<published::PooledText> for PooledYears {
    fn from(it: published::PooledText) -> Self {
        Self {
            first: Period::published(&it.first),
            last: Period::published(&it.last),
            numerator: Decimal(it.numerator),
            denominator: Decimal(it.denominator),
            value: Decimal(it.value),
            interval: it.interval.map(Into::into),
        }
    }
}

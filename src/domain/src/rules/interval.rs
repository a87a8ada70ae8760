//! Intervals: how far a figure could have come out otherwise.
//!
//! All are 95% intervals, with z = 1.959964 standard deviations. A whole year group is not a sample: the interval says
//! what an equally effective year could have produced, not how many pupils were missed.
//!
//! The methods are those of public health practice in England (Office for Health Improvement and Disparities,
//! *Technical guide: confidence intervals*): Wilson's for a proportion, Newcombe's for a difference of two, Byar's for
//! a rate and the exact Poisson limits where fewer than ten events happened.
//!
//! The same counts give the same millionths on every machine: only `+ - * /` and the square root are used, which IEEE
//! 754 defines to the last bit, and one helper rounds once at the end. No power, exponential or logarithm is called.

use crate::figure::{Figure, MILLION};
use crate::measure::coded;

/// How an interval came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntervalMethod {
    /// Wilson's score interval of a proportion.
    Wilson,
    /// Newcombe's hybrid score interval of the difference of two proportions.
    Newcombe,
    /// Byar's interval of a rate of ten events or more.
    Byar,
    /// The exact Poisson limits of a rate of fewer than ten events.
    ExactPoisson,
    /// Published beside the figure.
    Published,
    /// The prediction interval of a straight line by least squares.
    LeastSquares,
    /// The last value, widened by how much it usually moves.
    Persistence,
    /// Both figures could have been rounded by half a unit of their last decimal.
    Rounding,
}

coded!(IntervalMethod {
    Wilson = 1, "WILSON", "Wilson score interval, 95%";
    Newcombe = 2, "NEWCOMBE", "Newcombe interval of a difference, 95%";
    Byar = 3, "BYAR", "Byar's interval, 95%";
    ExactPoisson = 4, "EXACT_POISSON", "exact Poisson interval, 95%";
    Published = 5, "PUBLISHED", "interval as published";
    LeastSquares = 6, "LEAST_SQUARES_TREND", "straight line through the points, 95% prediction interval";
    Persistence = 7, "PERSISTENCE", "the last value carried forward, widened by the usual movement";
    Rounding = 8, "ROUNDING", "what rounding alone allows";
});

/// An interval, both ends included, in the unit of its figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// The lower end.
    pub low: Figure,
    /// The upper end.
    pub high: Figure,
    /// How it came about.
    pub method: IntervalMethod,
}

impl Interval {
    /// Whether a figure lies within, the ends included.
    pub fn contains(&self, figure: Figure) -> bool {
        self.low <= figure && figure <= self.high
    }

    /// Whether the two have a figure in common; intervals that touch overlap.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }
}

/// The standard deviations that hold 95% of a normal distribution.
const Z: f64 = 1.959_964;

/// The exact 95% limits of a Poisson mean for 0 to 9 events: half of 5% lies beyond either.
const POISSON: [(f64, f64); 10] = [
    (0.0, 3.688_879),
    (0.025_318, 5.571_643),
    (0.242_209, 7.224_688),
    (0.618_672, 8.767_273),
    (1.089_865, 10.241_589),
    (1.623_486, 11.668_332),
    (2.201_894, 13.059_474),
    (2.814_363, 14.422_675),
    (3.453_832, 15.763_189),
    (4.115_373, 17.084_803),
];

/// Wilson's score interval of `numerator` of `denominator`, in percent (0 to 100):
///
/// `(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)` with `p` the share and `n` the denominator.
///
/// `None` for a denominator of zero or less, and for a numerator below zero or above the denominator.
pub fn wilson(numerator: Figure, denominator: Figure) -> Option<Interval> {
    let share = Share::of(numerator, denominator)?;
    Some(Interval {
        low: rounded(share.low * 100.0)?,
        high: rounded(share.high * 100.0)?,
        method: IntervalMethod::Wilson,
    })
}

/// Newcombe's hybrid score interval (his method 10) of the change from `before` to `after`, each a numerator and its
/// denominator, in percentage points:
///
/// `d - √((p₂-l₂)² + (u₁-p₁)²)` to `d + √((u₂-p₂)² + (p₁-l₁)²)`, where `d = p₂ - p₁` and `l` to `u` is the Wilson
/// interval of a side.
///
/// `None` where either side has no Wilson interval.
pub fn newcombe(before: (Figure, Figure), after: (Figure, Figure)) -> Option<Interval> {
    let (first, second) = (Share::of(before.0, before.1)?, Share::of(after.0, after.1)?);
    let change = second.point - first.point;
    let down = hypotenuse(second.point - second.low, first.high - first.point);
    let up = hypotenuse(second.high - second.point, first.point - first.low);
    Some(Interval {
        low: rounded((change - down) * 100.0)?,
        high: rounded((change + up) * 100.0)?,
        method: IntervalMethod::Newcombe,
    })
}

/// The interval of `count` events among `denominator`, as a rate per `per`.
///
/// Under ten events the exact Poisson limits, which are defined for whole counts only; from ten on Byar's
/// approximation, `O (1 - 1/9O - z/3√O)³` to `(O+1) (1 - 1/9(O+1) + z/3√(O+1))³` for `O` events.
///
/// `None` for a negative count, a count under ten that is not whole, a denominator or `per` of zero or less, and a rate
/// that does not fit.
pub fn poisson_rate(count: Figure, denominator: Figure, per: i64) -> Option<Interval> {
    if count < Figure::ZERO || denominator <= Figure::ZERO || per <= 0 {
        return None;
    }
    let (low, high, method) = if count < Figure::whole(10) {
        let whole = count.millionths() % MILLION == 0;
        let (low, high) = *POISSON.get(usize::try_from(count.millionths() / MILLION).ok()?).filter(|_| whole)?;
        (low, high, IntervalMethod::ExactPoisson)
    } else {
        let (low, high) = byar(float(count));
        (low, high, IntervalMethod::Byar)
    };
    let rate = |events: f64| rounded(events * per as f64 / float(denominator));
    Some(Interval { low: rate(low)?, high: rate(high)?, method })
}

/// Byar's limits for a count of events.
fn byar(count: f64) -> (f64, f64) {
    let cube = |value: f64| value * value * value;
    let next = count + 1.0;
    let low = count * cube(1.0 - 1.0 / (9.0 * count) - Z / (3.0 * count.sqrt()));
    let high = next * cube(1.0 - 1.0 / (9.0 * next) + Z / (3.0 * next.sqrt()));
    (low, high)
}

/// A proportion between 0 and 1 and its Wilson interval.
struct Share {
    point: f64,
    low: f64,
    high: f64,
}

impl Share {
    fn of(numerator: Figure, denominator: Figure) -> Option<Self> {
        if denominator <= Figure::ZERO || numerator < Figure::ZERO || numerator > denominator {
            return None;
        }
        let total = float(denominator);
        let point = float(numerator) / total;
        let (middle, width) = (point + Z * Z / (2.0 * total), point * (1.0 - point) / total);
        let half = Z * (width + Z * Z / (4.0 * total * total)).sqrt();
        let shrink = 1.0 + Z * Z / total;
        // The formula stays within 0 to 1 but for the last bit: at no successes its lower end is 0, not a trace below.
        Some(Self { point, low: ((middle - half) / shrink).max(0.0), high: ((middle + half) / shrink).min(1.0) })
    }
}

fn hypotenuse(first: f64, second: f64) -> f64 {
    (first * first + second * second).sqrt()
}

/// A figure as a floating point number, in units.
pub(super) fn float(figure: Figure) -> f64 {
    figure.millionths() as f64 / MILLION as f64
}

/// The one rounding: to the nearest millionth, halves away from zero. `None` for what is no number or does not fit.
pub(super) fn rounded(value: f64) -> Option<Figure> {
    let millionths = (value * MILLION as f64).round();
    (millionths.abs() < 9.2e18).then_some(Figure::from_millionths(millionths as i64))
}

#[cfg(test)]
mod tests;

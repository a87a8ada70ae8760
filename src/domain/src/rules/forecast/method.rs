//! The two ways of carrying a series forward.

use crate::figure::Figure;
use crate::rules::IntervalMethod;
use crate::rules::interval::{float, rounded};

use super::Projection;

/// The fewest points that a line is drawn through.
const ENOUGH_FOR_A_LINE: usize = 5;

/// Student's t that leaves 2.5% beyond it, for 3 to 30 degrees of freedom.
const STUDENT: [f64; 28] = [
    3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448, 2.1314, 2.1199,
    2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452, 2.0423,
];

/// Carries the values of consecutive years `ahead` years beyond the last. `None` where it does not fit.
pub(super) fn project(run: &[Figure], ahead: i32) -> Option<Projection> {
    let values: Vec<f64> = run.iter().copied().map(float).collect();
    let ahead = f64::from(ahead);
    if run.len() < ENOUGH_FOR_A_LINE { persistence(run, &values, ahead) } else { line(&values, ahead) }
}

/// The last value, ± 2.66 times the mean moving range times the square root of the years ahead.
fn persistence(run: &[Figure], values: &[f64], ahead: f64) -> Option<Projection> {
    let steps = values.windows(2).map(|pair| (pair[1] - pair[0]).abs());
    let half = 2.66 * steps.sum::<f64>() / (values.len() as f64 - 1.0) * ahead.sqrt();
    let value = *run.last()?;
    around(value, half, IntervalMethod::Persistence)
}

/// The least-squares line and its 95% prediction interval. More than 32 points use the t of 32, a little too wide.
fn line(values: &[f64], ahead: f64) -> Option<Projection> {
    let count = values.len() as f64;
    let middle = (count - 1.0) / 2.0;
    let mean = values.iter().sum::<f64>() / count;
    let placed = || values.iter().enumerate().map(|(place, value)| (place as f64 - middle, value - mean));
    let spread: f64 = placed().map(|(x, _)| x * x).sum();
    let slope = placed().map(|(x, y)| x * y).sum::<f64>() / spread;
    let errors: f64 = placed().map(|(x, y)| (y - slope * x) * (y - slope * x)).sum();
    let distance = count - 1.0 + ahead - middle;
    let student = STUDENT.get(values.len() - ENOUGH_FOR_A_LINE).or(STUDENT.last())?;
    let deviation = (errors / (count - 2.0)).sqrt();
    let half = student * deviation * (1.0 + 1.0 / count + distance * distance / spread).sqrt();
    around(rounded(mean + slope * distance)?, half, IntervalMethod::LeastSquares)
}

fn around(value: Figure, half: f64, method: IntervalMethod) -> Option<Projection> {
    let half = rounded(half)?;
    Some(Projection { value, low: value.checked_sub(half)?, high: value.checked_add(half)?, method })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The density of Student's distribution is integrated up to each entry of the table: 97.5% must lie below it.
    #[test]
    fn the_table_of_students_t_leaves_two_and_a_half_percent() {
        for (place, t) in STUDENT.into_iter().enumerate() {
            let freedom = place as f64 + 3.0;
            let shape = |x: f64| (1.0 + x * x / freedom).powf(-(freedom + 1.0) / 2.0);
            let area = |to: f64| {
                let step = to / 40_000.0;
                (0..40_000).map(|i| shape((f64::from(i) + 0.5) * step) * step).sum::<f64>()
            };
            // The tail beyond 400 weighs less than 400⁻³: the half of the whole is known well enough.
            let share = 0.5 + 0.5 * area(t) / area(400.0);
            assert!((share - 0.975).abs() < 1e-5, "{freedom} degrees of freedom: {share}");
        }
    }
}

//! Three periods taken together, for groups too small to read one year at a time.
//!
//! The pooled figure is the sum of the numerators over the sum of the denominators, times the scale: never the mean of
//! the rates, in which a year of six pupils would weigh as much as a year of sixty. A pooled figure is always labelled
//! as one.

use crate::figure::{Figure, MILLION};
use crate::indicator::Unit;
use crate::period::Period;

use super::evidence::unit_scale;
use super::{Interval, poisson_rate, wide, wilson};

/// A figure of three periods together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pooled {
    /// The first of the three periods.
    pub first: Period,
    /// The last of the three periods.
    pub last: Period,
    /// The sum of the numerators.
    pub numerator: Figure,
    /// The sum of the denominators.
    pub denominator: Figure,
    /// `scale * numerator / denominator`, rounded once.
    pub value: Figure,
    /// The 95% interval of the value, where its kind has one.
    pub interval: Option<Interval>,
}

/// Pools the last three periods that follow each other. `points` are period, numerator and denominator, in any order,
/// each period once; `scale` is 100 for a percentage, 1,000 for a rate per 1,000, 1 for a mean.
///
/// At a scale of 100 the numerator is part of the denominator, as in a percentage, and the interval is Wilson's; above
/// it the numerator counts events, and the interval is that of a rate. A mean has none: it would need the spread of its
/// parts. For rates per 100, whose numerator counts events too, see [`pool_of_unit`].
///
/// `None` where no three periods follow each other, where a count is negative, where the denominators come to nothing,
/// and for periods that pool several years already: those overlap, and their sums would count a year twice.
pub fn pool(points: &[(Period, Figure, Figure)], scale: i64) -> Option<Pooled> {
    let unit = if scale == 100 { Unit::Percent } else { Unit::Unstated };
    pooled(points, scale, unit)
}

/// Pools a percentage or a rate by its unit; `None` for a unit that is no share or rate of a count as well.
pub fn pool_of_unit(points: &[(Period, Figure, Figure)], unit: Unit) -> Option<Pooled> {
    pooled(points, unit_scale(unit)?, unit)
}

fn pooled(points: &[(Period, Figure, Figure)], scale: i64, unit: Unit) -> Option<Pooled> {
    let three = last_three(points)?;
    let numerator = sum(three.iter().map(|(_, numerator, _)| *numerator))?;
    let denominator = sum(three.iter().map(|(_, _, denominator)| *denominator))?;
    Some(Pooled {
        first: three[0].0,
        last: three[2].0,
        numerator,
        denominator,
        value: numerator.scale(scale.checked_mul(MILLION)?, denominator.millionths())?,
        interval: match unit {
            Unit::Percent => wilson(numerator, denominator),
            _ if scale > 1 => poisson_rate(numerator, denominator, scale),
            _ => None,
        },
    })
}

/// The last three points whose periods follow each other, in the order of time.
fn last_three(points: &[(Period, Figure, Figure)]) -> Option<[&(Period, Figure, Figure); 3]> {
    let mut latest_first: Vec<_> = points.iter().filter(|(period, ..)| period.years() == 1).collect();
    latest_first.sort_by_key(|(period, ..)| std::cmp::Reverse(*period));
    let before = |period: Period| points.iter().find(|(earlier, ..)| period.follows(*earlier));
    latest_first.into_iter().find_map(|last| {
        let middle = before(last.0)?;
        Some([before(middle.0)?, middle, last])
    })
}

/// The sum of counts, none of which may be negative.
fn sum(counts: impl Iterator<Item = Figure> + Clone) -> Option<Figure> {
    let total: i128 = counts.clone().map(wide).sum();
    let possible = counts.clone().all(|count| count >= Figure::ZERO);
    possible.then(|| i64::try_from(total).ok().map(Figure::from_millionths))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::period::Basis;
    use crate::rules::IntervalMethod;
    use proptest::prelude::*;

    fn at(start: i32, numerator: i64, denominator: i64) -> (Period, Figure, Figure) {
        let period = Period::new(Basis::AcademicYear, start).unwrap();
        (period, Figure::whole(numerator), Figure::whole(denominator))
    }

    #[test]
    fn sums_are_divided_not_rates_averaged() {
        // 1 of 2, 3 of 10, 12 of 15: the mean of the rates would be 53.3, the pooled rate is 16 of 27.
        let found = pool(&[at(2023, 12, 15), at(2021, 1, 2), at(2022, 3, 10)], 100).unwrap();
        assert_eq!((found.first, found.last), (at(2021, 0, 0).0, at(2023, 0, 0).0));
        assert_eq!((found.numerator, found.denominator), (Figure::whole(16), Figure::whole(27)));
        assert_eq!(found.value.to_string(), "59.259259");
        assert_eq!(found.interval, wilson(Figure::whole(16), Figure::whole(27)));
    }

    #[test]
    fn looked_after_attainment_8_is_pooled_as_points_over_pupils() {
        // Thurrock 2022/23 to 2024/25: 30.1, 15.5, 18.5. The cohorts here are made up; the averages are the published
        // ones.
        let points = [at(2022, 301, 10), at(2023, 310, 20), at(2024, 555, 30)];
        let found = pool(&points, 1).unwrap();
        assert_eq!((found.value.display(1), found.interval), ("19.4".to_owned(), None));
        assert_eq!(pool_of_unit(&points, Unit::Score), None);
    }

    #[test]
    fn rates_of_events_get_the_interval_of_a_rate() {
        let points = [at(2021, 2, 1000), at(2022, 1, 1000), at(2023, 4, 1000)];
        let method = |found: Option<Pooled>| found.unwrap().interval.map(|interval| interval.method);
        assert_eq!(method(pool(&points, 1000)), Some(IntervalMethod::ExactPoisson));
        assert_eq!(method(pool_of_unit(&points, Unit::RatePer100)), Some(IntervalMethod::ExactPoisson));
        assert_eq!(method(pool_of_unit(&points, Unit::Percent)), Some(IntervalMethod::Wilson));
        let many = [at(2021, 200, 100), at(2022, 150, 100), at(2023, 180, 100)];
        assert_eq!(method(pool_of_unit(&many, Unit::RatePer100)), Some(IntervalMethod::Byar));
        assert_eq!(method(pool(&many, 100)), None, "more than all is no percentage");
    }

    #[test]
    fn only_three_periods_in_a_row_are_pooled() {
        assert_eq!(pool(&[at(2022, 1, 2), at(2023, 1, 2)], 100), None);
        assert_eq!(pool(&[at(2018, 1, 2), at(2021, 1, 2), at(2022, 1, 2)], 100), None);
        // The row of three that ends last; the lone year after it is not part of it, nor is a row on another basis.
        let calendar = Period::new(Basis::CalendarYear, 2023).unwrap();
        let points = [
            at(2018, 9, 9),
            at(2019, 1, 2),
            at(2020, 1, 2),
            at(2021, 1, 2),
            (calendar, Figure::whole(9), Figure::whole(9)),
            at(2023, 9, 9),
        ];
        let found = pool(&points, 100).unwrap();
        assert_eq!((found.first.start_year(), found.last.start_year()), (2019, 2021));
        assert_eq!(found.value, Figure::whole(50));
    }

    #[test]
    fn what_cannot_be_pooled_is_refused() {
        assert_eq!(pool(&[at(2021, 0, 0), at(2022, 0, 0), at(2023, 0, 0)], 100), None);
        assert_eq!(pool(&[at(2021, -1, 5), at(2022, 3, 5), at(2023, 1, 5)], 100), None);
        let one_empty_year = pool(&[at(2021, 0, 0), at(2022, 1, 4), at(2023, 1, 4)], 100).unwrap();
        assert_eq!(one_empty_year.value, Figure::whole(25));
        let overlapping = [2015, 2016, 2017]
            .map(|start| (Period::pooled(Basis::CalendarYear, start, 3).unwrap(), Figure::whole(1), Figure::whole(9)));
        assert_eq!(pool(&overlapping, 1000), None);
    }

    fn points(first: i32, years: &[(i64, i64)]) -> Vec<(Period, Figure, Figure)> {
        (first..).zip(years).map(|(start, (part, rest))| at(start, *part, part + rest)).collect()
    }

    proptest! {
        #[test]
        fn the_pooled_rate_lies_between_the_yearly_rates(years in prop::collection::vec((0_i64..100, 1_i64..100), 3)) {
            let points = points(2020, &years);
            let rates: Vec<_> =
                years.iter().map(|(part, rest)| Figure::whole(*part).scale(100, part + rest).unwrap()).collect();
            let found = pool(&points, 100).unwrap().value;
            prop_assert!(rates.iter().min().unwrap() <= &found && &found <= rates.iter().max().unwrap());
        }

        #[test]
        fn the_order_of_the_points_does_not_matter(
            years in prop::collection::vec((0_i64..100, 1_i64..100), 3..8), seed in any::<prop::sample::Index>()
        ) {
            let points = points(2015, &years);
            let mut turned = points.clone();
            turned.rotate_left(seed.index(points.len()));
            prop_assert_eq!(pool(&points, 100), pool(&turned, 100));
            prop_assert_eq!(pool(&points, 100).unwrap().last, points[points.len() - 1].0);
        }
    }
}

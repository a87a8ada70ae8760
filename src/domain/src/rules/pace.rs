//! Pace: how fast a figure must improve from here to its target, and the fastest it ever has.
//!
//! The required rate is what still lacks, divided by the years that remain. Held against the best rate ever reached,
//! here or by a neighbour, it says whether a target asks for what nobody has done.

use crate::figure::Figure;
use crate::indicator::{Polarity, SeriesBreak};
use crate::measure::Measure;
use crate::period::Period;

use super::{comparable, lead};

/// The best improvement from one period to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BestRate {
    /// The improvement; positive is better, whichever way the indicator runs. Zero or less where it never improved.
    pub rate: Figure,
    /// The period it started from.
    pub from: Period,
    /// The period right after, in which it was reached.
    pub to: Period,
}

/// The improvement a year that is needed from the latest figure to the target: positive where one is needed, zero or
/// less where the target is met already. Rounded once, to the nearest millionth.
///
/// `None` where no year remains, where the two periods are different kinds of time, and where neither direction is
/// better.
pub fn required_rate(polarity: Polarity, latest: (Period, Figure), target: (Period, Figure)) -> Option<Figure> {
    let same_basis = latest.0.basis() == target.0.basis() && latest.0.years() == target.0.years();
    let years = target.0.start_year() - latest.0.start_year();
    if !same_basis || years <= 0 {
        return None;
    }
    let lacking = lead(polarity, target.1, latest.1)?;
    Figure::from_millionths(i64::try_from(lacking).ok()?).scale(1, years.into())
}

/// The best improvement between two periods of `series` (any order) that follow each other and may be compared; of
/// equals the latest. A break that asks for caution does not stand in the way, one that forbids comparison does.
///
/// `None` where no two may be compared and where neither direction is better.
pub fn best_rate(polarity: Polarity, series: &[(Period, Measure)], breaks: &[SeriesBreak]) -> Option<BestRate> {
    let rate = |current: &(Period, Measure)| {
        let before = comparable(*current, series, breaks).ok()?;
        let better = lead(polarity, current.1.figure()?, before.figure)?;
        let rate = Figure::from_millionths(i64::try_from(better).ok()?);
        Some(BestRate { rate, from: before.period, to: current.0 })
    };
    series.iter().filter_map(rate).max_by_key(|found| (found.rate, found.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indicator::{BreakKind, Severity};
    use crate::measure::{DataStatus, MissingReason};
    use crate::period::Basis;
    use proptest::prelude::*;

    fn year(start: i32) -> Period {
        Period::new(Basis::AcademicYear, start).unwrap()
    }

    fn series(first: i32, units: &[i64]) -> Vec<(Period, Measure)> {
        let value = |units: &i64| Measure::Value(Figure::whole(*units), DataStatus::Published);
        (first..).map(year).zip(units.iter().map(value)).collect()
    }

    fn cut(first: i32, severity: Severity) -> SeriesBreak {
        SeriesBreak { first: year(first), kind: BreakKind::Standard, severity, note: "New standard.".into() }
    }

    #[test]
    fn what_lacks_is_spread_over_the_years_that_remain() {
        let check = |polarity, (latest, from), (target, by), expected: Option<&str>| {
            let found = required_rate(polarity, (year(from), Figure::whole(latest)), (year(by), Figure::whole(target)));
            assert_eq!(found.map(|rate| rate.to_string()), expected.map(str::to_owned), "{latest} to {target}");
        };
        check(Polarity::High, (69, 2024), (75, 2028), Some("1.5"));
        check(Polarity::High, (76, 2024), (75, 2026), Some("-0.5"));
        check(Polarity::High, (75, 2024), (75, 2026), Some("0"));
        check(Polarity::Low, (20, 2024), (10, 2027), Some("3.333333"));
        check(Polarity::Low, (8, 2024), (10, 2025), Some("-2"));
        check(Polarity::High, (69, 2024), (75, 2024), None);
        check(Polarity::High, (69, 2025), (75, 2024), None);
        check(Polarity::None, (69, 2024), (75, 2026), None);
        check(Polarity::NearTarget, (69, 2024), (75, 2026), None);
    }

    #[test]
    fn periods_of_another_kind_have_no_rate() {
        let calendar = Period::new(Basis::CalendarYear, 2027).unwrap();
        let found = required_rate(Polarity::High, (year(2024), Figure::ZERO), (calendar, Figure::whole(5)));
        assert_eq!(found, None);
    }

    /// Thurrock's disadvantaged pupils at key stage 2, 2015/16 to 2018/19 and 2021/22 to 2024/25.
    fn disadvantaged() -> Vec<(Period, Measure)> {
        let mut all = series(2015, &[37, 50, 54, 57]);
        all.extend(series(2021, &[50, 49, 52, 58]));
        all
    }

    #[test]
    fn the_best_rate_is_never_taken_across_a_break_or_a_gap() {
        let check = |breaks: &[SeriesBreak], rate, from| {
            let found = best_rate(Polarity::High, &disadvantaged(), breaks).unwrap();
            assert_eq!(found, BestRate { rate: Figure::whole(rate), from: year(from), to: year(from + 1) });
        };
        check(&[], 13, 2015);
        check(&[cut(2016, Severity::Caution)], 13, 2015);
        check(&[cut(2016, Severity::NotComparable)], 6, 2023);
        check(&[cut(2016, Severity::NotComparable), cut(2024, Severity::NotComparable)], 4, 2016);
    }

    #[test]
    fn the_better_direction_counts_and_ties_go_to_the_latest() {
        let check = |polarity, units: &[i64], expected: Option<(i64, i32)>| {
            let found = best_rate(polarity, &series(2020, units), &[]);
            assert_eq!(
                found.map(|best| (best.rate, best.to)),
                expected.map(|(rate, to)| (Figure::whole(rate), year(to)))
            );
        };
        check(Polarity::Low, &[20, 15, 18], Some((5, 2021)));
        check(Polarity::High, &[20, 15, 18], Some((3, 2022)));
        check(Polarity::High, &[10, 12, 11, 13], Some((2, 2023)));
        check(Polarity::High, &[10, 9, 7], Some((-1, 2021)));
        check(Polarity::None, &[10, 12], None);
        check(Polarity::High, &[10], None);
    }

    #[test]
    fn a_year_without_a_value_is_not_bridged() {
        let mut holes = series(2020, &[10, 0, 30]);
        holes[1].1 = Measure::Missing(MissingReason::NotCollected);
        assert_eq!(best_rate(Polarity::High, &holes, &[]), None);
    }

    proptest! {
        #[test]
        fn at_the_required_rate_the_target_is_reached(
            latest in -1000_i64..1000, target in -1000_i64..1000, years in 1_i32..10, high in any::<bool>()
        ) {
            let polarity = if high { Polarity::High } else { Polarity::Low };
            let from = (year(2020), Figure::whole(latest));
            let rate = required_rate(polarity, from, (year(2020 + years), Figure::whole(target))).unwrap();
            let gained = rate.millionths() * i64::from(years) * if high { 1 } else { -1 };
            let missed = Figure::whole(latest).millionths() + gained - Figure::whole(target).millionths();
            prop_assert!(missed.abs() <= i64::from(years));
        }

        #[test]
        fn no_year_improved_more_than_the_best(units in prop::collection::vec(-100_i64..100, 2..20)) {
            let best = best_rate(Polarity::High, &series(2000, &units), &[]).unwrap();
            prop_assert!(units.windows(2).all(|pair| Figure::whole(pair[1] - pair[0]) <= best.rate));
            prop_assert!(units.windows(2).any(|pair| Figure::whole(pair[1] - pair[0]) == best.rate));
        }
    }
}

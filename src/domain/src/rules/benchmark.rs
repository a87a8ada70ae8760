//! Benchmarks: the mean of statistical neighbours, and checks on figures that others publish.

use std::collections::BTreeMap;

use crate::figure::Figure;
use crate::indicator::Unit;
use crate::measure::{Measure, MissingReason};
use crate::period::Period;

use super::{least_final, wide};

/// The simple mean of the neighbours that have a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeanOfNeighbours {
    /// The mean, as final as its least final part; missing where no neighbour has a value.
    pub value: Measure,
    /// How many neighbours the list has.
    pub members: u32,
    /// How many of them have a value.
    pub used: u32,
}

/// The simple mean of the `members` found in `authorities`, missing ones left out, as the Department for Education's own
/// tool computes it; rounded once, to the nearest millionth.
pub fn mean_of_neighbours(members: &[u16], authorities: &BTreeMap<u16, Measure>) -> MeanOfNeighbours {
    let found: Vec<_> = members
        .iter()
        .filter_map(|number| match authorities.get(number) {
            Some(Measure::Value(figure, status)) => Some((*figure, *status)),
            _ => None,
        })
        .collect();
    let status = least_final(found.iter().map(|(_, status)| *status));
    let value = match Figure::mean(found.iter().map(|(figure, _)| *figure)) {
        Some((mean, _)) => Measure::Value(mean, status),
        None => Measure::Missing(MissingReason::NotAvailable),
    };
    MeanOfNeighbours { value, members: members.len() as u32, used: found.len() as u32 }
}

/// Whether a national figure is the *sum* of its regions' rates: impossible, because a nation's rate lies between those of
/// its regions. England's first-time entrants of 2024 were published as 1,258 per 100,000, the sum of nine rates round 140.
///
/// Each published rate may be rounded by half a unit of the last decimal in use, so the sum may miss by half a unit for
/// every region and for the nation. Rates must be positive and the nation above twice the highest of them, so that rates near
/// zero are not taken for a sum. Counts and pounds do add up, and so may figures whose unit nobody states.
pub fn is_sum_of_rates(unit: Unit, national: Figure, regions: &[Figure]) -> bool {
    let adds_up = matches!(unit, Unit::Count | Unit::Pounds | Unit::Unstated);
    let lowest = regions.iter().min().copied().unwrap_or_default();
    if adds_up || regions.len() < 3 || lowest < Figure::ZERO {
        return false;
    }
    let sum: i128 = regions.iter().copied().map(wide).sum();
    let highest = regions.iter().max().copied().map_or(0, wide);
    let rounding = last_decimal(regions.iter().copied().chain([national])) * (regions.len() as i128 + 1) / 2;
    (wide(national) - sum).abs() <= rounding && wide(national) > 2 * highest
}

/// One unit of the last decimal that any of the figures uses, in millionths: 1 million where all are whole.
pub(super) fn last_decimal(figures: impl Iterator<Item = Figure> + Clone) -> i128 {
    let fits = |step: &i128| figures.clone().all(|figure| wide(figure) % step == 0);
    (0..=6).rev().map(|power| 10_i128.pow(power)).find(fits).unwrap_or(1)
}

/// How many decimals a sentence about these figures shows: as many as they use, at least one and at most three.
pub(super) fn decimals_in_use(figures: &[Figure]) -> u8 {
    let unit = last_decimal(figures.iter().copied());
    (1..3_u8).find(|places| 10_i128.pow(6 - u32::from(*places)) <= unit).unwrap_or(3)
}

/// Whether a benchmark looks as if it was not updated: both the nation and the region repeat their values of the period
/// right before. Key stage 2 of 2024/25 showed 61 and 59, those of 2023/24, for three months.
pub fn is_possibly_stale(period: Period, national: &[(Period, Measure)], region: &[(Period, Measure)]) -> bool {
    repeats(period, national) && repeats(period, region)
}

/// Whether the figure of `period` equals that of the period right before.
pub(super) fn repeats(period: Period, series: &[(Period, Measure)]) -> bool {
    let at = |wanted: Period| series.iter().find(|(at, _)| *at == wanted).and_then(|(_, measure)| measure.figure());
    let before = series.iter().map(|(at, _)| *at).find(|at| period.follows(*at)).and_then(at);
    before.is_some() && before == at(period)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::measure::DataStatus;
    use crate::period::Basis;
    use proptest::prelude::*;

    /// The nine regions' rates of first-time entrants per 100,000 in 2024, edition of 8 April 2026.
    const FIRST_TIME_ENTRANTS_2024: [i64; 9] = [181, 168, 152, 98, 141, 122, 157, 117, 121];

    fn figures(units: &[i64]) -> Vec<Figure> {
        units.iter().copied().map(Figure::whole).collect()
    }

    fn value(units: i64) -> Measure {
        Measure::Value(Figure::whole(units), DataStatus::Published)
    }

    #[test]
    fn first_time_entrants_of_england_are_impossible() {
        let check = |unit, national, expected| {
            let regions = figures(&FIRST_TIME_ENTRANTS_2024);
            assert_eq!(is_sum_of_rates(unit, Figure::whole(national), &regions), expected, "{national}");
        };
        check(Unit::RatePer100000, 1258, true);
        check(Unit::RatePer100000, 140, false);
        check(Unit::RatePer100000, 1263, false);
        check(Unit::Count, 1257, false);
    }

    #[test]
    fn the_decimals_in_use_say_how_far_a_sum_may_miss() {
        let rates: Vec<_> = ["4.1", "5.2", "6.3", "5.5"].iter().map(|token| Figure::parse(token).unwrap()).collect();
        let check = |token, expected| {
            let national = Figure::parse(token).unwrap();
            assert_eq!(is_sum_of_rates(Unit::RatePer100, national, &rates), expected, "{token}");
        };
        check("21.1", true);
        check("21.3", true);
        check("21.4", false);
        check("20", false);
    }

    #[test]
    fn sentences_show_the_decimals_in_use() {
        let check = |tokens: &[&str], expected| {
            let figures: Vec<_> = tokens.iter().map(|token| Figure::parse(token).unwrap()).collect();
            assert_eq!(decimals_in_use(&figures), expected, "{tokens:?}");
        };
        check(&["62", "59"], 1);
        check(&["45.2", "45"], 1);
        check(&["-0.19", "-0.2"], 2);
        check(&["10.333333"], 3);
        check(&[], 1);
    }

    #[test]
    fn real_national_figures_pass() {
        // Key stage 2, 2021/22, and Progress 8, 2023/24: no sums, though Progress 8 is small and negative.
        let key_stage_2 = figures(&[60, 58, 57, 58, 57, 57, 66, 59, 57]);
        assert!(!is_sum_of_rates(Unit::Percent, Figure::whole(59), &key_stage_2));
        let rates: Vec<_> = [0, 0, 0, 100_000, 0, 0, 0, 0, 0].map(Figure::from_millionths).to_vec();
        assert!(!is_sum_of_rates(Unit::Percent, Figure::from_millionths(100_000), &rates));
        let progress: Vec<_> = [-280_000, -180_000, -100_000].map(Figure::from_millionths).to_vec();
        assert!(!is_sum_of_rates(Unit::Score, Figure::from_millionths(-30_000), &progress));
        assert!(!is_sum_of_rates(Unit::Percent, Figure::whole(59), &[]));
    }

    #[test]
    fn repeated_values_of_nation_and_region_look_stale() {
        let year = |start| Period::new(Basis::AcademicYear, start).unwrap();
        let series = |first, second| vec![(year(2023), value(first)), (year(2024), value(second))];
        let check = |national: Vec<_>, region: Vec<_>, expected| {
            assert_eq!(is_possibly_stale(year(2024), &national, &region), expected);
        };
        check(series(61, 61), series(59, 59), true);
        check(series(61, 63), series(59, 61), false);
        check(series(61, 61), series(59, 60), false);
        check(vec![(year(2024), value(61))], series(59, 59), false);
        check(vec![(year(2022), value(61)), (year(2024), value(61))], series(59, 59), false);
    }

    #[test]
    fn missing_neighbours_are_left_out() {
        let authorities = BTreeMap::from([
            (1, value(10)),
            (2, value(11)),
            (3, Measure::Missing(MissingReason::Confidential)),
            (4, value(10)),
            (9, value(1000)),
        ]);
        let mean = mean_of_neighbours(&[1, 2, 3, 4, 5], &authorities);
        assert_eq!((mean.members, mean.used), (5, 3));
        assert_eq!(mean.value, Measure::Value(Figure::from_millionths(10_333_333), DataStatus::Published));
        let none = mean_of_neighbours(&[3, 5], &authorities);
        assert_eq!(none.value, Measure::Missing(MissingReason::NotAvailable));
    }

    proptest! {
        #[test]
        fn the_order_of_neighbours_does_not_matter(values in prop::collection::vec(0_i64..1000, 1..12)) {
            let authorities: BTreeMap<u16, Measure> = (0_u16..).zip(values.iter().copied().map(value)).collect();
            let forth: Vec<u16> = authorities.keys().copied().collect();
            let back: Vec<u16> = forth.iter().rev().copied().collect();
            prop_assert_eq!(mean_of_neighbours(&forth, &authorities), mean_of_neighbours(&back, &authorities));
        }

        #[test]
        fn a_figure_within_its_regions_is_never_a_sum(rates in prop::collection::vec(0_i64..500, 3..12), pick in any::<prop::sample::Index>()) {
            let regions = figures(&rates);
            prop_assert!(!is_sum_of_rates(Unit::RatePer100000, regions[pick.index(regions.len())], &regions));
        }

        #[test]
        fn an_exact_sum_of_like_rates_is_always_found(rates in prop::collection::vec(100_i64..150, 4..12)) {
            let sum = Figure::whole(rates.iter().sum());
            prop_assert!(is_sum_of_rates(Unit::RatePer1000, sum, &figures(&rates)));
        }
    }
}

use super::*;
use proptest::prelude::*;

fn year(start: i32) -> Period {
    Period::new(Basis::AcademicYear, start).unwrap()
}

fn calendar(start: i32) -> Period {
    Period::new(Basis::CalendarYear, start).unwrap()
}

fn window(first: i32, last: i32) -> (AcademicYear, AcademicYear) {
    (AcademicYear::starting(first).unwrap(), AcademicYear::starting(last).unwrap())
}

fn path(method: TrajectoryMethod, points: &[(i32, i64)]) -> Trajectory {
    Trajectory {
        method,
        start: (year(2018), Figure::whole(65)),
        end: (year(2023), Figure::whole(75)),
        points: points.iter().map(|(start, units)| (year(*start), Figure::whole(*units))).collect(),
    }
}

/// Key stage 2 from 65 in 2018/19 to 75 in 2023/24, with milestones of 68 in 2020/21 and 72 in 2022/23.
#[test]
fn each_method_has_its_own_years() {
    let check = |method, expected: [Option<&str>; 6]| {
        let path = path(method, &[(2022, 72), (2020, 68)]);
        let found: Vec<_> = (2018..=2023).map(|start| path.at(year(start)).map(|value| value.to_string())).collect();
        assert_eq!(found, expected.map(|value| value.map(str::to_owned)), "{method:?}");
    };
    check(TrajectoryMethod::Linear, ["65", "67", "69", "71", "73", "75"].map(Some));
    check(TrajectoryMethod::Stepped, ["65", "65", "68", "68", "72", "75"].map(Some));
    check(TrajectoryMethod::Manual, [Some("65"), None, Some("68"), None, Some("72"), Some("75")]);
}

#[test]
fn a_path_says_nothing_of_other_times() {
    for method in TrajectoryMethod::ALL {
        let path = path(*method, &[]);
        for period in [year(2017), year(2024), calendar(2020), Period::new(Basis::AutumnTerm, 2020).unwrap()] {
            assert_eq!(path.at(period), None, "{} {period}", method.code());
        }
    }
}

#[test]
fn thirds_are_rounded_once() {
    let path = Trajectory {
        method: TrajectoryMethod::Linear,
        start: (year(2020), Figure::ZERO),
        end: (year(2023), Figure::whole(1)),
        points: Vec::new(),
    };
    let found: Vec<_> = (2020..=2023).filter_map(|start| path.at(year(start))).map(|value| value.to_string()).collect();
    assert_eq!(found, ["0", "0.333333", "0.666667", "1"]);
}

#[test]
fn a_sound_trajectory_passes() {
    let five_years = window(2019, 2023);
    for method in [TrajectoryMethod::Stepped, TrajectoryMethod::Manual] {
        assert_eq!(path(method, &[(2020, 68), (2022, 72)]).check(five_years), Ok(()));
    }
    assert_eq!(path(TrajectoryMethod::Linear, &[]).check(five_years), Ok(()));
    assert_eq!(path(TrajectoryMethod::Linear, &[(2020, 69)]).check(five_years), Ok(()));
}

#[test]
fn what_is_wrong_is_named() {
    let (first, last) = window(2019, 2023);
    let check = |path: Trajectory, expected: TrajectoryError| assert_eq!(path.check((first, last)), Err(expected));
    let stepped = |points: &[(i32, i64)]| path(TrajectoryMethod::Stepped, points);
    check(stepped(&[(2020, 1), (2020, 2)]), TrajectoryError::TwoForOnePeriod(year(2020)));
    check(stepped(&[(2023, 75)]), TrajectoryError::TwoForOnePeriod(year(2023)));
    check(stepped(&[(2018, 65)]), TrajectoryError::TwoForOnePeriod(year(2018)));
    check(stepped(&[(2017, 1)]), TrajectoryError::BeforeStart { point: year(2017), start: year(2018) });
    check(stepped(&[(2024, 1)]), TrajectoryError::OutsideWindow { point: year(2024), first, last });
    let short = Trajectory { end: (year(2021), Figure::whole(75)), ..stepped(&[(2022, 1)]) };
    check(short, TrajectoryError::BeyondEnd { point: year(2022), end: year(2021) });
    let early = Trajectory { start: (year(2015), Figure::ZERO), ..stepped(&[(2017, 1)]) };
    check(early, TrajectoryError::OutsideWindow { point: year(2017), first, last });
    let late = Trajectory { end: (year(2024), Figure::whole(75)), ..stepped(&[]) };
    check(late, TrajectoryError::OutsideWindow { point: year(2024), first, last });
    let still = Trajectory { end: (year(2018), Figure::whole(75)), ..stepped(&[]) };
    check(still, TrajectoryError::EndNotAfterStart { start: year(2018), end: year(2018) });
    let mixed = Trajectory { points: vec![(calendar(2020), Figure::ZERO)], ..stepped(&[]) };
    check(mixed, TrajectoryError::OtherBasis { point: calendar(2020), start: year(2018) });
    let mixed = Trajectory { end: (calendar(2023), Figure::ZERO), ..stepped(&[]) };
    check(mixed, TrajectoryError::OtherBasis { point: calendar(2023), start: year(2018) });
    check(
        path(TrajectoryMethod::Linear, &[(2020, 68)]),
        TrajectoryError::OffTheLine { point: year(2020), given: Figure::whole(68), line: Figure::whole(69) },
    );
}

#[test]
fn an_error_names_the_point_and_the_window() {
    let error = path(TrajectoryMethod::Manual, &[(2025, 80)]).check(window(2019, 2023)).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the trajectory's point 2025/26 lies outside of the strategy's window 2019/20 to 2023/24: only the baseline \
         may lie before it"
    );
}

#[test]
fn the_window_is_in_days() {
    let check = |basis, inside: std::ops::RangeInclusive<i32>| {
        let found: Vec<_> =
            (2010..2035).filter(|start| in_window(Period::new(basis, *start).unwrap(), window(2019, 2023))).collect();
        assert_eq!(found, inside.collect::<Vec<_>>(), "{basis:?}");
    };
    check(Basis::AcademicYear, 2019..=2023);
    check(Basis::AutumnTerm, 2019..=2023);
    check(Basis::SummerTerm, 2019..=2023);
    check(Basis::FinancialYear, 2019..=2023);
    check(Basis::CalendarYear, 2019..=2024);
    check(Basis::CensusPoint, 2019..=2024);
    check(Basis::MeanOfMonths, 2019..=2024);
    check(Basis::Rolling12Months, 2019..=2024);
    assert!(in_window(Period::pooled(Basis::PooledYears, 2017, 3).unwrap(), window(2019, 2023)));
    assert!(!in_window(Period::pooled(Basis::PooledYears, 2022, 3).unwrap(), window(2019, 2023)));
}

proptest! {
    #[test]
    fn every_path_starts_at_its_baseline_and_ends_at_its_target(
        method in prop::sample::select(TrajectoryMethod::ALL), from in any::<i32>(), to in any::<i32>(),
        years in 1_i32..10, middle in any::<i32>()
    ) {
        let value = |millionths: i32| Figure::from_millionths(millionths.into());
        let points = if years > 1 { vec![(year(2001), value(middle))] } else { Vec::new() };
        let (start, end) = ((year(2000), value(from)), (year(2000 + years), value(to)));
        let path = Trajectory { method, start, end, points };
        prop_assert_eq!(path.at(year(2000)), Some(value(from)));
        prop_assert_eq!(path.at(year(2000 + years)), Some(value(to)));
    }

    #[test]
    fn a_line_never_turns_back(from in any::<i32>(), to in any::<i32>(), years in 1_i32..15) {
        let value = |millionths: i32| Figure::from_millionths(millionths.into());
        let path = Trajectory {
            method: TrajectoryMethod::Linear,
            start: (year(2000), value(from)),
            end: (year(2000 + years), value(to)),
            points: Vec::new(),
        };
        let values: Vec<_> = (2000..=2000 + years).filter_map(|start| path.at(year(start))).collect();
        prop_assert_eq!(values.len() as i32, years + 1);
        prop_assert!(values.is_sorted() || values.iter().rev().is_sorted());
        let steps: Vec<_> = values.windows(2).map(|pair| pair[1].millionths() - pair[0].millionths()).collect();
        prop_assert!(steps.iter().max().unwrap() - steps.iter().min().unwrap() <= 2, "equal steps but for rounding");
    }

    #[test]
    fn what_passes_lies_within_the_window(start in 2015_i32..2025, end in 2015_i32..2030, point in 2015_i32..2030) {
        let path = Trajectory {
            method: TrajectoryMethod::Manual,
            start: (year(start), Figure::ZERO),
            end: (year(end), Figure::ZERO),
            points: vec![(year(point), Figure::ZERO)],
        };
        let sound = start < point && point < end && (2019..=2023).contains(&point) && (2019..=2023).contains(&end);
        prop_assert_eq!(path.check(window(2019, 2023)).is_ok(), sound);
    }
}

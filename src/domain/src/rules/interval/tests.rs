use super::*;
use crate::rules::wide;
use proptest::prelude::*;

fn ends(interval: Interval) -> (String, String) {
    (interval.low.display(1), interval.high.display(1))
}

fn pair(numerator: i64, denominator: i64) -> (Figure, Figure) {
    (Figure::whole(numerator), Figure::whole(denominator))
}

#[test]
fn wilson_gives_the_intervals_of_the_research_notes() {
    let check = |(numerator, denominator), low: &str, high: &str| {
        let found = wilson(numerator, denominator).unwrap();
        assert_eq!((ends(found), found.method), ((low.into(), high.into()), IntervalMethod::Wilson));
    };
    check(pair(5, 10), "23.7", "76.3");
    check(pair(12, 15), "54.8", "93.0");
    check(pair(80, 160), "42.3", "57.7");
    check(pair(1600, 2300), "67.7", "71.4");
    // Nobody and everybody: the interval ends exactly at 0 and at 100.
    check(pair(0, 10), "0.0", "27.8");
    check(pair(10, 10), "72.2", "100.0");
    assert_eq!(wilson(Figure::ZERO, Figure::whole(10)).unwrap().low, Figure::ZERO);
    assert_eq!(wilson(Figure::whole(7), Figure::whole(7)).unwrap().high, Figure::whole(100));
}

#[test]
fn what_is_no_proportion_has_no_interval() {
    for (numerator, denominator) in [pair(1, 0), pair(0, 0), pair(-1, 10), pair(11, 10), pair(1, -10)] {
        assert_eq!(wilson(numerator, denominator), None);
        assert_eq!(newcombe(pair(5, 10), (numerator, denominator)), None);
        assert_eq!(newcombe((numerator, denominator), pair(5, 10)), None);
    }
}

#[test]
fn key_stage_2_from_66_to_69_percent_is_a_real_change() {
    let found = newcombe(pair(1617, 2450), (Figure::from_millionths(1_690_500_000), Figure::whole(2450))).unwrap();
    assert_eq!((ends(found), found.method), (("0.4".into(), "5.6".into()), IntervalMethod::Newcombe));
    // Newcombe (1998), table II, example (a): 56/70 - 48/80, method 10: 0.0524 to 0.3339.
    let found = newcombe(pair(48, 80), pair(56, 70)).unwrap();
    assert_eq!((found.low.display(2), found.high.display(2)), ("5.24".into(), "33.39".into()));
}

/// The limits of the table are those beyond which 2.5% of a Poisson distribution lie.
#[test]
fn the_exact_limits_cut_off_two_and_a_half_percent() {
    let at_most = |count: usize, mean: f64| {
        let (mut term, mut sum) = ((-mean).exp(), 0.0);
        for events in 0..=count {
            sum += term;
            term *= mean / (events as f64 + 1.0);
        }
        sum
    };
    for (count, (low, high)) in POISSON.into_iter().enumerate() {
        assert!((at_most(count, high) - 0.025).abs() < 1e-6, "upper limit for {count}");
        if count > 0 {
            assert!((1.0 - at_most(count - 1, low) - 0.025).abs() < 1e-6, "lower limit for {count}");
        }
    }
}

#[test]
fn rates_are_exact_under_ten_events_and_byars_from_ten() {
    let check = |count, denominator, per, low: &str, high: &str, method| {
        let found = poisson_rate(Figure::whole(count), Figure::whole(denominator), per).unwrap();
        assert_eq!((ends(found), found.method), ((low.into(), high.into()), method), "{count}");
    };
    check(0, 1000, 1000, "0.0", "3.7", IntervalMethod::ExactPoisson);
    check(5, 1000, 10_000, "16.2", "116.7", IntervalMethod::ExactPoisson);
    check(9, 1000, 1000, "4.1", "17.1", IntervalMethod::ExactPoisson);
    // The exact limits of 10 events are 4.795 and 18.390, of 100 events 81.36 and 121.63: Byar's come that close.
    check(10, 1000, 1000, "4.8", "18.4", IntervalMethod::Byar);
    check(100, 100, 100, "81.4", "121.6", IntervalMethod::Byar);
}

#[test]
fn what_is_no_rate_has_no_interval() {
    let check = |count: &str, denominator: i64, per| {
        let count = Figure::parse(count).unwrap();
        assert_eq!(poisson_rate(count, Figure::whole(denominator), per), None, "{count}");
    };
    check("-1", 10, 100);
    check("1", 0, 100);
    check("1", -5, 100);
    check("1", 10, 0);
    check("3.5", 10, 100);
    check("1000000000", 1, 100_000);
}

proptest! {
    #[test]
    fn a_proportion_lies_within_its_interval(of in 1_i64..100_000, part in 0.0_f64..=1.0) {
        let numerator = (of as f64 * part) as i64;
        let found = wilson(Figure::whole(numerator), Figure::whole(of)).unwrap();
        prop_assert!(found.contains(Figure::whole(numerator).scale(100, of).unwrap()));
        prop_assert!(found.low >= Figure::ZERO && found.high <= Figure::whole(100));
    }

    #[test]
    fn failures_mirror_successes(of in 1_i64..10_000, part in 0.0_f64..=1.0) {
        let numerator = (of as f64 * part) as i64;
        let yes = wilson(Figure::whole(numerator), Figure::whole(of)).unwrap();
        let no = wilson(Figure::whole(of - numerator), Figure::whole(of)).unwrap();
        prop_assert!((wide(yes.low) + wide(no.high) - wide(Figure::whole(100))).abs() <= 2);
    }

    #[test]
    fn more_pupils_make_a_narrower_interval(numerator in 0_i64..500, more in 0_i64..500, times in 2_i64..50) {
        let width = |times: i64| {
            let of = numerator + more + 1;
            let found = wilson(Figure::whole(numerator * times), Figure::whole(of * times)).unwrap();
            wide(found.high) - wide(found.low)
        };
        prop_assert!(width(times) < width(1));
    }

    #[test]
    fn turning_time_round_turns_the_difference_round(
        a in 0_i64..500, b in 0_i64..500, n in 500_i64..900, m in 500_i64..900
    ) {
        let forth = newcombe(pair(a, n), pair(b, m)).unwrap();
        let back = newcombe(pair(b, m), pair(a, n)).unwrap();
        prop_assert!((wide(forth.low) + wide(back.high)).abs() <= 2);
        prop_assert!((wide(forth.high) + wide(back.low)).abs() <= 2);
    }

    #[test]
    fn a_rate_lies_within_its_interval(count in 0_i64..5_000, of in 1_i64..100_000) {
        let found = poisson_rate(Figure::whole(count), Figure::whole(of), 1000).unwrap();
        prop_assert!(found.contains(Figure::whole(count).scale(1000, of).unwrap()));
        let next = poisson_rate(Figure::whole(count + 1), Figure::whole(of), 1000).unwrap();
        prop_assert!(found.low <= next.low && found.high < next.high, "more events, higher limits");
    }
}

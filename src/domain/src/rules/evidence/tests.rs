use super::*;
use proptest::prelude::*;

fn figure(token: &str) -> Figure {
    Figure::parse(token).unwrap()
}

fn bare(token: &str) -> Evidenced {
    Evidenced { figure: figure(token), counts: None, published: None }
}

fn counted(token: &str, numerator: i64, denominator: i64) -> Evidenced {
    let counts = Some((Figure::whole(numerator), Figure::whole(denominator)));
    Evidenced { counts, ..bare(token) }
}

fn ranged(token: &str, low: &str, high: &str) -> Evidenced {
    Evidenced { published: Some((figure(low), figure(high))), ..bare(token) }
}

#[track_caller]
fn check(unit: Unit, decimals: u8, before: Evidenced, after: Evidenced, expected: EvidenceReason) -> EvidenceVerdict {
    let found = evidence(unit, decimals, &before, &after);
    assert_eq!((found.reason, found.evidence), (expected, expected.evidence()), "{}", found.message);
    found
}

#[test]
fn percentages_with_counts_are_told_apart_by_newcombes_interval() {
    // Thurrock, key stage 2: about 2,450 pupils. Three points are real, half a point of the good level of development
    // not.
    let found = check(
        Unit::Percent,
        0,
        counted("66", 1617, 2450),
        counted("69", 1690, 2450),
        EvidenceReason::IntervalExcludesZero,
    );
    assert_eq!(found.interval.map(|interval| interval.method), Some(IntervalMethod::Newcombe));
    assert_eq!(
        found.message,
        "66 to 69: the 95% interval of the change is 0.4 to 5.6 percentage points; more than chance explains."
    );
    let found = check(
        Unit::Percent,
        1,
        counted("69.6", 1705, 2450),
        counted("70.1", 1717, 2450),
        EvidenceReason::IntervalIncludesZero,
    );
    assert!(found.interval.is_some_and(|interval| interval.contains(Figure::ZERO)));
}

#[test]
fn rates_with_counts_are_told_apart_by_their_own_intervals() {
    let rate = Unit::RatePer1000;
    let (few, more, many) = (counted("5", 5, 1000), counted("8", 8, 1000), counted("30", 30, 1000));
    let found = check(rate, 0, few, more, EvidenceReason::IntervalsOverlap);
    assert_eq!(found.interval, None);
    check(rate, 0, few, many, EvidenceReason::IntervalsApart);
    // Suspensions per 100 pupils are events: one pupil may have several, and there may be more of them than pupils.
    check(Unit::RatePer100, 0, counted("150", 1500, 1000), counted("110", 1100, 1000), EvidenceReason::IntervalsApart);
}

#[test]
fn published_intervals_are_used_where_there_are_no_counts() {
    // Progress 8 comes with its interval.
    let before = ranged("-0.19", "-0.25", "-0.13");
    check(Unit::Score, 2, before, ranged("-0.10", "-0.16", "-0.04"), EvidenceReason::IntervalsOverlap);
    check(Unit::Score, 2, before, ranged("-0.02", "-0.08", "0.04"), EvidenceReason::IntervalsApart);
    // Intervals that touch overlap, and one that does not hold its figure is not its interval.
    check(Unit::Score, 2, before, ranged("-0.07", "-0.13", "-0.01"), EvidenceReason::IntervalsOverlap);
    check(Unit::Score, 2, before, ranged("-0.02", "0.01", "0.04"), EvidenceReason::NoNumerators);
    check(Unit::Score, 2, before, bare("-0.02"), EvidenceReason::NoNumerators);
}

#[test]
fn without_counts_only_rounding_can_be_judged() {
    // Whole percentages: half a point on either side.
    let found = check(Unit::Percent, 0, bare("61"), bare("62"), EvidenceReason::WithinRounding);
    let interval = found.interval.unwrap();
    assert_eq!((interval.low, interval.high), (Figure::ZERO, Figure::whole(2)));
    assert_eq!(interval.method, IntervalMethod::Rounding);
    let found = check(Unit::Percent, 0, bare("61"), bare("63"), EvidenceReason::NoNumerators);
    assert_eq!(found.interval, None);
    check(Unit::Percent, 1, bare("61.0"), bare("61.2"), EvidenceReason::NoNumerators);
    check(Unit::Percent, 1, bare("61.1"), bare("61"), EvidenceReason::WithinRounding);
    check(Unit::Score, 1, bare("45.2"), bare("45.2"), EvidenceReason::WithinRounding);
}

#[test]
fn counts_of_another_figure_are_ignored() {
    let own = counted("66", 1617, 2450);
    check(Unit::Percent, 0, own, counted("69", 1000, 2450), EvidenceReason::NoNumerators);
    check(Unit::Percent, 0, own, counted("69", 1690, 0), EvidenceReason::NoNumerators);
    // A mean is no share of its pupils, whatever its sum.
    check(Unit::Score, 1, counted("45", 45_000, 1000), counted("50", 50_000, 1000), EvidenceReason::NoNumerators);
}

#[test]
fn counts_belong_to_a_figure_where_rounding_can_explain_the_rest() {
    let check = |published: &str, (numerator, denominator), decimals, expected| {
        let counts = (Figure::whole(numerator), Figure::whole(denominator));
        assert_eq!(agrees(figure(published), counts, 100, decimals), expected, "{published}");
    };
    check("66.5", (665, 1000), 1, true);
    check("67", (665, 1000), 0, true);
    check("66", (665, 1000), 0, true);
    check("67", (664, 1000), 0, false);
    check("66.4", (665, 1000), 1, false);
    check("33.333333", (1, 3), 6, true);
    check("33.333334", (1, 3), 6, false);
    check("50", (0, 0), 0, false);
}

#[test]
fn what_may_not_be_compared_is_not_tested() {
    let found = EvidenceVerdict::not_comparable("The framework changed in 2021/22.");
    assert_eq!((found.evidence, found.interval), (Evidence::NotTested, None));
    assert_eq!(found.message, "Not tested. The framework changed in 2021/22.");
}

proptest! {
    #[test]
    fn time_turned_round_gives_the_same_answer(a in 0_i64..300, b in 0_i64..300, n in 300_i64..600, m in 300_i64..600) {
        let side = |numerator: i64, denominator: i64| {
            let own = Figure::whole(numerator).scale(100, denominator).unwrap();
            counted(&own.to_string(), numerator, denominator)
        };
        for unit in [Unit::Percent, Unit::RatePer100] {
            let forth = evidence(unit, 6, &side(a, n), &side(b, m));
            let back = evidence(unit, 6, &side(b, m), &side(a, n));
            prop_assert_eq!(forth.reason, back.reason);
            prop_assert_ne!(forth.evidence, Evidence::NotTested);
        }
    }

    #[test]
    fn no_change_is_never_distinguishable(numerator in 0_i64..300, denominator in 300_i64..600, decimals in 0_u8..=6) {
        let own = Figure::whole(numerator).scale(100, denominator).unwrap();
        let side = counted(&own.display(decimals), numerator, denominator);
        for unit in Unit::ALL {
            prop_assert_ne!(evidence(*unit, decimals, &side, &side).evidence, Evidence::Distinguishable);
        }
    }

    #[test]
    fn a_bare_change_is_never_called_real(before in -1000_i64..1000, after in -1000_i64..1000, decimals in 0_u8..=6) {
        let side = |units: i64| bare(&Figure::whole(units).to_string());
        let found = evidence(Unit::Score, decimals, &side(before), &side(after));
        prop_assert_ne!(found.evidence, Evidence::Distinguishable);
        prop_assert_eq!(found.evidence == Evidence::NotTested, (before - after).abs() > i64::from(decimals == 0));
    }
}

use super::*;
use crate::measure::{DataStatus, MissingReason};
use crate::rules::Quartile;
use proptest::prelude::*;

fn figure(token: &str) -> Figure {
    Figure::parse(token).unwrap()
}

fn value(token: &str) -> Measure {
    Measure::Value(figure(token), DataStatus::Published)
}

fn rule(family: RagFamily) -> RagRule {
    RagRule { code: "rule".into(), version: 1, family }
}

fn case(polarity: Polarity, shown: Measure, target: &str) -> RagCase {
    let target = TargetStanding::Set { target: figure(target), floor: None };
    RagCase {
        polarity,
        unit: Unit::Percent,
        decimals: 1,
        range: Range::of_unit(Unit::Percent),
        value: shown,
        target,
        previous: None,
        standing: None,
    }
}

#[track_caller]
fn check(family: RagFamily, case: RagCase, rating: Rating, reason: RagReason) {
    let found = rule(family).assess(&case);
    assert_eq!((found.rating, found.reason), (rating, reason), "{}", found.message);
    assert!(found.message.ends_with('.') && found.message.len() > 10, "{}", found.message);
}

fn with_floor(polarity: Polarity, shown: &str, target: &str, floor: &str) -> RagCase {
    let target = TargetStanding::Set { target: figure(target), floor: Some(figure(floor)) };
    RagCase { target, ..case(polarity, value(shown), "0") }
}

#[test]
fn target_and_floor() {
    use RagFamily::TargetFloor;
    check(TargetFloor, with_floor(Polarity::High, "70", "70", "60"), Rating::Green, RagReason::TargetReached);
    check(TargetFloor, with_floor(Polarity::High, "69.999999", "70", "60"), Rating::Amber, RagReason::FloorHeld);
    check(TargetFloor, with_floor(Polarity::High, "60", "70", "60"), Rating::Amber, RagReason::FloorHeld);
    check(TargetFloor, with_floor(Polarity::High, "59.9", "70", "60"), Rating::Red, RagReason::BeyondFloor);
    check(TargetFloor, with_floor(Polarity::Low, "3.8", "4", "5"), Rating::Green, RagReason::TargetReached);
    check(TargetFloor, with_floor(Polarity::Low, "5", "4", "5"), Rating::Amber, RagReason::FloorHeld);
    check(TargetFloor, with_floor(Polarity::Low, "5.1", "4", "5"), Rating::Red, RagReason::BeyondFloor);
    check(TargetFloor, case(Polarity::High, value("69"), "70"), Rating::Red, RagReason::TargetMissed);
}

#[test]
fn a_floor_set_beyond_the_target_does_not_take_green_away() {
    check(
        RagFamily::TargetFloor,
        with_floor(Polarity::High, "70", "70", "75"),
        Rating::Green,
        RagReason::TargetReached,
    );
}

#[test]
fn tolerances() {
    let absolute = RagFamily::AbsoluteTolerance(figure("2"));
    check(absolute, case(Polarity::High, value("68"), "70"), Rating::Amber, RagReason::WithinTolerance);
    check(absolute, case(Polarity::High, value("67.9"), "70"), Rating::Red, RagReason::BeyondTolerance);
    check(absolute, case(Polarity::Low, value("12"), "10"), Rating::Amber, RagReason::WithinTolerance);
    let relative = RagFamily::RelativeTolerance(figure("5"));
    check(relative, case(Polarity::High, value("66.5"), "70"), Rating::Amber, RagReason::WithinTolerance);
    check(relative, case(Polarity::High, value("66.499999"), "70"), Rating::Red, RagReason::BeyondTolerance);
    check(relative, case(Polarity::Low, value("10.5"), "10"), Rating::Amber, RagReason::WithinTolerance);
}

#[test]
fn a_tolerance_in_percent_is_refused_near_zero() {
    let relative = RagFamily::RelativeTolerance(figure("5"));
    let reason = RagReason::RelativeToleranceAtZero;
    check(relative, case(Polarity::High, value("1"), "0"), Rating::None, reason);
    check(relative, case(Polarity::High, value("1"), "0.99"), Rating::None, reason);
    check(relative, case(Polarity::High, value("1"), "1"), Rating::Green, RagReason::TargetReached);
    let gap = RagCase {
        unit: Unit::PercentagePoints,
        range: Range::of_unit(Unit::PercentagePoints),
        ..case(Polarity::Low, value("16"), "15")
    };
    check(relative, gap.clone(), Rating::None, reason);
    check(RagFamily::AbsoluteTolerance(figure("1")), gap, Rating::Amber, RagReason::WithinTolerance);
}

#[test]
fn improvement_makes_amber() {
    let against =
        |now, before: Option<&str>| RagCase { previous: before.map(figure), ..case(Polarity::High, value(now), "70") };
    let family = RagFamily::ImprovementAmber;
    check(family, against("70", None), Rating::Green, RagReason::TargetReached);
    check(family, against("65", Some("64.9")), Rating::Amber, RagReason::Improved);
    check(family, against("65", Some("65")), Rating::Red, RagReason::NotImproved);
    check(family, against("65", Some("66")), Rating::Red, RagReason::NotImproved);
    check(family, against("65", None), Rating::None, RagReason::NotComparable);
}

#[test]
fn near_target_looks_both_ways() {
    let family = RagFamily::NearTarget { inner: figure("1"), outer: figure("2") };
    let polarity = Polarity::NearTarget;
    check(family, case(polarity, value("9"), "10"), Rating::Green, RagReason::WithinInner);
    check(family, case(polarity, value("11"), "10"), Rating::Green, RagReason::WithinInner);
    check(family, case(polarity, value("8"), "10"), Rating::Amber, RagReason::WithinOuter);
    check(family, case(polarity, value("12.1"), "10"), Rating::Red, RagReason::BeyondOuter);
    check(family, case(Polarity::High, value("12"), "10"), Rating::None, RagReason::RuleNotForPolarity);
    check(RagFamily::Binary, case(polarity, value("10"), "10"), Rating::None, RagReason::RuleNotForPolarity);
}

#[test]
fn position_needs_no_target_and_refuses_ties() {
    let ranked = |better, tied, of| RagCase {
        standing: Some(Standing { better, tied, of, missing: 0 }),
        target: TargetStanding::None,
        ..case(Polarity::High, value("62"), "0")
    };
    let family = RagFamily::Position;
    check(family, ranked(0, 3, 150), Rating::Green, RagReason::TopQuarter);
    check(family, ranked(36, 9, 150), Rating::None, RagReason::Ties);
    check(family, ranked(70, 10, 150), Rating::Amber, RagReason::MiddleHalf);
    check(family, ranked(140, 2, 150), Rating::Red, RagReason::BottomQuarter);
    check(family, RagCase { standing: None, ..ranked(0, 1, 9) }, Rating::None, RagReason::NotRanked);
}

#[test]
fn without_standing_there_is_no_colour() {
    let missing = |reason| case(Polarity::High, Measure::Missing(reason), "70");
    for family in [RagFamily::TargetFloor, RagFamily::Binary, RagFamily::ImprovementAmber, RagFamily::Position] {
        check(family, missing(MissingReason::Unstated), Rating::None, RagReason::NoValue);
        check(family, missing(MissingReason::Confidential), Rating::None, RagReason::Suppressed);
        check(family, missing(MissingReason::SuppressedHere), Rating::None, RagReason::Suppressed);
        check(family, missing(MissingReason::Quality), Rating::None, RagReason::Quality);
        check(family, case(Polarity::None, value("71"), "70"), Rating::None, RagReason::NoPolarity);
        check(family, case(Polarity::High, value("100.21"), "70"), Rating::None, RagReason::OutOfRange);
    }
    let without = RagCase { target: TargetStanding::None, ..case(Polarity::High, value("71"), "0") };
    check(RagFamily::Binary, without.clone(), Rating::None, RagReason::NoTarget);
    let next = TargetStanding::OtherPeriod("The next target is for 2028/29.".into());
    check(RagFamily::Binary, RagCase { target: next, ..without }, Rating::None, RagReason::NoTargetForPeriod);
}

#[test]
fn a_value_that_prints_like_its_target_is_told_apart() {
    let found = rule(RagFamily::AbsoluteTolerance(figure("2"))).assess(&case(Polarity::High, value("69.96"), "70"));
    assert_eq!(found.rating, Rating::Amber);
    assert!(found.message.starts_with("69.96 misses the target of 70.00"), "{}", found.message);
    let found = rule(RagFamily::Binary).assess(&case(Polarity::High, value("70"), "70"));
    assert_eq!(found.message, "70.0 reaches the target of 70.0.");
}

/// Any case of the unit that has no range, with everything that any family may ask for.
fn any_case() -> impl Strategy<Value = RagCase> {
    let figures = || (-4_000_000_i64..4_000_000).prop_map(Figure::from_millionths);
    let standing = (0_u32..40, 1_u32..10, 0_u32..40).prop_map(|(better, tied, worse)| Standing {
        better,
        tied,
        of: better + tied + worse,
        missing: 0,
    });
    (figures(), figures(), prop::option::of(figures()), prop::option::of(figures()), standing, any::<bool>()).prop_map(
        |(value, target, floor, previous, standing, high)| RagCase {
            polarity: if high { Polarity::High } else { Polarity::Low },
            unit: Unit::Score,
            decimals: 1,
            range: Range::default(),
            value: Measure::Value(value, DataStatus::Final),
            target: TargetStanding::Set { target, floor },
            previous,
            standing: Some(standing),
        },
    )
}

fn any_family() -> impl Strategy<Value = RagFamily> {
    prop_oneof![
        Just(RagFamily::TargetFloor),
        (0_i64..3_000_000).prop_map(|width| RagFamily::AbsoluteTolerance(Figure::from_millionths(width))),
        (0_i64..90_000_000).prop_map(|percent| RagFamily::RelativeTolerance(Figure::from_millionths(percent))),
        Just(RagFamily::ImprovementAmber),
        Just(RagFamily::Binary),
        Just(RagFamily::Position),
    ]
}

fn negated(figure: Figure) -> Figure {
    Figure::from_millionths(-figure.millionths())
}

/// The same case seen in a mirror: every figure negated, the polarity turned.
fn mirrored(case: &RagCase) -> RagCase {
    let target = match &case.target {
        TargetStanding::Set { target, floor } => {
            TargetStanding::Set { target: negated(*target), floor: floor.map(negated) }
        }
        other => other.clone(),
    };
    RagCase {
        polarity: if case.polarity == Polarity::High { Polarity::Low } else { Polarity::High },
        value: Measure::Value(negated(case.value.figure().unwrap()), DataStatus::Final),
        target,
        previous: case.previous.map(negated),
        ..case.clone()
    }
}

proptest! {
    #[test]
    fn the_mirror_has_the_same_colour(family in any_family(), case in any_case()) {
        let (found, mirror) = (rule(family).assess(&case), rule(family).assess(&mirrored(&case)));
        prop_assert_eq!((found.rating, found.reason), (mirror.rating, mirror.reason));
    }

    #[test]
    fn a_better_value_never_has_a_worse_colour(family in any_family(), case in any_case(), step in 0_i64..4_000_000) {
        let now = case.value.figure().unwrap().millionths();
        let better = if case.polarity == Polarity::High { now + step } else { now - step };
        let value = Measure::Value(Figure::from_millionths(better), DataStatus::Final);
        let (before, after) = (rule(family).assess(&case), rule(family).assess(&RagCase { value, ..case }));
        // Where amber cannot be told from red, a better value may become green but nothing else.
        if before.rating == Rating::None || after.rating == Rating::None {
            prop_assert!(after.rating == before.rating || after.rating == Rating::Green);
        } else {
            prop_assert!(after.rating <= before.rating, "{:?} then {:?}", before, after);
        }
    }

    #[test]
    fn without_a_target_only_position_colours(family in any_family(), case in any_case()) {
        let found = rule(family).assess(&RagCase { target: TargetStanding::None, ..case });
        prop_assert!(family == RagFamily::Position || found.rating == Rating::None);
    }

    #[test]
    fn nearer_to_the_target_is_never_worse(target in -50_i64..50, near in 0_i64..40, further in 0_i64..40, low in any::<bool>()) {
        let family = RagFamily::NearTarget { inner: Figure::whole(5), outer: Figure::whole(10) };
        let at = |distance: i64| {
            let value = Figure::whole(if low { target - distance } else { target + distance });
            let target = TargetStanding::Set { target: Figure::whole(target), floor: None };
            let value = Measure::Value(value, DataStatus::Final);
            let range = Range::default();
            rule(family).assess(&RagCase { value, target, range, ..case(Polarity::NearTarget, value, "0") })
        };
        prop_assert!(at(near).rating <= at(near + further).rating);
    }

    #[test]
    fn a_position_is_coloured_exactly_when_ties_do_not_matter(case in any_case()) {
        let standing = case.standing.unwrap();
        let found = rule(RagFamily::Position).assess(&case);
        let colour = |quartile| match quartile { Quartile::A => 0, Quartile::B | Quartile::C => 1, Quartile::D => 2 };
        let same = colour(standing.quartile()) == colour(standing.worst_quartile());
        prop_assert_eq!(found.rating != Rating::None, same);
        prop_assert!(!standing.is_robust() || found.rating != Rating::None);
    }
}

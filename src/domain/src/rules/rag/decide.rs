//! The decision itself: a case in, a reason out.

use crate::figure::Figure;
use crate::indicator::{Polarity, Unit};
use crate::measure::{Measure, MissingReason};
use crate::rules::{Quartile, Standing, lead, wide};

use super::{RagCase, RagFamily, RagReason, TargetStanding};

/// The reason for the colour of a case, or for having none. What can never be coloured is said first, then what is missing
/// this time.
pub(super) fn decide(family: RagFamily, case: &RagCase) -> RagReason {
    coloured(family, case).unwrap_or_else(|refusal| refusal)
}

fn coloured(family: RagFamily, case: &RagCase) -> Result<RagReason, RagReason> {
    fits(family, case.polarity)?;
    let value = usable(case)?;
    if family == RagFamily::Position {
        return by_position(case.standing);
    }
    let (target, floor) = match case.target {
        TargetStanding::Set { target, floor } => (target, floor),
        TargetStanding::OtherPeriod(_) => return Err(RagReason::NoTargetForPeriod),
        TargetStanding::NoBenchmark(_) => return Err(RagReason::NoBenchmark),
        TargetStanding::None => return Err(RagReason::NoTarget),
    };
    if let RagFamily::NearTarget { inner, outer } = family {
        return Ok(by_distance((wide(value) - wide(target)).abs(), inner, outer));
    }
    if matches!(family, RagFamily::RelativeTolerance(_)) && is_near_zero(case.unit, target) {
        return Err(RagReason::RelativeToleranceAtZero);
    }
    let beyond = |mark| lead(case.polarity, value, mark).ok_or(RagReason::NoPolarity);
    if beyond(target)? >= 0 {
        return Ok(RagReason::TargetReached);
    }
    let short = -beyond(target)?;
    match family {
        RagFamily::TargetFloor => match floor {
            Some(floor) if beyond(floor)? >= 0 => Ok(RagReason::FloorHeld),
            Some(_) => Ok(RagReason::BeyondFloor),
            None => Ok(RagReason::TargetMissed),
        },
        RagFamily::AbsoluteTolerance(tolerance) => Ok(within(short <= wide(tolerance))),
        RagFamily::RelativeTolerance(percent) => Ok(within(is_within_percent(short, target, percent))),
        RagFamily::ImprovementAmber => match case.previous {
            Some(before) if beyond(before)? > 0 => Ok(RagReason::Improved),
            Some(_) => Ok(RagReason::NotImproved),
            None => Err(RagReason::NotComparable),
        },
        RagFamily::Binary | RagFamily::NearTarget { .. } | RagFamily::Position => Ok(RagReason::TargetMissed),
    }
}

/// Only the near-target family measures distances to both sides, and only near-target measures want that.
fn fits(family: RagFamily, polarity: Polarity) -> Result<(), RagReason> {
    match (polarity, family) {
        (Polarity::None, _) => Err(RagReason::NoPolarity),
        (Polarity::NearTarget, RagFamily::NearTarget { .. }) => Ok(()),
        (Polarity::NearTarget, _) | (_, RagFamily::NearTarget { .. }) => Err(RagReason::RuleNotForPolarity),
        (Polarity::High | Polarity::Low, _) => Ok(()),
    }
}

fn usable(case: &RagCase) -> Result<Figure, RagReason> {
    match case.value {
        Measure::Value(figure, _) if case.range.contains(figure) => Ok(figure),
        Measure::Value(..) => Err(RagReason::OutOfRange),
        Measure::Missing(MissingReason::Confidential | MissingReason::SuppressedHere) => Err(RagReason::Suppressed),
        Measure::Missing(MissingReason::Quality) => Err(RagReason::Quality),
        Measure::Missing(_) => Err(RagReason::NoValue),
    }
}

fn by_distance(distance: i128, inner: Figure, outer: Figure) -> RagReason {
    if distance <= wide(inner) {
        RagReason::WithinInner
    } else if distance <= wide(outer) {
        RagReason::WithinOuter
    } else {
        RagReason::BeyondOuter
    }
}

/// The quarter decides where the best and the worst rank of a tie have the same colour.
fn by_position(standing: Option<Standing>) -> Result<RagReason, RagReason> {
    let standing = standing.ok_or(RagReason::NotRanked)?;
    let colour = |quartile| match quartile {
        Quartile::A => RagReason::TopQuarter,
        Quartile::B | Quartile::C => RagReason::MiddleHalf,
        Quartile::D => RagReason::BottomQuarter,
    };
    let (best, worst) = (colour(standing.quartile()), colour(standing.worst_quartile()));
    if best == worst { Ok(best) } else { Err(RagReason::Ties) }
}

fn within(tolerance_holds: bool) -> RagReason {
    if tolerance_holds { RagReason::WithinTolerance } else { RagReason::BeyondTolerance }
}

/// `short <= |target| × percent / 100`, exactly.
fn is_within_percent(short: i128, target: Figure, percent: Figure) -> bool {
    short * 100 * i128::from(crate::figure::MILLION) <= wide(target).abs() * wide(percent)
}

/// Whether a target is too near to zero to take a share of: a share of a target below one unit is next to nothing, and a difference (a gap, a progress score against zero) has no
/// natural size to take a share of.
pub fn is_near_zero(unit: Unit, target: Figure) -> bool {
    matches!(unit, Unit::PercentagePoints | Unit::ScoreDifference) || wide(target).abs() < wide(Figure::whole(1))
}

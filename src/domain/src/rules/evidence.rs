//! Whether a change is real, as far as the published figures can tell.
//!
//! The first of these that can be asked decides:
//!
//! 1. a percentage with its counts on both sides: Newcombe's interval of the change excludes zero or does not;
//! 2. a rate with its counts on both sides: the two rates' intervals overlap or lie apart;
//! 3. an interval published beside both figures: the two overlap or lie apart;
//! 4. neither, and the change is no larger than rounding alone can make it, half a unit of the last decimal on either
//!    side;
//! 5. neither, and a larger change: not tested, because nothing says how far the figures vary.
//!
//! Overlap is the cautious test of the two: intervals that lie apart are a real change, but two that overlap a little
//! may hide one. Counts whose own rate is not the published figure, within its rounding, are not the counts of that
//! figure and are ignored, and so is an interval that does not hold its figure.
//!
//! A scorecard asks this of many lines at once, and at 95% one true standstill in twenty looks like a change: the
//! answer is for screening, not proof.

mod message;

use crate::figure::{Figure, MILLION};
use crate::indicator::Unit;
use crate::measure::coded;

use super::{Interval, IntervalMethod, newcombe, poisson_rate, wide, wilson};

/// Whether two figures can be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// The change is larger than chance and rounding explain.
    Distinguishable,
    /// The change is no larger than chance or rounding can make it.
    NotDistinguishable,
    /// Nothing published says how far the figures vary by chance.
    NotTested,
}

coded!(Evidence {
    Distinguishable = 1, "DISTINGUISHABLE", "distinguishable";
    NotDistinguishable = 2, "NOT_DISTINGUISHABLE", "not distinguishable";
    NotTested = 3, "NOT_TESTED", "not tested";
});

/// What decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceReason {
    /// The interval of the change lies on one side of zero.
    IntervalExcludesZero,
    /// The interval of the change holds zero.
    IntervalIncludesZero,
    /// The intervals of the two figures have nothing in common.
    IntervalsApart,
    /// The intervals of the two figures overlap.
    IntervalsOverlap,
    /// The change is no larger than rounding can make it.
    WithinRounding,
    /// Neither counts nor intervals of both figures are known.
    NoNumerators,
    /// The two figures may not be compared at all.
    NotComparable,
}

coded!(EvidenceReason {
    IntervalExcludesZero = 1, "INTERVAL_EXCLUDES_ZERO", "the interval of the change excludes zero";
    IntervalIncludesZero = 2, "INTERVAL_INCLUDES_ZERO", "the interval of the change includes zero";
    IntervalsApart = 3, "INTERVALS_APART", "the intervals of the two figures lie apart";
    IntervalsOverlap = 4, "INTERVALS_OVERLAP", "the intervals of the two figures overlap";
    WithinRounding = 5, "WITHIN_ROUNDING", "rounding alone can make the change";
    NoNumerators = 6, "NO_NUMERATORS", "neither counts nor intervals of both figures are known";
    NotComparable = 7, "NOT_COMPARABLE", "the two figures may not be compared";
});

impl EvidenceReason {
    /// The answer that goes with the reason.
    pub const fn evidence(self) -> Evidence {
        match self {
            Self::IntervalExcludesZero | Self::IntervalsApart => Evidence::Distinguishable,
            Self::IntervalIncludesZero | Self::IntervalsOverlap | Self::WithinRounding => Evidence::NotDistinguishable,
            Self::NoNumerators | Self::NotComparable => Evidence::NotTested,
        }
    }
}

/// A figure with what is published of its making.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidenced {
    /// The figure, as published.
    pub figure: Figure,
    /// Its numerator and its denominator, in people or events.
    pub counts: Option<(Figure, Figure)>,
    /// The lower and the upper end of the interval published beside it, in the figure's unit.
    pub published: Option<(Figure, Figure)>,
}

impl Evidenced {
    /// The 95% interval of the figure itself: Wilson's for a percentage with its counts, that of a rate with its counts,
    /// otherwise the published one. `None` where neither is known, or they are not those of the figure.
    pub fn interval(&self, unit: Unit, decimals_published: u8) -> Option<Interval> {
        let (scale, decimals) = (unit_scale(unit), decimals_published.min(6));
        let own = |scale| self.counts.filter(|counts| agrees(self.figure, *counts, scale, decimals));
        let counted = scale.and_then(|scale| {
            let (numerator, denominator) = own(scale)?;
            match unit {
                Unit::Percent => wilson(numerator, denominator),
                _ => poisson_rate(numerator, denominator, scale),
            }
        });
        counted.or_else(|| published(self))
    }
}

/// Whether a change is real, and what says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceVerdict {
    /// The answer.
    pub evidence: Evidence,
    /// What decided.
    pub reason: EvidenceReason,
    /// The interval of the change, after minus before, where the test has one.
    pub interval: Option<Interval>,
    /// The same in a sentence.
    pub message: String,
}

impl EvidenceVerdict {
    /// The verdict on two figures that may not be compared; `why` is the sentence that says so.
    pub fn not_comparable(why: &str) -> Self {
        let reason = EvidenceReason::NotComparable;
        Self { evidence: reason.evidence(), reason, interval: None, message: format!("Not tested. {why}") }
    }
}

/// Whether the change from `before` to `after` is real. `decimals_published` are those of the publication on both
/// sides.
pub fn evidence(unit: Unit, decimals_published: u8, before: &Evidenced, after: &Evidenced) -> EvidenceVerdict {
    let case = Case { unit, decimals: decimals_published.min(6), before, after };
    let (reason, interval) = case.decide();
    EvidenceVerdict {
        evidence: reason.evidence(),
        reason,
        interval,
        message: message::message(&case, reason, interval),
    }
}

/// What a test is asked of.
struct Case<'a> {
    unit: Unit,
    decimals: u8,
    before: &'a Evidenced,
    after: &'a Evidenced,
}

impl Case<'_> {
    fn decide(&self) -> (EvidenceReason, Option<Interval>) {
        if let Some(change) = self.interval_of_proportions() {
            let excludes_zero = !change.contains(Figure::ZERO);
            let (yes, no) = (EvidenceReason::IntervalExcludesZero, EvidenceReason::IntervalIncludesZero);
            return (if excludes_zero { yes } else { no }, Some(change));
        }
        if let Some((before, after)) = self.intervals_of_sides() {
            let overlap = before.overlaps(&after);
            return (if overlap { EvidenceReason::IntervalsOverlap } else { EvidenceReason::IntervalsApart }, None);
        }
        match self.rounding().filter(|allowed| allowed.contains(Figure::ZERO)) {
            Some(allowed) => (EvidenceReason::WithinRounding, Some(allowed)),
            None => (EvidenceReason::NoNumerators, None),
        }
    }

    /// Newcombe's interval, for a percentage with its counts on both sides.
    fn interval_of_proportions(&self) -> Option<Interval> {
        let (before, after) = (self.counts(self.before)?, self.counts(self.after)?);
        (self.unit == Unit::Percent).then(|| newcombe(before, after))?
    }

    /// The intervals of the two figures: of rates from their counts, otherwise as published.
    fn intervals_of_sides(&self) -> Option<(Interval, Interval)> {
        let rate = |side| {
            let (count, denominator) = self.counts(side)?;
            poisson_rate(count, denominator, unit_scale(self.unit)?)
        };
        let counted = || (self.unit != Unit::Percent).then(|| Some((rate(self.before)?, rate(self.after)?)))?;
        counted().or_else(|| Some((published(self.before)?, published(self.after)?)))
    }

    /// The counts of a side, where they are the counts of its figure.
    fn counts(&self, side: &Evidenced) -> Option<(Figure, Figure)> {
        let (scale, counts) = (unit_scale(self.unit)?, side.counts?);
        agrees(side.figure, counts, scale, self.decimals).then_some(counts)
    }

    /// What the change can be when either figure was rounded by half a unit of its last decimal: a whole unit in all.
    fn rounding(&self) -> Option<Interval> {
        let change = self.after.figure.checked_sub(self.before.figure)?;
        let unit = unit_of_last(self.decimals);
        let (low, high) = (change.checked_sub(unit)?, change.checked_add(unit)?);
        Some(Interval { low, high, method: IntervalMethod::Rounding })
    }
}

/// What a unit counts per: the figure is this many times its numerator over its denominator. `None` where a figure is
/// no share or rate of a count.
pub(crate) const fn unit_scale(unit: Unit) -> Option<i64> {
    match unit {
        Unit::Percent | Unit::RatePer100 => Some(100),
        Unit::RatePer1000 => Some(1_000),
        Unit::RatePer10000 => Some(10_000),
        Unit::RatePer100000 => Some(100_000),
        _ => None,
    }
}

/// The interval published beside a figure, where it holds it.
fn published(side: &Evidenced) -> Option<Interval> {
    let (low, high) = side.published?;
    Some(Interval { low, high, method: IntervalMethod::Published }).filter(|found| found.contains(side.figure))
}

/// One unit of the last of `decimals` (at most six).
fn unit_of_last(decimals: u8) -> Figure {
    Figure::from_millionths(10_i64.pow(6 - u32::from(decimals)))
}

/// Whether `scale * numerator / denominator`, rounded at the last of `decimals`, can be what was published; in whole
/// numbers, exactly.
fn agrees(published: Figure, (numerator, denominator): (Figure, Figure), scale: i64, decimals: u8) -> bool {
    let twice = 2 * i128::from(MILLION);
    let sides = || {
        let own = wide(numerator).checked_mul(i128::from(scale))?.checked_mul(twice)?;
        let theirs = wide(published).checked_mul(wide(denominator))?.checked_mul(2)?;
        Some((own.checked_sub(theirs)?.checked_abs()?, wide(unit_of_last(decimals)) * wide(denominator)))
    };
    denominator > Figure::ZERO && sides().is_some_and(|(miss, allowed)| miss <= allowed)
}

#[cfg(test)]
mod tests;

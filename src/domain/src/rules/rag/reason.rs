//! The reasons for a colour or its absence: a closed list.

use crate::measure::coded;

/// The colour of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// As promised.
    Green,
    /// Short of the promise, within what the rule allows.
    Amber,
    /// Short of the promise.
    Red,
    /// No colour; the reason says why.
    None,
}

coded!(Rating {
    Green = 1, "GREEN", "green";
    Amber = 2, "AMBER", "amber";
    Red = 3, "RED", "red";
    None = 4, "NONE", "no colour";
});

/// Why a line has its colour, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RagReason {
    /// Green: the target is reached.
    TargetReached,
    /// Green: close enough to the target, either way.
    WithinInner,
    /// Green: in the top quarter, however ties are broken.
    TopQuarter,
    /// Amber: the target is missed, the floor is held.
    FloorHeld,
    /// Amber: the target is missed by no more than the tolerance.
    WithinTolerance,
    /// Amber: the target is missed, better than the period before.
    Improved,
    /// Amber: outside of the inner distance, within the outer.
    WithinOuter,
    /// Amber: neither in the top nor in the bottom quarter, however ties are broken.
    MiddleHalf,
    /// Red: the target is missed.
    TargetMissed,
    /// Red: beyond the floor.
    BeyondFloor,
    /// Red: the target is missed by more than the tolerance.
    BeyondTolerance,
    /// Red: the target is missed, and no better than the period before.
    NotImproved,
    /// Red: outside of the outer distance.
    BeyondOuter,
    /// Red: in the bottom quarter, however ties are broken.
    BottomQuarter,
    /// None: neither more nor less is better.
    NoPolarity,
    /// None: the rule is not made for the indicator's polarity.
    RuleNotForPolarity,
    /// None: the strategy names a rule that does not exist.
    UnknownRule,
    /// None: there is no value.
    NoValue,
    /// None: the value is suppressed.
    Suppressed,
    /// None: the value failed a quality check.
    Quality,
    /// None: the value is impossible.
    OutOfRange,
    /// None: no source states a target.
    NoTarget,
    /// None: there are targets, for other periods.
    NoTargetForPeriod,
    /// None: a tolerance in percent says nothing near zero.
    RelativeToleranceAtZero,
    /// None: the target is missed, and amber or red depends on a previous value that cannot be compared.
    NotComparable,
    /// None: the value is not ranked.
    NotRanked,
    /// None: the colour depends on how ties are broken.
    Ties,
    /// None: the benchmark that the target follows is not known.
    NoBenchmark,
}

coded!(RagReason {
    TargetReached = 1, "TARGET_REACHED", "the target is reached";
    WithinInner = 2, "WITHIN_INNER", "close enough to the target";
    TopQuarter = 3, "TOP_QUARTER", "in the top quarter";
    FloorHeld = 4, "FLOOR_HELD", "the target is missed, the floor is held";
    WithinTolerance = 5, "WITHIN_TOLERANCE", "the target is missed within the tolerance";
    Improved = 6, "IMPROVED", "the target is missed, better than before";
    WithinOuter = 7, "WITHIN_OUTER", "not far from the target";
    MiddleHalf = 8, "MIDDLE_HALF", "in the middle half";
    TargetMissed = 9, "TARGET_MISSED", "the target is missed";
    BeyondFloor = 10, "BEYOND_FLOOR", "beyond the floor";
    BeyondTolerance = 11, "BEYOND_TOLERANCE", "the target is missed beyond the tolerance";
    NotImproved = 12, "NOT_IMPROVED", "the target is missed, no better than before";
    BeyondOuter = 13, "BEYOND_OUTER", "far from the target";
    BottomQuarter = 14, "BOTTOM_QUARTER", "in the bottom quarter";
    NoPolarity = 20, "NO_POLARITY", "neither more nor less is better";
    RuleNotForPolarity = 21, "RULE_NOT_FOR_POLARITY", "the rule is not made for this polarity";
    UnknownRule = 22, "UNKNOWN_RULE", "the rule does not exist";
    NoValue = 23, "NO_VALUE", "there is no value";
    Suppressed = 24, "SUPPRESSED", "the value is suppressed";
    Quality = 25, "QUALITY", "the value failed a quality check";
    OutOfRange = 26, "OUT_OF_RANGE", "the value is impossible";
    NoTarget = 27, "NO_TARGET", "no source states a target";
    NoTargetForPeriod = 28, "NO_TARGET_FOR_PERIOD", "no target for this period";
    RelativeToleranceAtZero = 29, "RELATIVE_TOLERANCE_AT_ZERO", "a tolerance in percent says nothing near zero";
    NotComparable = 30, "NOT_COMPARABLE", "the previous value cannot be compared";
    NotRanked = 31, "NOT_RANKED", "the value is not ranked";
    Ties = 32, "TIES", "the colour depends on how ties are broken";
    NoBenchmark = 33, "NO_BENCHMARK", "the benchmark of the target is not known";
});

impl RagReason {
    /// The colour that goes with the reason.
    pub const fn rating(self) -> Rating {
        match self.number() {
            1..=3 => Rating::Green,
            4..=8 => Rating::Amber,
            9..=14 => Rating::Red,
            _ => Rating::None,
        }
    }
}

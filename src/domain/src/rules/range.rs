//! What figures are possible: outside of it a figure is flagged, shown as published, and decides nothing.

use crate::figure::Figure;
use crate::indicator::{Indicator, Unit};
use crate::measure::{Measure, MissingReason};

/// The smallest and the largest figure that is possible, in the indicator's unit; an open end where there is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The smallest possible figure.
    pub low: Option<Figure>,
    /// The largest possible figure.
    pub high: Option<Figure>,
}

impl Range {
    /// The range of an indicator: its own limits, and where it states none the limits of its unit.
    pub fn of(indicator: &Indicator) -> Self {
        let unit = Self::of_unit(indicator.unit);
        Self { low: indicator.range.0.or(unit.low), high: indicator.range.1.or(unit.high) }
    }

    /// The limits of a unit: a percentage lies within 0 to 100, rates, counts and days are not negative.
    pub const fn of_unit(unit: Unit) -> Self {
        let (low, high) = match unit {
            Unit::Percent => (Some(Figure::ZERO), Some(Figure::whole(100))),
            Unit::PercentagePoints => (Some(Figure::whole(-100)), Some(Figure::whole(100))),
            Unit::RatePer100
            | Unit::RatePer1000
            | Unit::RatePer10000
            | Unit::RatePer100000
            | Unit::Count
            | Unit::Days => (Some(Figure::ZERO), None),
            Unit::Score | Unit::ScoreDifference | Unit::Pounds | Unit::Unstated => (None, None),
        };
        Self { low, high }
    }

    /// Whether a figure is possible.
    pub fn contains(self, figure: Figure) -> bool {
        self.low.is_none_or(|low| low <= figure) && self.high.is_none_or(|high| figure <= high)
    }

    /// Whether a measure carries an impossible figure.
    pub fn refuses(self, measure: Measure) -> bool {
        measure.figure().is_some_and(|figure| !self.contains(figure))
    }

    /// The measure as far as it may decide anything: an impossible figure becomes missing for quality.
    #[must_use]
    pub fn screen(self, measure: Measure) -> Measure {
        if self.refuses(measure) { Measure::Missing(MissingReason::Quality) } else { measure }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(unit: Unit, token: &str, possible: bool) {
        let figure = Figure::parse(token).unwrap();
        assert_eq!(Range::of_unit(unit).contains(figure), possible, "{token} {}", unit.code());
    }

    #[test]
    fn units_have_limits() {
        // The September Guarantee that was published as 100.21%.
        check(Unit::Percent, "100.21", false);
        check(Unit::Percent, "100", true);
        check(Unit::Percent, "0", true);
        check(Unit::Percent, "-0.01", false);
        check(Unit::PercentagePoints, "-12", true);
        check(Unit::PercentagePoints, "101", false);
        check(Unit::RatePer100000, "1258", true);
        check(Unit::RatePer1000, "-1", false);
        check(Unit::Score, "-0.5", true);
        check(Unit::Pounds, "-100", true);
    }

    #[test]
    fn an_impossible_figure_is_withheld_from_decisions_but_not_clipped() {
        let measure = Measure::Value(Figure::parse("100.21").unwrap(), crate::DataStatus::Published);
        let range = Range::of_unit(Unit::Percent);
        assert!(range.refuses(measure));
        assert_eq!(range.screen(measure), Measure::Missing(MissingReason::Quality));
        let suppressed = Measure::Missing(MissingReason::Confidential);
        assert_eq!(range.screen(suppressed), suppressed);
    }
}

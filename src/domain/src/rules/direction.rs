//! Direction of travel.

use crate::figure::Figure;
use crate::indicator::{Polarity, SeriesBreak, Unit};
use crate::measure::{Measure, coded};
use crate::period::Period;

use super::{Comparable, NotComparable, Range, comparable, wide};

/// A direction-of-travel rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectionRule {
    /// The code: `previous-period`.
    pub code: String,
    /// The version.
    pub version: i64,
    /// Changes no larger than this count as stable, the band's edge included. It is a number of percentage points and
    /// applies to percentages and their differences alone: half a point of Progress 8 or half a case in 100,000 is another
    /// thing, and there every change counts.
    pub stable_band: Figure,
}

/// Where a measure is going.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Changed for the better.
    Improving,
    /// Changed for the worse.
    Worsening,
    /// Within the stable band.
    Stable,
    /// Went up; neither direction is better.
    Increasing,
    /// Went down; neither direction is better.
    Decreasing,
    /// Within the stable band; neither direction is better.
    NoChange,
    /// Cannot be said, and the reason says why.
    NotAssessable,
}

coded!(Verdict {
    Improving = 1, "IMPROVING", "improving";
    Worsening = 2, "WORSENING", "worsening";
    Stable = 3, "STABLE", "stable";
    Increasing = 4, "INCREASING", "increasing";
    Decreasing = 5, "DECREASING", "decreasing";
    NoChange = 6, "NO_CHANGE", "no change";
    NotAssessable = 7, "NOT_ASSESSABLE", "not assessable";
});

/// Why a direction was given, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DirectionReason {
    /// The change is larger than the stable band.
    Changed,
    /// The change is no larger than the stable band.
    WithinBand,
    /// Compared across a break that asks for caution.
    Caution,
    /// The value is missing.
    ValueMissing,
    /// The series has no earlier period.
    NoPrevious,
    /// The earlier period is another kind of time.
    BasisDiffers,
    /// Nothing may be compared across the break between the two.
    SeriesBreak,
    /// A period lies between that the series does not have.
    MissingYear,
    /// The period right before has no value.
    PreviousMissing,
    /// One of the two figures is impossible.
    OutOfRange,
    /// The strategy names a rule that does not exist.
    UnknownRule,
}

coded!(DirectionReason {
    Changed = 1, "CHANGED", "changed by more than the stable band";
    WithinBand = 2, "WITHIN_BAND", "changed by no more than the stable band";
    Caution = 3, "CAUTION", "compared across a break, with caution";
    ValueMissing = 4, "VALUE_MISSING", "there is no value";
    NoPrevious = 5, "NO_PREVIOUS", "there is no earlier period";
    BasisDiffers = 6, "BASIS_DIFFERS", "the earlier period is another kind of time";
    SeriesBreak = 7, "SERIES_BREAK", "the series breaks between the two periods";
    MissingYear = 8, "MISSING_YEAR", "a period is missing between the two";
    PreviousMissing = 9, "PREVIOUS_MISSING", "the period before has no value";
    OutOfRange = 10, "OUT_OF_RANGE", "one of the two figures is impossible";
    UnknownRule = 11, "UNKNOWN_RULE", "the rule does not exist";
});

/// What a direction is asked of.
#[derive(Clone, Copy, Debug)]
pub struct DirectionCase<'a> {
    /// Which direction is better.
    pub polarity: Polarity,
    /// The unit of the figures.
    pub unit: Unit,
    /// Decimals shown in the message.
    pub decimals: u8,
    /// Which figures are possible.
    pub range: Range,
    /// The period and its measure.
    pub current: (Period, Measure),
    /// The whole series, in any order; only what is earlier counts.
    pub series: &'a [(Period, Measure)],
    /// The breaks of the series.
    pub breaks: &'a [SeriesBreak],
}

/// The answer of a direction rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectionVerdict {
    /// Where it is going.
    pub verdict: Verdict,
    /// Value minus previous value, where they are comparable.
    pub change: Option<Figure>,
    /// Why.
    pub reason: DirectionReason,
    /// The same in a sentence.
    pub message: String,
}

impl DirectionRule {
    /// Compares the current value with that of the period right before.
    pub fn assess(&self, case: &DirectionCase<'_>) -> DirectionVerdict {
        let compared = match comparable(case.current, case.series, case.breaks) {
            Ok(compared) => compared,
            Err(why) => return refusal(reason_of(&why), explain_not_comparable(&why, case.current.0)),
        };
        let change = case.current.1.figure().and_then(|now| now.checked_sub(compared.figure));
        let possible = !case.range.refuses(case.current.1) && case.range.contains(compared.figure);
        let (Some(change), true) = (change, possible) else {
            let message = "A figure outside of what its unit allows is not compared: ask the publisher.".to_owned();
            return refusal(DirectionReason::OutOfRange, message);
        };
        let verdict = verdict(case.polarity, change, self.band(case.unit));
        let reason = match verdict {
            _ if !compared.cautions.is_empty() => DirectionReason::Caution,
            Verdict::Stable | Verdict::NoChange => DirectionReason::WithinBand,
            _ => DirectionReason::Changed,
        };
        let message = self.message(case, &compared, change, verdict);
        DirectionVerdict { verdict, change: Some(change), reason, message }
    }

    /// The stable band for a unit: a band in percentage points says nothing about scores, rates or counts.
    fn band(&self, unit: Unit) -> Figure {
        match unit {
            Unit::Percent | Unit::PercentagePoints => self.stable_band.max(Figure::ZERO),
            _ => Figure::ZERO,
        }
    }

    fn message(&self, case: &DirectionCase<'_>, found: &Comparable<'_>, change: Figure, verdict: Verdict) -> String {
        let now = case.current.1.figure().unwrap_or_default();
        let (now, before) = super::apart(now, found.figure, case.decimals);
        let mut text = format!("{now} after {before} in {}: {}", found.period, verdict.words());
        if change != Figure::ZERO && matches!(verdict, Verdict::Stable | Verdict::NoChange) {
            text += &format!(" (a change of up to {} counts as stable)", self.band(case.unit));
        }
        text.push('.');
        for caution in &found.cautions {
            text += &format!(" Compare with caution: {}", caution.note);
        }
        text
    }
}

fn verdict(polarity: Polarity, change: Figure, band: Figure) -> Verdict {
    let still = wide(change).abs() <= wide(band);
    let up = change > Figure::ZERO;
    match (polarity, still, up) {
        (Polarity::High | Polarity::Low, true, _) => Verdict::Stable,
        (Polarity::High, _, true) | (Polarity::Low, _, false) => Verdict::Improving,
        (Polarity::High, _, false) | (Polarity::Low, _, true) => Verdict::Worsening,
        (Polarity::NearTarget | Polarity::None, true, _) => Verdict::NoChange,
        (Polarity::NearTarget | Polarity::None, _, true) => Verdict::Increasing,
        (Polarity::NearTarget | Polarity::None, _, false) => Verdict::Decreasing,
    }
}

fn refusal(reason: DirectionReason, message: String) -> DirectionVerdict {
    DirectionVerdict { verdict: Verdict::NotAssessable, change: None, reason, message }
}

fn reason_of(why: &NotComparable<'_>) -> DirectionReason {
    match why {
        NotComparable::ValueMissing(_) => DirectionReason::ValueMissing,
        NotComparable::NoPrevious => DirectionReason::NoPrevious,
        NotComparable::BasisDiffers(_) => DirectionReason::BasisDiffers,
        NotComparable::SeriesBreak(_) => DirectionReason::SeriesBreak,
        NotComparable::MissingYear(_) => DirectionReason::MissingYear,
        NotComparable::PreviousMissing(..) => DirectionReason::PreviousMissing,
    }
}

/// Why two periods are not compared, in a sentence.
pub fn explain_not_comparable(why: &NotComparable<'_>, current: Period) -> String {
    match why {
        NotComparable::ValueMissing(reason) => format!("There is no value for {current}: {}.", reason.words()),
        NotComparable::NoPrevious => format!("The series has nothing before {current} to compare with."),
        NotComparable::BasisDiffers(earlier) => format!(
            "The figure before, {earlier}, is for another kind of time ({}, not {}): the two cannot be compared.",
            earlier.basis().words(),
            current.basis().words()
        ),
        NotComparable::SeriesBreak(cut) => {
            format!("Figures from {} on cannot be compared with earlier ones. {}", cut.first, cut.note)
        }
        NotComparable::MissingYear(earlier) => format!(
            "The last figure before {current} is for {earlier}; a change over a missing period is not a direction."
        ),
        NotComparable::PreviousMissing(earlier, reason) => format!("{earlier} has no value: {}.", reason.words()),
    }
}

#[cfg(test)]
mod tests;

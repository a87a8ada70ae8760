//! Trajectories: the path from a baseline to a target, year by year.
//!
//! A linear path is `T(t) = B + (E - B) (t - t₀) / (t₁ - t₀)` in years of the basis, exact and rounded once. A stepped
//! path holds each milestone until the next, from the baseline on, and has the end value at the end. A manual path has
//! exactly the periods that were named. A missing year is interpolated in the target only, never in what was observed.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::academic::AcademicYear;
use crate::figure::Figure;
use crate::measure::coded;
use crate::period::{Basis, Period};

/// How a trajectory goes from its start to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TrajectoryMethod {
    /// By the same amount every year.
    Linear,
    /// Each milestone holds until the next.
    Stepped,
    /// At the named periods only.
    Manual,
}

coded!(TrajectoryMethod {
    Linear = 1, "LINEAR", "by the same amount every year";
    Stepped = 2, "STEPPED", "each milestone holds until the next";
    Manual = 3, "MANUAL", "at the named periods only";
});

/// The path of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trajectory {
    /// How it goes from start to end.
    pub method: TrajectoryMethod,
    /// The baseline.
    pub start: (Period, Figure),
    /// The last period and the value to be reached in it.
    pub end: (Period, Figure),
    /// The milestones or named periods between the two, in any order. A linear path needs none; those it has lie on it.
    pub points: Vec<(Period, Figure)>,
}

/// What is wrong with a trajectory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrajectoryError {
    /// A point or the end is of another kind of time than the baseline.
    #[error(
        "the trajectory's point {point} is for another kind of time ({}) than its baseline {start} ({}): give every \
         point on the baseline's basis",
        point.basis().words(),
        start.basis().words()
    )]
    OtherBasis {
        /// The point.
        point: Period,
        /// The baseline's period.
        start: Period,
    },
    /// The end is not after the baseline.
    #[error("the trajectory ends in {end}, which is not after its baseline {start}: a path needs at least one year")]
    EndNotAfterStart {
        /// The baseline's period.
        start: Period,
        /// The last period.
        end: Period,
    },
    /// A point or the end lies outside of the strategy's window.
    #[error(
        "the trajectory's point {point} lies outside of the strategy's window {first} to {last}: only the baseline may \
         lie before it"
    )]
    OutsideWindow {
        /// The point.
        point: Period,
        /// The first academic year of the window.
        first: AcademicYear,
        /// The last academic year of the window.
        last: AcademicYear,
    },
    /// A point lies before the baseline.
    #[error("the trajectory's point {point} lies before its baseline {start}")]
    BeforeStart {
        /// The point.
        point: Period,
        /// The baseline's period.
        start: Period,
    },
    /// A point lies beyond the end.
    #[error("the trajectory's point {point} lies beyond its end {end}")]
    BeyondEnd {
        /// The point.
        point: Period,
        /// The last period.
        end: Period,
    },
    /// Two values for one period; the baseline and the end count.
    #[error("the trajectory has two values for {0}: give one value for a period")]
    TwoForOnePeriod(Period),
    /// A linear path was given a point that does not lie on it.
    #[error(
        "the trajectory is linear, and its point for {point} is {given} where the line is at {line}: make it stepped \
         or manual"
    )]
    OffTheLine {
        /// The point.
        point: Period,
        /// Its value.
        given: Figure,
        /// The value of the line there.
        line: Figure,
    },
}

impl Trajectory {
    /// The value to be reached in a period. `None` outside of start to end, on another basis, and on a manual path for
    /// a period that was not named.
    pub fn at(&self, period: Period) -> Option<Figure> {
        let (start, end) = (self.start.0, self.end.0);
        if !same_basis(period, start) || period < start || end < period {
            return None;
        }
        let named = self.named().find(|(at, _)| *at == period).map(|(_, value)| value);
        match self.method {
            TrajectoryMethod::Linear => self.on_the_line(period),
            TrajectoryMethod::Stepped => named.or_else(|| self.milestone_before(period)),
            TrajectoryMethod::Manual => named,
        }
    }

    /// Whether the trajectory can be the path of a target within a strategy's `window` of academic years (first and
    /// last).
    ///
    /// # Errors
    /// [`TrajectoryError`] for the first thing that is wrong, named with its period and the rule.
    pub fn check(&self, window: (AcademicYear, AcademicYear)) -> Result<(), TrajectoryError> {
        let (start, end) = (self.start.0, self.end.0);
        let mut seen = BTreeSet::from([start]);
        for point in self.points.iter().map(|(at, _)| *at).chain([end]) {
            if !same_basis(point, start) {
                return Err(TrajectoryError::OtherBasis { point, start });
            }
        }
        if end <= start {
            return Err(TrajectoryError::EndNotAfterStart { start, end });
        }
        for point in self.points.iter().map(|(at, _)| *at).chain([end]) {
            check_place(point, start, end, window)?;
            if !seen.insert(point) {
                return Err(TrajectoryError::TwoForOnePeriod(point));
            }
        }
        self.check_line()
    }

    fn check_line(&self) -> Result<(), TrajectoryError> {
        if self.method != TrajectoryMethod::Linear {
            return Ok(());
        }
        let off = self.points.iter().find_map(|(point, given)| {
            let line = self.on_the_line(*point)?;
            (line != *given).then_some(TrajectoryError::OffTheLine { point: *point, given: *given, line })
        });
        off.map_or(Ok(()), Err)
    }

    fn named(&self) -> impl Iterator<Item = (Period, Figure)> {
        [self.end, self.start].into_iter().chain(self.points.iter().copied())
    }

    fn on_the_line(&self, period: Period) -> Option<Figure> {
        let years = |to: Period| i64::from(to.start_year() - self.start.0.start_year());
        let rise = self.end.1.checked_sub(self.start.1)?;
        match years(self.end.0) {
            0 => Some(self.end.1),
            all => self.start.1.checked_add(rise.scale(years(period), all)?),
        }
    }

    /// The last milestone before the period, the baseline where there is none.
    fn milestone_before(&self, period: Period) -> Option<Figure> {
        self.named().filter(|(at, _)| *at < period).max_by_key(|(at, _)| *at).map(|(_, value)| value)
    }
}

fn check_place(
    point: Period,
    start: Period,
    end: Period,
    window: (AcademicYear, AcademicYear),
) -> Result<(), TrajectoryError> {
    if point < start {
        return Err(TrajectoryError::BeforeStart { point, start });
    }
    if !in_window(point, window) && point != start {
        return Err(TrajectoryError::OutsideWindow { point, first: window.0, last: window.1 });
    }
    if end < point {
        return Err(TrajectoryError::BeyondEnd { point, end });
    }
    Ok(())
}

fn same_basis(left: Period, right: Period) -> bool {
    left.basis() == right.basis() && left.years() == right.years()
}

/// Whether a period lies within a window of academic years, the first and the last included: its last day falls between
/// 1 September of the first and 31 August of the last. Calendar years, census points, means of months and rolling
/// twelve months are named by the year in which they end, so for them the window runs on to the 31 December after it:
/// of a window to 2023/24, the calendar year 2024 is the last.
pub fn in_window(period: Period, window: (AcademicYear, AcademicYear)) -> bool {
    let (first, last) = (window.0.start(), window.1.start() + 1);
    let (month, day) = match period.basis() {
        Basis::CalendarYear | Basis::CensusPoint | Basis::MeanOfMonths | Basis::Rolling12Months => (12, 31),
        _ => (8, 31),
    };
    let opens = NaiveDate::from_ymd_opt(first, 9, 1);
    let closes = NaiveDate::from_ymd_opt(last, month, day);
    let (_, ends) = period.days();
    opens.is_some_and(|opens| opens <= ends) && closes.is_some_and(|closes| ends <= closes)
}

#[cfg(test)]
mod tests;

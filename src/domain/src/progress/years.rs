//! The years of a snapshot: which academic years are shown, and which period of a series each of them is told with.

use chrono::{Datelike, NaiveDate};

use crate::academic::AcademicYear;
use crate::period::{Basis, Period};

/// The years from the one right before the window to the last one that had ended by the day, and never less than the window.
///
/// An academic year ends on 31 August; one that is still running has nothing to be observed.
pub(super) fn shown(window: (AcademicYear, AcademicYear), day: NaiveDate) -> Vec<AcademicYear> {
    let ended = if day.month() > 8 { day.year() - 1 } else { day.year() - 2 };
    let last = window.1.start().max(ended);
    (window.0.start() - 1..=last).filter_map(AcademicYear::starting).collect()
}

/// How many years a window has.
pub(super) fn count(window: (AcademicYear, AcademicYear)) -> i64 {
    i64::from(window.1.start() - window.0.start() + 1)
}

/// Whether a year belongs to the window.
pub(super) fn contains(window: (AcademicYear, AcademicYear), year: AcademicYear) -> bool {
    window.0 <= year && year <= window.1
}

/// The period of a year on the series' basis: that of the series where it has one (a pooled period has its own length), and
/// otherwise the plain one.
pub(super) fn period(series: &[Period], basis: Basis, year: AcademicYear) -> Option<Period> {
    let own = series.iter().copied().rev().find(|at| at.basis() == basis && at.academic_year() == Some(year));
    own.or_else(|| Period::told_with(basis, year))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(start: i32) -> AcademicYear {
        AcademicYear::starting(start).unwrap()
    }

    #[test]
    fn the_years_shown_end_with_the_last_that_has_ended() {
        let check = |day: &str, first: i32, last: i32| {
            let years = shown((year(2019), year(2023)), day.parse().unwrap());
            assert_eq!((years.first().copied(), years.last().copied()), (Some(year(first)), Some(year(last))), "{day}");
        };
        check("2021-08-31", 2018, 2023);
        check("2026-07-08", 2018, 2024);
        check("2026-08-31", 2018, 2024);
        check("2026-09-01", 2018, 2025);
    }

    #[test]
    fn a_year_finds_the_series_own_period_first() {
        let pooled = Period::pooled(Basis::PooledYears, 2019, 3).unwrap();
        assert_eq!(period(&[pooled], Basis::PooledYears, year(2021)), Some(pooled));
        assert_eq!(period(&[], Basis::CalendarYear, year(2021)), Period::new(Basis::CalendarYear, 2022));
    }
}

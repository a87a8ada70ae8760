//! Days of records that begin and end: half-open, and within sight of the strategy.

use chrono::{Datelike, NaiveDate};

use super::{Problem, ProblemCode};

/// The years in which a record may begin and end.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Checks the first day of a record and the first one on which it is over.
pub(super) fn check_days(from: NaiveDate, to: Option<NaiveDate>, problems: &mut Vec<Problem>) {
    for (field, day) in [("validFrom", Some(from)), ("validTo", to)] {
        if let Some(day) = day.filter(|day| !YEARS.contains(&day.year())) {
            let message = format!("{day} lies outside of the years {} to {}.", YEARS.start(), YEARS.end());
            problems.push(Problem::new(field, ProblemCode::OutOfRange, message));
        }
    }
    if to.is_some_and(|to| to <= from) {
        let message = "It ends before it begins: 'validTo' is the first day on which it is over.";
        problems.push(Problem::new("validTo", ProblemCode::DatesReversed, message));
    }
}

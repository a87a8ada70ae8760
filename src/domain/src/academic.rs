//! Academic years and terms.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::measure::coded;

/// An academic year, 1 September to 31 August, named by the calendar year in which it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AcademicYear(i16);

/// A text that is not an academic year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not an academic year: write it as 2024/25")]
pub struct AcademicYearError(pub String);

impl AcademicYear {
    /// The academic year that starts in September of `year`. `None` outside 1900 to 2200.
    pub fn starting(year: i32) -> Option<Self> {
        (1900..=2200).contains(&year).then_some(Self(year as i16))
    }

    /// The academic year that a day lies in. `None` outside 1900 to 2200.
    pub fn of_day(day: NaiveDate) -> Option<Self> {
        Self::starting(if day.month() >= 9 { day.year() } else { day.year() - 1 })
    }

    /// The calendar year in which it starts.
    pub fn start(self) -> i32 {
        i32::from(self.0)
    }

    /// The academic year after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// Reads `2024/25`, `2024-25`, `202425`, `2024/2025` and `2024-2025`. The two years must follow each other.
    ///
    /// # Errors
    /// [`AcademicYearError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, AcademicYearError> {
        let error = || AcademicYearError(text.to_owned());
        let digits: String = text.trim().chars().filter(|c| !matches!(c, '/' | '-')).collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) || text.trim().len() - digits.len() > 1 {
            return Err(error());
        }
        let (first, second) = match digits.len() {
            6 => (&digits[..4], &digits[4..]),
            8 => (&digits[..4], &digits[6..]),
            _ => return Err(error()),
        };
        let start: i32 = first.parse().map_err(|_| error())?;
        let end: i32 = second.parse().map_err(|_| error())?;
        let century = if digits.len() == 8 { digits[4..].parse::<i32>().map_err(|_| error())? - start } else { 1 };
        if (start + 1) % 100 != end || century != 1 {
            return Err(error());
        }
        Self::starting(start).ok_or_else(error)
    }
}

/// `2024/25`.
impl fmt::Display for AcademicYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// One of the three terms of an academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// September to December.
    Autumn,
    /// January to Easter.
    Spring,
    /// Easter to July.
    Summer,
}

coded!(Term {
    Autumn = 1, "AUTUMN", "autumn";
    Spring = 2, "SPRING", "spring";
    Summer = 3, "SUMMER", "summer";
});

/// A term of a certain academic year, written `2025/26-autumn`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermOfYear {
    /// The academic year.
    pub year: AcademicYear,
    /// The term in it.
    pub term: Term,
}

/// A text that is not a term of an academic year.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a term: write it as 2025/26-autumn, 2025/26-spring or 2025/26-summer")]
pub struct TermError(pub String);

impl TermOfYear {
    /// Reads `2025/26-autumn`.
    ///
    /// # Errors
    /// [`TermError`] for anything else.
    pub fn parse(text: &str) -> Result<Self, TermError> {
        let error = || TermError(text.to_owned());
        let (year, term) = text.trim().rsplit_once('-').ok_or_else(error)?;
        Ok(Self {
            year: AcademicYear::parse(year).map_err(|_| error())?,
            term: Term::from_code(&term.to_ascii_uppercase()).ok_or_else(error)?,
        })
    }
}

impl fmt::Display for TermOfYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year, self.term.words())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_notation_of_a_year_is_read() {
        for text in ["2024/25", "2024-25", "202425", "2024/2025", "2024-2025", " 2024/25 "] {
            assert_eq!(AcademicYear::parse(text).map(|y| y.to_string()), Ok("2024/25".to_owned()), "{text}");
        }
        assert_eq!(AcademicYear::parse("1999/00").map(AcademicYear::start), Ok(1999));
    }

    #[test]
    fn a_year_runs_from_september_to_august() {
        for (day, year) in [("2024-09-01", "2024/25"), ("2025-08-31", "2024/25"), ("2025-09-01", "2025/26")] {
            let found = AcademicYear::of_day(day.parse().unwrap()).unwrap();
            assert_eq!(found.to_string(), year, "{day}");
        }
    }

    #[test]
    fn years_that_do_not_follow_each_other_are_refused() {
        for text in
            ["2024/26", "202424", "2024", "2024/2026", "2024/1925", "20/24/25", "abcd/ef", "", "2024//25", "٢٠٢٤/٢٥"]
        {
            assert!(AcademicYear::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn terms_are_read_and_ordered() {
        let parse = |text| TermOfYear::parse(text).unwrap();
        assert!(parse("2025/26-autumn") < parse("2025/26-spring"));
        assert!(parse("2024/25-summer") < parse("2025/26-AUTUMN"));
        assert_eq!(parse("2025/26-autumn").to_string(), "2025/26-autumn");
        for text in ["2025/26", "2025/26-winter", "2025-26", "autumn", "2025/27-autumn"] {
            assert!(TermOfYear::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn years_read_back(start in 1900_i32..=2200) {
            let year = AcademicYear::starting(start).unwrap();
            prop_assert_eq!(AcademicYear::parse(&year.to_string()), Ok(year));
        }
    }
}

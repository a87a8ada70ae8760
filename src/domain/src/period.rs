//! Periods: the valid time of an outcome.
//!
//! A period is never a bare label. The same text, `2025`, is the academic year 2024/25 in one series, the financial year
//! 2024-25 in another and a calendar year in a third: the [`Basis`] says which. Two periods are comparable only on the
//! same basis, and consecutive only when nothing lies between them.

use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, NaiveDate};

use crate::academic::{AcademicYear, Term, TermOfYear};
use crate::measure::{DataStatus, coded};

/// The day that stored codes count from.
const EPOCH: NaiveDate = match NaiveDate::from_ymd_opt(1900, 1, 1) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// What kind of time a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// 1 September to 31 August.
    AcademicYear,
    /// The autumn term alone (T1).
    AutumnTerm,
    /// The spring term alone (T2).
    SpringTerm,
    /// The summer term alone (T3).
    SummerTerm,
    /// Autumn and spring terms together (T1T2).
    AutumnAndSpringTerms,
    /// 1 January to 31 December.
    CalendarYear,
    /// 1 April to 31 March.
    FinancialYear,
    /// A count on one day, named by its calendar year (the January census, 31 March, the end of September).
    CensusPoint,
    /// The mean of a few months, named by the calendar year in which they end (December to February for NEET).
    MeanOfMonths,
    /// Twelve months that end in the named calendar year.
    Rolling12Months,
    /// Several academic or financial years taken together.
    PooledYears,
    /// One figure for each of the three terms. It is the basis of a definition; its figures are on that of their own term.
    EachTerm,
}

coded!(Basis {
    AcademicYear = 1, "ACADEMIC_YEAR", "academic year";
    AutumnTerm = 2, "AUTUMN_TERM", "autumn term";
    SpringTerm = 3, "SPRING_TERM", "spring term";
    SummerTerm = 4, "SUMMER_TERM", "summer term";
    AutumnAndSpringTerms = 5, "AUTUMN_AND_SPRING_TERMS", "autumn and spring terms";
    CalendarYear = 6, "CALENDAR_YEAR", "calendar year";
    FinancialYear = 7, "FINANCIAL_YEAR", "financial year";
    CensusPoint = 8, "CENSUS_POINT", "census point";
    MeanOfMonths = 9, "MEAN_OF_MONTHS", "mean of months";
    Rolling12Months = 10, "ROLLING_12_MONTHS", "rolling twelve months";
    PooledYears = 11, "POOLED_YEARS", "pooled years";
    EachTerm = 12, "EACH_TERM", "term";
});

impl Basis {
    /// The basis of a term alone.
    pub const fn of_term(term: Term) -> Self {
        match term {
            Term::Autumn => Self::AutumnTerm,
            Term::Spring => Self::SpringTerm,
            Term::Summer => Self::SummerTerm,
        }
    }

    /// Whether figures on the basis `other` are what a definition on this basis speaks of.
    pub const fn covers(self, other: Self) -> bool {
        match self {
            Self::EachTerm => matches!(other, Self::AutumnTerm | Self::SpringTerm | Self::SummerTerm),
            _ => self.number() == other.number(),
        }
    }

    /// Whether a year of this basis runs over two calendar years and is named by both.
    const fn spans_two_years(self) -> bool {
        matches!(
            self,
            Self::AcademicYear
                | Self::AutumnTerm
                | Self::SpringTerm
                | Self::SummerTerm
                | Self::AutumnAndSpringTerms
                | Self::FinancialYear
                | Self::PooledYears
        )
    }
}

/// A period: a basis, the year it starts in, and how many years it pools (1 unless the basis is pooled).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    basis: Basis,
    start: i16,
    years: u8,
}

/// A text that is not a period of the stated basis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a period on the basis '{}'", basis.words())]
pub struct PeriodError {
    /// What the publisher wrote.
    pub text: String,
    /// The basis it was read on.
    pub basis: Basis,
}

impl Period {
    /// The period of `basis` whose (first) year starts in the calendar year `start`. `None` outside 1900 to 2200.
    pub fn new(basis: Basis, start: i32) -> Option<Self> {
        Self::pooled(basis, start, 1)
    }

    /// A period of `years` years together, from the one that starts in `start`. Each of three terms is not one period.
    pub fn pooled(basis: Basis, start: i32, years: u8) -> Option<Self> {
        let is_one = !matches!(basis, Basis::EachTerm);
        (is_one && (1900..=2200).contains(&start) && (1..=15).contains(&years)).then_some(Self {
            basis,
            start: start as i16,
            years,
        })
    }

    /// The academic year as a period.
    pub fn academic(year: AcademicYear) -> Self {
        Self { basis: Basis::AcademicYear, start: year.start() as i16, years: 1 }
    }

    /// A term alone as a period.
    pub fn of_term(term: TermOfYear) -> Self {
        Self { basis: Basis::of_term(term.term), start: term.year.start() as i16, years: 1 }
    }

    /// One integer for the period, in the order of time: the form that is stored.
    ///
    /// Bits from the top: the last day (days since the first of 1900), the basis, the number of years. The start follows
    /// from these, so nothing is lost and the order of the codes is an order of time.
    pub fn code(self) -> i32 {
        let (_, last) = self.days();
        let days = (last - EPOCH).num_days();
        let days = i32::try_from(days).unwrap_or(i32::MAX >> 8);
        (days << 8) | (i32::from(self.basis.number()) << 4) | i32::from(self.years)
    }

    /// The period with this code; `None` when no period has it.
    pub fn from_code(code: i32) -> Option<Self> {
        let basis = Basis::from_number(((code >> 4) & 0xF) as i16)?;
        let years = (code & 0xF) as u8;
        let last = EPOCH.checked_add_days(chrono::Days::new(u64::try_from(code >> 8).ok()?))?;
        let guess = last.year() - i32::from(years);
        [guess, guess + 1]
            .into_iter()
            .filter_map(|start| Self::pooled(basis, start, years))
            .find(|period| period.code() == code)
    }

    /// The kind of time.
    pub const fn basis(self) -> Basis {
        self.basis
    }

    /// The calendar year in which the (first) year starts.
    pub fn start_year(self) -> i32 {
        i32::from(self.start)
    }

    /// How many years are taken together; 1 unless pooled.
    pub const fn years(self) -> u8 {
        self.years
    }

    /// The first and the last day.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        let first_year = self.start_year();
        let last_year = first_year + i32::from(self.years) - 1;
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MIN);
        match self.basis {
            Basis::AcademicYear | Basis::PooledYears | Basis::EachTerm => {
                (day(first_year, 9, 1), day(last_year + 1, 8, 31))
            }
            Basis::AutumnTerm => (day(first_year, 9, 1), day(last_year, 12, 31)),
            Basis::SpringTerm => (day(first_year + 1, 1, 1), day(last_year + 1, 4, 15)),
            Basis::SummerTerm => (day(first_year + 1, 4, 16), day(last_year + 1, 8, 31)),
            Basis::AutumnAndSpringTerms => (day(first_year, 9, 1), day(last_year + 1, 4, 15)),
            Basis::FinancialYear => (day(first_year, 4, 1), day(last_year + 1, 3, 31)),
            Basis::CalendarYear | Basis::Rolling12Months => (day(first_year, 1, 1), day(last_year, 12, 31)),
            Basis::CensusPoint | Basis::MeanOfMonths => (day(first_year, 1, 1), day(last_year, 12, 31)),
        }
    }

    /// Whether `self` is the period right after `earlier`: same basis, same length, nothing between them.
    pub fn follows(self, earlier: Self) -> bool {
        self.basis == earlier.basis && self.years == earlier.years && self.start == earlier.start + 1
    }

    /// The period right before this one, on the same basis.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { start: self.start - 1, ..self }
    }

    /// The academic year that the period's (last) year is told with.
    ///
    /// A year that is named by two calendar years is told with the academic year of the same name: the financial year
    /// 2021-22 with 2021/22. One that is named by one calendar year is told with the academic year that ends in it: the plans
    /// of 2022, the January census of 2022 and the school year 2021/22 stand side by side in one committee paper.
    pub fn academic_year(self) -> Option<AcademicYear> {
        let last = self.start_year() + i32::from(self.years) - 1;
        AcademicYear::starting(if self.basis.spans_two_years() { last } else { last - 1 })
    }

    /// The period of one year on a basis that is told with an academic year: the way back from [`Period::academic_year`].
    pub fn told_with(basis: Basis, year: AcademicYear) -> Option<Self> {
        Self::new(basis, if basis.spans_two_years() { year.start() } else { year.start() + 1 })
    }

    /// The text that people read: `2024/25`, `2024/25 autumn term`, `2024-25`, `2025`, `2020/21 to 2022/23`.
    pub fn label(self) -> String {
        let year = self.start_year();
        let two = |first: i32, mark: char| format!("{first}{mark}{:02}", (first + 1) % 100);
        match self.basis {
            Basis::PooledYears => {
                format!("{} to {}", two(year, '/'), two(year + i32::from(self.years) - 1, '/'))
            }
            _ if self.years > 1 => format!("{year} to {}", year + i32::from(self.years) - 1),
            Basis::AcademicYear | Basis::EachTerm => two(year, '/'),
            Basis::AutumnTerm | Basis::SpringTerm | Basis::SummerTerm | Basis::AutumnAndSpringTerms => {
                format!(
                    "{} {}",
                    two(year, '/'),
                    if self.basis == Basis::AutumnAndSpringTerms {
                        "autumn and spring terms"
                    } else {
                        self.basis.words()
                    }
                )
            }
            Basis::FinancialYear => two(year, '-'),
            Basis::CalendarYear | Basis::CensusPoint | Basis::MeanOfMonths | Basis::Rolling12Months => year.to_string(),
        }
    }

    /// Reads a publisher's label on a known basis, with the standing that some publishers write into it.
    ///
    /// `2025` names the year that *ends* in 2025 where a year spans two calendar years, and the year 2025 otherwise.
    /// `2024/25`, `2024-25` and `202425` name the year that starts in 2024. `2017-19` and `2020/21-22/23` are pooled.
    /// `(prov)`, `(Rev)` and `(Final)` say how final the figure is; `(OT)` marks a financial outturn.
    ///
    /// Where every term has its figure, `2025/26-autumn` names the term.
    ///
    /// # Errors
    /// [`PeriodError`] when the label cannot be read on that basis, or names an impossible year.
    pub fn parse(text: &str, basis: Basis) -> Result<(Self, DataStatus), PeriodError> {
        let error = || PeriodError { text: text.trim().to_owned(), basis };
        let (label, status) = split_status(text.trim()).ok_or_else(error)?;
        if basis == Basis::EachTerm {
            return TermOfYear::parse(label).map(|term| (Self::of_term(term), status)).map_err(|_| error());
        }
        let period = match label.len() {
            4 => {
                let year: i32 = whole(label).ok_or_else(error)?;
                Self::new(basis, if basis.spans_two_years() { year - 1 } else { year })
            }
            6 | 9 if label.len() == 6 && !label.contains(['/', '-']) || label.len() == 9 => {
                AcademicYear::parse(label).ok().and_then(|year| Self::named_by_both(basis, year.start()))
            }
            7 => match AcademicYear::parse(label) {
                Ok(year) => Self::named_by_both(basis, year.start()),
                Err(_) => pooled_calendar_years(label, basis),
            },
            13 => pooled_split_years(label),
            _ => None,
        };
        period.map(|period| (period, status)).ok_or_else(error)
    }

    /// A label of two years: on a basis that is named by one year, the year in which the span ends.
    fn named_by_both(basis: Basis, start: i32) -> Option<Self> {
        Self::new(basis, if basis.spans_two_years() { start } else { start + 1 })
    }
}

/// The order of the codes: by last day, then basis, then length. It is total over all periods.
impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        self.code().cmp(&other.code())
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.label())
    }
}

/// `2025 (prov)` is `2025`, provisional. `None` for a remark that nobody has explained.
fn split_status(text: &str) -> Option<(&str, DataStatus)> {
    let Some((label, remark)) = text.split_once('(') else {
        return Some((text, DataStatus::Published));
    };
    let remark = remark.trim_end().strip_suffix(')')?.trim().to_ascii_lowercase();
    let status = match remark.as_str() {
        "prov" | "provisional" => DataStatus::Provisional,
        "rev" | "revised" => DataStatus::Revised,
        "final" => DataStatus::Final,
        "ot" => DataStatus::Published,
        _ => return None,
    };
    Some((label.trim_end(), status))
}

/// A plain year of four digits.
fn whole(text: &str) -> Option<i32> {
    (text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

/// `2017-19`: the calendar (or financial) years 2017, 2018 and 2019 together.
fn pooled_calendar_years(label: &str, basis: Basis) -> Option<Period> {
    let (first, last) = label.split_once('-')?;
    let first = whole(first)?;
    let last: i32 = last.parse().ok()?;
    let years = (last - first % 100).rem_euclid(100) + 1;
    (2..=10).contains(&years).then(|| Period::pooled(basis, first, years as u8))?
}

/// `2020/21-22/23`: the years 2020/21, 2021/22 and 2022/23 together.
fn pooled_split_years(label: &str) -> Option<Period> {
    let (first, last) = label.split_once('-')?;
    let first = AcademicYear::parse(first).ok()?.start();
    let last = AcademicYear::parse(&format!("{}{last}", first / 100)).ok()?.start();
    let years = last - first + 1;
    (2..=10).contains(&years).then(|| Period::pooled(Basis::PooledYears, first, years as u8))?
}

#[cfg(test)]
mod tests;

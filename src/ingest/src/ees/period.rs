//! The kind of time behind a time identifier.

use sextant_domain::period::Basis;

/// The basis that an identifier of Explore Education Statistics tells; `None` where it tells none of ours (weeks,
/// quarters).
///
/// A reporting year of children's services ends on 31 March.
pub(super) fn basis_of(identifier: &str) -> Option<Basis> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    match identifier.trim().to_lowercase().as_str() {
        "academic year" => Some(Basis::AcademicYear),
        "autumn term" => Some(Basis::AutumnTerm),
        "spring term" => Some(Basis::SpringTerm),
        "summer term" => Some(Basis::SummerTerm),
        "autumn and spring term" | "autumn and spring terms" => Some(Basis::AutumnAndSpringTerms),
        "calendar year" => Some(Basis::CalendarYear),
        "financial year" | "tax year" | "reporting year" => Some(Basis::FinancialYear),
        month if MONTHS.contains(&month) => Some(Basis::CensusPoint),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_tell_the_basis() {
        for (words, basis) in [
            ("Academic year", Some(Basis::AcademicYear)),
            ("Autumn and spring term", Some(Basis::AutumnAndSpringTerms)),
            ("Reporting year", Some(Basis::FinancialYear)),
            ("January", Some(Basis::CensusPoint)),
            ("Calendar year ", Some(Basis::CalendarYear)),
            ("Week 30", None),
            ("", None),
        ] {
            assert_eq!(basis_of(words), basis, "{words}");
        }
    }
}

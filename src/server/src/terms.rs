//! Terms as columns of the store hold them.

use sextant_domain::{AcademicYear, Term, TermOfYear};

/// The term of a stored year and number; `None` where the numbers mean nothing.
pub(crate) fn term_of(year_start: i16, term: i16) -> Option<TermOfYear> {
    Some(TermOfYear { year: AcademicYear::starting(i32::from(year_start))?, term: Term::from_number(term)? })
}

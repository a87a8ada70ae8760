//! The school landscape of an authority on any day: its schools, their trusts and how they were graded.

mod history;
mod missing;
mod point;
mod principle;
mod standing;
mod tally;
#[cfg(test)]
mod tests;

pub use history::{Editions, LandscapeHistory, Membership, SchoolHistory};
pub use missing::{Missing, MissingPart, Scope, ScopedCount};
pub use point::{GradesAnswer, LandscapePoint, PrincipleAnswer};
pub use principle::{CountedTrust, MemberSchool, PrincipleCount, TrustPrinciple};
pub use standing::{
    Answer, GRADE_EDITION_MONTHS, LandscapeBasis, LandscapeReason, Unanswered, overall_grades_ended, report_cards_began,
};

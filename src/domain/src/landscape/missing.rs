//! What a trust has of the principle in one scope, and what it is missing.

use crate::measure::coded;

/// Where a trust's schools are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// In the authority alone.
    Local,
    /// Wherever they lie.
    National,
}

coded!(Scope {
    Local = 1, "LOCAL", "in the authority";
    National = 2, "NATIONAL", "nationally";
});

/// One part of the principle that a trust does not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MissingPart {
    /// Too few schools.
    MoreSchools,
    /// No school that teaches primary pupils.
    NoPrimary,
    /// No school that teaches secondary pupils.
    NoSecondary,
}

coded!(MissingPart {
    MoreSchools = 1, "MORE_SCHOOLS", "too few schools";
    NoPrimary = 2, "NO_PRIMARY", "no primary phase";
    NoSecondary = 3, "NO_SECONDARY", "no secondary phase";
});

/// A missing part with its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Which part.
    pub part: MissingPart,
    /// How many schools are missing of it: the difference to the number asked for, or 1 for a phase.
    pub schools: u32,
    /// The sentence.
    pub message: String,
}

/// A trust's schools in one scope, held against the principle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopedCount {
    /// The schools that count.
    pub schools: u32,
    /// Those that teach primary pupils; an all-through school counts here and below.
    pub primary: u32,
    /// Those that teach secondary pupils.
    pub secondary: u32,
    /// What is missing, in the order of the parts; empty where the principle is met.
    pub missing: Vec<Missing>,
}

impl ScopedCount {
    /// Holds the counts against a principle that asks for `needed` schools of both phases.
    pub(super) fn new(scope: Scope, needed: u32, schools: u32, primary: u32, secondary: u32) -> Self {
        let place = match scope {
            Scope::Local => "in the authority",
            Scope::National => "anywhere",
        };
        let mut missing = Vec::new();
        if schools < needed {
            let more = needed - schools;
            let noun = if more == 1 { "school" } else { "schools" };
            let message = format!("Needs {more} more {noun}: {schools} of the {needed} asked for are run {place}.");
            missing.push(Missing { part: MissingPart::MoreSchools, schools: more, message });
        }
        for (part, number, phase) in
            [(MissingPart::NoPrimary, primary, "primary"), (MissingPart::NoSecondary, secondary, "secondary")]
        {
            if number == 0 {
                let message = format!("Has no {phase} phase: no school with {phase} pupils is run {place}.");
                missing.push(Missing { part, schools: 1, message });
            }
        }
        Self { schools, primary, secondary, missing }
    }

    /// Whether the principle is met.
    pub fn meets(&self) -> bool {
        self.missing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(scope: Scope, [schools, primary, secondary]: [u32; 3], expected: &[&str]) {
        let count = ScopedCount::new(scope, 5, schools, primary, secondary);
        let told: Vec<_> = count.missing.iter().map(|missing| missing.message.as_str()).collect();
        assert_eq!(told, expected);
        assert_eq!(count.meets(), expected.is_empty());
    }

    #[test]
    fn every_missing_part_is_told() {
        check(Scope::Local, [5, 4, 1], &[]);
        check(
            Scope::National,
            [7, 7, 0],
            &["Has no secondary phase: no school with secondary pupils is run anywhere."],
        );
        check(
            Scope::Local,
            [4, 4, 0],
            &[
                "Needs 1 more school: 4 of the 5 asked for are run in the authority.",
                "Has no secondary phase: no school with secondary pupils is run in the authority.",
            ],
        );
        check(
            Scope::National,
            [2, 0, 0],
            &[
                "Needs 3 more schools: 2 of the 5 asked for are run anywhere.",
                "Has no primary phase: no school with primary pupils is run anywhere.",
                "Has no secondary phase: no school with secondary pupils is run anywhere.",
            ],
        );
    }
}

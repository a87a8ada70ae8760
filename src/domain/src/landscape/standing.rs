//! Whether a count has standing on a day: what was known, and how well it tells of that day.

use chrono::{Months, NaiveDate};

use super::history::{LandscapeHistory, SchoolHistory, told_on};
use crate::measure::coded;
use crate::register::{Counted, OpenSchool, overall_grade};

/// For how many months an edition with every school's latest grade speaks for the days after it.
pub const GRADE_EDITION_MONTHS: u32 = 12;

/// The first day on which state-funded schools were given no overall grade any more: 1 September 2024.
pub fn overall_grades_ended() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 9, 1).unwrap_or(NaiveDate::MAX)
}

/// The first day of the report cards: 10 November 2025.
pub fn report_cards_began() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 10).unwrap_or(NaiveDate::MAX)
}

/// What a count of schools and trusts on a day rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LandscapeBasis {
    /// An edition of the register of schools of that day or before.
    Recorded,
    /// A later edition, and the days on which its schools opened, closed and joined their trusts.
    Reconstructed,
}

coded!(LandscapeBasis {
    Recorded = 1, "RECORDED", "recorded in an edition of the register";
    Reconstructed = 2, "RECONSTRUCTED", "reconstructed from a later edition";
});

/// Why something cannot be counted on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LandscapeReason {
    /// No edition of the register of schools was known.
    NoRegister,
    /// No state-funded school of the authority was open on the day.
    NoSchools,
    /// The day lies before the first edition, which does not list the schools that closed before it.
    ClosedSchoolsNotKnown,
    /// The day lies before the first edition, and the trust of some academies on that day is not on record.
    TrustsNotKnown,
    /// No overall grade of the authority's schools was known.
    NoGrades,
    /// No edition with every school's latest grade speaks for the day.
    GradesNotKnown,
    /// State-funded schools have no overall grade any more.
    YardstickEnded,
    /// Report cards had not begun.
    ReportCardsNotBegun,
    /// No report card of the authority's schools was known.
    NoReportCards,
}

coded!(LandscapeReason {
    NoRegister = 1, "NO_REGISTER", "no edition of the register of schools was known";
    NoSchools = 2, "NO_SCHOOLS", "no state-funded school was open";
    ClosedSchoolsNotKnown = 3, "CLOSED_SCHOOLS_NOT_KNOWN", "the schools that have closed since are not known";
    TrustsNotKnown = 4, "TRUSTS_NOT_KNOWN", "the trusts of some academies are not known";
    NoGrades = 5, "NO_GRADES", "no overall grade was known";
    GradesNotKnown = 6, "GRADES_NOT_KNOWN", "the grades of that day are not known";
    YardstickEnded = 7, "YARDSTICK_ENDED", "overall grades have ended";
    ReportCardsNotBegun = 8, "REPORT_CARDS_NOT_BEGUN", "report cards had not begun";
    NoReportCards = 9, "NO_REPORT_CARDS", "no report card was known";
});

/// Why there is no count, with the sentence that says what is missing and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    /// Why.
    pub reason: LandscapeReason,
    /// The same in a sentence.
    pub message: String,
}

impl Unanswered {
    pub(super) fn new(reason: LandscapeReason, message: impl Into<String>) -> Self {
        Self { reason, message: message.into() }
    }
}

/// A count with what was counted, or why there is none.
pub type Answer = Result<Counted, Unanswered>;

impl LandscapeHistory {
    /// What a count of schools on a day rests on, with a sentence.
    ///
    /// A day before the first edition can be reconstructed only where the register lists the schools that closed before that
    /// edition: one that lists none of an authority's has been cut down to the open ones.
    pub(super) fn basis(&self, day: NaiveDate) -> Result<(LandscapeBasis, String), Unanswered> {
        let Some(first) = self.editions.register.first() else {
            return Err(Unanswered::new(
                LandscapeReason::NoRegister,
                "No edition of the register of schools was known: import one that is.",
            ));
        };
        if let Some(edition) = self.editions.register.iter().rfind(|edition| **edition <= day) {
            let note = format!("As the register of schools had it in its edition of {edition}.");
            return Ok((LandscapeBasis::Recorded, note));
        }
        if !self.here.iter().any(|school| school.closed.is_some_and(|closed| closed <= *first)) {
            let message = format!(
                "The first edition of the register of schools at hand is that of {first}, and it lists none of the \
                 authority's schools that had closed by then: schools that were open on the day would be missing. Import an \
                 edition with the closed schools, or one of that time."
            );
            return Err(Unanswered::new(LandscapeReason::ClosedSchoolsNotKnown, message));
        }
        let note = format!(
            "Reconstructed from the days on which schools opened and closed: the first edition of the register of schools \
             at hand is that of {first}."
        );
        Ok((LandscapeBasis::Reconstructed, note))
    }

    /// Whether the trusts of a day can be counted, with a sentence.
    ///
    /// Every academy is in a trust. The lists of members say when a school joined the trust it is in and not which trusts it
    /// was in before: an academy without one on a day before the first edition shows that something is missing.
    pub(super) fn trusts_stand(
        &self,
        basis: LandscapeBasis,
        day: NaiveDate,
        open: &[OpenSchool],
    ) -> Result<String, Unanswered> {
        if basis == LandscapeBasis::Recorded {
            return Ok(String::new());
        }
        let academies = open.iter().filter(|school| school.academy);
        let (mut all, mut unknown) = (0_usize, Vec::new());
        for school in academies {
            all += 1;
            if school.trust.is_none() {
                unknown.push(school.urn.to_string());
            }
        }
        if !unknown.is_empty() {
            let message = format!(
                "The trust that {} of the {all} academies and free schools open on {day} were in then is not on record \
                 (URN {}): a list of members says when a school joined its trust and not where it was before.",
                unknown.len(),
                unknown.join(", ")
            );
            return Err(Unanswered::new(LandscapeReason::TrustsNotKnown, message));
        }
        let first = self.editions.members.first().copied().unwrap_or(day);
        Ok(format!(
            "Trusts are those that the schools had joined by the day; one that a school left before the first list of \
             members ({first}) is not known."
        ))
    }

    /// Whether the overall grades of a day are known, with a sentence.
    ///
    /// They are where an edition with every school's latest grade was published in the twelve months up to the day; or where
    /// a later one shows that nobody was graded between the day and that edition, so that its grades are those of the day.
    pub(super) fn grades_stand(&self, day: NaiveDate) -> Result<String, Unanswered> {
        let editions = &self.editions.grades;
        let Some(first) = editions.first() else {
            return Err(Unanswered::new(
                LandscapeReason::NoGrades,
                "No overall grade of these schools was known: import a publication of Ofsted's that has them.",
            ));
        };
        let earliest = day.checked_sub_months(Months::new(GRADE_EDITION_MONTHS)).unwrap_or(NaiveDate::MIN);
        let before = editions.iter().rfind(|edition| **edition <= day);
        if let Some(edition) = before.filter(|edition| **edition >= earliest) {
            return Ok(format!("Grades as in the edition of {edition}{}.", since_the_end(day)));
        }
        let Some(after) = editions.iter().find(|edition| **edition > day) else {
            let message = format!(
                "The last edition with every school's grade was that of {}, more than {GRADE_EDITION_MONTHS} months before \
                 the day.",
                before.unwrap_or(first)
            );
            return Err(Unanswered::new(LandscapeReason::GradesNotKnown, message));
        };
        let open = self.here.iter().filter(|school| school.state_funded && school.is_open_on(day));
        let (known, unknown): (Vec<_>, Vec<_>) = open.partition(|school| tells_of(*after, school, day));
        if unknown.is_empty() {
            let end = since_the_end(day);
            return Ok(format!(
                "Grades as in the edition of {after}: nobody was graded between the day and that edition{end}."
            ));
        }
        let message = format!(
            "No edition with every school's grade was known from the {GRADE_EDITION_MONTHS} months up to the day, and {} of \
             {} schools were graded anew, or closed, between the day and the next edition ({after}): their grade on the day \
             is not known.",
            unknown.len(),
            unknown.len() + known.len()
        );
        Err(Unanswered::new(LandscapeReason::GradesNotKnown, message))
    }
}

/// Whether a school's grade in a later edition is that of the day: it was not graded in between, and did not close ungraded.
fn tells_of(edition: NaiveDate, school: &SchoolHistory, day: NaiveDate) -> bool {
    let mut graded = school.own_graded().filter(|it| overall_grade(it).is_some()).map(told_on).peekable();
    let listed = school.closed.is_none_or(|closed| closed > edition) || graded.peek().is_some();
    listed && !graded.any(|told| told > day && told <= edition)
}

/// What to add on a day after the last overall grades.
fn since_the_end(day: NaiveDate) -> &'static str {
    if day < overall_grades_ended() {
        ""
    } else {
        "; since September 2024 state-funded schools are given no overall grade, so that these are earlier ones"
    }
}

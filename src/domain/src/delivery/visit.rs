//! A critical friend's visit to a school.

use chrono::NaiveDate;

use super::{Problem, ProblemCode, long_text, text};
use crate::measure::coded;

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum VisitStatus {
    /// It is arranged.
    Planned,
    /// It took place: its day, the tier on record and the figures of that day are fixed.
    Held,
    /// It does not take place.
    Cancelled,
}

coded!(VisitStatus {
    Planned = 1, "PLANNED", "planned";
    Held = 2, "HELD", "held";
    Cancelled = 3, "CANCELLED", "cancelled";
});

/// A visit as somebody describes it. The tier and the figures are not for them to say.
#[derive(Clone, Debug)]
pub struct VisitDraft {
    /// The day.
    pub day: NaiveDate,
    /// What it is for.
    pub purpose: String,
    /// The officer who leads it.
    pub lead_officer: String,
    /// Where it stands.
    pub status: VisitStatus,
    /// The note of the visit.
    pub note: Option<String>,
    /// The day on which the note was shared with the school.
    pub shared_with_school_on: Option<NaiveDate>,
}

/// Checks a visit. `before` is the status and the day it has, where it exists; `today` is the day of the write.
pub fn check_visit(
    draft: &VisitDraft,
    before: Option<(VisitStatus, NaiveDate)>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    text("purpose", &draft.purpose, problems);
    text("leadOfficer", &draft.lead_officer, problems);
    long_text("note", draft.note.as_deref(), problems);
    check_standing(draft, before, today, problems);
    let Some(shared) = draft.shared_with_school_on else { return };
    let mut note = |code, message: String| problems.push(Problem::new("sharedWithSchoolOn", code, message));
    if draft.status != VisitStatus::Held {
        let message =
            format!("Only the note of a visit that was held is shared; this one is {}.", draft.status.words());
        note(ProblemCode::StateNotAllowed, message);
    } else if draft.note.as_deref().is_none_or(|text| text.trim().is_empty()) {
        problems.push(Problem::new("note", ProblemCode::Required, "Nothing is shared without a note: write it."));
    } else if shared < draft.day {
        note(ProblemCode::DatesReversed, format!("The visit was on {}: its note was not shared before.", draft.day));
    } else if shared > today {
        note(ProblemCode::OutOfRange, format!("{shared} has not come yet: say when it was shared once it was."));
    }
}

/// The status and the day of a visit.
fn check_standing(
    draft: &VisitDraft,
    before: Option<(VisitStatus, NaiveDate)>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if let Some((status, day)) = before {
        if status != VisitStatus::Planned && status != draft.status {
            let message =
                format!("A visit that is {} stays so: what is arranged again is another visit.", status.words());
            note("status", ProblemCode::StateNotAllowed, message);
        }
        if status == VisitStatus::Held && day != draft.day {
            let message =
                format!("The visit was held on {day}, and the tier and the figures of that day belong to it.");
            note("day", ProblemCode::StateNotAllowed, message);
        }
    }
    if draft.status == VisitStatus::Held && draft.day > today {
        note("day", ProblemCode::OutOfRange, format!("{} has not come yet: no visit was held on it.", draft.day));
    }
    let planned_anew = before.is_none_or(|(_, day)| day != draft.day);
    if draft.status == VisitStatus::Planned && planned_anew && draft.day < today {
        let message = format!("{} has passed: record the visit as held, or name a day to come.", draft.day);
        note("day", ProblemCode::OutOfRange, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn held() -> VisitDraft {
        VisitDraft {
            day: day("2025-03-10"),
            purpose: "Attendance".into(),
            lead_officer: "A. Officer".into(),
            status: VisitStatus::Held,
            note: Some("We looked at the register.\nIt is kept.".into()),
            shared_with_school_on: Some(day("2025-03-10")),
        }
    }

    fn codes(draft: &VisitDraft, before: Option<(VisitStatus, &str)>) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check_visit(draft, before.map(|(status, on)| (status, day(on))), day("2025-03-31"), &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let check = |change: fn(&mut VisitDraft), field: &str, code| {
            let mut changed = held();
            change(&mut changed);
            assert_eq!(codes(&changed, None), [(field.to_owned(), code)]);
        };
        assert_eq!(codes(&held(), None), []);
        check(|it| it.purpose.clear(), "purpose", ProblemCode::Required);
        check(|it| it.lead_officer.clear(), "leadOfficer", ProblemCode::Required);
        check(|it| it.note = Some("x".repeat(1_000_000)), "note", ProblemCode::TooLong);
        check(|it| it.note = None, "note", ProblemCode::Required);
        check(
            |it| it.shared_with_school_on = Some(day("2025-03-09")),
            "sharedWithSchoolOn",
            ProblemCode::DatesReversed,
        );
        check(|it| it.shared_with_school_on = Some(day("2025-04-01")), "sharedWithSchoolOn", ProblemCode::OutOfRange);
        check(|it| it.status = VisitStatus::Cancelled, "sharedWithSchoolOn", ProblemCode::StateNotAllowed);
        check(|it| (it.day, it.shared_with_school_on) = (day("2025-04-01"), None), "day", ProblemCode::OutOfRange);
        check(
            |it| (it.status, it.shared_with_school_on) = (VisitStatus::Planned, None),
            "day",
            ProblemCode::OutOfRange,
        );
    }

    #[test]
    fn a_visit_that_was_held_keeps_its_day() {
        assert_eq!(codes(&held(), Some((VisitStatus::Planned, "2025-02-01"))), []);
        assert_eq!(codes(&held(), Some((VisitStatus::Held, "2025-03-10"))), []);
        let moved = codes(&held(), Some((VisitStatus::Held, "2025-03-09")));
        assert_eq!(moved, [("day".to_owned(), ProblemCode::StateNotAllowed)]);
        let again = codes(&held(), Some((VisitStatus::Cancelled, "2025-03-10")));
        assert_eq!(again, [("status".to_owned(), ProblemCode::StateNotAllowed)]);
    }
}

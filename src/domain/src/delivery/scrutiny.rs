//! Scrutiny: the meetings of a committee, what it said, what it formally asked of the executive, and what came of that.

use chrono::{Datelike, Months, NaiveDate};

use super::risk::required_passage;
use super::{Problem, ProblemCode, long_text, optional_text, text};
use crate::TermOfYear;
use crate::measure::coded;

/// How many months the executive has to answer a recommendation: Local Government Act 2000, section 9FE.
pub const RESPONSE_MONTHS: u32 = 2;

/// The last day on which an answer to a recommendation is on time. The Act gives "two months beginning with the date" of receipt: that
/// day is the first of them, so they end on the day before the same day of the month two months later (received on 14 January: by 13
/// March); where that month has no such day, on its last (received on 31 December: by 28 February, in a leap year by the 29th).
pub fn response_due(received_on: NaiveDate) -> NaiveDate {
    let later = received_on.checked_add_months(Months::new(RESPONSE_MONTHS)).unwrap_or(NaiveDate::MAX);
    if later.day() == received_on.day() { later.pred_opt().unwrap_or(later) } else { later }
}

/// What the executive made of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Acceptance {
    /// It accepts it.
    Yes,
    /// It accepts a part of it, and says why not all.
    Partly,
    /// It does not accept it, and says why.
    No,
}

coded!(Acceptance {
    Yes = 1, "YES", "accepted";
    Partly = 2, "PARTLY", "accepted in part";
    No = 3, "NO", "not accepted";
});

/// How far a recommendation has been put into practice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Implementation {
    /// Nothing was begun.
    NotStarted,
    /// It is being done.
    InProgress,
    /// It was done.
    Implemented,
    /// It is not going to be done.
    NotPursued,
}

coded!(Implementation {
    NotStarted = 1, "NOT_STARTED", "not started";
    InProgress = 2, "IN_PROGRESS", "in progress";
    Implemented = 3, "IMPLEMENTED", "implemented";
    NotPursued = 4, "NOT_PURSUED", "not pursued";
});

/// A meeting as somebody describes it.
#[derive(Clone, Debug)]
pub struct MeetingDraft {
    /// The committee: `Children's Services Overview and Scrutiny Committee`.
    pub body: String,
    /// The day; planned ones lie in the future.
    pub day: NaiveDate,
    /// What it was about.
    pub title: String,
    /// The item of the agenda.
    pub agenda_item: Option<String>,
}

/// What a meeting has on record: it limits to which day it may be moved.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnRecord {
    /// Something was said at it or recommended.
    pub spoke: bool,
    /// The first day on which a recommendation of it was received.
    pub first_received: Option<NaiveDate>,
}

/// Checks a meeting. `today` is the day of the write.
pub fn check_meeting(draft: &MeetingDraft, on_record: OnRecord, today: NaiveDate, problems: &mut Vec<Problem>) {
    text("body", &draft.body, problems);
    text("title", &draft.title, problems);
    optional_text("agendaItem", draft.agenda_item.as_deref(), problems);
    let mut note = |code, message: String| problems.push(Problem::new("day", code, message));
    if on_record.spoke && draft.day > today {
        let message = format!("{} has not come yet, and what was said at the meeting is on record already.", draft.day);
        note(ProblemCode::OutOfRange, message);
    } else if let Some(first) = on_record.first_received.filter(|first| draft.day > *first) {
        let message = format!("A recommendation of the meeting was received on {first}: it was held by then.");
        note(ProblemCode::DatesReversed, message);
    }
}

/// Notes that nothing can have been said at a meeting that has not been held.
fn check_held(meeting_day: NaiveDate, today: NaiveDate, problems: &mut Vec<Problem>) {
    if meeting_day > today {
        let message = format!("The meeting is planned for {meeting_day}: what is said at it is kept once it was held.");
        problems.push(Problem::new("meeting", ProblemCode::StateNotAllowed, message));
    }
}

/// Checks what a committee said at a meeting. `on_both` where it names a commitment and an indicator.
pub fn check_feedback(
    given: &str,
    on_both: bool,
    (meeting, today): (NaiveDate, NaiveDate),
    problems: &mut Vec<Problem>,
) {
    required_passage("text", given, "write what the committee said.", problems);
    check_held(meeting, today, problems);
    if on_both {
        let message = "A comment is on a commitment or on an indicator: name one of them, or write two comments.";
        problems.push(Problem::new("outcome", ProblemCode::OutOfRange, message));
    }
}

/// A recommendation as somebody describes it.
#[derive(Clone, Debug)]
pub struct RecommendationDraft {
    /// What is asked.
    pub text: String,
    /// Of whom: `Cabinet`.
    pub addressed_to: String,
    /// The day on which they received it.
    pub received_on: NaiveDate,
}

/// Checks a recommendation that was made at a meeting.
pub fn check_recommendation(
    draft: &RecommendationDraft,
    meeting_day: NaiveDate,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    required_passage("text", &draft.text, "say what the committee recommends.", problems);
    text("addressedTo", &draft.addressed_to, problems);
    check_held(meeting_day, today, problems);
    let mut note = |code, message: String| problems.push(Problem::new("receivedOn", code, message));
    if draft.received_on < meeting_day {
        let message = format!("The meeting was on {meeting_day}: what it recommended was not received before.");
        note(ProblemCode::DatesReversed, message);
    } else if draft.received_on > today && meeting_day <= today {
        let message = format!("{} has not come yet: say when it was received once it was.", draft.received_on);
        note(ProblemCode::OutOfRange, message);
    }
}

/// An answer to a recommendation as somebody describes it.
#[derive(Clone, Debug)]
pub struct ResponseDraft {
    /// The day of the answer.
    pub responded_on: NaiveDate,
    /// What they made of it.
    pub accepted: Acceptance,
    /// Why not, or not all of it.
    pub reason: Option<String>,
    /// What they answered.
    pub text: String,
}

/// Where a recommendation stands when it is answered, or its answer corrected.
#[derive(Clone, Copy, Debug)]
pub struct Standing {
    /// The day on which it was received.
    pub received_on: NaiveDate,
    /// How far it has been put into practice.
    pub implementation: Implementation,
    /// The first day for which that was recorded.
    pub first_progress: Option<NaiveDate>,
}

/// Checks an answer, or its correction.
pub fn check_response(draft: &ResponseDraft, standing: Standing, today: NaiveDate, problems: &mut Vec<Problem>) {
    required_passage("text", &draft.text, "write what was answered.", problems);
    let reason = draft.reason.as_deref().unwrap_or_default();
    long_text("reason", Some(reason), problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if draft.accepted != Acceptance::Yes && reason.trim().is_empty() {
        let message = format!("The recommendation was {}: give the reason.", draft.accepted.words());
        note("reason", ProblemCode::Required, message);
    }
    if draft.responded_on < standing.received_on {
        let message = format!("It was received on {}: it was not answered before.", standing.received_on);
        note("respondedOn", ProblemCode::DatesReversed, message);
    } else if draft.responded_on > today {
        let message = format!("{} has not come yet: an answer is kept once it was given.", draft.responded_on);
        note("respondedOn", ProblemCode::OutOfRange, message);
    } else if let Some(first) = standing.first_progress.filter(|first| draft.responded_on > *first) {
        let message = format!("Its implementation is on record since {first}: it was answered by then.");
        note("respondedOn", ProblemCode::DatesReversed, message);
    }
    let begun = matches!(standing.implementation, Implementation::InProgress | Implementation::Implemented);
    if draft.accepted == Acceptance::No && begun {
        let message = format!(
            "The recommendation is {}: one that is not accepted is not put into practice. Record first how that ended.",
            standing.implementation.words()
        );
        note("accepted", ProblemCode::StateNotAllowed, message);
    }
}

/// How far a recommendation has come, as somebody describes it.
#[derive(Clone, Debug)]
pub struct ProgressDraft {
    /// The day for which it is said.
    pub day: NaiveDate,
    /// How far it has come.
    pub status: Implementation,
    /// How that is known, or why.
    pub note: Option<String>,
}

/// Checks how far a recommendation has come. `answer` is the day of its answer and what that was, where there is one; `last` the
/// last day for which progress was recorded.
pub fn check_progress(
    draft: &ProgressDraft,
    answer: Option<(NaiveDate, Acceptance)>,
    last: Option<NaiveDate>,
    today: NaiveDate,
    problems: &mut Vec<Problem>,
) {
    let reason = draft.note.as_deref().unwrap_or_default();
    long_text("note", Some(reason), problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let Some((answered, accepted)) = answer else {
        let message = "It has not been answered: what is done about it is recorded once it was.".to_owned();
        return note("id", ProblemCode::StateNotAllowed, message);
    };
    if accepted == Acceptance::No && draft.status != Implementation::NotPursued {
        let message = "It was not accepted: it can only be recorded as not pursued.".to_owned();
        note("status", ProblemCode::StateNotAllowed, message);
    } else if reason.trim().is_empty() && draft.status == Implementation::Implemented {
        let message = "Say how it is known that it was done: a note is the evidence.".to_owned();
        note("note", ProblemCode::EvidenceRequired, message);
    } else if reason.trim().is_empty() && draft.status == Implementation::NotPursued && accepted != Acceptance::No {
        let message = "It was accepted and is not pursued: say why.".to_owned();
        note("note", ProblemCode::Required, message);
    }
    let after = last.map_or(answered, |last| last.max(answered));
    if draft.day < after {
        let message = format!("What is on record goes up to {after}: a later entry is for that day or a later one.");
        note("day", ProblemCode::DatesReversed, message);
    } else if draft.day > today {
        note("day", ProblemCode::OutOfRange, format!("{} has not come yet: record it then.", draft.day));
    }
}

/// The days of a recommendation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ResponseTimes {
    /// The last day on which an answer is on time.
    pub due: NaiveDate,
    /// The day of the answer.
    pub responded_on: Option<NaiveDate>,
}

impl ResponseTimes {
    /// Whether it was answered on time; `None` while it is not answered.
    pub fn on_time(self) -> Option<bool> {
        self.responded_on.map(|day| day <= self.due)
    }

    /// For how many days the answer was overdue at the end of a day; `None` where it was not.
    pub fn days_overdue_on(self, day: NaiveDate) -> Option<i64> {
        let waiting = self.responded_on.is_none_or(|responded| day < responded);
        (waiting && self.due < day).then(|| (day - self.due).num_days())
    }
}

/// The term that a day lies in, or the first one after it; `None` where the calendar goes no further. Every term comes with its
/// last day.
pub fn term_from(day: NaiveDate, calendar: impl IntoIterator<Item = (TermOfYear, NaiveDate)>) -> Option<TermOfYear> {
    calendar.into_iter().filter(|(_, ends)| day <= *ends).map(|(term, _)| term).min()
}

#[cfg(test)]
mod tests;

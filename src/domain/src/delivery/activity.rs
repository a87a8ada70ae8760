//! Activities: what a partnership does, for whom, at which schools, and what it costs.

use chrono::NaiveDate;

use super::days::check_days;
use super::organisation::overlaps;
use super::{Problem, ProblemCode, check_pence, optional_text, text};
use crate::measure::coded;

/// For whom an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActivityKind {
    /// For everybody.
    Universal,
    /// For a group.
    Targeted,
    /// For a few, and much of it.
    Intensive,
}

coded!(ActivityKind {
    Universal = 1, "UNIVERSAL", "universal";
    Targeted = 2, "TARGETED", "targeted";
    Intensive = 3, "INTENSIVE", "intensive";
});

/// Where an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActivityStatus {
    /// It is to come.
    Planned,
    /// It is under way.
    Running,
    /// It was carried through.
    Finished,
    /// It was given up.
    Stopped,
}

coded!(ActivityStatus {
    Planned = 1, "PLANNED", "planned";
    Running = 2, "RUNNING", "running";
    Finished = 3, "FINISHED", "finished";
    Stopped = 4, "STOPPED", "stopped";
});

impl ActivityStatus {
    /// Whether nothing of it is to come.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Finished | Self::Stopped)
    }

    /// Whether an activity may go from here to there. What is over stays so, and what began is not planned again.
    pub const fn may_become(self, next: Self) -> bool {
        match (self, next) {
            (Self::Finished, Self::Finished) | (Self::Stopped, Self::Stopped) => true,
            (Self::Finished | Self::Stopped, _) => false,
            (_, Self::Planned) => matches!(self, Self::Planned),
            _ => true,
        }
    }
}

/// The most sessions, pupils or staff of an activity.
pub const MOST_DOSE: i32 = 1_000_000;
/// How many schools, commitments, effects or activities one record may name.
pub const MOST_LISTED: usize = 500;

/// Checks how many things a record names.
pub fn check_list(field: &str, count: usize, problems: &mut Vec<Problem>) {
    if count > MOST_LISTED {
        let message = format!("'{field}' names {count}, and one record names at most {MOST_LISTED}.");
        problems.push(Problem::new(field, ProblemCode::OutOfRange, message));
    }
}

/// An activity as somebody describes it; half-open.
#[derive(Clone, Debug)]
pub struct ActivityDraft {
    /// The title.
    pub title: String,
    /// Where it stands.
    pub status: ActivityStatus,
    /// The first day.
    pub from: NaiveDate,
    /// The first day on which it is over.
    pub to: Option<NaiveDate>,
    /// How many sessions.
    pub sessions: Option<i32>,
    /// How many pupils.
    pub pupils: Option<i32>,
    /// How many staff.
    pub staff: Option<i32>,
    /// The code of the pupil group it is for.
    pub target_group: Option<String>,
    /// What it costs, in pence.
    pub cost: Option<i64>,
}

/// What an activity is held against.
#[derive(Clone, Copy, Debug)]
pub struct ActivityState {
    /// The status it has, where it exists.
    pub before: Option<ActivityStatus>,
    /// The days of its partnership, half-open.
    pub partnership: (NaiveDate, Option<NaiveDate>),
    /// The day of the write.
    pub today: NaiveDate,
}

/// Checks an activity. That the register has its schools and the strategy its commitments is for the store to say.
pub fn check_activity(draft: &ActivityDraft, state: ActivityState, problems: &mut Vec<Problem>) {
    text("title", &draft.title, problems);
    optional_text("targetGroup", draft.target_group.as_deref(), problems);
    for (field, number) in [("sessions", draft.sessions), ("pupils", draft.pupils), ("staff", draft.staff)] {
        if number.is_some_and(|number| !(0..=MOST_DOSE).contains(&number)) {
            let message =
                format!("'{field}' is a whole number from 0 to {MOST_DOSE}; leave it out where nobody knows.");
            problems.push(Problem::new(field, ProblemCode::OutOfRange, message));
        }
    }
    if let Some(cost) = draft.cost {
        check_pence("cost", cost, problems);
    }
    check_days(draft.from, draft.to, problems);
    check_standing(draft, state, problems);
}

/// The status beside the days.
fn check_standing(draft: &ActivityDraft, state: ActivityState, problems: &mut Vec<Problem>) {
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    let (status, today) = (draft.status, state.today);
    if let Some(before) = state.before.filter(|before| !before.may_become(status)) {
        let message = format!(
            "An activity that is {} cannot become {}: what begins again is another activity.",
            before.words(),
            status.words()
        );
        note("status", ProblemCode::StateNotAllowed, message);
    }
    if status != ActivityStatus::Planned && draft.from > today {
        let message = format!("It begins on {}, which has not come yet: until then it is planned.", draft.from);
        note("validFrom", ProblemCode::OutOfRange, message);
    }
    match draft.to {
        None if status.is_over() => note("validTo", ProblemCode::Required, "Say since when it is over.".to_owned()),
        Some(to) if status.is_over() && to > today => {
            note("validTo", ProblemCode::OutOfRange, format!("It is over, and {to} has not come yet."));
        }
        _ => {}
    }
    let (opens, closes) = state.partnership;
    let own = (draft.from, draft.to.filter(|to| *to > draft.from));
    if draft.from < opens || !overlaps(own, state.partnership) {
        let until = closes.map(|day| format!(" and was over on {day}")).unwrap_or_default();
        let message = format!("The partnership itself began on {opens}{until}: it does nothing outside of its days.");
        note("validFrom", ProblemCode::OutOfRange, message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::MOST_PENCE;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft() -> ActivityDraft {
        ActivityDraft {
            title: "Reading leads".into(),
            status: ActivityStatus::Running,
            from: day("2025-09-01"),
            to: None,
            sessions: Some(12),
            pupils: None,
            staff: Some(0),
            target_group: Some("disadvantage:disadvantaged".into()),
            cost: Some(1_250_000),
        }
    }

    fn codes(draft: &ActivityDraft, before: Option<ActivityStatus>) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        let partnership = (day("2025-09-01"), Some(day("2027-09-01")));
        check_activity(draft, ActivityState { before, partnership, today: day("2025-11-25") }, &mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let check = |change: fn(&mut ActivityDraft), field: &str, code| {
            let mut changed = draft();
            change(&mut changed);
            assert_eq!(codes(&changed, None), [(field.to_owned(), code)]);
        };
        assert_eq!(codes(&draft(), None), []);
        check(|it| it.title = " ".into(), "title", ProblemCode::Required);
        check(|it| it.title = "x".repeat(1_000_000), "title", ProblemCode::TooLong);
        check(|it| it.sessions = Some(-1), "sessions", ProblemCode::OutOfRange);
        check(|it| it.pupils = Some(MOST_DOSE + 1), "pupils", ProblemCode::OutOfRange);
        check(|it| it.cost = Some(-1), "cost", ProblemCode::OutOfRange);
        check(|it| it.cost = Some(MOST_PENCE + 1), "cost", ProblemCode::OutOfRange);
        check(|it| it.to = Some(it.from), "validTo", ProblemCode::DatesReversed);
        check(|it| it.status = ActivityStatus::Finished, "validTo", ProblemCode::Required);
        check(
            |it| (it.status, it.to) = (ActivityStatus::Stopped, Some(day("2025-11-26"))),
            "validTo",
            ProblemCode::OutOfRange,
        );
        check(|it| it.from = day("2025-11-26"), "validFrom", ProblemCode::OutOfRange);
        check(|it| it.from = day("2025-08-31"), "validFrom", ProblemCode::OutOfRange);
        check(
            |it| (it.status, it.from) = (ActivityStatus::Planned, day("2027-09-01")),
            "validFrom",
            ProblemCode::OutOfRange,
        );
        check(|it| it.to = Some(day("2101-01-01")), "validTo", ProblemCode::OutOfRange);
    }

    #[test]
    fn lists_are_bounded() {
        let check = |count| {
            let mut found = Vec::new();
            check_list("schools", count, &mut found);
            found.into_iter().map(|it| it.code).collect::<Vec<_>>()
        };
        assert_eq!(check(MOST_LISTED), []);
        assert_eq!(check(MOST_LISTED + 1), [ProblemCode::OutOfRange]);
    }

    #[test]
    fn what_is_over_does_not_begin_again() {
        let status = |status| ActivityDraft { status, to: Some(day("2025-11-25")), ..draft() };
        let refused = [("status".to_owned(), ProblemCode::StateNotAllowed)];
        for before in ActivityStatus::ALL {
            for next in ActivityStatus::ALL {
                let allowed = before == next
                    || !before.is_over() && (*next != ActivityStatus::Planned || *before == ActivityStatus::Planned);
                let expected = if allowed { &refused[..0] } else { &refused[..] };
                assert_eq!(codes(&status(*next), Some(*before)), expected, "{before:?} to {next:?}");
            }
        }
    }
}

//! Agreed actions: who does what by when, and how it is known that it was done.

use chrono::NaiveDate;

use super::risk::required_passage;
use super::{Problem, ProblemCode, long_text, text};
use crate::measure::coded;

/// What an action was agreed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionSource {
    /// A critical friend's visit.
    Visit,
    /// A meeting of a scrutiny committee.
    Scrutiny,
    /// An inspection.
    Inspection,
    /// A line of a scorecard.
    Scorecard,
}

coded!(ActionSource {
    Visit = 1, "VISIT", "visit";
    Scrutiny = 2, "SCRUTINY", "scrutiny";
    Inspection = 3, "INSPECTION", "inspection";
    Scorecard = 4, "SCORECARD", "scorecard";
});

/// Where an action stands. Overdue is not a state but a question with a day in it: [`ActionTimes::overdue_on`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActionStatus {
    /// It is to be done.
    Open,
    /// It was done, with evidence.
    Closed,
}

coded!(ActionStatus {
    Open = 1, "OPEN", "open";
    Closed = 2, "CLOSED", "closed";
});

/// An action as somebody describes it.
#[derive(Clone, Debug)]
pub struct ActionDraft {
    /// What is to be done.
    pub text: String,
    /// Who sees to it.
    pub owner: String,
    /// What it was agreed over.
    pub source: ActionSource,
    /// Whether a visit is named.
    pub has_visit: bool,
    /// The day it was agreed.
    pub agreed_on: NaiveDate,
    /// The day by which it is to be done.
    pub due: NaiveDate,
}

/// Checks an action. `today` is the day of the write.
pub fn check_action(draft: &ActionDraft, today: NaiveDate, problems: &mut Vec<Problem>) {
    required_passage("text", &draft.text, "say what is to be done.", problems);
    text("owner", &draft.owner, problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if draft.source == ActionSource::Visit && !draft.has_visit {
        note("visit", ProblemCode::Required, "It was agreed over a visit: say which.".to_owned());
    }
    if draft.agreed_on > today {
        let message = format!("{} has not come yet: an action is kept once it is agreed.", draft.agreed_on);
        note("agreedOn", ProblemCode::OutOfRange, message);
    }
    if draft.due < draft.agreed_on {
        let message = format!("It is due on {}, before it was agreed on {}.", draft.due, draft.agreed_on);
        note("due", ProblemCode::DatesReversed, message);
    }
}

/// Another day by which an action is to be done.
#[derive(Clone, Debug)]
pub struct DueChangeDraft {
    /// The day it was due by.
    pub from: NaiveDate,
    /// The day it is due by now.
    pub to: NaiveDate,
    /// Why.
    pub reason: Option<String>,
}

/// Checks a change of the day by which an action is to be done; one to the same day is none, and needs no reason.
pub fn check_due_change(draft: &DueChangeDraft, problems: &mut Vec<Problem>) {
    let reason = draft.reason.as_deref().unwrap_or_default();
    if draft.from == draft.to {
        long_text("reason", Some(reason), problems);
        return;
    }
    required_passage(
        "reason",
        reason,
        "say why it is due on another day. The change and its reason stay on record.",
        problems,
    );
}

/// The end of an action as somebody describes it.
#[derive(Clone, Debug)]
pub struct ClosureDraft {
    /// The day it was done.
    pub closed_on: NaiveDate,
    /// How it is known that it was done.
    pub evidence: String,
}

/// Checks the end of an action that was agreed on a day.
pub fn check_closure(draft: &ClosureDraft, agreed_on: NaiveDate, today: NaiveDate, problems: &mut Vec<Problem>) {
    long_text("evidence", Some(&draft.evidence), problems);
    let mut note = |field: &str, code, message: String| problems.push(Problem::new(field, code, message));
    if draft.evidence.trim().is_empty() {
        let message = "An action is closed with evidence: say how it is known that it was done.".to_owned();
        note("evidence", ProblemCode::EvidenceRequired, message);
    }
    if draft.closed_on < agreed_on {
        let message = format!("It was agreed on {agreed_on}: it was not done before.");
        note("closedOn", ProblemCode::DatesReversed, message);
    }
    if draft.closed_on > today {
        note("closedOn", ProblemCode::OutOfRange, format!("{} has not come yet: close it then.", draft.closed_on));
    }
}

/// The days of an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActionTimes {
    /// The day by which it is to be done, as it stands now: where it was moved, the last day that was named.
    pub due: NaiveDate,
    /// The day it was closed.
    pub closed_on: Option<NaiveDate>,
}

impl ActionTimes {
    /// Whether it was overdue at the end of a day: its day had passed, and it was not closed by then.
    pub fn overdue_on(self, day: NaiveDate) -> bool {
        self.due < day && self.closed_on.is_none_or(|closed| day < closed)
    }

    /// How many days it was overdue at the end of a day; `None` where it was not.
    pub fn days_overdue_on(self, day: NaiveDate) -> Option<i64> {
        self.overdue_on(day).then(|| (day - self.due).num_days())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn codes(check: impl FnOnce(&mut Vec<Problem>)) -> Vec<(String, ProblemCode)> {
        let mut found = Vec::new();
        check(&mut found);
        found.into_iter().map(|it| (it.field, it.code)).collect()
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        let check = |change: fn(&mut ActionDraft), expected: &[(&str, ProblemCode)]| {
            let mut draft = ActionDraft {
                text: "Phone home on the first day.".into(),
                owner: "The head".into(),
                source: ActionSource::Visit,
                has_visit: true,
                agreed_on: day("2025-03-10"),
                due: day("2025-03-10"),
            };
            change(&mut draft);
            let found = codes(|all| check_action(&draft, day("2025-03-31"), all));
            assert_eq!(found, expected.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect::<Vec<_>>());
        };
        check(|_| (), &[]);
        check(|it| it.text = "\n".into(), &[("text", ProblemCode::Required)]);
        check(|it| it.owner.clear(), &[("owner", ProblemCode::Required)]);
        check(|it| it.has_visit = false, &[("visit", ProblemCode::Required)]);
        check(|it| (it.has_visit, it.source) = (false, ActionSource::Scrutiny), &[]);
        check(|it| it.due = day("2025-03-09"), &[("due", ProblemCode::DatesReversed)]);
        let later = |it: &mut ActionDraft| (it.agreed_on, it.due) = (day("2025-04-01"), day("2025-04-02"));
        check(later, &[("agreedOn", ProblemCode::OutOfRange)]);
    }

    #[test]
    fn another_day_needs_a_reason() {
        let check = |to: &str, reason: Option<&str>| {
            let draft = DueChangeDraft { from: day("2025-03-10"), to: day(to), reason: reason.map(Into::into) };
            codes(|all| check_due_change(&draft, all))
        };
        assert_eq!(check("2025-03-10", None), []);
        assert_eq!(check("2025-04-10", Some("The post is vacant.")), []);
        assert_eq!(check("2025-04-10", Some(" ")), [("reason".to_owned(), ProblemCode::Required)]);
    }

    #[test]
    fn an_action_is_closed_with_evidence() {
        let check = |on: &str, evidence: &str| {
            let draft = ClosureDraft { closed_on: day(on), evidence: evidence.into() };
            codes(|all| check_closure(&draft, day("2025-03-10"), day("2025-03-31"), all))
        };
        assert_eq!(check("2025-03-10", "The log of calls."), []);
        assert_eq!(check("2025-03-10", " "), [("evidence".to_owned(), ProblemCode::EvidenceRequired)]);
        assert_eq!(check("2025-03-09", "Seen."), [("closedOn".to_owned(), ProblemCode::DatesReversed)]);
        assert_eq!(check("2025-04-01", "Seen."), [("closedOn".to_owned(), ProblemCode::OutOfRange)]);
    }

    proptest! {
        #[test]
        fn an_action_is_overdue_from_the_day_after_until_it_is_closed(due in 0_u64..40, closed in prop::option::of(0_u64..60), on in 0_u64..60) {
            let at = |days| day("2025-01-01") + chrono::Days::new(days);
            let times = ActionTimes { due: at(due), closed_on: closed.map(at) };
            let expected = on > due && closed.is_none_or(|closed| closed > on);
            prop_assert_eq!(times.overdue_on(at(on)), expected);
            prop_assert_eq!(times.days_overdue_on(at(on)), expected.then(|| on as i64 - due as i64));
        }
    }
}

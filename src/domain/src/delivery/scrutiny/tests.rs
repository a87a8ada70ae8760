use chrono::Datelike;
use proptest::prelude::*;

use super::*;

const TODAY: &str = "2026-11-23";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn codes(check: impl FnOnce(&mut Vec<Problem>)) -> Vec<(String, ProblemCode)> {
    let mut found = Vec::new();
    check(&mut found);
    found.into_iter().map(|it| (it.field, it.code)).collect()
}

fn one(field: &str, code: ProblemCode) -> Vec<(String, ProblemCode)> {
    vec![(field.to_owned(), code)]
}

#[test]
fn the_day_of_receipt_is_the_first_of_the_two_months() {
    for (received, due) in [
        ("2026-01-14", "2026-03-13"),
        ("2025-12-31", "2026-02-28"),
        ("2026-01-01", "2026-02-28"),
        ("2026-03-01", "2026-04-30"),
        ("2027-12-30", "2028-02-29"),
        ("2026-07-31", "2026-09-30"),
        ("2026-08-31", "2026-10-30"),
        ("2026-11-15", "2027-01-14"),
    ] {
        assert_eq!(response_due(day(received)), day(due), "{received}");
    }
}

#[test]
fn a_meeting_may_be_planned_but_not_moved_away_from_what_it_said() {
    let check = |on: &str, on_record: OnRecord| {
        let meeting =
            MeetingDraft { body: "Committee".into(), day: day(on), title: "Attendance".into(), agenda_item: None };
        codes(|all| check_meeting(&meeting, on_record, day(TODAY), all))
    };
    let received = OnRecord { spoke: true, first_received: Some(day("2026-10-10")) };
    assert_eq!(check("2027-02-01", OnRecord::default()), []);
    assert_eq!(check("2027-02-01", received), one("day", ProblemCode::OutOfRange));
    assert_eq!(check("2026-10-10", received), []);
    assert_eq!(check("2026-10-11", received), one("day", ProblemCode::DatesReversed));
    let empty = MeetingDraft { body: " ".into(), day: day(TODAY), title: "a\u{7}".into(), agenda_item: None };
    let expected = [("body", ProblemCode::Required), ("title", ProblemCode::ControlCharacter)];
    let found = codes(|all| check_meeting(&empty, OnRecord::default(), day(TODAY), all));
    assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), code)));
}

#[test]
fn a_comment_is_on_one_thing_and_made_at_a_meeting_that_was_held() {
    let check =
        |given: &str, both, meeting: &str| codes(|all| check_feedback(given, both, (day(meeting), day(TODAY)), all));
    assert_eq!(check("What does the chart mean?", false, TODAY), []);
    assert_eq!(check(" ", false, TODAY), one("text", ProblemCode::Required));
    assert_eq!(check("Why?", true, TODAY), one("outcome", ProblemCode::OutOfRange));
    assert_eq!(check("Why?", false, "2026-11-24"), one("meeting", ProblemCode::StateNotAllowed));
}

#[test]
fn a_recommendation_is_received_on_its_meeting_or_later() {
    let check = |meeting: &str, received: &str| {
        let draft = RecommendationDraft {
            text: "Publish the plan.".into(),
            addressed_to: "Cabinet".into(),
            received_on: day(received),
        };
        codes(|all| check_recommendation(&draft, day(meeting), day(TODAY), all))
    };
    assert_eq!(check("2026-10-10", "2026-10-10"), []);
    assert_eq!(check("2026-10-10", "2026-10-09"), one("receivedOn", ProblemCode::DatesReversed));
    assert_eq!(check("2026-10-10", "2026-11-24"), one("receivedOn", ProblemCode::OutOfRange));
    assert_eq!(check("2026-11-24", "2026-11-24"), one("meeting", ProblemCode::StateNotAllowed));
}

fn answer(on: &str, accepted: Acceptance, reason: Option<&str>) -> ResponseDraft {
    ResponseDraft { responded_on: day(on), accepted, reason: reason.map(Into::into), text: "We answer.".into() }
}

#[test]
fn an_answer_gives_its_reason_and_comes_after_the_question() {
    let fresh =
        Standing { received_on: day("2026-10-10"), implementation: Implementation::NotStarted, first_progress: None };
    let check = |draft: ResponseDraft, standing| codes(|all| check_response(&draft, standing, day(TODAY), all));
    assert_eq!(check(answer("2026-10-10", Acceptance::Yes, None), fresh), []);
    assert_eq!(check(answer("2026-10-10", Acceptance::No, Some("It costs too much.")), fresh), []);
    for accepted in [Acceptance::Partly, Acceptance::No] {
        let told = check(answer("2026-10-10", accepted, Some(" ")), fresh);
        assert_eq!(told, one("reason", ProblemCode::Required), "{accepted:?}");
    }
    let early = check(answer("2026-10-09", Acceptance::Yes, None), fresh);
    assert_eq!(early, one("respondedOn", ProblemCode::DatesReversed));
    let future = check(answer("2026-11-24", Acceptance::Yes, None), fresh);
    assert_eq!(future, one("respondedOn", ProblemCode::OutOfRange));
    let silent = ResponseDraft { text: "\n".into(), ..answer("2026-10-10", Acceptance::Yes, None) };
    assert_eq!(check(silent, fresh), one("text", ProblemCode::Required));
    let begun =
        Standing { implementation: Implementation::Implemented, first_progress: Some(day("2026-11-01")), ..fresh };
    let turned = check(answer("2026-10-10", Acceptance::No, Some("Why.")), begun);
    assert_eq!(turned, one("accepted", ProblemCode::StateNotAllowed));
    let later = check(answer("2026-11-02", Acceptance::Yes, None), begun);
    assert_eq!(later, one("respondedOn", ProblemCode::DatesReversed));
}

#[test]
fn what_was_not_accepted_is_not_put_into_practice() {
    use Implementation::{Implemented, InProgress, NotPursued, NotStarted};
    let check = |status, note: Option<&str>, accepted: Option<Acceptance>, on: &str| {
        let draft = ProgressDraft { day: day(on), status, note: note.map(Into::into) };
        let answer = accepted.map(|accepted| (day("2026-10-10"), accepted));
        codes(|all| check_progress(&draft, answer, Some(day("2026-11-01")), day(TODAY), all))
    };
    let yes = Some(Acceptance::Yes);
    assert_eq!(check(InProgress, None, None, TODAY), one("id", ProblemCode::StateNotAllowed));
    assert_eq!(check(InProgress, None, yes, TODAY), []);
    assert_eq!(check(InProgress, None, Some(Acceptance::Partly), "2026-11-01"), []);
    assert_eq!(check(Implemented, Some("Seen."), yes, TODAY), []);
    assert_eq!(check(Implemented, Some(" "), yes, TODAY), one("note", ProblemCode::EvidenceRequired));
    assert_eq!(check(NotPursued, None, yes, TODAY), one("note", ProblemCode::Required));
    assert_eq!(check(NotPursued, None, Some(Acceptance::No), TODAY), []);
    for status in [NotStarted, InProgress, Implemented] {
        let told = check(status, Some("Seen."), Some(Acceptance::No), TODAY);
        assert_eq!(told, one("status", ProblemCode::StateNotAllowed), "{status:?}");
    }
    assert_eq!(check(InProgress, None, yes, "2026-10-31"), one("day", ProblemCode::DatesReversed));
    assert_eq!(check(InProgress, None, yes, "2026-11-24"), one("day", ProblemCode::OutOfRange));
}

#[test]
fn a_day_is_followed_by_its_term_or_the_next() {
    let term = |text: &str| TermOfYear::parse(text).unwrap();
    let calendar = [
        (term("2025/26-spring"), day("2026-03-27")),
        (term("2025/26-autumn"), day("2025-12-19")),
        (term("2025/26-summer"), day("2026-07-21")),
    ];
    for (on, expected) in [
        ("2020-01-01", Some("2025/26-autumn")),
        ("2025-12-19", Some("2025/26-autumn")),
        ("2025-12-20", Some("2025/26-spring")),
        ("2026-07-21", Some("2025/26-summer")),
        ("2026-07-22", None),
    ] {
        assert_eq!(term_from(day(on), calendar), expected.map(term), "{on}");
    }
}

proptest! {
    /// Two months on: the same day of the month where there is one, else the month's last; never earlier for a later receipt.
    #[test]
    fn two_months_end_before_the_same_day_or_with_the_month(days in 0_u64..40_000) {
        let received = day("1990-01-01") + chrono::Days::new(days);
        let due = response_due(received);
        let months = |it: NaiveDate| it.year() * 12 + it.month0() as i32;
        let after = due.succ_opt().unwrap();
        if after.day() == received.day() {
            prop_assert_eq!(months(after) - months(received), 2);
        } else {
            prop_assert_eq!((months(due) - months(received), after.day()), (2, 1));
            prop_assert!(due.day() < received.day());
        }
        prop_assert!(response_due(received.succ_opt().unwrap()) >= due);
    }

    #[test]
    fn an_answer_is_overdue_from_the_day_after_until_it_is_given(responded in prop::option::of(0_u64..100), on in 0_u64..100) {
        let at = |days| day("2026-01-01") + chrono::Days::new(days);
        let due = 59;
        let times = ResponseTimes { due: at(due), responded_on: responded.map(at) };
        let overdue = on > due && responded.is_none_or(|responded| responded > on);
        prop_assert_eq!(times.days_overdue_on(at(on)), overdue.then(|| on as i64 - due as i64));
        prop_assert_eq!(times.on_time(), responded.map(|responded| responded <= due));
    }
}

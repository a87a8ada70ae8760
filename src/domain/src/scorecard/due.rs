//! When a scorecard is due.
//!
//! A term's scorecard is compiled at 06:00 London time on the day its papers go out. Where the clocks go forward over a
//! wall-clock time, the first instant after the gap stands for it; where they go back, the first of the two passes. (Both
//! happen between 01:00 and 02:00 today, so 06:00 is never touched; the rule is stated for the day that changes.)

use chrono::{DateTime, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Europe::London;

use crate::academic::TermOfYear;
use crate::strategy::{CalendarTerm, Strategy};

/// The wall-clock hour in London at which a scorecard is due.
pub const DUE_HOUR: u32 = 6;

/// The instant at which the scorecard of a term is due.
pub fn due_at(term: &CalendarTerm) -> DateTime<Utc> {
    deadline_instant(term.paper_deadline)
}

/// The instant at which what goes out with the papers of a day is due.
pub fn deadline_instant(paper_deadline: NaiveDate) -> DateTime<Utc> {
    let time = NaiveTime::from_hms_opt(DUE_HOUR, 0, 0).unwrap_or(NaiveTime::MIN);
    london_instant(paper_deadline.and_time(time))
}

/// The terms of the calendar that are due at `now`, oldest first: those whose instant has come, on a day on which the
/// strategy was in force. Which of them are published already is another question.
pub fn due_terms(strategy: &Strategy, now: DateTime<Utc>) -> Vec<&CalendarTerm> {
    let mut due: Vec<_> = strategy
        .calendar
        .iter()
        .filter(|term| strategy.in_force_on(term.paper_deadline) && due_at(term) <= now)
        .collect();
    due.sort_by_key(|term| (term.paper_deadline, term.term));
    due
}

/// The paper deadline before that of `term`: what was known then is what the scorecard reports changes from. `None` where
/// the calendar does not have the term, or nothing before it.
pub fn previous_deadline(strategy: &Strategy, term: TermOfYear) -> Option<NaiveDate> {
    let deadline = strategy.calendar_term(term)?.paper_deadline;
    strategy.calendar.iter().map(|entry| entry.paper_deadline).filter(|earlier| *earlier < deadline).max()
}

/// The instant of a wall-clock time in London, by the rule at the head of this file.
fn london_instant(local: NaiveDateTime) -> DateTime<Utc> {
    let resolve = |at: NaiveDateTime| match London.from_local_datetime(&at) {
        LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => Some(instant.with_timezone(&Utc)),
        LocalResult::None => None,
    };
    // In a gap: the first whole minute after it, which is its end, because clocks change on whole minutes.
    let minute = local.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(local);
    resolve(local)
        .or_else(|| (1..=180).find_map(|minutes| resolve(minute + Duration::minutes(minutes))))
        .unwrap_or_else(|| local.and_utc())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::fixtures;
    use proptest::prelude::{any, prop_assert, prop_assert_eq, prop_oneof, proptest};
    use proptest::strategy::Strategy as Arbitrary;

    fn local(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    #[track_caller]
    fn check(wall_clock: &str, instant: &str) {
        assert_eq!(london_instant(local(wall_clock)), local(instant).and_utc(), "{wall_clock}");
    }

    #[test]
    fn wall_clock_times_become_instants() {
        check("2025-12-01 06:00", "2025-12-01 06:00");
        check("2025-07-01 06:00", "2025-07-01 05:00");
        // 30 March 2025: 01:00 becomes 02:00. 26 October 2025: 02:00 becomes 01:00.
        check("2025-03-30 00:59", "2025-03-30 00:59");
        check("2025-03-30 01:00", "2025-03-30 01:00");
        check("2025-03-30 01:30", "2025-03-30 01:00");
        check("2025-03-30 02:00", "2025-03-30 01:00");
        check("2025-03-30 06:00", "2025-03-30 05:00");
        check("2025-10-26 01:30", "2025-10-26 00:30");
        check("2025-10-26 02:00", "2025-10-26 02:00");
        check("2025-10-26 06:00", "2025-10-26 06:00");
    }

    #[test]
    fn a_term_is_due_from_its_instant_on() {
        let strategy = fixtures::strategy(Vec::new());
        let deadline = strategy.calendar[1].paper_deadline;
        let instant = due_at(&strategy.calendar[1]);
        assert_eq!(instant.date_naive(), deadline);
        let terms = |now| due_terms(&strategy, now).iter().map(|term| term.term.to_string()).collect::<Vec<_>>();
        assert_eq!(terms(instant - Duration::seconds(1)), ["2024/25-summer"]);
        assert_eq!(terms(instant), ["2024/25-summer", "2025/26-autumn"]);
    }

    #[test]
    fn nothing_is_due_outside_of_the_strategy_s_force() {
        let mut strategy = fixtures::strategy(Vec::new());
        let late = due_at(&strategy.calendar[2]) + Duration::days(1000);
        assert_eq!(due_terms(&strategy, late).len(), 3);
        strategy.superseded_on = Some(strategy.calendar[2].paper_deadline);
        assert_eq!(due_terms(&strategy, late).len(), 2);
        strategy.in_force_from = strategy.calendar[1].paper_deadline;
        assert_eq!(due_terms(&strategy, late).len(), 1);
    }

    #[test]
    fn changes_are_counted_from_the_previous_deadline() {
        let mut strategy = fixtures::strategy(Vec::new());
        strategy.calendar.reverse();
        let before = |text| previous_deadline(&strategy, TermOfYear::parse(text).unwrap());
        let deadline = |text| strategy.calendar_term(TermOfYear::parse(text).unwrap()).unwrap().paper_deadline;
        assert_eq!(before("2025/26-autumn"), Some(deadline("2024/25-summer")));
        assert_eq!(before("2025/26-spring"), Some(deadline("2025/26-autumn")));
        assert_eq!(before("2024/25-summer"), None);
        assert_eq!(before("2030/31-summer"), None);
    }

    /// Minutes of ten years from 2020, and every clock change in them.
    fn any_minute() -> impl Arbitrary<Value = NaiveDateTime> {
        let start = local("2020-01-01 00:00");
        let anywhere = (0_i64..10 * 365 * 24 * 60).prop_map(move |minutes| start + Duration::minutes(minutes));
        let at_changes = (2020_i32..2030, any::<bool>(), -180_i64..180).prop_map(|(year, spring, minutes)| {
            let end_of_month = NaiveDate::from_ymd_opt(year, if spring { 3 } else { 10 }, 31).unwrap();
            let back = i64::from(chrono::Datelike::weekday(&end_of_month).num_days_from_sunday());
            (end_of_month - Duration::days(back)).and_hms_opt(1, 30, 0).unwrap() + Duration::minutes(minutes)
        });
        prop_oneof![anywhere, at_changes]
    }

    proptest! {
        #[test]
        fn the_instant_shows_its_wall_clock_time_or_the_end_of_the_gap(at in any_minute()) {
            let instant = london_instant(at);
            let shown = instant.with_timezone(&London).naive_local();
            let before = (instant - Duration::minutes(1)).with_timezone(&London).naive_local();
            if shown == at {
                // The first pass: no earlier instant of the last hours shows the same time.
                let earlier = (1..=180).any(|m| (instant - Duration::minutes(m)).with_timezone(&London).naive_local() == at);
                prop_assert!(!earlier);
            } else {
                prop_assert!(before < at && at < shown, "the gap lies round {}", at);
            }
        }

        #[test]
        fn later_days_are_due_later(day in 0_i64..3650, more in 1_i64..400) {
            let at = |days| london_instant(local("2020-01-01 06:00") + Duration::days(days));
            prop_assert!(at(day) < at(day + more));
            prop_assert_eq!(at(day).with_timezone(&London).hour(), 6);
        }
    }
}

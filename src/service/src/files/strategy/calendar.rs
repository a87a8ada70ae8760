//! The term calendar: when a term is, and when its scorecard is due.

use chrono::{Days, NaiveDate};
use sextant_domain::strategy::CalendarTerm;
use sextant_domain::{Period, TermOfYear};
use toml::Spanned;
use toml::value::Datetime;

use super::raw;
use crate::files::lines::Problems;

/// A scorecard may come this many days after its term's last day: papers of the autumn term go out in January at times.
const DAYS_AFTER_TERM: u64 = 42;

/// The terms in the order of time.
pub(super) fn read(raw: &[raw::Term], problems: &mut Problems<'_>) -> Vec<CalendarTerm> {
    let mut read: Vec<(CalendarTerm, u32)> = Vec::new();
    for entry in raw {
        let line = problems.line(&entry.term.span());
        if let Some(term) = term(entry, problems) {
            read.push((term, line));
        }
    }
    read.sort_by_key(|(term, line)| (term.term, *line));
    for pair in read.windows(2) {
        if let [(earlier, first), (later, second)] = pair {
            overlap(earlier, *first, later, *second, problems);
        }
    }
    read.into_iter().map(|(term, _)| term).collect()
}

fn overlap(earlier: &CalendarTerm, first: u32, later: &CalendarTerm, second: u32, problems: &mut Problems<'_>) {
    let line = first.max(second);
    if earlier.term == later.term {
        let what =
            format!("the term {} stands here a second time; the first is on line {}", later.term, first.min(second));
        problems.add_at(line, what, "Write every term once");
    } else if later.starts <= earlier.ends {
        let what =
            format!("{} starts on {}, before {} ends on {}", later.term, later.starts, earlier.term, earlier.ends);
        problems.add_at(line, what, "Terms do not overlap: correct starts or ends");
    } else if later.paper_deadline <= earlier.paper_deadline {
        let what = format!("the papers of {} go out before those of {}", later.term, earlier.term);
        problems.add_at(line, what, "Correct paper_deadline");
    }
}

fn term(raw: &raw::Term, problems: &mut Problems<'_>) -> Option<CalendarTerm> {
    let term = TermOfYear::parse(raw.term.get_ref())
        .map_err(|_| {
            let what = format!("'{}' is not a term", raw.term.get_ref());
            problems.add(&raw.term.span(), what, "Write 2025/26-autumn, 2025/26-spring or 2025/26-summer");
        })
        .ok();
    let (starts, ends) = (problems.day(&raw.starts), problems.day(&raw.ends));
    let deadline = problems.day(&raw.paper_deadline);
    let meeting = raw.meeting.as_ref().and_then(|date| problems.day(date));
    let read = CalendarTerm {
        term: term?,
        starts: starts?,
        ends: ends?,
        paper_deadline: deadline?,
        meeting,
        source: raw.source.clone(),
    };
    check(&read, raw, problems);
    Some(read)
}

fn check(term: &CalendarTerm, raw: &raw::Term, problems: &mut Problems<'_>) {
    let (first, last) = Period::academic(term.term.year).days();
    for (day, text) in [(term.starts, &raw.starts), (term.ends, &raw.ends)] {
        within(day, text, (first, last), &format!("the academic year {}", term.term.year), problems);
    }
    if term.ends <= term.starts {
        problems.add(&raw.ends.span(), "the term ends before it starts", "Correct starts or ends");
        return;
    }
    let latest = term.ends.checked_add_days(Days::new(DAYS_AFTER_TERM)).unwrap_or(term.ends);
    within(
        term.paper_deadline,
        &raw.paper_deadline,
        (term.starts, latest),
        "the term and the six weeks after it",
        problems,
    );
    if let (Some(meeting), Some(text)) = (term.meeting, &raw.meeting)
        && meeting < term.paper_deadline
    {
        problems.add(&text.span(), "the meeting is before its papers go out", "Correct meeting or paper_deadline");
    }
}

fn within(
    day: NaiveDate,
    text: &Spanned<Datetime>,
    (first, last): (NaiveDate, NaiveDate),
    name: &str,
    problems: &mut Problems<'_>,
) {
    if day < first || last < day {
        problems.add(&text.span(), format!("{day} lies outside {name}"), format!("Write a day from {first} to {last}"));
    }
}

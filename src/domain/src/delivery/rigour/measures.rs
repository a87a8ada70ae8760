//! Counting them.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::facts::RigourFacts;
use crate::academic::AcademicYear;
use crate::delivery::{NoSurpriseInputs, Rate, VisitStatus, no_surprise, tier_before};
use crate::figure::Figure;
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::period::Period;
use crate::strategy::CalendarTerm;

/// The indicators that are counted here.
pub const INDICATORS: [&str; 12] = [
    "RIG-01", "RIG-02", "RIG-03", "RIG-04", "RIG-05", "RIG-06", "RIG-07", "RIG-08", "RIG-09", "RIG-10", "RIG-11",
    "RIG-12",
];
/// Within how many working days a note of visit is shared with the school.
pub const NOTE_DAYS: u32 = 10;
/// With fewer adverse inspections the rate would tell the tier of single schools.
pub const FEWEST_INSPECTIONS: u32 = 3;

/// A period and the part of it that is counted; whole days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The period.
    pub period: Period,
    /// The first day.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
    /// The last day that is counted.
    pub through: NaiveDate,
    /// Whether it is the period of today, and not the one before.
    pub current: bool,
}

impl Window {
    fn new(period: Period, (from, to): (NaiveDate, NaiveDate), day: NaiveDate) -> Self {
        Self { period, from, to, through: to.min(day), current: day <= to }
    }

    fn has(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.through
    }

    /// Whether a half-open stretch of days touches it.
    fn touches(&self, from: NaiveDate, to: Option<NaiveDate>) -> bool {
        from <= self.through && to.is_none_or(|to| self.from < to && from < to)
    }
}

/// The terms and the academic years that are counted when `day` is the last day that is over: those it lies in and those just
/// before, which may have become final. Nothing where the calendar has no term by then.
pub fn windows(calendar: &[CalendarTerm], day: NaiveDate) -> Vec<Window> {
    let mut terms: Vec<&CalendarTerm> = calendar.iter().collect();
    terms.sort_by_key(|entry| entry.starts);
    let Some(current) = terms.iter().rposition(|entry| entry.starts <= day) else { return Vec::new() };
    let of_term = |at: usize| {
        let next = terms.get(at + 1).and_then(|next| next.starts.pred_opt());
        let last = next.unwrap_or(terms[at].ends).max(terms[at].ends);
        Window::new(Period::of_term(terms[at].term), (terms[at].starts, last), day)
    };
    let mut found: Vec<Window> = (current.saturating_sub(1)..=current).map(of_term).collect();
    let years: BTreeSet<AcademicYear> = found.iter().filter_map(|window| window.period.academic_year()).collect();
    let of_year = |year| {
        let period = Period::academic(year);
        Window::new(period, period.days(), day)
    };
    found.extend(years.into_iter().map(of_year));
    found
}

/// A figure that was counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordedMeasure {
    /// The indicator's code.
    pub indicator: &'static str,
    /// The term or the year.
    pub period: Period,
    /// The figure, or why there is none.
    pub measure: Measure,
    /// How many, and of how many, where the figure is a share; nothing where it is withheld.
    pub rate: Option<Rate>,
}

/// Counts every measure of which there are records, by code and period.
pub fn measures(facts: &RigourFacts, windows: &[Window]) -> Vec<RecordedMeasure> {
    let mut found = Vec::new();
    for window in windows {
        let mut counting = Counting { window, found: &mut found };
        if window.period.basis() == crate::period::Basis::AcademicYear {
            counting.year(facts);
        } else {
            counting.term(facts);
        }
    }
    found.sort_by_key(|it| (it.indicator, it.period));
    found
}

struct Counting<'a> {
    window: &'a Window,
    found: &'a mut Vec<RecordedMeasure>,
}

impl Counting<'_> {
    fn term(&mut self, facts: &RigourFacts) {
        let window = self.window;
        if !facts.visits.is_empty() {
            let arranged = || facts.visits.iter().filter(|it| window.has(it.day));
            self.share("RIG-01", arranged().map(|it| it.status == VisitStatus::Held));
            let held = arranged().filter(|it| it.status == VisitStatus::Held);
            let told = held.filter_map(|it| in_time(due_by_working_days(it.day, NOTE_DAYS), it.shared_on, window));
            self.share("RIG-02", told);
        }
        if !facts.actions.is_empty() {
            let due = facts.actions.iter().filter(|it| window.has(it.due));
            self.share("RIG-03", due.map(|it| it.closed_on.is_some_and(|closed| closed <= it.due)));
        }
        if !facts.assessments.is_empty() {
            let all = facts.assessments.values();
            let moved = all.map(|of_school| {
                let in_term = of_school.iter().filter(|it| window.has(it.decided_on));
                in_term
                    .filter(|it| tier_before(of_school, it.decided_on).is_some_and(|old| old.tier != it.tier))
                    .count()
            });
            self.count("RIG-04", moved.sum::<usize>() as i64);
        }
        // What is so on a day is only known of the day itself.
        if !window.current {
            return;
        }
        if let Some(lines) = facts.lines {
            self.rate("RIG-07", Rate { part: lines.overdue, whole: lines.lines });
            if let Some(recoloured) = lines.recoloured {
                self.count("RIG-08", recoloured.into());
            }
        }
        if !facts.partnerships.is_empty() {
            let runs = |from, to: Option<NaiveDate>| from <= window.through && to.is_none_or(|to| window.through < to);
            let active = facts.partnerships.iter().filter(|it| it.active && runs(it.from, it.to));
            self.share("RIG-11", active.map(|it| it.accountable));
        }
    }

    fn year(&mut self, facts: &RigourFacts) {
        let window = self.window;
        if !facts.assessments.is_empty() {
            self.surprises(facts);
        }
        if !facts.engagements.is_empty() {
            let taking_part = facts.engagements.iter().filter(|it| window.touches(it.from, it.to));
            let engaged: BTreeSet<_> = taking_part.map(|it| it.urn).collect();
            self.share("RIG-06", facts.academies.iter().map(|urn| engaged.contains(urn)));
        }
        if !facts.recommendations.is_empty() {
            let all = facts.recommendations.iter();
            // Each is told once: on the day of the answer, or on the day by which there was none.
            let told = all.filter(|it| {
                let told_on = it.responded_on.map_or(it.response_due, |on| on.min(it.response_due));
                window.has(told_on)
            });
            self.share("RIG-09", told.map(|it| it.responded_on.is_some_and(|on| on <= it.response_due)));
        }
        if !facts.bids.is_empty() {
            let won: i64 = facts.bids.iter().filter(|it| window.has(it.decided_on)).map(|it| it.awarded).sum();
            if let Some(pounds) = Figure::whole(1).scale(won, 100) {
                self.keep("RIG-10", Measure::Value(pounds, self.status()), None);
            }
        }
        if !facts.activities.is_empty() {
            let ended = facts.activities.iter().filter(|it| it.to.pred_opt().is_some_and(|last| window.has(last)));
            self.share("RIG-12", ended.map(|it| it.compared));
        }
    }

    fn surprises(&mut self, facts: &RigourFacts) {
        let to = self.window.through.checked_add_days(Days::new(1)).unwrap_or(self.window.through);
        let found = no_surprise(&NoSurpriseInputs {
            from: self.window.from,
            to,
            inspections: facts.inspections.clone(),
            assessments: facts.assessments.clone(),
        });
        let rate = found.sensitivity;
        if (1..FEWEST_INSPECTIONS).contains(&rate.whole) {
            self.keep("RIG-05", Measure::Missing(MissingReason::SuppressedHere), None);
        } else {
            self.rate("RIG-05", rate);
        }
    }

    fn share(&mut self, indicator: &'static str, hits: impl Iterator<Item = bool>) {
        let mut rate = Rate::default();
        hits.for_each(|hit| rate.count(hit));
        self.rate(indicator, rate);
    }

    fn rate(&mut self, indicator: &'static str, rate: Rate) {
        let measure = match rate.percent() {
            Some(percent) => Measure::Value(percent, self.status()),
            None => Measure::Missing(MissingReason::NotApplicable),
        };
        self.keep(indicator, measure, Some(rate));
    }

    fn count(&mut self, indicator: &'static str, count: i64) {
        self.keep(indicator, Measure::Value(Figure::whole(count), self.status()), None);
    }

    fn keep(&mut self, indicator: &'static str, measure: Measure, rate: Option<Rate>) {
        self.found.push(RecordedMeasure { indicator, period: self.window.period, measure, rate });
    }

    /// Provisional until the period is over.
    fn status(&self) -> DataStatus {
        if self.window.through < self.window.to { DataStatus::Provisional } else { DataStatus::Final }
    }
}

/// Whether something was done by a day; `None` while that day has not passed and it was not done.
fn in_time(due: NaiveDate, done: Option<NaiveDate>, window: &Window) -> Option<bool> {
    match done {
        Some(done) => Some(done <= due),
        None => (due <= window.through).then_some(false),
    }
}

/// The last of so many working days after a day. Monday to Friday; bank holidays are not taken out, so that the standard is at
/// most a few days stricter than a calendar of the council's would make it.
pub fn due_by_working_days(after: NaiveDate, days: u32) -> NaiveDate {
    let works = |day: &NaiveDate| !matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    let found = after.iter_days().skip(1).filter(works).take(days as usize).last();
    found.unwrap_or(after)
}

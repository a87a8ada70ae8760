//! The school landscape: every series is compared day by day, and the count of one snapshot's own day with that of the
//! other's.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::diff::{ChangeCause, DayCount, LandscapeChange, Shown};
use crate::landscape::{LandscapeBasis, LandscapeReason};
use crate::progress::{LandscapeEntry, LandscapeSeries, Snapshot};

/// The counts that differ, by series and day; those of the snapshots' own days come last in each series.
pub(super) fn changes(before: &Snapshot, after: &Snapshot) -> Vec<LandscapeChange> {
    let days = (before.as_known_at, after.as_known_at);
    let pair = |new: &LandscapeSeries| {
        let old = before.landscape.iter().find(|old| old.code == new.code);
        old.map(|old| series(old, new, days)).unwrap_or_default()
    };
    after.landscape.iter().flat_map(pair).collect()
}

fn series(old: &LandscapeSeries, new: &LandscapeSeries, (from, to): (NaiveDate, NaiveDate)) -> Vec<LandscapeChange> {
    let places = if new.unit == "COUNT" { 0 } else { 1 };
    let find = |series: &LandscapeSeries, day| {
        series.points.iter().find(|point| point.day == day).map(|point| count(point, places))
    };
    let ends = |series: &LandscapeSeries, own: NaiveDate| -> BTreeSet<NaiveDate> {
        series.points.iter().map(|point| point.day).filter(|day| *day != own).collect()
    };
    let (earlier, later) = (ends(old, from), ends(new, to));
    let ends = earlier.union(&later).map(|day| (*day, *day));
    let change = |(from, to): (NaiveDate, NaiveDate)| {
        let (before, after) = (find(old, from), find(new, to));
        if !is_news(&before, &after) {
            return None;
        }
        let exact = |it: &Option<DayCount>| it.as_ref().map(|it| it.shown.exact.clone());
        let (cause, message) = why(from, to, before.is_some() && after.is_some());
        (exact(&before) != exact(&after)).then(|| LandscapeChange {
            code: new.code.clone(),
            name: new.name.clone(),
            before,
            after,
            cause,
            message,
        })
    };
    ends.chain([(from, to)]).filter_map(change).collect()
}

/// A day that one side alone shows is news where something was counted.
fn is_news(before: &Option<DayCount>, after: &Option<DayCount>) -> bool {
    match (before, after) {
        (Some(_), Some(_)) => true,
        (one, other) => one.iter().chain(other).any(|it| it.counted),
    }
}

fn count(entry: &LandscapeEntry, places: u8) -> DayCount {
    let basis = LandscapeBasis::from_code(&entry.basis).map(|basis| basis.words());
    let reason = LandscapeReason::from_code(&entry.basis).map(|reason| reason.words());
    let words = basis.or(reason).unwrap_or(&entry.basis);
    let shown = match entry.value {
        Some(value) => {
            Shown { exact: format!("{value} {}", entry.basis), display: format!("{} ({words})", value.display(places)) }
        }
        None => Shown { exact: entry.basis.clone(), display: format!("no count: {words}") },
    };
    DayCount { day: entry.day, counted: entry.value.is_some(), shown }
}

/// The same day counted otherwise rests on another edition of the register; another day is another day.
fn why(from: NaiveDate, to: NaiveDate, both: bool) -> (ChangeCause, String) {
    match (from == to, both) {
        (true, true) => {
            let message =
                format!("{from} is counted afresh, from an edition of the register that was not known before.");
            (ChangeCause::NewRelease, message)
        }
        (true, false) => (ChangeCause::PassageOfTime, format!("{from} is shown by one of the two alone.")),
        (false, _) => (ChangeCause::PassageOfTime, format!("Counted on {to}, and on {from} before.")),
    }
}

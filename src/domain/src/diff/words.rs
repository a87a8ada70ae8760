//! What differs, in words: points, releases, lists, approvals, the catalogue.

use chrono::NaiveDate;

use crate::indicator::Indicator;
use crate::measure::Measure;
use crate::period::Period;
use crate::scorecard::{NeighbourEdition, Point, ReleaseRef};
use crate::strategy::{Target, TargetKind};

/// A point in words: the figure exactly, or why there is none.
pub(crate) fn say(point: Option<&Point>) -> String {
    match point.map(|point| point.measure) {
        Some(Measure::Value(figure, _)) => figure.to_string(),
        Some(Measure::Missing(reason)) => format!("without a value ({})", reason.words()),
        None => "not there".to_owned(),
    }
}

/// A release in words.
pub(crate) fn name(release: &ReleaseRef) -> String {
    format!("'{}' of {}", release.title, release.published_on)
}

/// The words at the beginning of a sentence.
pub(crate) fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_uppercase().chain(characters).collect()).unwrap_or_default()
}

/// What the catalogue says otherwise of an indicator, part by part.
pub(crate) fn catalogue(old: &Indicator, new: &Indicator) -> Vec<&'static str> {
    let parts = [
        ("its definition", old.definitions != new.definitions),
        ("its breaks", old.breaks != new.breaks),
        ("its polarity", old.polarity != new.polarity),
        ("its unit", old.unit != new.unit),
        ("its limits", old.range != new.range),
        ("whether it is discontinued", old.discontinued != new.discontinued),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

/// Another list of neighbours in force, in a sentence; `None` where it has the same name and members.
pub(crate) fn lists(old: Option<&NeighbourEdition>, new: Option<&NeighbourEdition>) -> Option<String> {
    let edition = |list: Option<&NeighbourEdition>| list.map(|list| list.edition.clone());
    let members = |list: Option<&NeighbourEdition>| list.map(|list| list.members.clone());
    if (edition(old), members(old)) == (edition(new), members(new)) {
        return None;
    }
    let name = |list| edition(list).map_or("no list".to_owned(), |edition| format!("the list of {edition}"));
    Some(if edition(old) == edition(new) {
        format!("{} has other members than before.", capital(&name(new)))
    } else {
        format!("The neighbours are those of {} instead of {}.", name(new), name(old))
    })
}

/// The approval that counts on a day for a kind and a period.
pub(crate) fn counting(targets: &[Target], day: NaiveDate, kind: TargetKind, period: Period) -> Option<&Target> {
    let held = targets.iter().filter(|target| target.holds_on(day));
    held.filter(|target| target.kind == kind && target.period == period).max_by_key(|it| it.approved_on)
}

/// Another approval of a target, in a sentence; `None` where the same counts.
pub(crate) fn approvals(old: Option<&Target>, new: Option<&Target>, decimals: u8) -> Option<String> {
    let counts = |target: Option<&Target>| target.map(|target| (target.aim, target.approved_on));
    let (kind, period) = new.or(old).map(|target| (target.kind, target.period))?;
    if counts(old) == counts(new) {
        return None;
    }
    let say = |target: Option<&Target>| {
        target.map_or("none".to_owned(), |target| {
            let (aim, day, by) = (target.aim.say(decimals), target.approved_on, &target.approved_by);
            format!("{aim} (approved on {day} by {by})")
        })
    };
    Some(format!("The {} for {period} was {} and is {}.", kind.words(), say(old), say(new)))
}

//! The parts of a progress line that are told year by year.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{LineField, Shown};
use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::progress::{ChangeText, PathPoint, ProgressLine};
use crate::rules::{Evidence, lead};
use crate::scorecard::NeighbourMean;

use super::fields::{both, cell};

const FIELDS: [LineField; 8] = [
    LineField::Path,
    LineField::OtherDefinition,
    LineField::England,
    LineField::LeadOverEngland,
    LineField::Neighbours,
    LineField::Comparability,
    LineField::Expected,
    LineField::YearlyChange,
];

/// Years that are worth telling.
pub(super) type Told = BTreeSet<String>;

/// The years that both lines show, and those that one alone shows and of which anything is known.
pub(super) fn told(one: &ProgressLine, other: &ProgressLine) -> Told {
    let worth = |of: &ProgressLine, beside: &ProgressLine| -> Told {
        let years = of.path.iter().map(|point| &point.year);
        years.filter(|year| is_shown(beside, year) || is_news(of, year)).cloned().collect()
    };
    worth(one, other).union(&worth(other, one)).cloned().collect()
}

/// The parts told year by year, of these years where they are said; beside another line of those alone in which the two
/// differ.
pub(super) fn of(
    line: &ProgressLine,
    beside: Option<&ProgressLine>,
    told: Option<&Told>,
    places: u8,
) -> Vec<(LineField, Shown)> {
    let part = |field: LineField| {
        let mut years = by_year(line, field, places);
        years.retain(|year, _| told.is_none_or(|told| told.contains(*year)));
        if let Some(other) = beside {
            let there = by_year(other, field, places);
            years.retain(|year, shown| there.get(year).map(|it| &it.exact) != Some(&shown.exact));
            if field == LineField::Path && same_current(line, other) {
                years.retain(|year, _| !is_current(line, year));
            }
        }
        let join = |of: &dyn Fn(&Shown) -> String| -> String {
            let said: Vec<String> = years.iter().map(|(year, shown)| format!("{year}: {}", of(shown))).collect();
            said.join("; ")
        };
        let shown = Shown { exact: join(&|it| it.exact.clone()), display: join(&|it| it.display.clone()) };
        (!years.is_empty()).then_some((field, shown))
    };
    FIELDS.into_iter().filter_map(part).collect()
}

fn by_year(line: &ProgressLine, field: LineField, places: u8) -> BTreeMap<&str, Shown> {
    let tell = |point: &PathPoint| match field {
        LineField::Path => Some(cell(&point.value)),
        LineField::OtherDefinition => point.by_other_definition.map(|figure| figure_of(figure, places)),
        LineField::England => point.england.as_ref().map(cell),
        LineField::LeadOverEngland => lead_over_england(line, point, places),
        LineField::Neighbours => point.neighbours.as_ref().map(neighbours),
        LineField::Comparability => Some(comparability(point)),
        LineField::Expected => point.expected.map(|figure| figure_of(figure, places)),
        _ => Some(change(&point.change, places)),
    };
    line.path.iter().filter_map(|point| Some((point.year.as_str(), tell(point)?))).collect()
}

fn is_shown(line: &ProgressLine, year: &str) -> bool {
    line.path.iter().any(|point| point.year == year)
}

/// Whether anything is known of a year that the other side does not show. One that has ended, and nothing else, is no news.
fn is_news(line: &ProgressLine, year: &str) -> bool {
    let known = |point: &PathPoint| {
        let own = point.value.value.is_some() || point.release.is_some();
        own || point.england.is_some() || point.neighbours.is_some() || point.expected.is_some()
    };
    line.path.iter().any(|point| point.year == year && known(point))
}

/// Whether the current period is the same: its figure is a part of its own then.
fn same_current(one: &ProgressLine, other: &ProgressLine) -> bool {
    let period = |line: &ProgressLine| line.current.as_ref().map(|current| current.period.clone());
    period(one).is_some() && period(one) == period(other)
}

fn is_current(line: &ProgressLine, year: &str) -> bool {
    let current = line.current.as_ref().map(|current| &current.period);
    line.path.iter().any(|point| point.year == year && Some(&point.period) == current)
}

fn figure_of(figure: Figure, places: u8) -> Shown {
    Shown { exact: figure.to_string(), display: figure.display(places) }
}

fn lead_over_england(line: &ProgressLine, point: &PathPoint, places: u8) -> Option<Shown> {
    let polarity = Polarity::from_code(&line.polarity)?;
    let ahead = lead(polarity, point.value.value?, point.england.as_ref()?.value?)?;
    Some(figure_of(Figure::from_millionths(i64::try_from(ahead).ok()?), places))
}

fn neighbours(mean: &NeighbourMean) -> Shown {
    let (edition, used, members) = (&mean.edition, mean.used, mean.members);
    Shown {
        exact: format!("{} by {edition}, {used} of {members}", mean.value.exact()),
        display: format!("{} ({used} of {members} on the list of {edition})", mean.value.display),
    }
}

fn comparability(point: &PathPoint) -> Shown {
    let with = if point.comparable_with_baseline { "comparable" } else { "not comparable" };
    match &point.segment {
        Some(run) => both(&format!("run {run}, {with} with the baseline")),
        None => both("no figure"),
    }
}

/// A change with whether it can be told from chance.
pub(super) fn change(it: &ChangeText, places: u8) -> Shown {
    let words = Evidence::from_code(&it.evidence).map_or(it.evidence.as_str(), |evidence| evidence.words());
    let Some(change) = it.change else { return Shown { exact: it.reason.clone(), display: "none".to_owned() } };
    let sign = if change > Figure::ZERO { "+" } else { "" };
    let from = it.from.as_ref().map(|from| format!(" since {}", from.label)).unwrap_or_default();
    let range = it.interval.as_ref().map(|it| format!(", {} to {}", it.low, it.high)).unwrap_or_default();
    Shown {
        exact: format!("{change}{from}, {}{range}", it.reason),
        display: format!("{sign}{}{from} ({words})", change.display(places)),
    }
}

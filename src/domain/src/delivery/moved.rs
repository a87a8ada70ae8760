//! Whether an outcome moved: the figures before and after as the ledger has them, held to the rules of the scorecard.
//!
//! What may be compared is decided by [`comparable_since`]; what a figure has to be to decide anything, by the same ranges and
//! findings as on a scorecard. Nobody who claims a contribution can say a figure of their own.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{ComparatorKind, Problem, ProblemCode};
use crate::figure::Figure;
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::period::Period;
use crate::rules::{NotComparable, Range, comparable_since, explain_not_comparable, mean_of_neighbours};
use crate::scorecard::findings::refusing;
use crate::scorecard::view::{Reading, View, find};
use crate::scorecard::{IndicatorInputs, NeighbourEdition};

/// What is known of an indicator on the day of a claim.
#[derive(Clone, Debug)]
pub struct ClaimInputs {
    /// The indicator with the series of the place, England, the region and the neighbours.
    pub indicator: IndicatorInputs,
    /// The pupil group.
    pub breakdown: String,
    /// The lists of neighbours known on the day, oldest first.
    pub neighbour_lists: Vec<NeighbourEdition>,
    /// The name of the region; empty where the register names none.
    pub region_name: String,
    /// The day.
    pub day: NaiveDate,
}

/// A figure that stood when the claim was made.
pub type Stood = (Figure, DataStatus);

/// The figures of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The figure before.
    pub before: Stood,
    /// The figure after.
    pub after: Stood,
    /// After minus before.
    pub change: Figure,
    /// Whom it is held against, where their figures are in the ledger.
    pub compared: Option<Compared>,
    /// The change minus theirs.
    pub net_change: Option<Figure>,
    /// What to keep in mind when the two are compared.
    pub caveats: Vec<String>,
}

/// The figures that a change is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// Whose they are: `England`, `Mean of 10 neighbours of 2025-05`.
    pub name: String,
    /// The figure before.
    pub before: Stood,
    /// The figure after.
    pub after: Stood,
}

/// The figures of a claim that an outcome moved from one period to another; `None` with every problem where there is none.
pub fn moved(
    inputs: &ClaimInputs,
    (before, after): (Period, Period),
    comparator: Option<ComparatorKind>,
    problems: &mut Vec<Problem>,
) -> Option<Moved> {
    if before >= after {
        let message = format!("{after} does not come after {before}.");
        problems.push(Problem::new("after", ProblemCode::DatesReversed, message));
        return None;
    }
    let sight = Sight::of(inputs);
    let caveats = sight.comparable((before, after), problems);
    let earlier = sight.figure("before", before, problems);
    let later = sight.figure("after", after, problems);
    let compared = match comparator.filter(|kind| *kind != ComparatorKind::SimilarSchools) {
        Some(kind) => Some(sight.compared(kind, (before, after), problems)?),
        None => None,
    };
    let (caveats, earlier, later) = (caveats?, earlier?, later?);
    let Some(change) = later.0.checked_sub(earlier.0) else {
        problems.push(Problem::new("after", ProblemCode::NotComparable, "The change is too large to be held."));
        return None;
    };
    let theirs = compared.as_ref().and_then(|it| it.after.0.checked_sub(it.before.0));
    let net_change = theirs.and_then(|theirs| change.checked_sub(theirs));
    Some(Moved { before: earlier, after: later, change, compared, net_change, caveats })
}

/// The series of a claim as far as their figures may decide anything.
struct Sight<'a> {
    inputs: &'a ClaimInputs,
    view: View,
    range: Range,
    own: Vec<Reading>,
}

impl<'a> Sight<'a> {
    fn of(inputs: &'a ClaimInputs) -> Self {
        let entry = &inputs.indicator;
        let view = View::of(&entry.indicator, &entry.supply, &inputs.breakdown);
        let range = Range::of(&entry.indicator);
        let decisive = |(period, measure): &Reading| match refusing(&view.findings, *period) {
            Some(_) if measure.figure().is_some() => (*period, Measure::Missing(MissingReason::Quality)),
            _ => (*period, range.screen(*measure)),
        };
        Self { own: view.own.iter().map(decisive).collect(), inputs, view, range }
    }

    /// The measure of a period; where the series has no such row, because it has not come yet or never will.
    fn measure(&self, series: &[Reading], period: Period) -> Measure {
        let to_come = self.inputs.indicator.indicator.discontinued.is_none()
            && series.iter().all(|(at, _)| *at < period || at.basis() != period.basis());
        let absent = if to_come { MissingReason::NotYetPublished } else { MissingReason::NotAvailable };
        find(series, period).unwrap_or(Measure::Missing(absent))
    }

    fn figure(&self, field: &str, period: Period, problems: &mut Vec<Problem>) -> Option<Stood> {
        match self.measure(&self.own, period) {
            Measure::Value(figure, status) => Some((figure, status)),
            Measure::Missing(reason) => {
                let message = format!("There is no figure for {period}: {}.", reason.words());
                problems.push(Problem::new(field, ProblemCode::NotComparable, message));
                None
            }
        }
    }

    /// What to keep in mind when the two periods are compared; a problem where they may not be. That one of the two has no
    /// figure is said where it is looked up.
    fn comparable(&self, (before, after): (Period, Period), problems: &mut Vec<Problem>) -> Option<Vec<String>> {
        let breaks = &self.inputs.indicator.indicator.breaks;
        let current = (after, self.measure(&self.own, after));
        let span = match comparable_since(current, before, &self.own, breaks) {
            Ok(span) => span,
            Err((at, why)) => {
                let lacks_an_end = [before, after].iter().any(|it| self.measure(&self.own, *it).figure().is_none());
                let barred = matches!(why, NotComparable::SeriesBreak(_) | NotComparable::BasisDiffers(_));
                if barred || !lacks_an_end {
                    let message = explain_not_comparable(&why, at);
                    problems.push(Problem::new("after", ProblemCode::NotComparable, message));
                }
                return None;
            }
        };
        let caution = |item: &&crate::indicator::SeriesBreak| {
            format!("Compare {} with earlier periods with caution. {}", item.first, item.note)
        };
        let mut caveats: Vec<String> = span.cautions.iter().map(caution).collect();
        if span.mixed_status {
            let message = "Some of the figures from the one period to the other are preliminary and some are not: expect the \
                           change to move.";
            caveats.push(message.to_owned());
        }
        Some(caveats)
    }

    /// The figures that a change is held against; a problem where one is not there.
    fn compared(
        &self,
        kind: ComparatorKind,
        (before, after): (Period, Period),
        problems: &mut Vec<Problem>,
    ) -> Option<Compared> {
        let (earlier, later) = (self.theirs(kind, before), self.theirs(kind, after));
        for (period, measure) in [(before, earlier), (after, later)] {
            if let Measure::Missing(reason) = measure {
                let message = format!("There is no figure of {} for {period}: {}.", kind.words(), reason.words());
                problems.push(Problem::new("comparator", ProblemCode::NotComparable, message));
            }
        }
        match (earlier, later) {
            (Measure::Value(was, was_status), Measure::Value(is, is_status)) => {
                Some(Compared { name: self.name(kind), before: (was, was_status), after: (is, is_status) })
            }
            _ => None,
        }
    }

    fn theirs(&self, kind: ComparatorKind, period: Period) -> Measure {
        let measure = match kind {
            ComparatorKind::National => self.measure(&self.view.england, period),
            ComparatorKind::Region => self.measure(&self.view.region, period),
            ComparatorKind::StatisticalNeighbours => self.neighbours(period),
            ComparatorKind::SimilarSchools => Measure::Missing(MissingReason::NotCollected),
        };
        self.range.screen(measure)
    }

    /// The mean of the neighbours on the list in force, as on a scorecard.
    fn neighbours(&self, period: Period) -> Measure {
        let Some(list) = self.list() else { return Measure::Missing(MissingReason::NotAvailable) };
        let of = |(number, series): (&u16, &Vec<Reading>)| Some((*number, find(series, period)?));
        let field: BTreeMap<u16, Measure> = self.view.neighbours.iter().filter_map(of).collect();
        mean_of_neighbours(&list.members, &field).value
    }

    fn list(&self) -> Option<&NeighbourEdition> {
        self.inputs.neighbour_lists.iter().rev().find(|list| list.from <= self.inputs.day)
    }

    fn name(&self, kind: ComparatorKind) -> String {
        match (kind, self.list()) {
            (ComparatorKind::Region, _) if !self.inputs.region_name.is_empty() => self.inputs.region_name.clone(),
            (ComparatorKind::StatisticalNeighbours, Some(list)) => {
                format!("Mean of the {} neighbours of {}", list.members.len(), list.edition)
            }
            _ => kind.words().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;

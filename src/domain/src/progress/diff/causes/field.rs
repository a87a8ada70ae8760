//! Those whom a council is held against: its neighbours over the years, and all authorities in the years that are ranked.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::ChangeCause as Why;
use crate::diff::noted::Noted;
use crate::diff::strands::{Strand, Whose};
use crate::measure::Measure;
use crate::period::Period;
use crate::scorecard::Series;

use super::super::made::Given;
use super::super::patch::{Patch, arm};
use super::{Pair, periods};

impl Pair<'_, '_> {
    /// The arms that both sides have, with their strands of the council's own figures.
    fn arms(&self) -> Vec<(Strand<'_>, &Series, &Series)> {
        let own = self.strands().into_iter().filter(|strand| strand.whose == Whose::Own);
        own.filter_map(|strand| {
            let (old, new) = (arm(&self.before.entry, strand.arm)?, arm(&self.after.entry, strand.arm)?);
            Some((strand, old, new))
        })
        .collect()
    }

    /// Why another authority has another figure of a period.
    fn of_others(&self, old: Option<Measure>, new: Option<Measure>, period: Period) -> Why {
        let figure = |measure: Option<Measure>| measure.and_then(Measure::figure);
        match (figure(old), figure(new)) {
            (None, _) => Why::NewRelease,
            _ if self.own_stood(period) => Why::BenchmarkCorrected,
            _ => Why::Restatement,
        }
    }

    /// The neighbours' own series. One that only an edition of the list brought comes with the list.
    pub(super) fn neighbours(&self, found: &mut Noted<Patch>) {
        let on_a_list = |given: &Given<'_>, number: &u16| {
            given.inputs.neighbour_lists.iter().any(|list| list.members.contains(number))
        };
        for (strand, old, new) in self.arms() {
            let mut moved: BTreeMap<Why, Vec<(u16, Period)>> = BTreeMap::new();
            let numbers: BTreeSet<&u16> = old.neighbours.keys().chain(new.neighbours.keys()).collect();
            for number in numbers {
                let listed = on_a_list(self.before, number) && on_a_list(self.after, number);
                let (was, is) = (of(old, number), of(new, number));
                let years: BTreeSet<&Period> = was.keys().chain(is.keys()).collect();
                for period in years.into_iter().filter(|period| was.get(period) != is.get(period)) {
                    let change = self.of_others(was.get(period).copied(), is.get(period).copied(), *period);
                    let cause = if listed { change } else { Why::BenchmarkList };
                    moved.entry(cause).or_default().push((*number, *period));
                }
            }
            for (cause, cells) in moved {
                let message = self.neighbours_told(cause, strand.arm, &cells);
                found.note(cause, message, [Patch::Neighbours { arm: strand.arm, cells }]);
            }
        }
    }

    /// What happened to the figures of neighbours; nothing is said of those on no list in force.
    fn neighbours_told(&self, cause: Why, arm: &str, cells: &[(u16, Period)]) -> String {
        let in_force = [self.before, self.after].into_iter().filter_map(|given| given.inputs.neighbours());
        let members: BTreeSet<u16> = in_force.flat_map(|list| &list.members).copied().collect();
        let told: Vec<_> = cells.iter().filter(|(number, _)| members.contains(number)).collect();
        let count = told.iter().map(|(number, _)| number).collect::<BTreeSet<_>>().len();
        let years: Vec<Period> = told.iter().map(|(_, period)| *period).collect::<BTreeSet<_>>().into_iter().collect();
        let whose = if count == 1 { "a neighbour".to_owned() } else { format!("{count} neighbours") };
        match (count, cause) {
            (0, _) | (_, Why::BenchmarkList) => String::new(),
            (_, Why::NewRelease) => format!("Figures of {whose}{arm} came for {}.", periods(&years)),
            _ => format!("Figures of {whose}{arm} are others now for {}.", periods(&years)),
        }
    }

    /// All authorities, in the years in which they are ranked.
    pub(super) fn field(&self, found: &mut Noted<Patch>) {
        for (strand, old, new) in self.arms() {
            let years: BTreeSet<Period> = old.fields.keys().chain(new.fields.keys()).copied().collect();
            for period in years {
                match (old.fields.get(&period), new.fields.get(&period)) {
                    (Some(was), Some(is)) => self.ranked_year(found, &strand, period, (was, is)),
                    _ => self.ranked_otherwise(found, &strand, period),
                }
            }
        }
    }

    /// A year that is ranked on both sides.
    fn ranked_year(
        &self,
        found: &mut Noted<Patch>,
        strand: &Strand<'_>,
        period: Period,
        (was, is): (&BTreeMap<u16, Measure>, &BTreeMap<u16, Measure>),
    ) {
        let own = self.after.inputs.strategy.authority;
        let mut moved: BTreeMap<Why, Vec<(Period, u16)>> = BTreeMap::new();
        let numbers: BTreeSet<u16> = was.keys().chain(is.keys()).copied().collect();
        for number in numbers.into_iter().filter(|number| was.get(number) != is.get(number)) {
            let others = self.of_others(was.get(&number).copied(), is.get(&number).copied(), period);
            let cause = if number == own { self.why(strand, period).unwrap_or(others) } else { others };
            moved.entry(cause).or_default().push((period, number));
        }
        for (cause, cells) in moved {
            let others = cells.iter().filter(|(_, number)| *number != own).count();
            let whose =
                if others == 1 { "one other authority".to_owned() } else { format!("{others} other authorities") };
            let message = match (others, cause) {
                (0, _) => String::new(),
                (_, Why::NewRelease) => format!("Figures of {whose}{} came for {period}.", strand.arm),
                _ => format!("Figures of {whose}{} are others now for {period}.", strand.arm),
            };
            found.note(cause, message, [Patch::Field { arm: strand.arm, cells }]);
        }
    }

    /// A year that one side alone ranks: its figure came or went, or the strategy asks for other years.
    fn ranked_otherwise(&self, found: &mut Noted<Patch>, strand: &Strand<'_>, period: Period) {
        let (old, new) = (&self.before.inputs.strategy, &self.after.inputs.strategy);
        let moved = all(strand).into_iter().rev().filter(|at| *at >= period).find_map(|at| self.why(strand, at));
        let asked = old.window != new.window
            || old.headline != new.headline
            || self.before.usage.targets != self.after.usage.targets;
        let cause = moved.unwrap_or(if asked { Why::Strategy } else { Why::NewRelease });
        // What came or went has its own sentence.
        let alone = || format!("The authorities are ranked for {period} on one side alone.");
        let message = if moved.is_some() { String::new() } else { alone() };
        found.note(cause, message, [Patch::Ranked { arm: strand.arm, period }]);
    }
}

fn of(series: &Series, number: &u16) -> BTreeMap<Period, Measure> {
    series.neighbours.get(number).into_iter().flatten().copied().collect()
}

fn all(strand: &Strand<'_>) -> BTreeSet<Period> {
    strand.before.iter().chain(strand.after).map(|point| point.period).collect()
}

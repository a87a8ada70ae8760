//! What the published series say: the council's own and England's, year by year, with what tells how sure they are.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::ChangeCause as Why;
use crate::diff::noted::Noted;
use crate::diff::strands::{Strand, Whose};
use crate::diff::words::name;
use crate::measure::Measure;
use crate::period::Period;
use crate::scorecard::{FindingPlace, Point, Series, StandingFinding};

use super::super::patch::{Patch, arm};
use super::{Pair, periods, plural};

/// From how many years on the others are told in one sentence.
const FEW: usize = 2;

impl Pair<'_, '_> {
    /// Every year of every series.
    pub(super) fn published(&self, found: &mut Noted<Patch>) {
        for strand in self.strands() {
            let mut moved: BTreeMap<Why, Vec<Period>> = BTreeMap::new();
            for period in all_periods(&strand) {
                if let Some(cause) = self.why(&strand, period) {
                    moved.entry(cause).or_default().push(period);
                }
            }
            for (cause, years) in moved {
                let (arm, whose, message) = (strand.arm, strand.whose, sentences(&strand, cause, &years));
                found.note(cause, message, [Patch::Points { arm, whose, periods: years }]);
            }
            self.confirmed(found, &strand);
            if strand.whose == Whose::Own {
                self.counts(found, &strand);
            }
        }
    }

    /// Why a year of a series is another; `None` where it says the same.
    pub(super) fn why(&self, strand: &Strand<'_>, period: Period) -> Option<Why> {
        let cause = strand.cause(&strand.moved(period)?);
        Some(match (strand.whose, cause) {
            (Whose::England, Why::Restatement | Why::MethodChange) if self.own_stood(period) => Why::BenchmarkCorrected,
            (_, cause) => cause,
        })
    }

    /// Figures that stood, and are final now, or provisional.
    fn confirmed(&self, found: &mut Noted<Patch>, strand: &Strand<'_>) {
        let point = |points: &[Point], period| points.iter().find(|point| point.period == period).cloned();
        for period in all_periods(strand).into_iter().filter(|period| strand.moved(*period).is_none()) {
            let (old, new) = (point(strand.before, period), point(strand.after, period));
            let (Some(old), Some(new)) = (old, new) else { continue };
            if let (Measure::Value(_, was), Measure::Value(_, is)) = (old.measure, new.measure)
                && was != is
            {
                let (what, was, is) = (plural(strand), was.words(), is.words());
                let message =
                    format!("{what} for {period} stand: they were {was} and are {is} by {}.", name(&new.release));
                let (arm, whose) = (strand.arm, strand.whose);
                found.note(Why::NewRelease, message, [Patch::Points { arm, whose, periods: vec![period] }]);
            }
        }
    }

    /// Numerators, denominators and published intervals of the council's own figures.
    fn counts(&self, found: &mut Noted<Patch>, strand: &Strand<'_>) {
        let arms = arm(&self.before.entry, strand.arm).zip(arm(&self.after.entry, strand.arm));
        let Some((old, new)) = arms else { return };
        let of = |series: &Series, period: &Period| {
            (series.counts.get(period).copied(), series.intervals.get(period).copied())
        };
        let keys = [&old.counts, &new.counts, &old.intervals, &new.intervals].into_iter().flat_map(BTreeMap::keys);
        let all: BTreeSet<Period> = keys.copied().collect();
        let mut moved: BTreeMap<Why, Vec<Period>> = BTreeMap::new();
        for period in all.into_iter().filter(|period| of(old, period) != of(new, period)) {
            let plain = if of(old, &period) == (None, None) { Why::NewRelease } else { Why::Restatement };
            moved.entry(self.why(strand, period).unwrap_or(plain)).or_default().push(period);
        }
        for (cause, years) in moved {
            let (what, when) = (plural(strand), periods(&years));
            let message = format!("{what} for {when} have other counts or intervals beside them than before.");
            found.note(cause, message, [Patch::Counts { arm: strand.arm, periods: years }]);
        }
    }

    /// What checks on load found: the figures that blocking findings speak of decide nothing.
    pub(super) fn checks(&self, found: &mut Noted<Patch>) {
        for strand in self.strands().iter().filter(|strand| strand.whose == Whose::Own) {
            let arms = arm(&self.before.entry, strand.arm).zip(arm(&self.after.entry, strand.arm));
            let Some((old, new)) = arms else { continue };
            let gone = findings("No longer found", &old.findings, &new.findings);
            let come = findings("Found on load", &new.findings, &old.findings);
            if old.findings != new.findings {
                let message = [gone, come].into_iter().flatten().collect::<Vec<_>>().join(" ");
                found.note(Why::Finding, message, [Patch::Findings { arm: strand.arm }]);
            }
            if old.regions != new.regions {
                let message = "The regions' figures, which England's is checked against, are others.".to_owned();
                found.note(Why::BenchmarkCorrected, message, [Patch::Regions { arm: strand.arm }]);
            }
        }
    }
}

fn all_periods(strand: &Strand<'_>) -> BTreeSet<Period> {
    strand.before.iter().chain(strand.after).map(|point| point.period).collect()
}

/// The findings that one side alone has, the newest in its own words and the others by their years.
fn findings(word: &str, these: &[StandingFinding], those: &[StandingFinding]) -> Option<String> {
    let shown = these.iter().filter(|it| it.place != FindingPlace::Region && !those.contains(it));
    let mut alone: Vec<&StandingFinding> = shown.collect();
    alone.sort_by_key(|it| it.period);
    let newest = alone.pop()?;
    let others: BTreeSet<Period> = alone.iter().map(|it| it.period).filter(|at| *at != newest.period).collect();
    let others: Vec<Period> = others.into_iter().collect();
    let more = if others.is_empty() { String::new() } else { format!(" So it is for {}.", periods(&others)) };
    Some(format!("{word}: {}{more}", newest.message))
}

/// The newest years in a sentence each, and the others in one.
fn sentences(strand: &Strand<'_>, cause: Why, years: &[Period]) -> String {
    let told = years.iter().rev().take(if years.len() > FEW { 1 } else { FEW });
    let mut said: Vec<String> =
        told.filter_map(|period| Some(strand.sentence(cause, &strand.moved(*period)?, *period))).collect();
    if let Some((_, others)) = years.split_last().filter(|_| years.len() > FEW) {
        said.push(format!("So it is for {}.", periods(others)));
    }
    said.join(" ")
}

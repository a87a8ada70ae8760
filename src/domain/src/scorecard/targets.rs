//! Which target a line is held against.

use chrono::NaiveDate;

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::{TargetStanding, lead, wide};
use crate::strategy::{Aim, Target, TargetKind, target_version};

use super::benchmarks::Benchmarks;
use super::{ScoredTarget, TargetBenchmarkUsed, text};

/// The targets of one line, as approved by the day.
pub(super) struct Targets<'a> {
    /// Every approval on record.
    pub(super) all: &'a [Target],
    /// The day whose knowledge is shown.
    pub(super) as_known_at: NaiveDate,
    /// The line's period.
    pub(super) period: Option<Period>,
    /// Which direction is better.
    pub(super) polarity: Polarity,
    /// Decimals shown.
    pub(super) decimals: u8,
    /// What relative targets follow.
    pub(super) benchmarks: Benchmarks,
}

impl<'a> Targets<'a> {
    /// Those approved, and not withdrawn, by the day whose knowledge is shown.
    fn approved(&self) -> impl Iterator<Item = &'a Target> {
        self.all.iter().filter(|target| target.holds_on(self.as_known_at))
    }

    /// The target of a kind for exactly the line's period; the latest approval counts, and of two on one day the later in the
    /// file.
    pub(super) fn found(&self, kind: TargetKind) -> Option<&'a Target> {
        let of_kind = self.approved().filter(|target| target.kind == kind && Some(target.period) == self.period);
        of_kind.max_by_key(|target| target.approved_on)
    }

    fn value(&self, kind: TargetKind) -> Option<Figure> {
        self.found(kind).and_then(|target| self.resolved(target.aim))
    }

    /// The number to reach; `None` where the benchmark of the period is not known.
    pub(super) fn resolved(&self, aim: Aim) -> Option<Figure> {
        let benchmark = match aim {
            Aim::Absolute(_) => None,
            Aim::Relative { to, .. } => self.benchmarks.get(to).map(|known| known.value),
        };
        aim.resolved(self.polarity, benchmark)
    }

    /// What the RAG rule is told. A floor that cannot be resolved is not the absence of a floor: nothing is coloured then.
    pub(super) fn standing(&self) -> TargetStanding {
        let Some(target) = self.found(TargetKind::Target) else {
            return self.other_period().map_or(TargetStanding::None, TargetStanding::OtherPeriod);
        };
        let floor = self.found(TargetKind::Floor);
        let unresolved = [Some(target), floor].into_iter().flatten().find(|it| self.resolved(it.aim).is_none());
        match (self.resolved(target.aim), unresolved) {
            (Some(target), None) => TargetStanding::Set { target, floor: self.value(TargetKind::Floor) },
            (_, unresolved) => TargetStanding::NoBenchmark(self.say_unresolved(unresolved.unwrap_or(target))),
        }
    }

    fn say_unresolved(&self, target: &Target) -> String {
        let (kind, period, aim) = (target.kind.words(), target.period, target.aim.say(self.decimals));
        format!(
            "The {kind} for {period} is {aim}, and that benchmark is not known for {period}: no colour until it is."
        )
    }

    /// Where there is no target for the period: the next one, or else the last one.
    fn other_period(&self) -> Option<String> {
        let current = self.period?;
        let all = || self.approved().filter(|target| target.kind == TargetKind::Target);
        let next = all().filter(|target| target.period > current).min_by_key(|target| target.period);
        let (word, period) = match next {
            Some(target) => ("next one is", target.period),
            None => ("last one was", all().map(|target| target.period).max()?),
        };
        let found = all().filter(|target| target.period == period).max_by_key(|target| target.approved_on)?;
        let basis = match period.basis() == current.basis() {
            true => String::new(),
            false => format!(" ({}, not {})", period.basis().words(), current.basis().words()),
        };
        Some(format!(
            "There is no target for {current}; the {word} {} for {period}{basis}.",
            found.aim.say(self.decimals)
        ))
    }

    /// The target as it is published with the line.
    pub(super) fn scored(&self, value: Option<Measure>) -> Option<ScoredTarget> {
        let found = self.found(TargetKind::Target)?;
        let target = self.resolved(found.aim)?;
        Some(ScoredTarget {
            period: text::period(found.period),
            value: target,
            floor: self.value(TargetKind::Floor),
            stretch: self.value(TargetKind::Stretch),
            distance: value.and_then(Measure::figure).and_then(|value| distance(self.polarity, value, target)),
            benchmark: self.used(found.aim),
            version: target_version(self.all, found).into(),
            approved_on: Some(found.approved_on),
            approved_by: found.approved_by.clone(),
        })
    }

    pub(super) fn used(&self, aim: Aim) -> Option<TargetBenchmarkUsed> {
        let Aim::Relative { to, by } = aim else { return None };
        let known = self.benchmarks.get(to)?;
        Some(TargetBenchmarkUsed {
            kind: to.code().to_owned(),
            label: known.label.clone(),
            value: known.value,
            used: known.used.into(),
            of: known.of.into(),
            by,
        })
    }
}

/// How far a value is beyond (+) or short of (-) a target; for a near-target measure any distance is short of it.
pub(super) fn distance(polarity: Polarity, value: Figure, target: Figure) -> Option<Figure> {
    let signed = match polarity {
        Polarity::NearTarget => -(wide(value) - wide(target)).abs(),
        _ => lead(polarity, value, target)?,
    };
    i64::try_from(signed).ok().map(Figure::from_millionths)
}

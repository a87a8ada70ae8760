//! Which target a line is held against.

use chrono::NaiveDate;

use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::{TargetStanding, lead, wide};
use crate::strategy::{Target, TargetKind};

use super::{ScoredTarget, text};

/// The targets of one line, as approved by the day.
pub(super) struct Targets<'a> {
    approved: Vec<&'a Target>,
    period: Option<Period>,
    decimals: u8,
}

impl<'a> Targets<'a> {
    /// Those approved on or before the day whose knowledge is shown.
    pub(super) fn known(targets: &'a [Target], as_known_at: NaiveDate, period: Option<Period>, decimals: u8) -> Self {
        let approved = targets.iter().filter(|target| target.holds_on(as_known_at)).collect();
        Self { approved, period, decimals }
    }

    /// The value of a kind for exactly the line's period; the latest approval counts, and of two on one day the later in the
    /// file.
    fn value(&self, kind: TargetKind) -> Option<Figure> {
        let of_kind = self.approved.iter().filter(|target| target.kind == kind && Some(target.period) == self.period);
        of_kind.max_by_key(|target| target.approved_on).and_then(|target| target.aim.absolute())
    }

    /// What the RAG rule is told.
    pub(super) fn standing(&self) -> TargetStanding {
        match (self.value(TargetKind::Target), self.other_period()) {
            (Some(target), _) => TargetStanding::Set { target, floor: self.value(TargetKind::Floor) },
            (None, Some(sentence)) => TargetStanding::OtherPeriod(sentence),
            (None, None) => TargetStanding::None,
        }
    }

    /// Where there is no target for the period: the next one, or else the last one.
    fn other_period(&self) -> Option<String> {
        let current = self.period?;
        let all = || self.approved.iter().filter(|target| target.kind == TargetKind::Target);
        let next = all().filter(|target| target.period > current).min_by_key(|target| target.period);
        let (word, found) = match next {
            Some(target) => ("next one is", target),
            None => ("last one was", all().max_by_key(|target| target.period)?),
        };
        let basis = match found.period.basis() == current.basis() {
            true => String::new(),
            false => format!(" ({}, not {})", found.period.basis().words(), current.basis().words()),
        };
        let value = found.aim.absolute().unwrap_or_default().display(self.decimals);
        Some(format!("There is no target for {current}; the {word} {value} for {}{basis}.", found.period))
    }

    /// The target as it is published with the line.
    pub(super) fn scored(&self, polarity: Polarity, value: Option<Measure>) -> Option<ScoredTarget> {
        let target = self.value(TargetKind::Target)?;
        Some(ScoredTarget {
            period: text::period(self.period?),
            value: target,
            floor: self.value(TargetKind::Floor),
            stretch: self.value(TargetKind::Stretch),
            distance: value.and_then(Measure::figure).and_then(|value| distance(polarity, value, target)),
        })
    }
}

/// How far a value is beyond (+) or short of (-) a target; for a near-target measure any distance is short of it.
fn distance(polarity: Polarity, value: Figure, target: Figure) -> Option<Figure> {
    let signed = match polarity {
        Polarity::NearTarget => -(wide(value) - wide(target)).abs(),
        _ => lead(polarity, value, target)?,
    };
    i64::try_from(signed).ok().map(Figure::from_millionths)
}

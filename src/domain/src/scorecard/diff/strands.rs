//! Strands: the published series that a line is made from, before and after, and what happened to a point of one.

use crate::diff::ChangeCause;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::GapDefinition;
use crate::scorecard::line::Draft;
use crate::scorecard::{Point, ReleaseRef, Series, Supply};

/// Whose series it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Whose {
    /// The council's own.
    Own,
    /// England's.
    England,
    /// The region's.
    Region,
}

/// One series on both sides.
pub(super) struct Strand<'a> {
    pub(super) whose: Whose,
    /// `England's figure`, `the figure of others` …
    pub(super) name: String,
    pub(super) before: &'a [Point],
    pub(super) after: &'a [Point],
}

/// A point that is another between the two sides.
pub(super) struct Moved<'a> {
    pub(super) before: Option<&'a Point>,
    pub(super) after: Option<&'a Point>,
}

impl<'a> Strand<'a> {
    /// Every series of the line that both sides publish, arm by arm. Whom a gap to national others is not held against, the
    /// council's own others, is left out.
    pub(super) fn of(before: &'a Draft<'_>, after: &'a Draft<'_>) -> Vec<Self> {
        let alike = arms(before).into_iter().zip(arms(after)).filter(|((one, _), (two, _))| one == two);
        let to_national = is_to_national(before) && is_to_national(after);
        alike
            .flat_map(|((arm, old), (_, new))| {
                let strand = |whose, name: &str, before: &'a [Point], after: &'a [Point]| Strand {
                    whose,
                    name: format!("{name}{arm}"),
                    before,
                    after,
                };
                let local = [
                    strand(Whose::Own, "the council's figure", &old.own, &new.own),
                    strand(Whose::Region, "the region's figure", &old.region, &new.region),
                ];
                let counts = !(to_national && arm == OTHERS);
                let england = strand(Whose::England, "England's figure", &old.england, &new.england);
                [england].into_iter().chain(local.into_iter().filter(move |_| counts))
            })
            .collect()
    }

    /// What happened to a period; `None` where both sides say the same of it.
    pub(super) fn moved(&self, period: Period) -> Option<Moved<'a>> {
        let moved = Moved { before: point(self.before, period), after: point(self.after, period) };
        (told(moved.before) != told(moved.after)).then_some(moved)
    }

    /// Why a point is another.
    pub(super) fn cause(&self, moved: &Moved<'_>) -> ChangeCause {
        let figure = |point: Option<&Point>| point.and_then(|point| point.measure.figure());
        let (Some(before), Some(after)) = (moved.before, moved.after) else { return ChangeCause::NewRelease };
        if figure(moved.before).is_none() && figure(moved.after).is_some() {
            return ChangeCause::NewRelease;
        }
        let (old, new) = (&before.release, &after.release);
        if old.source == new.source && old.published_on == new.published_on && old.knowledge != new.knowledge {
            ChangeCause::Correction
        } else if self.restated_by(new) >= MANY || self.relabelled_by(new) {
            ChangeCause::MethodChange
        } else {
            ChangeCause::Restatement
        }
    }

    /// How many periods a release restated.
    pub(super) fn restated_by(&self, release: &ReleaseRef) -> usize {
        let restated = |point: &&Point| {
            let before = self.before.iter().find(|old| old.period == point.period).and_then(|old| old.measure.figure());
            point.release.knowledge == release.knowledge && before.is_some() && before != point.measure.figure()
        };
        self.after.iter().filter(restated).count()
    }

    /// Whether a release moved the figures of three or more periods by one year, one way or the other.
    pub(super) fn relabelled_by(&self, release: &ReleaseRef) -> bool {
        let by = |is_neighbour: fn(Period, Period) -> bool| {
            let moved = |point: &&Point| {
                let from = self.before.iter().find(|old| is_neighbour(old.period, point.period));
                let stood = self.before.iter().find(|old| old.period == point.period);
                let figure = point.measure.figure();
                point.release.knowledge == release.knowledge
                    && figure.is_some()
                    && from.and_then(|old| old.measure.figure()) == figure
                    && stood.and_then(|old| old.measure.figure()) != figure
            };
            self.after.iter().filter(moved).count() >= MANY
        };
        by(|old, new| new.follows(old)) || by(|old, new| old.follows(new))
    }
}

/// From how many periods on a restatement at one stroke is another way of counting.
pub(super) const MANY: usize = 3;

const GROUP: &str = " for the group";
const OTHERS: &str = " for the others";

/// Whether a line is a gap to other pupils nationally.
pub(super) fn is_to_national(draft: &Draft<'_>) -> bool {
    matches!(draft.entry.supply, Supply::Gap { definition: GapDefinition::ToNationalOthers, .. })
}

fn arms<'a>(draft: &'a Draft<'_>) -> Vec<(&'static str, &'a Series)> {
    match &draft.entry.supply {
        Supply::Published(by_group) => {
            by_group.get(&draft.usage.breakdown).map(|series| ("", series)).into_iter().collect()
        }
        Supply::Gap { group, others, .. } => vec![(GROUP, group), (OTHERS, others)],
        Supply::Counted { .. } | Supply::Unsupplied(_) => Vec::new(),
    }
}

fn point(points: &[Point], period: Period) -> Option<&Point> {
    points.iter().find(|point| point.period == period)
}

/// What a point says: its figure, or its reason.
fn told(point: Option<&Point>) -> Option<(Option<crate::Figure>, Option<crate::MissingReason>)> {
    point.map(|point| (point.measure.figure(), point.measure.reason()))
}

/// A point in words: the figure exactly, or why there is none.
pub(super) fn say(point: Option<&Point>) -> String {
    match point.map(|point| point.measure) {
        Some(Measure::Value(figure, _)) => figure.to_string(),
        Some(Measure::Missing(reason)) => format!("without a value ({})", reason.words()),
        None => "not there".to_owned(),
    }
}

/// A release in words.
pub(super) fn name(release: &ReleaseRef) -> String {
    format!("'{}' of {}", release.title, release.published_on)
}

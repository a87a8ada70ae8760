//! Strands: the published series that a line is made from, before and after, and what happened to a point of one.

use crate::period::Period;
use crate::rules::GapDefinition;
use crate::scorecard::{IndicatorInputs, Point, ReleaseRef, Series, Supply};

use super::ChangeCause;
use super::words::{capital, name, say};

/// An indicator with the pupil group that a line shows of it.
pub(crate) type Published<'a> = (&'a IndicatorInputs, &'a str);

/// Whose series it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The council's own.
    Own,
    /// England's.
    England,
    /// The region's.
    Region,
}

/// One series on both sides.
pub(crate) struct Strand<'a> {
    pub(crate) whose: Whose,
    /// Which arm of a gap, in words; empty for a line that is no gap.
    pub(crate) arm: &'static str,
    /// `England's figure`, `the figure of others` …
    pub(crate) name: String,
    pub(crate) before: &'a [Point],
    pub(crate) after: &'a [Point],
}

/// A point that is another between the two sides.
pub(crate) struct Moved<'a> {
    pub(crate) before: Option<&'a Point>,
    pub(crate) after: Option<&'a Point>,
}

impl<'a> Strand<'a> {
    /// Every series of the line that both sides publish, arm by arm. Whom a gap to national others is not held against, the
    /// council's own others, is left out.
    pub(crate) fn of(before: Published<'a>, after: Published<'a>) -> Vec<Self> {
        let to_national = is_to_national(before.0) && is_to_national(after.0);
        let counts = |it: &Self| !(to_national && it.arm == OTHERS && it.whose != Whose::England);
        Self::all(before, after).into_iter().filter(counts).collect()
    }

    /// The same with the council's own others of a gap to national others: the gap by the other definition is told from them.
    pub(crate) fn all(before: Published<'a>, after: Published<'a>) -> Vec<Self> {
        let alike = arms(before).into_iter().zip(arms(after)).filter(|((one, _), (two, _))| one == two);
        alike
            .flat_map(|((arm, old), (_, new))| {
                let strand = |whose, name: &str, before: &'a [Point], after: &'a [Point]| Strand {
                    whose,
                    arm,
                    name: format!("{name}{arm}"),
                    before,
                    after,
                };
                [
                    strand(Whose::England, "England's figure", &old.england, &new.england),
                    strand(Whose::Own, "the council's figure", &old.own, &new.own),
                    strand(Whose::Region, "the region's figure", &old.region, &new.region),
                ]
            })
            .collect()
    }

    /// What happened to a period; `None` where both sides say the same of it.
    pub(crate) fn moved(&self, period: Period) -> Option<Moved<'a>> {
        let moved = Moved { before: point(self.before, period), after: point(self.after, period) };
        (told(moved.before) != told(moved.after)).then_some(moved)
    }

    /// Why a point is another.
    pub(crate) fn cause(&self, moved: &Moved<'_>) -> ChangeCause {
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
    pub(crate) fn restated_by(&self, release: &ReleaseRef) -> usize {
        let restated = |point: &&Point| {
            let before = self.before.iter().find(|old| old.period == point.period).and_then(|old| old.measure.figure());
            point.release.knowledge == release.knowledge && before.is_some() && before != point.measure.figure()
        };
        self.after.iter().filter(restated).count()
    }

    /// Whether a release moved the figures of three or more periods by one year, one way or the other.
    pub(crate) fn relabelled_by(&self, release: &ReleaseRef) -> bool {
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

    /// What happened to a point, in a sentence that names the release.
    pub(crate) fn sentence(&self, cause: ChangeCause, moved: &Moved<'_>, period: Period) -> String {
        let what = capital(&self.name);
        let (was, is) = (say(moved.before), say(moved.after));
        let Some(after) = moved.after else {
            return format!("{what} for {period} was {was} and is no longer there.");
        };
        let release = name(&after.release);
        let first = match cause {
            ChangeCause::NewRelease => format!("{what} for {period} came with {release}: {is}."),
            _ => format!("{what} for {period} was {was} and is {is} by {release}."),
        };
        match cause {
            ChangeCause::MethodChange if self.relabelled_by(&after.release) => format!(
                "{first} That release moved the figures of {MANY} or more periods by a year: the periods were relabelled."
            ),
            ChangeCause::MethodChange => format!(
                "{first} That release restated {} periods of the series at once; {MANY} or more are taken for another way of \
                 counting.",
                self.restated_by(&after.release)
            ),
            ChangeCause::Correction => {
                format!("{first} It is the same edition, loaded again: same source, same day of release.")
            }
            _ => first,
        }
    }
}

/// From how many periods on a restatement at one stroke is another way of counting.
pub(crate) const MANY: usize = 3;

pub(crate) const GROUP: &str = " for the group";
pub(crate) const OTHERS: &str = " for the others";

/// Whether the figures are a gap to other pupils nationally.
pub(crate) fn is_to_national(entry: &IndicatorInputs) -> bool {
    matches!(entry.supply, Supply::Gap { definition: GapDefinition::ToNationalOthers, .. })
}

fn arms((entry, breakdown): Published<'_>) -> Vec<(&'static str, &Series)> {
    match &entry.supply {
        Supply::Published(by_group) => by_group.get(breakdown).map(|series| ("", series)).into_iter().collect(),
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

//! The field that a council stands in: the other authorities, and which of them are its neighbours.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::words::{lists, name};
use crate::measure::Measure;
use crate::scorecard::line::Draft;
use crate::scorecard::{NeighbourEdition, ReleaseRef};
use crate::strategy::TargetBenchmark;

use super::{Causes, Field, Pair, Part, Why};

impl Pair<'_, '_> {
    /// The figures of other authorities for the same period.
    pub(super) fn field(&self, found: &mut Causes) {
        let (from, to) = self.periods();
        if from != to {
            return;
        }
        let period = to.map(|period| format!(" for {period}")).unwrap_or_default();
        let authority = self.after.inputs.strategy.authority;
        let (old, new) = (&self.before.view.authorities, &self.after.view.authorities);
        let figure = |of: &BTreeMap<u16, Measure>, number| of.get(number).and_then(|measure| measure.figure());
        let numbers: BTreeSet<&u16> = old.keys().chain(new.keys()).filter(|number| **number != authority).collect();
        let moved: Vec<_> = numbers.iter().map(|number| (figure(old, number), figure(new, number))).collect();
        let came = moved.iter().filter(|(old, new)| old.is_none() && new.is_some()).count();
        let restated = moved.iter().filter(|(old, new)| old.is_some() && old != new).count();
        let absent = numbers.iter().filter(|number| old.contains_key(number) != new.contains_key(number)).count();
        let with = self.newest_release().map(|release| format!(", with {}", name(&release))).unwrap_or_default();
        let mut parts = vec![Part::Standing];
        if self.follows(TargetBenchmark::Neighbours) || self.follows(TargetBenchmark::TopQuarter) {
            parts.push(Part::Target);
        }
        let fields = [Field::Neighbours, Field::Rank, Field::Target, Field::Rating];
        if came > 0 || (absent > 0 && restated == 0) {
            let message = format!("{came} other authorities have a figure{period} now{with}.");
            found.note(Why::NewRelease, message, &fields, &parts);
        }
        if restated > 0 {
            let message = format!("The figures of {restated} other authorities{period} are others now{with}.");
            let cause = if self.own_stood() { Why::BenchmarkCorrected } else { Why::Restatement };
            found.note(cause, message, &fields, &parts);
        }
    }

    /// The newest release of the later side that the earlier did not know.
    fn newest_release(&self) -> Option<ReleaseRef> {
        let known = self.before.inputs.knowledge;
        let strands = self.strands();
        let points = strands.iter().flat_map(|strand| strand.after).map(|point| &point.release);
        points.filter(|release| release.knowledge > known).max_by_key(|release| release.knowledge).cloned()
    }

    /// The neighbour list in force.
    pub(super) fn lists(&self, found: &mut Causes) {
        let of = |draft: &Draft<'_>| draft.neighbours.current.as_ref().map(|(edition, _)| (*edition).clone());
        let (old, new): (Option<NeighbourEdition>, Option<NeighbourEdition>) = (of(self.before), of(self.after));
        let Some(message) = lists(old.as_ref(), new.as_ref()) else { return };
        let parts: &[Part] = if self.follows(TargetBenchmark::Neighbours) { &[Part::Target] } else { &[] };
        let mut fields = vec![Field::Neighbours];
        if !parts.is_empty() {
            fields.extend([Field::Target, Field::Rating]);
        }
        found.note(Why::BenchmarkList, message, &fields, parts);
    }
}

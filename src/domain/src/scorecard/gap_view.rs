//! The view of a gap: every series is the difference of its two arms, period by period and place by place.

use std::collections::{BTreeMap, BTreeSet};

use crate::indicator::{Indicator, Unit};
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{GapDefinition, Range, difference};

use super::view::{GapView, Reading, View, at, england, readings, region};
use super::{Point, Series};

/// The two arms with England's others beside them: whom the other definition holds the group against.
struct Arms<'a> {
    group: &'a Series,
    others: &'a Series,
    /// England's others, impossible figures withheld.
    national: Vec<Reading>,
    /// What is possible for an arm.
    range: Range,
}

/// Builds the view of a gap by a definition. Neighbours and rank are computed on each authority's own gap by the same
/// definition; England's is England's own gap under both.
///
/// The ledger's former knowledge of England is not part of the inputs, so the former gap to national others is computed
/// with today's: a gap is then "restated" where the council's own arm changed.
pub(super) fn gap_view(indicator: &Indicator, definition: GapDefinition, group: &Series, others: &Series) -> View {
    let unit = unit_of_arms(indicator.unit);
    let range = Range::of_unit(unit);
    let (national, others_impossible) = england(others, unit);
    let (national_group, group_impossible) = england(group, unit);
    let arms = Arms { group, others, national, range };
    let own = arms.gaps(definition, &readings(&group.own), &readings(&others.own));
    let current = own.last().map(|(period, _)| *period);
    View {
        own_before: arms.gaps(definition, &readings(&group.own_before), &readings(&others.own_before)),
        england: arms.gaps(GapDefinition::WithinAuthority, &national_group, &arms.national),
        region: arms.gaps(definition, &region(group), &region(others)),
        authorities: current.map(|period| arms.authorities(definition, period)).unwrap_or_default(),
        release: current.and_then(|period| arms.latest(definition, period)).map(|point| point.release.clone()),
        gap: current.map(|period| arms.detail(definition, period)),
        england_impossible: others_impossible || group_impossible,
        findings: group.findings.iter().chain(&others.findings).cloned().collect(),
        neighbours: arms.neighbours(definition),
        fields: arms.fields(definition),
        own,
    }
}

/// A difference of percentages has percentages for arms; any other difference has scores.
pub(crate) fn unit_of_arms(unit: Unit) -> Unit {
    match unit {
        Unit::PercentagePoints => Unit::Percent,
        Unit::ScoreDifference => Unit::Score,
        same => same,
    }
}

impl Arms<'_> {
    /// The gap for every period that the group has (or, within the authority, that either arm has).
    fn gaps(&self, definition: GapDefinition, group: &[Reading], local: &[Reading]) -> Vec<Reading> {
        let mut periods: BTreeSet<Period> = group.iter().map(|(period, _)| *period).collect();
        if definition == GapDefinition::WithinAuthority {
            periods.extend(local.iter().map(|(period, _)| *period));
        }
        let gap = |period| self.gap(definition, at(group, period), at(local, period), period);
        periods.into_iter().map(|period| (period, gap(period))).collect()
    }

    fn gap(&self, definition: GapDefinition, group: Measure, local: Measure, period: Period) -> Measure {
        let others = definition.others(local, at(&self.national, period));
        difference(self.range.screen(others), self.range.screen(group))
    }

    /// Every authority's gap for the current period; nobody's where the arms' latest periods differ, because the measures of
    /// all authorities are those of each arm's own latest period.
    fn authorities(&self, definition: GapDefinition, period: Period) -> BTreeMap<u16, Measure> {
        let is_current = |series: &Series| series.own.last().is_some_and(|point| point.period == period);
        let within = definition == GapDefinition::WithinAuthority;
        if !is_current(self.group) || within && !is_current(self.others) {
            return BTreeMap::new();
        }
        self.field(definition, &self.group.authorities, &self.others.authorities, period)
    }

    /// Every authority's gap of a period from its two arms.
    fn field(
        &self,
        definition: GapDefinition,
        group: &BTreeMap<u16, Measure>,
        others: &BTreeMap<u16, Measure>,
        period: Period,
    ) -> BTreeMap<u16, Measure> {
        let measure = |arm: &BTreeMap<u16, Measure>, number: &u16| {
            arm.get(number).copied().unwrap_or(Measure::Missing(MissingReason::NotAvailable))
        };
        let numbers: BTreeSet<u16> = group.keys().chain(others.keys()).copied().collect();
        let gap = |number: u16| self.gap(definition, measure(group, &number), measure(others, &number), period);
        numbers.into_iter().map(|number| (number, gap(number))).collect()
    }

    /// Every ranked period's gaps.
    fn fields(&self, definition: GapDefinition) -> BTreeMap<Period, BTreeMap<u16, Measure>> {
        let nobody = BTreeMap::new();
        let gaps = |period: &Period, group: &BTreeMap<u16, Measure>| {
            let others = self.others.fields.get(period).unwrap_or(&nobody);
            (*period, self.field(definition, group, others, *period))
        };
        self.group.fields.iter().map(|(period, group)| gaps(period, group)).collect()
    }

    /// Every neighbour's gaps.
    fn neighbours(&self, definition: GapDefinition) -> BTreeMap<u16, Vec<Reading>> {
        let gaps = |(number, group): (&u16, &Vec<Reading>)| {
            let local = self.others.neighbours.get(number).map_or(&[][..], Vec::as_slice);
            (*number, self.gaps(definition, group, local))
        };
        self.group.neighbours.iter().map(gaps).collect()
    }

    /// The later of the releases that the gap's arms stand in.
    fn latest(&self, definition: GapDefinition, period: Period) -> Option<&Point> {
        let others = match definition {
            GapDefinition::WithinAuthority => &self.others.own,
            GapDefinition::ToNationalOthers => &self.others.england,
        };
        let of_period = |point: &&Point| point.period == period;
        self.group
            .own
            .iter()
            .chain(others)
            .filter(of_period)
            .max_by_key(|point| (point.release.published_on, point.release.knowledge))
    }

    fn detail(&self, definition: GapDefinition, period: Period) -> GapView {
        let (group, local) = (readings(&self.group.own), readings(&self.others.own));
        GapView {
            definition,
            group: at(&group, period),
            others: definition.others(at(&local, period), at(&self.national, period)),
            alternative: self.gaps(definition.other(), &group, &local),
        }
    }
}

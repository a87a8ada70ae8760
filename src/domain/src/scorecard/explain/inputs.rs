//! What a line was made from.

use std::collections::BTreeSet;

use crate::explain::{Arm, ExplainedInput, InputRole};
use crate::measure::Measure;
use crate::period::Period;
use crate::scorecard::line::Draft;
use crate::scorecard::{Point, Series, Supply};

use super::ENGLAND;

impl Draft<'_> {
    /// The inputs of the line in one order: role, place, arm, period.
    pub(super) fn explained_inputs(&self) -> Vec<ExplainedInput> {
        let Some((period, measure)) = self.current else { return Vec::new() };
        let mut found: Vec<ExplainedInput> = match &self.entry.supply {
            Supply::Counted { .. } => vec![counted(self.inputs.strategy.authority, period, measure)],
            Supply::Gap { group, others, .. } => {
                let both = [(Arm::Group, group), (Arm::Others, others)];
                both.into_iter().flat_map(|(arm, series)| self.of_series(arm, series, period)).collect()
            }
            _ => self.published().map(|series| self.of_series(Arm::Whole, series, period)).unwrap_or_default(),
        };
        found.sort_by_key(|input| (input.role, input.place, input.arm, input.period));
        found
    }

    fn of_series(&self, arm: Arm, series: &Series, period: Period) -> Vec<ExplainedInput> {
        let authority = self.inputs.strategy.authority;
        let before = self.view.own.iter().map(|(at, _)| *at).find(|at| period.follows(*at));
        let row = |role, place, points: &[Point], at: Option<Period>| {
            let point = points.iter().find(|point| Some(point.period) == at)?;
            Some(ExplainedInput {
                role,
                place,
                arm,
                period: point.period,
                series: series.key.clone(),
                measure: point.measure,
                release: Some(point.release.clone()),
                source: None,
            })
        };
        // The gap to national others holds the group against England's others, then as now.
        let national_before = if arm == Arm::Others { before } else { None };
        let region = self.inputs.region.and_then(|place| row(InputRole::Region, place, &series.region, Some(period)));
        [
            row(InputRole::Own, authority, &series.own, Some(period)),
            row(InputRole::Previous, authority, &series.own, before),
            row(InputRole::Previous, ENGLAND, &series.england, national_before),
            row(InputRole::KnownBefore, authority, &series.own_before, Some(period)),
            row(InputRole::England, ENGLAND, &series.england, Some(period)),
            region,
        ]
        .into_iter()
        .flatten()
        .chain(self.of_authorities(arm, series, period))
        .collect()
    }

    /// The other authorities, where the line has any: those on a list that is shown are neighbours.
    fn of_authorities(&self, arm: Arm, series: &Series, period: Period) -> Vec<ExplainedInput> {
        let lists = self.neighbours.current.iter().chain(&self.neighbours.earlier);
        let neighbours: BTreeSet<u16> = lists.flat_map(|(edition, _)| edition.members.iter().copied()).collect();
        let others = series.authorities.iter().filter(|(number, _)| **number != self.inputs.strategy.authority);
        others
            .filter(|(number, _)| self.view.authorities.contains_key(number))
            .map(|(number, measure)| ExplainedInput {
                role: if neighbours.contains(number) { InputRole::Neighbour } else { InputRole::Authority },
                place: *number,
                arm,
                period,
                series: series.key.clone(),
                measure: *measure,
                release: None,
                source: None,
            })
            .collect()
    }
}

fn counted(place: u16, period: Period, measure: Measure) -> ExplainedInput {
    let (role, arm) = (InputRole::Own, Arm::Whole);
    ExplainedInput { role, place, arm, period, series: None, measure, release: None, source: None }
}

//! One difference between what two lines are made from, as something that can be carried from one to the other.

use std::collections::BTreeMap;

use crate::diff::strands::{GROUP, OTHERS, Whose};
use crate::period::Period;
use crate::scorecard::{IndicatorInputs, Point, Series, Supply};

use super::made::Made;

/// What is taken from the other side. An arm is `GROUP` or `OTHERS` of a gap, or empty for a line that is none.
#[derive(Clone, Debug)]
pub(super) enum Patch {
    /// The day, which tells which years have ended.
    Day,
    /// The window, the authority and its region.
    Place,
    /// The targets that count.
    Targets,
    /// The baselines that count.
    Baselines,
    /// The way to the target.
    Trajectory,
    /// The neighbours' list in force.
    List,
    /// The headline test.
    Test,
    /// The catalogue's words on the indicator.
    Indicator,
    /// How the figures come about, and all of them.
    Supply,
    /// Published figures.
    Points { arm: &'static str, whose: Whose, periods: Vec<Period> },
    /// Numerators, denominators and published intervals of the council's own figures.
    Counts { arm: &'static str, periods: Vec<Period> },
    /// Figures of neighbours.
    Neighbours { arm: &'static str, cells: Vec<(u16, Period)> },
    /// Figures of all authorities, where they are ranked.
    Field { arm: &'static str, cells: Vec<(Period, u16)> },
    /// The years in which all authorities are ranked.
    Ranked { arm: &'static str, period: Period },
    /// The regions' figures, which England's is checked against.
    Regions { arm: &'static str },
    /// What checks on load found.
    Findings { arm: &'static str },
}

impl Patch {
    /// Takes what it speaks of from another side.
    pub(super) fn apply(&self, onto: &mut Made, from: &Made) {
        match self {
            Self::Day => onto.inputs.as_known_at = from.inputs.as_known_at,
            Self::Place => {
                onto.inputs.strategy.window = from.inputs.strategy.window;
                onto.inputs.strategy.authority = from.inputs.strategy.authority;
                onto.inputs.region.clone_from(&from.inputs.region);
            }
            Self::Targets => onto.usage.targets.clone_from(&from.usage.targets),
            Self::Baselines => onto.usage.baselines.clone_from(&from.usage.baselines),
            Self::Trajectory => onto.usage.trajectory.clone_from(&from.usage.trajectory),
            Self::List => onto.inputs.neighbour_lists.clone_from(&from.inputs.neighbour_lists),
            Self::Test => onto.inputs.strategy.headline.clone_from(&from.inputs.strategy.headline),
            Self::Indicator => onto.entry.indicator.clone_from(&from.entry.indicator),
            Self::Supply => onto.entry.supply.clone_from(&from.entry.supply),
            Self::Points { arm, .. }
            | Self::Counts { arm, .. }
            | Self::Neighbours { arm, .. }
            | Self::Field { arm, .. }
            | Self::Ranked { arm, .. }
            | Self::Regions { arm }
            | Self::Findings { arm } => {
                if let Some((series, from)) = arm_mut(&mut onto.entry, arm).zip(self::arm(&from.entry, arm)) {
                    self.apply_to(series, from);
                }
            }
        }
    }

    fn apply_to(&self, series: &mut Series, from: &Series) {
        match self {
            Self::Points { whose: Whose::Own, periods, .. } => points(&mut series.own, &from.own, periods),
            Self::Points { whose: Whose::England, periods, .. } => points(&mut series.england, &from.england, periods),
            Self::Counts { periods, .. } => {
                for period in periods {
                    cell(&mut series.counts, &from.counts, period);
                    cell(&mut series.intervals, &from.intervals, period);
                }
            }
            Self::Neighbours { cells, .. } => neighbours(series, from, cells),
            Self::Field { cells, .. } => {
                for (period, number) in cells {
                    if let Some((onto, from)) = series.fields.get_mut(period).zip(from.fields.get(period)) {
                        cell(onto, from, number);
                    }
                }
            }
            Self::Ranked { period, .. } => cell(&mut series.fields, &from.fields, period),
            Self::Regions { .. } => series.regions.clone_from(&from.regions),
            Self::Findings { .. } => series.findings.clone_from(&from.findings),
            _ => {}
        }
    }
}

/// The arms of a supply that are compared point by point.
pub(super) fn arm<'a>(entry: &'a IndicatorInputs, name: &str) -> Option<&'a Series> {
    match &entry.supply {
        Supply::Published(groups) => groups.values().next().filter(|_| name.is_empty()),
        Supply::Gap { group, others, .. } => {
            [(GROUP, group), (OTHERS, others)].into_iter().find(|it| it.0 == name).map(|it| it.1)
        }
        Supply::Counted { .. } | Supply::Unsupplied(_) => None,
    }
}

fn arm_mut<'a>(entry: &'a mut IndicatorInputs, name: &str) -> Option<&'a mut Series> {
    match &mut entry.supply {
        Supply::Published(groups) => groups.values_mut().next().filter(|_| name.is_empty()),
        Supply::Gap { group, others, .. } => {
            [(GROUP, group), (OTHERS, others)].into_iter().find(|it| it.0 == name).map(|it| it.1)
        }
        Supply::Counted { .. } | Supply::Unsupplied(_) => None,
    }
}

/// Replaces, brings or takes away the points of these periods.
fn points(onto: &mut Vec<Point>, from: &[Point], periods: &[Period]) {
    onto.retain(|point| !periods.contains(&point.period));
    onto.extend(from.iter().filter(|point| periods.contains(&point.period)).cloned());
    onto.sort_by_key(|point| point.period);
}

/// Replaces, brings or takes away one value.
fn cell<K: Ord + Clone, V: Clone>(onto: &mut BTreeMap<K, V>, from: &BTreeMap<K, V>, key: &K) {
    match from.get(key) {
        Some(value) => drop(onto.insert(key.clone(), value.clone())),
        None => drop(onto.remove(key)),
    }
}

fn neighbours(series: &mut Series, from: &Series, cells: &[(u16, Period)]) {
    for (number, period) in cells {
        let found = from.neighbours.get(number).and_then(|all| all.iter().find(|(at, _)| at == period));
        let onto = series.neighbours.entry(*number).or_default();
        onto.retain(|(at, _)| at != period);
        onto.extend(found);
        onto.sort_by_key(|(at, _)| *at);
    }
}

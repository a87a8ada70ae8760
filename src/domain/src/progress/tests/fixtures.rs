//! Hand-built inputs for the tests of the snapshot.

use std::collections::BTreeMap;

use crate::academic::AcademicYear;
use crate::indicator::{BreakKind, Indicator, Polarity, SeriesBreak, Severity, Unit};
use crate::period::Period;
use crate::progress::ProgressInputs;
use crate::scorecard::fixtures::{self, day, usage, year};
use crate::scorecard::{IndicatorInputs, NeighbourEdition, Series, Supply};
use crate::strategy::{Aim, Baseline, IndicatorUse, Target, TargetKind};
use crate::{Figure, Measure};

/// A window of five years from 2019/20, as known in July 2026, over one published series.
pub(crate) fn inputs(indicator: Indicator, series: Series, usage: IndicatorUse) -> ProgressInputs {
    let mut strategy = fixtures::strategy(vec![usage]);
    strategy.window = (AcademicYear::starting(2019).unwrap(), AcademicYear::starting(2023).unwrap());
    let code = indicator.code.clone();
    let supply = Supply::Published(BTreeMap::from([("total".to_owned(), series)]));
    ProgressInputs {
        strategy,
        strategy_version: 1,
        year: AcademicYear::starting(2025).unwrap(),
        as_known_at: day("2026-07-08"),
        knowledge: 9,
        indicators: BTreeMap::from([(code, IndicatorInputs { indicator, next_expected: None, supply })]),
        neighbour_lists: vec![NeighbourEdition {
            edition: "2025-05".into(),
            from: day("2025-05-01"),
            members: vec![1, 2],
        }],
        names: BTreeMap::from([(883, "Thurrock".to_owned()), (1, "One".to_owned()), (2, "Two".to_owned())]),
        region: vec![883, 1],
        landscape: Vec::new(),
    }
}

/// Higher is better, in whole percent.
pub(crate) fn percent() -> Indicator {
    fixtures::indicator(Polarity::High, Unit::Percent)
}

/// The council's own figures by the year they start in.
pub(crate) fn own(tokens: &[(i32, &str)]) -> Series {
    fixtures::series(tokens)
}

pub(crate) fn readings(tokens: &[(i32, &str)]) -> Vec<(Period, Measure)> {
    tokens.iter().map(|(start, token)| (year(*start), fixtures::measure(token))).collect()
}

pub(crate) fn hard(first: i32) -> SeriesBreak {
    cut(first, BreakKind::Standard, Severity::NotComparable, "The standard changed.")
}

pub(crate) fn cancelled(first: i32) -> SeriesBreak {
    cut(first, BreakKind::Cancelled, Severity::Caution, "Nobody was tested.")
}

fn cut(first: i32, kind: BreakKind, severity: Severity, note: &str) -> SeriesBreak {
    SeriesBreak { first: year(first), kind, severity, note: note.into() }
}

pub(crate) fn target(start: i32, units: i64) -> Target {
    fixtures::target(TargetKind::Target, year(start), units, "2019-10-08")
}

pub(crate) fn aim(start: i32, aim: Aim) -> Target {
    Target { aim, ..target(start, 0) }
}

pub(crate) fn baseline(start: i32, units: i64, approved_on: &str) -> Baseline {
    Baseline {
        period: year(start),
        value: Figure::whole(units),
        approved_on: day(approved_on),
        approved_by: "Cabinet".into(),
        why: "As agreed.".into(),
    }
}

pub(crate) fn with(targets: Vec<Target>, baselines: Vec<Baseline>) -> IndicatorUse {
    IndicatorUse { targets, baselines, ..usage() }
}

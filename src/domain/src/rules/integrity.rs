//! Checks on load: findings on figures that cannot, or may not, be what they are published as.
//!
//! A finding never changes a figure. It stands beside it, in words, and one that is blocking lets no colour be decided
//! by the figure it speaks of. All checks are over plain series (period and measure, in any order, each period once).

mod editions;
mod nation;

pub use editions::{label_shift, status_regression};
pub use nation::{coverage_mismatch, sources_disagree, stale, sum_of_rates};

use crate::figure::Figure;
use crate::measure::{Measure, coded};
use crate::period::Period;

use super::Range;

/// A check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IntegrityCheck {
    /// A benchmark that repeats the period before.
    Stale,
    /// A nation's rate that is the sum of its regions' rates.
    SumOfRates,
    /// Figures that do not cover the same schools or people.
    CoverageMismatch,
    /// A figure outside of what is possible.
    OutOfRange,
    /// An edition that moved its labels by one period.
    LabelShift,
    /// A figure less final than the one it takes the place of.
    StatusRegression,
}

coded!(IntegrityCheck {
    Stale = 1, "STALE_BENCHMARK", "the benchmark repeats the period before";
    SumOfRates = 2, "SUM_INSTEAD_OF_MEAN", "a sum of rates where a rate belongs";
    CoverageMismatch = 3, "COVERAGE_MISMATCH", "the figures do not cover the same";
    OutOfRange = 4, "OUT_OF_RANGE", "the figure is impossible";
    LabelShift = 5, "LABEL_SHIFT", "the labels moved by one period";
    StatusRegression = 6, "STATUS_REGRESSION", "less final than before";
});

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingSeverity {
    /// Good to know.
    Information,
    /// Shown beside the figure.
    Warning,
    /// No colour is decided by the figure.
    Blocking,
}

coded!(FindingSeverity {
    Information = 1, "INFORMATION", "for information";
    Warning = 2, "WARNING", "warning";
    Blocking = 3, "BLOCKING", "blocking";
});

/// A finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntegrityFinding {
    /// By which check.
    pub check: IntegrityCheck,
    /// How much it weighs.
    pub severity: FindingSeverity,
    /// The period it speaks of; of several, the last.
    pub period: Period,
    /// What was found, what it means and what to do.
    pub message: String,
}

/// Every figure outside of what is possible: blocking.
pub fn out_of_range(range: Range, series: &[(Period, Measure)]) -> Vec<IntegrityFinding> {
    let finding = |(period, figure): (Period, Figure)| IntegrityFinding {
        check: IntegrityCheck::OutOfRange,
        severity: FindingSeverity::Blocking,
        period,
        message: format!(
            "{figure} in {period} lies outside of {}. It cannot be what it says and decides nothing. Ask the \
             publisher.",
            limits(range)
        ),
    };
    in_order(series).into_iter().filter(|(_, figure)| !range.contains(*figure)).map(finding).collect()
}

fn limits(range: Range) -> String {
    match (range.low, range.high) {
        (Some(low), Some(high)) => format!("the possible range of {low} to {high}"),
        (Some(low), None) => format!("what is possible, which is {low} or more"),
        (None, Some(high)) => format!("what is possible, which is {high} or less"),
        (None, None) => "what is possible".to_owned(),
    }
}

/// The figures of a series, oldest first.
fn in_order(series: &[(Period, Measure)]) -> Vec<(Period, Figure)> {
    let mut figures: Vec<_> = series.iter().filter_map(|(at, measure)| Some((*at, measure.figure()?))).collect();
    figures.sort_by_key(|(at, _)| *at);
    figures
}

/// The figure of a period.
fn figure_at(series: &[(Period, Measure)], period: Period) -> Option<Figure> {
    series.iter().find(|(at, _)| *at == period).and_then(|(_, measure)| measure.figure())
}

#[cfg(test)]
mod tests;

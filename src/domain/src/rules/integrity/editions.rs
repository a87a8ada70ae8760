//! Checks on an edition against the one before it.

use std::collections::BTreeSet;

use crate::figure::Figure;
use crate::measure::{DataStatus, Measure};
use crate::period::Period;
use crate::rules::least_final;

use super::{FindingSeverity, IntegrityCheck, IntegrityFinding, figure_at, in_order};

/// The fewest consecutive periods of a shift: fewer may be chance.
const FEWEST_PERIODS: usize = 4;

/// The fewest different values among them.
const FEWEST_VALUES: usize = 3;

/// Runs of at least four consecutive periods, with at least three different values, in which a new edition gives a
/// period the value that the earlier edition gave the period right after it, or right before it: blocking. With three
/// different values the same labels cannot all agree as well, so an unchanged edition is never taken for a shift.
///
/// England's apprenticeships after key stage 4, 4.3, 4.1, 3.6, 2.4, 3.3 and 3.2, were labelled 2018 to 2023 until
/// October 2025 and 2017 to 2022 from then on: the year of the destination had become the year of the cohort.
pub fn label_shift(new: &[(Period, Measure)], earlier: &[(Period, Measure)]) -> Vec<IntegrityFinding> {
    let back = |period: Period| earlier.iter().find(|(at, _)| at.follows(period)).and_then(|(_, found)| found.figure());
    let forth = |period: Period| figure_at(earlier, period.previous());
    let mut findings = shifts(new, back, "after");
    findings.extend(shifts(new, forth, "before"));
    findings
}

fn shifts(new: &[(Period, Measure)], moved: impl Fn(Period) -> Option<Figure>, whence: &str) -> Vec<IntegrityFinding> {
    let shifted: Vec<_> =
        in_order(new).into_iter().filter(|(period, figure)| moved(*period) == Some(*figure)).collect();
    shifted
        .chunk_by(|(earlier, _), (later, _)| later.follows(*earlier))
        .filter(|run| run.len() >= FEWEST_PERIODS && different(run) >= FEWEST_VALUES)
        .filter_map(|run| Some((run.first()?.0, run.last()?.0, run.len())))
        .map(|(first, last, count)| IntegrityFinding {
            check: IntegrityCheck::LabelShift,
            severity: FindingSeverity::Blocking,
            period: last,
            message: format!(
                "From {first} to {last} this edition gives {count} periods in a row the value that the edition before \
                 gave the period {whence}. The labels moved by one, so no figure can be compared with one of an \
                 earlier edition under the same label. Find out what a period means in this release, and record a \
                 break."
            ),
        })
        .collect()
}

fn different(run: &[(Period, Figure)]) -> usize {
    run.iter().map(|(_, figure)| *figure).collect::<BTreeSet<_>>().len()
}

/// Figures of a new edition that are less final than those they take the place of, by the order of [`least_final`]:
/// warnings. A figure whose publisher does not say how final it is says nothing less either, so it never counts as a
/// step back.
pub fn status_regression(new: &[(Period, Measure)], earlier: &[(Period, Measure)]) -> Vec<IntegrityFinding> {
    let mut findings: Vec<_> = new
        .iter()
        .filter_map(|(period, measure)| {
            let (now, before) = (status(*measure)?, status_at(earlier, *period)?);
            let less_final = now != DataStatus::Published && now != before && least_final([now, before]) == now;
            less_final.then(|| IntegrityFinding {
                check: IntegrityCheck::StatusRegression,
                severity: FindingSeverity::Warning,
                period: *period,
                message: format!(
                    "The figure for {period} is {} where the edition before had a {} one. An older file may have been \
                     loaded, or the publisher reopened the period. Check that the file is the latest.",
                    now.words(),
                    before.words()
                ),
            })
        })
        .collect();
    findings.sort_by_key(|finding| finding.period);
    findings
}

fn status(measure: Measure) -> Option<DataStatus> {
    match measure {
        Measure::Value(_, status) => Some(status),
        Measure::Missing(_) => None,
    }
}

fn status_at(series: &[(Period, Measure)], period: Period) -> Option<DataStatus> {
    series.iter().find(|(at, _)| *at == period).and_then(|(_, measure)| status(*measure))
}

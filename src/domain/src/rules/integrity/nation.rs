//! Checks on a nation's figures, against its regions and against another source.
//!
//! The regions are those that make up the nation, each once: London, not London beside its inner and outer half.

use crate::figure::Figure;
use crate::indicator::Unit;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::benchmark::{last_decimal, repeats};
use crate::rules::{is_sum_of_rates, wide};

use super::{FindingSeverity, IntegrityCheck, IntegrityFinding, figure_at, in_order};

/// The fewest regions that say anything of their nation.
const FEWEST_REGIONS: usize = 3;

/// Periods in which the nation and at least two thirds of its regions (of those with both values, at least three)
/// repeat the period before: warnings. Not all need to: key stage 2 of 2024/25 repeated 61 for England and the values
/// of six regions of nine for three months, while the other three moved by a point.
pub fn stale(national: &[(Period, Measure)], regions: &[&[(Period, Measure)]]) -> Vec<IntegrityFinding> {
    let looks_stale = |period: Period| {
        let with_both = |region: &&&[(Period, Measure)]| {
            figure_at(region, period).is_some() && figure_at(region, period.previous()).is_some()
        };
        let of = regions.iter().filter(with_both).count();
        let repeated = regions.iter().filter(|region| repeats(period, region)).count();
        (repeats(period, national) && of >= FEWEST_REGIONS && 3 * repeated >= 2 * of).then_some((repeated, of))
    };
    let finding = |(period, figure): (Period, Figure)| {
        let (repeated, of) = looks_stale(period)?;
        Some(IntegrityFinding {
            check: IntegrityCheck::Stale,
            severity: FindingSeverity::Warning,
            period,
            message: format!(
                "The nation's {figure} and the figures of {repeated} of {of} regions in {period} are those of {}. They \
                 may not have been updated, and a lead or lag against them may be wrong. Check the publication, and \
                 look again after the next release.",
                period.previous()
            ),
        })
    };
    in_order(national).into_iter().filter_map(finding).collect()
}

/// Periods in which the nation's rate is the sum of its regions' rates, by [`is_sum_of_rates`]: blocking.
pub fn sum_of_rates(
    unit: Unit,
    national: &[(Period, Measure)],
    regions: &[&[(Period, Measure)]],
) -> Vec<IntegrityFinding> {
    let finding = |(period, figure): (Period, Figure)| IntegrityFinding {
        check: IntegrityCheck::SumOfRates,
        severity: FindingSeverity::Blocking,
        period,
        message: format!(
            "The nation's {figure} in {period} is the sum of its regions' rates. A nation's rate lies between those of \
             its regions, so nothing is held against it. Ask the publisher for the rate."
        ),
    };
    in_order(national)
        .into_iter()
        .filter(|(period, figure)| is_sum_of_rates(unit, *figure, &rates(regions, *period)))
        .map(finding)
        .collect()
}

/// Periods in which the nation's rate lies outside of the range of its regions' rates, which it cannot where both cover
/// the same schools or people: warnings. Asked only where every region has a value, and of nothing that adds up
/// (counts, pounds) or is a difference of two averages: a nation's gap may well lie outside of its regions' gaps. A sum
/// of rates is left to [`sum_of_rates`].
pub fn coverage_mismatch(
    unit: Unit,
    national: &[(Period, Measure)],
    regions: &[&[(Period, Measure)]],
) -> Vec<IntegrityFinding> {
    let lies_between =
        !matches!(unit, Unit::Count | Unit::Pounds | Unit::Unstated | Unit::PercentagePoints | Unit::ScoreDifference);
    let finding = |(period, figure): (Period, Figure)| {
        let rates = rates(regions, period);
        let (low, high) = (*rates.iter().min()?, *rates.iter().max()?);
        let complete = rates.len() == regions.len() && rates.len() >= FEWEST_REGIONS;
        let beyond = (wide(low) - wide(figure)).max(wide(figure) - wide(high));
        let outside = beyond > rounding([figure].into_iter(), rates.iter().copied());
        (complete && outside && !is_sum_of_rates(unit, figure, &rates)).then(|| IntegrityFinding {
            check: IntegrityCheck::CoverageMismatch,
            severity: FindingSeverity::Warning,
            period,
            message: format!(
                "The nation's {figure} in {period} lies outside of its regions' {low} to {high}. The two do not cover \
                 the same schools or people, or one is wrong. Compare the notes on coverage before holding a figure \
                 against it."
            ),
        })
    };
    if lies_between { in_order(national).into_iter().filter_map(finding).collect() } else { Vec::new() }
}

/// Periods in which two named sources give the nation figures that rounding cannot explain: warnings. Both may be
/// right: England's 62 (all schools) and 63 (state-funded schools) at key stage 2 in 2024/25 are.
pub fn sources_disagree(
    (one, ours): (&str, &[(Period, Measure)]),
    (other, theirs): (&str, &[(Period, Measure)]),
) -> Vec<IntegrityFinding> {
    let figures = |series| in_order(series).into_iter().map(|(_, figure)| figure).collect::<Vec<_>>();
    let allowed = rounding(figures(ours).into_iter(), figures(theirs).into_iter());
    let finding = |(period, left): (Period, Figure)| {
        let right = figure_at(theirs, period)?;
        ((wide(left) - wide(right)).abs() > allowed).then(|| IntegrityFinding {
            check: IntegrityCheck::CoverageMismatch,
            severity: FindingSeverity::Warning,
            period,
            message: format!(
                "For {period} {one} gives the nation {left} and {other} gives {right}, more than rounding explains. \
                 They do not cover the same schools or people, or one has been revised. Hold a figure only against the \
                 one that covers the same."
            ),
        })
    };
    in_order(ours).into_iter().filter_map(finding).collect()
}

/// The figures that regions have for a period.
fn rates(regions: &[&[(Period, Measure)]], period: Period) -> Vec<Figure> {
    regions.iter().filter_map(|region| figure_at(region, period)).collect()
}

/// How far rounding can take the same figure apart: not at all where both sides use the same decimals, otherwise half a
/// unit of the last decimal of either.
fn rounding(left: impl Iterator<Item = Figure> + Clone, right: impl Iterator<Item = Figure> + Clone) -> i128 {
    let (left, right) = (last_decimal(left), last_decimal(right));
    if left == right { 0 } else { (left + right) / 2 }
}

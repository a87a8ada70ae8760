//! What blocking findings of the checks on load do to a line: the figure they speak of decides nothing.
//!
//! Whether a figure is possible at all is asked of every figure where it is used, by [`crate::rules::Range`]; findings of
//! that check add nothing here.

use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{FindingSeverity, IntegrityCheck};

use super::view::Reading;
use super::{FindingPlace, StandingFinding};

/// The blocking findings on a place's figures.
pub(crate) fn blocking(
    findings: &[StandingFinding],
    place: FindingPlace,
) -> impl Iterator<Item = &StandingFinding> + Clone {
    findings.iter().filter(move |it| {
        it.place == place && it.severity == FindingSeverity::Blocking && it.check != IntegrityCheck::OutOfRange
    })
}

/// A place's readings, each that a blocking finding speaks of withheld for quality.
pub(crate) fn withhold(mut readings: Vec<Reading>, findings: &[StandingFinding], place: FindingPlace) -> Vec<Reading> {
    for finding in blocking(findings, place) {
        for (_, measure) in readings.iter_mut().filter(|(period, _)| *period == finding.period) {
            *measure = Measure::Missing(MissingReason::Quality);
        }
    }
    readings
}

/// The finding that lets the council's own figure of a period decide nothing.
pub(crate) fn refusing(findings: &[StandingFinding], period: Period) -> Option<&StandingFinding> {
    blocking(findings, FindingPlace::Own).find(|it| it.period == period)
}

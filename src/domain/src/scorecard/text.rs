//! Domain values in the form that is published.

use crate::measure::Measure;
use crate::period::Period;
use crate::rules::{EvidenceVerdict, Interval, Quartile, Standing};

use super::{Cell, EvidenceText, IntervalText, PeriodText, Rank, ReleaseRef, ReleaseText};

/// What stands for the status of a measure that has no value.
pub(crate) const MISSING: &str = "MISSING";

pub(crate) fn cell(measure: Measure, decimals: u8) -> Cell {
    let display = measure.display(decimals);
    match measure {
        Measure::Value(figure, status) => {
            Cell { value: Some(figure), status: status.code().to_owned(), missing_reason: None, display }
        }
        Measure::Missing(reason) => {
            let missing_reason = Some(reason.code().to_owned());
            Cell { value: None, status: MISSING.to_owned(), missing_reason, display }
        }
    }
}

pub(crate) fn period(period: Period) -> PeriodText {
    PeriodText { label: period.label(), basis: period.basis().code().to_owned() }
}

pub(crate) fn release(release: &ReleaseRef) -> ReleaseText {
    ReleaseText {
        source: release.source.clone(),
        title: release.title.clone(),
        published_on: release.published_on,
        knowledge: release.knowledge,
    }
}

pub(crate) fn rank(standing: Standing) -> Rank {
    let quartile: Quartile = standing.quartile();
    Rank {
        position: standing.position().into(),
        better: standing.better.into(),
        tied: standing.tied.into(),
        of: standing.of.into(),
        missing: standing.missing.into(),
        quartile: quartile.code().to_owned(),
        robustness: if standing.is_robust() { "ROBUST" } else { "POSSIBLE" }.to_owned(),
    }
}

pub(crate) fn interval(found: &Interval) -> IntervalText {
    IntervalText { low: found.low, high: found.high, method: found.method.code().to_owned() }
}

pub(crate) fn evidence(found: EvidenceVerdict) -> EvidenceText {
    EvidenceText {
        evidence: found.evidence.code().to_owned(),
        reason: found.reason.code().to_owned(),
        interval: found.interval.as_ref().map(interval),
        message: found.message,
    }
}

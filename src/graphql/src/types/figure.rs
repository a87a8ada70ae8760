//! Figures and periods.

use async_graphql::{Enum, SimpleObject};
use sextant_domain::rules;
use sextant_domain::scorecard::{Cell, IntervalText};
use sextant_domain::{DataStatus, Figure, Measure as Measured, MissingReason, Period as Time};

use crate::enums;
use crate::scalars::{Date, Decimal};

/// How a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum MeasureStatus {
    /// Collected for running a service, not an official statistic.
    ManagementInformation,
    /// Official, expected to be revised.
    Provisional,
    /// Official, revised once or more.
    Revised,
    /// Official, no further revision planned.
    Final,
    /// Official; the publisher does not say how final.
    Published,
    /// There is no number; the reason says why.
    Missing,
}

impl From<DataStatus> for MeasureStatus {
    fn from(status: DataStatus) -> Self {
        match status {
            DataStatus::ManagementInformation => Self::ManagementInformation,
            DataStatus::Provisional => Self::Provisional,
            DataStatus::Revised => Self::Revised,
            DataStatus::Final => Self::Final,
            DataStatus::Published => Self::Published,
        }
    }
}

/// A figure: exactly one of a number and the reason why there is none. Its unit is that of its indicator, `indicator { unit }` beside
/// it; its source is the release it stands in, `release` beside it.
#[derive(Clone, Debug, SimpleObject)]
pub struct Measure {
    /// The exact number, unrounded, in the unit of the indicator; null when there is none, and then `missingReason` says why.
    value: Option<Decimal>,
    /// How the figure stands.
    status: MeasureStatus,
    /// Why there is no number; null when there is one.
    missing_reason: Option<enums::MissingReason>,
    /// What a person reads: the number at the indicator's decimals, halves rounded away from zero, or the reason in words.
    display: String,
    /// The numerator, where the publisher gives it.
    numerator: Option<Decimal>,
    /// The denominator, where the publisher gives it.
    denominator: Option<Decimal>,
    /// The interval around the figure, where there is one.
    interval: Option<Interval>,
}

/// A 95% interval, both ends included: what a figure, or a change, may come to by chance alone.
#[derive(Clone, Debug, SimpleObject)]
pub struct Interval {
    /// The lower end, in the unit of the figure or change.
    low: Decimal,
    /// The upper end, in the unit of the figure or change.
    high: Decimal,
    /// How it came about; null where a newer version of Sextant made it.
    method: Option<enums::IntervalMethod>,
}

impl From<IntervalText> for Interval {
    fn from(it: IntervalText) -> Self {
        let method = rules::IntervalMethod::from_code(&it.method).map(Into::into);
        Self { low: Decimal(it.low), high: Decimal(it.high), method }
    }
}

impl Measure {
    /// A measure with the decimals it is shown at.
    pub(crate) fn new(measure: Measured, decimals: u8, numerator: Option<Figure>, denominator: Option<Figure>) -> Self {
        let status = match measure {
            Measured::Value(_, status) => status.into(),
            Measured::Missing(_) => MeasureStatus::Missing,
        };
        Self {
            value: measure.figure().map(Decimal),
            status,
            missing_reason: measure.reason().map(Into::into),
            display: measure.display(decimals),
            numerator: numerator.map(Decimal),
            denominator: denominator.map(Decimal),
            interval: None,
        }
    }

    /// The measure with the interval that its publisher gives, the lower end first.
    pub(crate) fn with_interval(self, ends: Option<(Figure, Figure)>) -> Self {
        let method = Some(enums::IntervalMethod::Published);
        let published = |(low, high)| Interval { low: Decimal(low), high: Decimal(high), method };
        Self { interval: ends.map(published), ..self }
    }

    /// A published cell, word for word.
    pub(crate) fn published(cell: &Cell) -> Self {
        let status = DataStatus::from_code(&cell.status);
        let reason = cell.missing_reason.as_deref().and_then(MissingReason::from_code);
        Self {
            value: cell.value.map(Decimal),
            status: status.map_or(MeasureStatus::Missing, Into::into),
            missing_reason: reason.map(Into::into),
            display: cell.display.clone(),
            numerator: None,
            denominator: None,
            interval: None,
        }
    }
}

/// A period, always with its basis: the same label means different times on different bases.
#[derive(Clone, Debug, SimpleObject)]
pub struct Period {
    /// The label: `2024/25`, `2024-25`, `2025`.
    label: String,
    /// The kind of time.
    basis: enums::Basis,
    /// The first day; null where only the label was published.
    starts_on: Option<Date>,
    /// The last day; null where only the label was published.
    ends_on: Option<Date>,
}

impl From<Time> for Period {
    fn from(period: Time) -> Self {
        let (first, last) = period.days();
        Self {
            label: period.label(),
            basis: period.basis().into(),
            starts_on: Some(Date(first)),
            ends_on: Some(Date(last)),
        }
    }
}

impl Period {
    /// A published period. Its days follow from label and basis.
    pub(crate) fn published(text: &sextant_domain::scorecard::PeriodText) -> Option<Self> {
        let basis = sextant_domain::Basis::from_code(&text.basis)?;
        match Time::parse(&text.label, basis) {
            Ok((period, _)) => Some(period.into()),
            Err(_) => Some(Self { label: text.label.clone(), basis: basis.into(), starts_on: None, ends_on: None }),
        }
    }
}

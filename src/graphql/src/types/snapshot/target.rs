//! The target at the end of the way, and the pace that it takes.

use async_graphql::SimpleObject;
use sextant_domain::progress::{self as published, Reach};
use sextant_domain::rules::TrajectoryMethod;
use sextant_domain::strategy::TargetBenchmark;

use super::int;
use crate::enums;
use crate::scalars::{Date, Decimal};
use crate::types::Period;

/// The target at the end of a line's way.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressTarget {
    /// The period it is set for.
    period: Option<Period>,
    /// 1 for the first approval of this period's target, 2 for the next …
    version: i32,
    /// The number to reach, in the unit of the indicator. A relative target follows its benchmark: null where that was not known on the snapshot's day.
    value: Option<Decimal>,
    /// What a relative target is measured against; null for an absolute one.
    benchmark: Option<BenchmarkUsed>,
    /// The value not to fall below.
    floor: Option<Decimal>,
    /// The value to aim at beyond the target.
    stretch: Option<Decimal>,
    /// How far the current figure is beyond (+) or short of (-) the target, signed by polarity.
    distance: Option<Decimal>,
    /// How the way goes from the baseline to the target.
    trajectory: Option<enums::TrajectoryMethod>,
    /// The day of approval.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
}

/// The benchmark that a relative target was resolved with.
#[derive(Clone, Debug, SimpleObject)]
pub struct BenchmarkUsed {
    /// Which benchmark.
    kind: Option<enums::TargetBenchmark>,
    /// The period that it was taken of.
    period: Option<Period>,
    /// The benchmark's figure; null where it was not known.
    value: Option<Decimal>,
    /// By how much it is to be bettered.
    by: Decimal,
    /// The edition of the neighbours' list; empty for other benchmarks.
    edition: String,
    /// How many figures it was made of.
    used: i32,
}

/// The yearly rate that is required, beside the best ever reached.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressPace {
    /// The improvement a year that it takes from the current figure to the target; positive is an improvement.
    required: Option<Decimal>,
    /// The best yearly improvement ever reached here.
    best_here: Option<YearlyRate>,
    /// The best yearly improvement ever reached by a statistical neighbour.
    best_neighbour: Option<YearlyRate>,
    /// How the requirement compares with them.
    reach: enums::Reach,
    /// The same in a sentence.
    message: String,
}

/// A yearly rate that was reached.
#[derive(Clone, Debug, SimpleObject)]
pub struct YearlyRate {
    /// The authority's DfE number: `883`.
    authority_code: String,
    /// The authority's name.
    authority_name: String,
    /// The improvement in one year.
    rate: Decimal,
    /// From this period.
    from: Option<Period>,
    /// To this one.
    to: Option<Period>,
}

impl From<published::ProgressTarget> for ProgressTarget {
    fn from(it: published::ProgressTarget) -> Self {
        Self {
            period: Period::published(&it.period),
            version: int(it.version),
            value: it.value.map(Decimal),
            benchmark: it.benchmark.map(Into::into),
            floor: it.floor.map(Decimal),
            stretch: it.stretch.map(Decimal),
            distance: it.distance.map(Decimal),
            trajectory: TrajectoryMethod::from_code(&it.method).map(Into::into),
            approved_on: Date(it.approved_on),
            approved_by: it.approved_by,
        }
    }
}

impl From<published::BenchmarkUsed> for BenchmarkUsed {
    fn from(it: published::BenchmarkUsed) -> Self {
        Self {
            kind: TargetBenchmark::from_code(&it.kind).map(Into::into),
            period: Period::published(&it.period),
            value: it.value.map(Decimal),
            by: Decimal(it.by),
            edition: it.edition,
            used: int(it.used),
        }
    }
}

impl From<published::Pace> for ProgressPace {
    fn from(it: published::Pace) -> Self {
        Self {
            required: it.required.map(Decimal),
            best_here: it.best_here.map(Into::into),
            best_neighbour: it.best_neighbour.map(Into::into),
            reach: Reach::from_code(&it.reach).unwrap_or(Reach::CannotSay).into(),
            message: it.message,
        }
    }
}

impl From<published::RateText> for YearlyRate {
    fn from(it: published::RateText) -> Self {
        Self {
            authority_code: it.authority.to_string(),
            authority_name: it.name,
            rate: Decimal(it.rate),
            from: Period::published(&it.from),
            to: Period::published(&it.to),
        }
    }
}

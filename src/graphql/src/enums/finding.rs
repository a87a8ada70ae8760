//! What checks on load find.

use async_graphql::Enum;

/// A check of the figures at the end of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::IntegrityCheck")]
pub enum IntegrityCheck {
    /// A benchmark that repeats the period before.
    #[graphql(name = "STALE_BENCHMARK")]
    Stale,
    /// A nation's rate that is the sum of its regions' rates.
    #[graphql(name = "SUM_INSTEAD_OF_MEAN")]
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

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::FindingSeverity")]
pub enum FindingSeverity {
    /// Good to know.
    Information,
    /// Shown beside the figure.
    Warning,
    /// No colour is decided by the figure.
    Blocking,
}

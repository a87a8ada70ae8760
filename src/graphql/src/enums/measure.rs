//! Figures: their standing, their periods and what they measure.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// Why there is no number. Never a bare null, never zero.
///
/// The publisher's own token is always stored beside the reason; this enum is the field's common vocabulary for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::measure::MissingReason")]
pub enum MissingReason {
    /// Suppressed by the publisher to protect people (`c`, `SUPP`).
    Confidential,
    /// The question does not arise for this place or group (`z`, `.`).
    NotApplicable,
    /// The publisher does not have the figure (`x`, `:`, `NA`, `NP`).
    NotAvailable,
    /// Rounds to zero but is not zero (`low`, `k`, `~`, `SP`).
    Low,
    /// Too unreliable to publish (`u`).
    Unreliable,
    /// Nobody was entered or counted (`NE`).
    NoEntries,
    /// Fewer than half of the pupils are covered (`LOWCOV`).
    LowCoverage,
    /// Nobody collects this figure for this place or period (`NEW`, cancelled collections).
    NotCollected,
    /// The release that will carry it has not come yet.
    NotYetPublished,
    /// Withheld by Sextant's own disclosure rule.
    SuppressedHere,
    /// Withheld because a quality check failed.
    Quality,
    /// The publisher folds all its reasons into one dash (`-` in LAIT): which one applies cannot be known from the file.
    Unstated,
    /// An earlier edition carried a value; a later one of the same source no longer has the row.
    Withdrawn,
}

/// What kind of time a figure speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::period::Basis")]
pub enum Basis {
    /// 1 September to 31 August.
    AcademicYear,
    /// The autumn term alone (T1).
    AutumnTerm,
    /// The spring term alone (T2).
    SpringTerm,
    /// The summer term alone (T3).
    SummerTerm,
    /// Autumn and spring terms together (T1T2).
    AutumnAndSpringTerms,
    /// 1 January to 31 December.
    CalendarYear,
    /// 1 April to 31 March.
    FinancialYear,
    /// A count on one day, named by its calendar year (the January census, 31 March, the end of September).
    CensusPoint,
    /// The mean of a few months, named by the calendar year in which they end (December to February for NEET).
    MeanOfMonths,
    /// Twelve months that end in the named calendar year.
    #[graphql(name = "ROLLING_12_MONTHS")]
    Rolling12Months,
    /// Several academic or financial years taken together.
    PooledYears,
    /// One figure for each of the three terms; each figure is on the basis of its own term.
    EachTerm,
}

/// Why a later row of the ledger stands in the place of an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::outcome::SupersedeCause")]
pub enum SupersedeCause {
    /// The first row of its key.
    New,
    /// A later release says otherwise.
    Release,
    /// A later release no longer has the row.
    Withdrawal,
}

/// Which direction is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::indicator::Polarity")]
pub enum Polarity {
    /// More is better.
    High,
    /// Less is better.
    Low,
    /// Close to the target is better; both too low and too high are bad.
    NearTarget,
    /// Neither: context or demand, never coloured, never ranked.
    None,
}

/// The unit of a figure. Percent and percentage points are different units.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::indicator::Unit")]
pub enum Unit {
    /// Per hundred, of a whole; ordinarily 0 to 100.
    Percent,
    /// The difference between two percentages.
    PercentagePoints,
    /// Points on a scale (Attainment 8, progress, SDQ).
    Score,
    /// The difference between two scores.
    ScoreDifference,
    /// A rate per 100.
    #[graphql(name = "RATE_PER_100")]
    RatePer100,
    /// A rate per 1,000.
    #[graphql(name = "RATE_PER_1000")]
    RatePer1000,
    /// A rate per 10,000.
    #[graphql(name = "RATE_PER_10000")]
    RatePer10000,
    /// A rate per 100,000.
    #[graphql(name = "RATE_PER_100000")]
    RatePer100000,
    /// A count of people or things.
    Count,
    /// Pounds sterling.
    Pounds,
    /// Days.
    Days,
    /// The publication does not say.
    Unstated,
}

/// How hard a break in a series is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::indicator::Severity")]
pub enum Severity {
    /// Nothing may be compared across it.
    NotComparable,
    /// May be compared with the note shown beside it.
    Caution,
}

/// Why a series breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::indicator::BreakKind")]
pub enum BreakKind {
    /// What is counted changed.
    Definition,
    /// How it is calculated changed.
    Method,
    /// The standard that pupils are held to changed.
    Standard,
    /// How it is collected changed.
    Collection,
    /// The collection was cancelled.
    Cancelled,
    /// The publisher renamed the periods.
    Label,
}

/// How a gap is defined. The definitions disagree, so the definition stands beside every gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::GapDefinition")]
pub enum GapDefinition {
    /// The authority's others minus the authority's group.
    WithinAuthority,
    /// England's others minus the authority's group.
    ToNationalOthers,
}

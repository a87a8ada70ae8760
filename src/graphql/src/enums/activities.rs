//! Activities, funding and contributions.
//!
//! Each mirrors an enum of the domain, word for word.

use async_graphql::Enum;

/// For whom an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ActivityKind")]
pub enum ActivityKind {
    /// For everybody.
    Universal,
    /// For a group.
    Targeted,
    /// For a few, and much of it.
    Intensive,
}

/// Where an activity stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ActivityStatus")]
pub enum ActivityStatus {
    /// It is to come.
    Planned,
    /// It is under way.
    Running,
    /// It was carried through.
    Finished,
    /// It was given up.
    Stopped,
}

/// Which way an indicator is expected to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::EffectDirection")]
pub enum EffectDirection {
    /// It rises.
    Up,
    /// It falls.
    Down,
    /// It stays where it would otherwise move.
    Hold,
}

/// What became of a bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::BidDecision")]
pub enum BidDecision {
    /// The funder has not decided.
    Pending,
    /// All that was sought was awarded, or more.
    Won,
    /// Less than was sought was awarded.
    PartlyWon,
    /// Nothing was awarded.
    Lost,
    /// The council took it back.
    Withdrawn,
}

/// How it is known that an activity moved an outcome. Each method has a ceiling for the strength of its evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ClaimMethod")]
pub enum ClaimMethod {
    /// Somebody tells how it came about; strength 0.
    Narrative,
    /// The figure before beside the figure after; strength up to 1.
    BeforeAfter,
    /// The change beside that of others; strength up to 2.
    Comparator,
    /// The change beside that of others who were alike before; strength up to 3.
    Matched,
    /// Chance decided who took part; strength up to 4.
    Trial,
}

/// Whom a change is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::delivery::ComparatorKind")]
pub enum ComparatorKind {
    /// England.
    National,
    /// The authority's region.
    Region,
    /// The mean of the statistical neighbours on the list in force.
    StatisticalNeighbours,
    /// Schools that are like those of the activity; their figures are not in the ledger.
    SimilarSchools,
}

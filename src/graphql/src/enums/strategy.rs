//! Strategies and their calendar.
//!
//! Each mirrors an enum of the domain, word for word: the contract says what the rules say.

use async_graphql::Enum;

/// How far a strategy has come on its way through the council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::strategy::StrategyStatus")]
pub enum StrategyStatus {
    /// Being written.
    Draft,
    /// Out for consultation.
    Consulted,
    /// Recommended to Cabinet.
    Recommended,
    /// In force.
    Adopted,
    /// No longer in force.
    Superseded,
}

/// What kind of promise a commitment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::strategy::CommitmentKind")]
pub enum CommitmentKind {
    /// A result for children and young people.
    Outcome,
    /// A rule that decisions follow.
    Principle,
    /// Something the council must do.
    Duty,
    /// Something the council or its partners must be able to do.
    Capability,
}

/// What a target asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::strategy::TargetKind")]
pub enum TargetKind {
    /// The value to reach: green from here on.
    Target,
    /// The value not to fall below: red beyond it.
    Floor,
    /// A value beyond the target, to aim at; never needed for green.
    Stretch,
}

/// What a relative target is measured against. All of them move: what is scored is kept with the benchmark that was used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::strategy::TargetBenchmark")]
pub enum TargetBenchmark {
    /// England's figure of the same period.
    National,
    /// The mean of the statistical neighbours under the list in force on the day.
    Neighbours,
    /// The figure that the last authority of the top quarter has.
    TopQuarter,
}

/// How the way from a baseline to a target goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::TrajectoryMethod")]
pub enum TrajectoryMethod {
    /// By the same amount every year.
    Linear,
    /// Each milestone holds until the next.
    Stepped,
    /// At the named periods only.
    Manual,
}

/// Among whom a headline test ranks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::Population")]
pub enum Population {
    /// All authorities of England.
    EnglandAuthorities,
    /// Those of the same region.
    Region,
    /// The statistical neighbours and the authority itself.
    StatisticalNeighbours,
}

/// How ties count in a headline test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::rules::TieRule")]
pub enum TieRule {
    /// Only what ties cannot take away.
    Robust,
    /// What ties allow.
    Possible,
}

/// One of the three terms of an academic year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "sextant_domain::academic::Term")]
pub enum Term {
    /// September to December.
    Autumn,
    /// January to Easter.
    Spring,
    /// Easter to July.
    Summer,
}

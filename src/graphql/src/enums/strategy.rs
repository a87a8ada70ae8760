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

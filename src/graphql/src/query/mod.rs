//! The root of all reading: one file per subject.

mod compare;
mod critical_friend;
mod delivery;
mod landscape;
mod outcomes;
mod register;
mod scrutiny;
mod snapshots;
mod strategies;
mod system;

pub(crate) use delivery::CommitmentInput;

use async_graphql::MergedObject;

/// Everything that can be asked.
#[derive(Default, MergedObject)]
#[graphql(name = "Query")]
pub struct Query(
    register::RegisterQuery,
    landscape::LandscapeQuery,
    outcomes::OutcomeQuery,
    strategies::StrategyQuery,
    compare::CompareQuery,
    snapshots::SnapshotQuery,
    delivery::DeliveryQuery,
    critical_friend::CriticalFriendQuery,
    scrutiny::ScrutinyQuery,
    system::SystemQuery,
);

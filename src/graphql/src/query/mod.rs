//! The root of all reading: one file per subject.

mod activities;
mod compare;
mod critical_friend;
mod delivery;
mod flags;
mod landscape;
mod node;
mod outcomes;
mod register;
mod scrutiny;
mod snapshots;
mod strategies;
mod system;

pub(crate) use delivery::{CommitmentInput, own};

use async_graphql::MergedObject;

use crate::groups::{
    ActionGroupQuery, ActivityGroupQuery, ContributionGroupQuery, FlagGroupQuery, FundingBidGroupQuery,
    FundingStreamGroupQuery, OutcomeGroupQuery, PartnershipGroupQuery, RecommendationGroupQuery,
    RiskAssessmentGroupQuery, SchoolGroupQuery, VisitGroupQuery,
};

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
    flags::FlagQuery,
    PartnershipGroupQuery,
    ActivityGroupQuery,
    ActionGroupQuery,
    VisitGroupQuery,
    FlagGroupQuery,
    RiskAssessmentGroupQuery,
    ContributionGroupQuery,
    FundingBidGroupQuery,
    FundingStreamGroupQuery,
    RecommendationGroupQuery,
    OutcomeGroupQuery,
    SchoolGroupQuery,
    activities::ActivityQuery,
    scrutiny::ScrutinyQuery,
    node::NodeQuery,
    system::SystemQuery,
);

//! The types of the contract. They wrap stored rows or published values; relations go through loaders.

pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod explain_outcome;
pub(crate) mod figure;
pub(crate) mod finding;
pub(crate) mod headline;
pub(crate) mod indicator;
pub(crate) mod indicator_use;
pub(crate) mod inspection;
pub(crate) mod landscape;
pub(crate) mod line;
pub(crate) mod outcome;
pub(crate) mod place;
pub(crate) mod principle;
pub(crate) mod release;
pub(crate) mod school;
pub(crate) mod scorecard;
pub(crate) mod snapshot;
pub(crate) mod strategy;
pub(crate) mod trust;

pub(crate) use figure::{Measure, Period};
pub(crate) use finding::Finding;
pub(crate) use headline::{HeadlineTest, SnapshotDate};
pub(crate) use indicator::Indicator;
pub(crate) use indicator_use::IndicatorUse;
pub(crate) use inspection::Inspection;
pub(crate) use landscape::LandscapePoint;
pub(crate) use outcome::Outcome;
pub(crate) use place::Place;
pub(crate) use principle::TrustPrinciple;
pub(crate) use release::Release;
pub(crate) use school::School;
pub(crate) use scorecard::Scorecard;
pub(crate) use snapshot::Snapshot;
pub(crate) use strategy::Strategy;
pub(crate) use trust::Trust;

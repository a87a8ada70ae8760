//! The closed lists of the contract.

mod activities;
mod delivery;
mod diff;
mod explain;
mod finding;
mod inspection;
mod landscape;
mod measure;
mod progress;
mod school;
mod scorecard;
mod scrutiny;
mod strategy;

pub(crate) use activities::*;
pub(crate) use delivery::*;
pub(crate) use diff::*;
pub(crate) use explain::*;
pub(crate) use finding::*;
pub(crate) use inspection::*;
pub(crate) use landscape::*;
pub(crate) use measure::*;
pub(crate) use progress::*;
pub(crate) use school::*;
pub(crate) use scorecard::*;
pub(crate) use scrutiny::*;
pub(crate) use strategy::*;

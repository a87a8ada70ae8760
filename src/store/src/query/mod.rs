//! Lists: filtered, ordered and cut into pages in the database, the same on both engines.

pub mod actions;
pub mod activities;
pub mod audit;
pub mod commentary;
pub mod contributions;
pub mod equality;
mod filter;
pub mod findings;
pub mod flags;
pub mod funding;
mod group;
pub mod indicators;
pub mod inspections;
mod keyset;
pub mod no_surprise;
pub mod organisations;
pub mod outcomes;
pub mod partnerships;
pub mod places;
pub mod recommendations;
mod related;
pub mod risk;
pub mod risk_policies;
pub mod schools;
pub mod scorecards;
pub mod scrutiny;
pub mod snapshots;
pub mod strategies;
pub mod trusts;
pub mod visits;

pub use filter::{Filter, Scalar, Test};
pub use group::{By, Group, MOST_GROUPS};
pub use keyset::{Order, Page, PageRequest, Position};
pub use related::{Quantifier, Related};

//! What is known. sea-orm lives here (and in the migrations) and nowhere else.

pub mod access;
pub mod archive;
pub mod connect;
pub mod delivery;
pub mod doctor;
pub mod entities;
pub mod error;
pub mod explain;
pub mod findings;
pub mod indicators;
pub mod inspections;
pub mod landscape;
pub mod ledger;
pub mod migrate;
pub mod neighbours;
pub mod outcomes;
pub mod places;
pub mod query;
pub mod rules;
pub mod schools;
pub mod scorecards;
pub mod snapshots;
mod sql;
pub mod strategies;

pub use connect::Database;
pub use error::{Result, StoreError};
pub use sea_orm::{ConnectionTrait, DatabaseTransaction};
pub use sql::fold;

//! The outcome ledger: writing whole editions into it and reading it as known at a position.

mod diff;
mod seen;
mod series;
mod write;

pub use series::breakdown_name;
pub use write::{OutcomeWriter, Refused};

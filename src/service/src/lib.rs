//! What people do with Sextant: one use case is one transaction.

pub mod access;
pub mod archive;
pub mod delivery;
pub mod error;
pub mod files;
pub mod imports;
pub mod setup;
pub mod strategy;

pub use error::ServiceError;

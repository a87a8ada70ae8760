//! What is known. sea-orm lives here (and in the migrations) and nowhere else.

pub mod connect;
pub mod entities;
pub mod error;
pub mod migrate;

pub use connect::Database;
pub use error::{Result, StoreError};

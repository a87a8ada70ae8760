//! Strategies: council-owned, versioned, never changed.

mod read;
mod write;

pub use read::{latest_version, load, load_all_codes, load_version};
pub use write::write_strategy;

/// A strategy with the council that owns it and the version of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The strategy.
    pub strategy: sextant_domain::strategy::Strategy,
    /// 1, 2, 3 …
    pub version: i64,
    /// The ledger position of the version.
    pub knowledge: crate::ledger::Knowledge,
}

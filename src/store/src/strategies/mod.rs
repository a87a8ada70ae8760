//! Strategies: council-owned, versioned, never changed.

mod read;
mod read_dates;
mod read_headline;
mod read_uses;
mod write;
mod write_uses;

/// The rows of a table that hang on a version of a strategy.
macro_rules! of_version {
    ($table:ident, $of:expr) => {
        $table::Entity::find()
            .filter($table::Column::CouncilCode.eq(&$of.council_code))
            .filter($table::Column::StrategyCode.eq(&$of.code))
            .filter($table::Column::StrategyVersion.eq($of.version))
    };
}
use of_version;

pub use read::{latest_version, load, load_all_codes, load_version};
pub use read_uses::{read_baseline, read_target};
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

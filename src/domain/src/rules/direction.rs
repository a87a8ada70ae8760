//! Direction of travel.

use crate::figure::Figure;

/// A direction-of-travel rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirectionRule {
    /// The code: `previous-period`.
    pub code: String,
    /// The version.
    pub version: i64,
    /// Changes no larger than this count as stable.
    pub stable_band: Figure,
}

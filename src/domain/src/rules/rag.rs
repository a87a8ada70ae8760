//! Red, amber, green.

use crate::figure::Figure;

/// A RAG rule: a family with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RagRule {
    /// The code: `target-floor`.
    pub code: String,
    /// The version.
    pub version: i64,
    /// The family.
    pub family: RagFamily,
}

/// The families of RAG rules seen in councils' papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RagFamily {
    /// Green at the target, amber at the floor, red below the floor. Without a floor, red below the target.
    TargetFloor,
    /// Green at the target, amber within an absolute tolerance of it.
    AbsoluteTolerance(Figure),
    /// Green at the target, amber within a tolerance in percent of it; refused where the target is at or near zero.
    RelativeTolerance(Figure),
    /// Green at the target, amber where it is better than the comparable previous value, red otherwise.
    ImprovementAmber,
    /// Green at the target, red otherwise.
    Binary,
    /// Green within the inner distance of the target, amber within the outer (polarity near-target).
    NearTarget {
        /// Green up to here.
        inner: Figure,
        /// Amber up to here.
        outer: Figure,
    },
    /// Green in the top quartile, red in the bottom quartile, only where ties do not matter.
    Position,
}

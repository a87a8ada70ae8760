//! Gaps between pupil groups.

use crate::measure::coded;

/// How a gap is defined. The definitions disagree, so the definition stands beside every gap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapDefinition {
    /// The authority's others minus the authority's group.
    WithinAuthority,
    /// England's others minus the authority's group.
    ToNationalOthers,
}

coded!(GapDefinition {
    WithinAuthority = 1, "WITHIN_AUTHORITY", "within the authority";
    ToNationalOthers = 2, "TO_NATIONAL_OTHERS", "to other pupils nationally";
});

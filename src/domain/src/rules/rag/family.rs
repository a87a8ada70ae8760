//! The families of RAG rules.

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

impl RagFamily {
    /// The stable code, as stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::TargetFloor => "TARGET_FLOOR",
            Self::AbsoluteTolerance(_) => "ABSOLUTE_TOLERANCE",
            Self::RelativeTolerance(_) => "RELATIVE_TOLERANCE",
            Self::ImprovementAmber => "IMPROVEMENT_AMBER",
            Self::Binary => "BINARY",
            Self::NearTarget { .. } => "NEAR_TARGET",
            Self::Position => "POSITION",
        }
    }

    /// The parameters in their stored order: the tolerance, or the inner and the outer distance; otherwise none.
    pub fn parameters(self) -> Vec<Figure> {
        match self {
            Self::AbsoluteTolerance(tolerance) | Self::RelativeTolerance(tolerance) => vec![tolerance],
            Self::NearTarget { inner, outer } => vec![inner, outer],
            Self::TargetFloor | Self::ImprovementAmber | Self::Binary | Self::Position => Vec::new(),
        }
    }

    /// The family with this code and these parameters; `None` where they do not fit together, a parameter is negative, or
    /// the outer distance lies within the inner one.
    pub fn from_parts(code: &str, parameters: &[Figure]) -> Option<Self> {
        if parameters.iter().any(|parameter| *parameter < Figure::ZERO) {
            return None;
        }
        match (code, parameters) {
            ("TARGET_FLOOR", []) => Some(Self::TargetFloor),
            ("ABSOLUTE_TOLERANCE", [tolerance]) => Some(Self::AbsoluteTolerance(*tolerance)),
            ("RELATIVE_TOLERANCE", [tolerance]) => Some(Self::RelativeTolerance(*tolerance)),
            ("IMPROVEMENT_AMBER", []) => Some(Self::ImprovementAmber),
            ("BINARY", []) => Some(Self::Binary),
            ("NEAR_TARGET", [inner, outer]) if inner <= outer => {
                Some(Self::NearTarget { inner: *inner, outer: *outer })
            }
            ("POSITION", []) => Some(Self::Position),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_read_back_from_their_parts() {
        for shipped in crate::rules::rag_rules() {
            let family = shipped.rule.family;
            assert_eq!(RagFamily::from_parts(family.code(), &family.parameters()), Some(family));
        }
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        let check = |code, units: &[i64]| {
            let parameters: Vec<_> = units.iter().copied().map(Figure::whole).collect();
            assert_eq!(RagFamily::from_parts(code, &parameters), None, "{code} {units:?}");
        };
        check("TARGET_FLOOR", &[1]);
        check("ABSOLUTE_TOLERANCE", &[]);
        check("ABSOLUTE_TOLERANCE", &[-2]);
        check("NEAR_TARGET", &[2, 1]);
        check("traffic light", &[]);
    }
}

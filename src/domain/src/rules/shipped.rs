//! The rules that come with Sextant. They are stored as versioned rows; a council adds its own beside them.

use crate::figure::Figure;

use super::{DirectionRule, RagFamily, RagRule};

/// A rule with where it was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shipped<R> {
    /// The rule.
    pub rule: R,
    /// What it does, in a sentence.
    pub words: &'static str,
    /// Whose papers use it.
    pub seen_at: &'static str,
}

/// The RAG rules, each at its current version. A changed parameter is a new version, never a changed row.
pub fn rag_rules() -> Vec<Shipped<RagRule>> {
    let rule = |code: &str, family, words, seen_at| Shipped {
        rule: RagRule { code: code.to_owned(), version: 1, family },
        words,
        seen_at,
    };
    vec![
        rule("target-floor", RagFamily::TargetFloor, "Green at the target, amber at the floor, red beyond it.", "Kent"),
        rule(
            "tolerance-2",
            RagFamily::AbsoluteTolerance(Figure::whole(2)),
            "Green at the target, amber within 2 of the indicator's own units, red beyond.",
            "Windsor and Maidenhead (the width of 2 is ours)",
        ),
        rule(
            "tolerance-5-percent",
            RagFamily::RelativeTolerance(Figure::whole(5)),
            "Green at the target, amber within 5% of it, red beyond.",
            "Cheshire West and Chester",
        ),
        rule(
            "improvement-amber",
            RagFamily::ImprovementAmber,
            "Green at the target, amber where it is missed but better than the year before, red otherwise.",
            "Thurrock 2015/16",
        ),
        rule("binary", RagFamily::Binary, "Green at the target, red otherwise.", "Thurrock 2021/22"),
        rule(
            "near-target-1-2",
            RagFamily::NearTarget { inner: Figure::whole(1), outer: Figure::whole(2) },
            "Green within 1 of the target either way, amber within 2, red beyond.",
            "Kent, polarity T (the widths of 1 and 2 are ours)",
        ),
        rule(
            "position",
            RagFamily::Position,
            "Green in the top quarter of authorities, red in the bottom quarter, amber between, none where ties decide.",
            "the Department for Education's Local Authority Interactive Tool",
        ),
    ]
}

/// The direction-of-travel rules, each at its current version.
pub fn direction_rules() -> Vec<Shipped<DirectionRule>> {
    let rule = |code: &str, stable_band, words, seen_at| Shipped {
        rule: DirectionRule { code: code.to_owned(), version: 1, stable_band },
        words,
        seen_at,
    };
    vec![
        rule(
            "previous-period",
            Figure::from_millionths(500_000),
            "Against the period right before; percentages that change by no more than 0.5 points are stable.",
            "the Department for Education's participation release",
        ),
        rule(
            "any-change",
            Figure::ZERO,
            "Against the period right before; every change counts.",
            "the Local Authority Interactive Tool; LG Inform",
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_rules_share_a_code() {
        let codes: BTreeSet<_> = rag_rules().into_iter().map(|shipped| shipped.rule.code).collect();
        assert_eq!(codes.len(), rag_rules().len());
        let codes: BTreeSet<_> = direction_rules().into_iter().map(|shipped| shipped.rule.code).collect();
        assert_eq!(codes.len(), direction_rules().len());
    }

    #[test]
    fn every_family_is_shipped() {
        let families: BTreeSet<_> = rag_rules().iter().map(|shipped| shipped.rule.family.code()).collect();
        assert_eq!(families.len(), 7);
    }
}

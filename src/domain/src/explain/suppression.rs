//! Whether a line's own figure is shown, by which rule and why.

use crate::measure::{Measure, MissingReason};
use crate::rules::Range;

use super::{Suppression, SuppressionDecision};

/// The decision on a figure. Sextant itself keeps figures back for one reason only: an impossible arm of a gap.
/// `dash_withholds` says that the publisher's dash is taken for a figure kept back, because other authorities have one.
pub(crate) fn suppression(measure: Measure, range: Range, dash_withholds: bool) -> Suppression {
    use SuppressionDecision::{NotApplicable, Shown, WithheldByPublisher, WithheldHere};
    const PUBLISHED: &str = "as-published";
    const POSSIBLE: &str = "possible-range";
    let (decision, rule, message) = match measure {
        Measure::Value(figure, _) if !range.contains(figure) => (
            Shown,
            POSSIBLE,
            "Shown as published. The figure is impossible for its unit, so it is not coloured, ranked or compared."
                .to_owned(),
        ),
        Measure::Value(..) => (
            Shown,
            PUBLISHED,
            "Shown as published. Sextant has no rule of its own that would keep it back; what could identify people is \
             suppressed by the publisher before it is released."
                .to_owned(),
        ),
        Measure::Missing(MissingReason::SuppressedHere) => {
            (WithheldHere, "withheld-here", "Kept back here to protect people.".to_owned())
        }
        Measure::Missing(MissingReason::Quality) => {
            (WithheldHere, POSSIBLE, "Kept back here: a figure it is made from is impossible for its unit.".to_owned())
        }
        Measure::Missing(
            reason @ (MissingReason::Confidential | MissingReason::Unreliable | MissingReason::LowCoverage),
        ) => (WithheldByPublisher, PUBLISHED, format!("The publisher keeps it back: {}.", reason.words())),
        Measure::Missing(MissingReason::Unstated) if dash_withholds => (
            WithheldByPublisher,
            PUBLISHED,
            "The publisher shows a dash and gives no reason, while other authorities have figures: taken as kept back."
                .to_owned(),
        ),
        Measure::Missing(reason) => (NotApplicable, PUBLISHED, format!("There is no figure: {}.", reason.words())),
    };
    Suppression { decision, rule: rule.to_owned(), message }
}

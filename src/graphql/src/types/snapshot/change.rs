//! What changed, whether it can be told from chance, and the breaks that lie between.

use async_graphql::SimpleObject;
use sextant_domain::indicator::{BreakKind, Severity};
use sextant_domain::progress as published;
use sextant_domain::rules::{self, GapDefinition};

use crate::enums;
use crate::scalars::Decimal;
use crate::types::Period;
use crate::types::figure::Interval;

/// A change between two figures, with whether it can be told from chance.
#[derive(Clone, Debug, SimpleObject)]
pub struct ProgressChange {
    /// The period that it counts from; null where there is nothing to count from.
    from: Option<Period>,
    /// The later figure minus the earlier one, in the unit of the indicator (percentage points between percentages); null where they may not be compared.
    change: Option<Decimal>,
    /// Whether the change can be told from chance. `NOT_TESTED` is no verdict: it says that nothing published tells.
    evidence: enums::Evidence,
    /// What decided.
    reason: Option<enums::EvidenceReason>,
    /// The 95% interval of the change, where it was tested by one.
    interval: Option<Interval>,
    /// The same in a sentence.
    message: String,
}

/// A break in a line's series, as it was known when the snapshot was published.
#[derive(Clone, Debug, SimpleObject)]
pub struct SeriesBreakCrossed {
    /// The first period on the new footing.
    first_period: Option<Period>,
    /// Why the series breaks.
    kind: Option<enums::BreakKind>,
    /// How hard the break is.
    severity: Option<enums::Severity>,
    /// What happened.
    note: String,
}

/// What the two arms of a gap did since the baseline.
#[derive(Clone, Debug, SimpleObject)]
pub struct GapMovement {
    /// How the gap is defined. Definitions disagree; this one made the line's figure.
    definition: Option<enums::GapDefinition>,
    /// The group's own change.
    group_change: Decimal,
    /// The change of the others it is held against.
    others_change: Decimal,
    /// The gap's change: the others' minus the group's. Negative where the gap closed.
    gap_change: Decimal,
    /// The gap's change by the other definition; null where it cannot be had.
    other_definition_change: Option<Decimal>,
    /// The change of England's own gap over the same years.
    england_change: Option<Decimal>,
    /// The gap closed only because the others got worse.
    closed_by_levelling_down: bool,
    /// The same in a sentence.
    message: String,
}

impl From<published::ChangeText> for ProgressChange {
    fn from(it: published::ChangeText) -> Self {
        let evidence = rules::Evidence::from_code(&it.evidence).unwrap_or(rules::Evidence::NotTested);
        Self {
            from: it.from.as_ref().and_then(Period::published),
            change: it.change.map(Decimal),
            evidence: evidence.into(),
            reason: rules::EvidenceReason::from_code(&it.reason).map(Into::into),
            interval: it.interval.map(Into::into),
            message: it.message,
        }
    }
}

impl From<published::BreakText> for SeriesBreakCrossed {
    fn from(it: published::BreakText) -> Self {
        Self {
            first_period: Period::published(&it.first),
            kind: BreakKind::from_code(&it.kind).map(Into::into),
            severity: Severity::from_code(&it.severity).map(Into::into),
            note: it.note,
        }
    }
}

impl From<published::GapChangeText> for GapMovement {
    fn from(it: published::GapChangeText) -> Self {
        Self {
            definition: GapDefinition::from_code(&it.definition).map(Into::into),
            group_change: Decimal(it.group_change),
            others_change: Decimal(it.others_change),
            gap_change: Decimal(it.gap_change),
            other_definition_change: it.other_definition_change.map(Decimal),
            england_change: it.england_change.map(Decimal),
            closed_by_levelling_down: it.closed_by_levelling_down,
            message: it.message,
        }
    }
}

//! The verdicts of a line: its colour and its direction of travel.

use crate::measure::{Measure, MissingReason};
use crate::rules::{
    DirectionCase, DirectionReason, DirectionVerdict, EvidenceVerdict, RagCase, RagReason, RagVerdict, Rating, Verdict,
    comparable, evidence, explain_not_comparable,
};

use super::findings::refusing;
use super::line::Draft;
use super::targets::Targets;
use super::view::{Reading, at};
use super::{Direction, Rag, RuleText, StandingFinding, text};

impl Draft<'_> {
    /// The colour, by the use's own rule or else the strategy's.
    pub(super) fn rag(&self, targets: &Targets<'_>) -> Rag {
        let code = self.rag_code();
        let (version, mut found) = match self.inputs.rag_rules.get(code) {
            Some(rule) => (rule.version, rule.assess(&self.rag_case(targets))),
            None => (0, unknown_rag_rule(code)),
        };
        if let Some(finding) = self.refusing().filter(|_| found.reason == RagReason::Quality) {
            found.message = format!("No colour: {}. {}", found.reason.words(), finding.message);
        }
        Rag {
            rating: found.rating.code().to_owned(),
            rule: RuleText { code: code.to_owned(), version },
            reason: found.reason.code().to_owned(),
            message: found.message,
        }
    }

    /// The code of the use's own rule or else of the strategy's.
    pub(super) fn rag_code(&self) -> &str {
        self.usage.rag_rule.as_ref().unwrap_or(&self.inputs.strategy.rag_rule)
    }

    /// The finding that keeps the line from being coloured.
    pub(super) fn refusing(&self) -> Option<&StandingFinding> {
        self.current.and_then(|(period, _)| refusing(&self.view.findings, period))
    }

    /// What the rule is asked to colour.
    pub(super) fn rag_case(&self, targets: &Targets<'_>) -> RagCase {
        let indicator = &self.entry.indicator;
        RagCase {
            polarity: indicator.polarity,
            unit: indicator.unit,
            decimals: indicator.decimals,
            range: self.range,
            value: self.refusing().map_or(self.measure(), |_| Measure::Missing(MissingReason::Quality)),
            target: targets.standing(),
            previous: self.comparable_previous(),
            standing: self.standing.ok(),
        }
    }

    fn comparable_previous(&self) -> Option<crate::Figure> {
        let found = comparable(self.current?, &self.view.own, &self.entry.indicator.breaks).ok()?;
        self.range.contains(found.figure).then_some(found.figure)
    }

    /// The direction of travel, by the strategy's rule.
    pub(super) fn direction(&self) -> Direction {
        let code = &self.inputs.strategy.direction_rule;
        let version = self.inputs.direction_rules.get(code).map_or(0, |rule| rule.version);
        let found = self.direction_of(&self.view.own);
        Direction {
            verdict: found.verdict.code().to_owned(),
            change: found.change,
            rule: RuleText { code: code.clone(), version },
            reason: found.reason.code().to_owned(),
            message: found.message,
            evidence: Some(text::evidence(self.evidence())),
        }
    }

    /// Whether the change from the period right before can be told from chance.
    pub(super) fn evidence(&self) -> EvidenceVerdict {
        let indicator = &self.entry.indicator;
        let Some((period, measure)) = self.current else {
            return EvidenceVerdict::not_comparable("There is no value yet.");
        };
        let before = match comparable((period, measure), &self.view.own, &indicator.breaks) {
            Ok(before) => before,
            Err(why) => return EvidenceVerdict::not_comparable(&explain_not_comparable(&why, period)),
        };
        let figure = self.range.screen(measure).figure();
        let (Some(figure), true) = (figure, self.range.contains(before.figure)) else {
            return EvidenceVerdict::not_comparable("One of the two figures is impossible.");
        };
        let side = |period, figure| self.entry.evidenced(&self.usage.breakdown, period, figure);
        evidence(indicator.unit, indicator.decimals, &side(before.period, before.figure), &side(period, figure))
    }

    /// The direction of a series of this indicator, at the line's period.
    pub(super) fn direction_of(&self, series: &[Reading]) -> DirectionVerdict {
        let refuse = |reason: DirectionReason, message| {
            let verdict = Verdict::NotAssessable;
            DirectionVerdict { verdict, change: None, reason, message }
        };
        let code = &self.inputs.strategy.direction_rule;
        let Some(rule) = self.inputs.direction_rules.get(code) else {
            let message = format!("There is no direction rule '{code}': correct the strategy's file.");
            return refuse(DirectionReason::UnknownRule, message);
        };
        let Some((period, _)) = self.current else {
            return refuse(DirectionReason::ValueMissing, "There is no value yet.".to_owned());
        };
        let indicator = &self.entry.indicator;
        rule.assess(&DirectionCase {
            polarity: indicator.polarity,
            unit: indicator.unit,
            decimals: indicator.decimals,
            range: self.range,
            current: (period, at(series, period)),
            series,
            breaks: &indicator.breaks,
        })
    }
}

fn unknown_rag_rule(code: &str) -> RagVerdict {
    RagVerdict {
        rating: Rating::None,
        reason: RagReason::UnknownRule,
        message: format!("There is no RAG rule '{code}': correct the strategy's file."),
    }
}

//! The rules that had a part in a line, each with its code, its version and what it does.
//!
//! RAG and direction rules are rows of data with versions of their own. The others are built in; their version rises when what
//! they do changes, and with it the version of Sextant.

use crate::explain::{ExplainedRule, RuleRole, gap_rule};
use crate::rules::{DirectionRule, RagFamily, RagRule};
use crate::scorecard::Supply;
use crate::scorecard::line::Draft;

/// The rules that are built in.
const BUILT_IN: [(RuleRole, &str, &str); 8] = [
    (
        RuleRole::Range,
        "possible-range",
        "A figure outside of its indicator's or its unit's limits is shown as published, flagged, and decides nothing.",
    ),
    (
        RuleRole::NationalCheck,
        "sum-of-rates",
        "England's figure is withheld where it is the sum of its regions' rates, which no rate of a nation can be.",
    ),
    (
        RuleRole::NeighbourMean,
        "simple-mean",
        "The simple mean of the neighbours on the list that have a figure, rounded once to the nearest millionth.",
    ),
    (
        RuleRole::Rank,
        "competition-rank",
        "Authorities strictly better plus one; ties share the best rank. A rank r of N lies in the top quarter where 4 × r is \
         at most N, in the second where at most 2 × N, in the third where at most 3 × N. The quarter is possible, not robust, \
         where the worst rank of the tie lies in another.",
    ),
    (
        RuleRole::Target,
        "latest-approval",
        "Of the targets for exactly the line's period that are approved and not withdrawn by the day, the latest approval \
         counts.",
    ),
    (
        RuleRole::Comparison,
        "period-before",
        "Compared with the period right before on the same basis alone: never over a missing year, never across a break.",
    ),
    (
        RuleRole::State,
        "since-the-deadline",
        "What became of the line since the previous term's paper deadline, told by the figure of the current period.",
    ),
    (
        RuleRole::Display,
        "half-away",
        "Everything is computed unrounded; what is shown is rounded once, halves away from zero.",
    ),
];

impl Draft<'_> {
    /// The rules of the line, in the order of their roles.
    pub(super) fn explained_rules(&self) -> Vec<ExplainedRule> {
        let built_in = BUILT_IN.iter().map(|(role, code, words)| rule(*role, code, 1, (*words).to_owned()));
        let mut found: Vec<ExplainedRule> = built_in.filter(|rule| self.has_part(rule.role)).collect();
        found.extend(self.gap_rule());
        found.push(self.colour_rule());
        found.push(self.direction_rule());
        found.sort_by(|one, two| (one.role, &one.code).cmp(&(two.role, &two.code)));
        found
    }

    fn has_part(&self, role: RuleRole) -> bool {
        match role {
            RuleRole::NationalCheck => !self.view.england.is_empty(),
            RuleRole::NeighbourMean => self.neighbours.current.is_some(),
            RuleRole::Rank => !self.view.authorities.is_empty(),
            RuleRole::Target => !self.usage.targets.is_empty(),
            _ => true,
        }
    }

    fn gap_rule(&self) -> Option<ExplainedRule> {
        match self.entry.supply {
            Supply::Gap { definition, .. } => Some(gap_rule(definition)),
            _ => None,
        }
    }

    fn colour_rule(&self) -> ExplainedRule {
        let code = self.rag_code();
        match self.inputs.rag_rules.get(code) {
            Some(found) => rule(RuleRole::Colour, code, found.version, colour_words(found)),
            None => rule(RuleRole::Colour, code, 0, "There is no such rule: correct the strategy's file.".to_owned()),
        }
    }

    fn direction_rule(&self) -> ExplainedRule {
        let code = &self.inputs.strategy.direction_rule;
        match self.inputs.direction_rules.get(code) {
            Some(found) => rule(RuleRole::Direction, code, found.version, direction_words(found)),
            None => {
                rule(RuleRole::Direction, code, 0, "There is no such rule: correct the strategy's file.".to_owned())
            }
        }
    }
}

fn rule(role: RuleRole, code: &str, version: i64, words: String) -> ExplainedRule {
    ExplainedRule { role, code: code.to_owned(), version, words }
}

fn colour_words(rule: &RagRule) -> String {
    match rule.family {
        RagFamily::TargetFloor => "Green at the target, amber at the floor, red beyond it.".to_owned(),
        RagFamily::AbsoluteTolerance(by) => {
            format!("Green at the target, amber within {by} of the indicator's own units, red beyond.")
        }
        RagFamily::RelativeTolerance(by) => format!("Green at the target, amber within {by}% of it, red beyond."),
        RagFamily::ImprovementAmber => {
            "Green at the target, amber where it is missed but better than the year before, red otherwise.".to_owned()
        }
        RagFamily::Binary => "Green at the target, red otherwise.".to_owned(),
        RagFamily::NearTarget { inner, outer } => {
            format!("Green within {inner} of the target either way, amber within {outer}, red beyond.")
        }
        RagFamily::Position => {
            "Green in the top quarter of authorities, red in the bottom quarter, amber between, none where ties decide."
                .to_owned()
        }
    }
}

fn direction_words(rule: &DirectionRule) -> String {
    if rule.stable_band == crate::Figure::ZERO {
        return "Against the period right before; every change counts.".to_owned();
    }
    format!(
        "Against the period right before; percentages that change by no more than {} points are stable.",
        rule.stable_band
    )
}

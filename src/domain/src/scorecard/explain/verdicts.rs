//! The steps that lead to verdicts: the target and its distance, the colour, the change and its direction, the state.

use crate::explain::{Made, Step, StepKind, beyond, exactly, minus};
use crate::figure::Figure;
use crate::measure::Measure;
use crate::period::Period;
use crate::rules::{RagCase, RagFamily, RagReason, Rating, TargetStanding, comparable};
use crate::scorecard::line::Draft;
use crate::scorecard::targets::distance;
use crate::scorecard::view::{Reading, find};
use crate::strategy::TargetKind;

impl Draft<'_> {
    pub(super) fn verdict_steps(&self) -> Vec<Step> {
        let (target, distance) = (self.target_step(), self.distance_step());
        let steps = [target, distance, Some(self.colour_step()), self.change_step(), Some(self.direction_step())];
        steps.into_iter().flatten().chain([self.evidence_step(), self.state_step()]).collect()
    }

    fn figure_step(&self, kind: StepKind, arithmetic: String, figure: Figure) -> Step {
        Step::figure(kind, arithmetic, figure, self.entry.indicator.decimals)
    }

    fn target_step(&self) -> Option<Step> {
        let target = self.targets().found(TargetKind::Target)?;
        let value = self.targets().resolved(target.aim)?;
        Some(self.figure_step(StepKind::Target, self.target_arithmetic(target)?, value))
    }

    fn distance_step(&self) -> Option<Step> {
        let target = self.targets().resolved(self.targets().found(TargetKind::Target)?.aim)?;
        let polarity = self.entry.indicator.polarity;
        let value = self.made_own(self.current?.0)?.measure().figure()?;
        let found = distance(polarity, value, target)?;
        let arithmetic = beyond(polarity, value, target, found);
        Some(self.figure_step(StepKind::Distance, arithmetic, found))
    }

    fn colour_step(&self) -> Step {
        let code = self.rag_code();
        let what = format!("{} by {code}", StepKind::Colour.words());
        let Some(rule) = self.inputs.rag_rules.get(code) else {
            return Step {
                kind: StepKind::Colour,
                period: None,
                what,
                arithmetic: "the rule does not exist".to_owned(),
                exact: Rating::None.code().to_owned(),
                display: Rating::None.words().to_owned(),
            };
        };
        let case = self.rag_case(&self.targets());
        let found = rule.assess(&case);
        let facts = facts(rule.family, &case, found.reason);
        let arithmetic =
            if facts.is_empty() { found.message } else { format!("{} → {}", facts.join("; "), found.reason.words()) };
        Step {
            kind: StepKind::Colour,
            period: None,
            what,
            arithmetic,
            exact: found.rating.code().to_owned(),
            display: found.rating.words().to_owned(),
        }
    }

    /// The council's own series, each figure made again.
    fn made_series(&self) -> Vec<Reading> {
        let periods = self.view.own.iter().map(|(at, _)| *at);
        periods.filter_map(|at| Some((at, self.made_own(at)?.measure()))).collect()
    }

    fn change_step(&self) -> Option<Step> {
        let period: Period = self.current?.0;
        let series = self.made_series();
        let current = (period, find(&series, period)?);
        let before = comparable(current, &series, &self.entry.indicator.breaks).ok()?;
        if self.range.refuses(current.1) || !self.range.contains(before.figure) {
            return None;
        }
        let now = current.1.figure()?;
        let change = now.checked_sub(before.figure)?;
        Some(self.figure_step(StepKind::Change, minus(now, before.figure, change), change))
    }

    fn direction_step(&self) -> Step {
        let found = self.direction_of(&self.made_series());
        Step {
            kind: StepKind::Direction,
            period: None,
            what: StepKind::Direction.words().to_owned(),
            arithmetic: found.message,
            exact: found.verdict.code().to_owned(),
            display: found.verdict.words().to_owned(),
        }
    }

    fn evidence_step(&self) -> Step {
        let found = self.evidence();
        Step {
            kind: StepKind::Evidence,
            period: None,
            what: StepKind::Evidence.words().to_owned(),
            arithmetic: found.message,
            exact: found.evidence.code().to_owned(),
            display: found.evidence.words().to_owned(),
        }
    }

    fn state_step(&self) -> Step {
        let now = self.current.and_then(|(period, _)| self.made_own(period)).map(Made::measure);
        let before = self.current.and_then(|(period, _)| find(&self.view.own_before, period));
        let arithmetic = match (now, before) {
            (Some(now), Some(before)) => format!("{} now, {} at the previous deadline", exactly(now), exactly(before)),
            (Some(now), None) => format!("{} now, not known at the previous deadline", exactly(now)),
            (None, _) => "nothing to show".to_owned(),
        };
        Step {
            kind: StepKind::State,
            period: None,
            what: StepKind::State.words().to_owned(),
            arithmetic,
            exact: self.state.code().to_owned(),
            display: self.state.words().to_owned(),
        }
    }
}

/// The comparisons that decided a colour, with their numbers; empty where none was made.
fn facts(family: RagFamily, case: &RagCase, reason: RagReason) -> Vec<String> {
    let (Measure::Value(value, _), TargetStanding::Set { target, floor }) = (case.value, &case.target) else {
        return Vec::new();
    };
    if reason.rating() == Rating::None || family == RagFamily::Position {
        return Vec::new();
    }
    let compare = |mark: Figure, name: &str| {
        let sign = if value < mark {
            '<'
        } else if value > mark {
            '>'
        } else {
            '='
        };
        format!("{value} {sign} {mark} ({name})")
    };
    let apart =
        Figure::from_millionths(value.millionths().abs_diff(target.millionths()).try_into().unwrap_or(i64::MAX));
    let mut found = vec![compare(*target, "target")];
    match (family, floor) {
        (RagFamily::TargetFloor, Some(floor)) => found.push(compare(*floor, "floor")),
        (RagFamily::AbsoluteTolerance(by), _) => found.push(format!("{apart} apart, tolerance {by}")),
        (RagFamily::RelativeTolerance(by), _) => found.push(format!("{apart} apart, tolerance {by}% of {target}")),
        (RagFamily::NearTarget { inner, outer }, _) => {
            found.push(format!("{apart} apart, {inner} for green, {outer} for amber"));
        }
        (RagFamily::ImprovementAmber, _) => {
            found.extend(case.previous.map(|before| compare(before, "the period before")))
        }
        _ => {}
    }
    found
}

//! The steps from the baseline to the newest figure of the window.

use crate::explain::{Step, StepKind, minus};
use crate::figure::Figure;
use crate::period::Period;
use crate::progress::{BaselineKind, change, years};
use crate::rules::Evidence;
use crate::scorecard::Supply;
use crate::scorecard::view::find;

use super::Told;

impl Told<'_> {
    /// The steps from the baseline to the newest figure, and how many years lie between them.
    pub(super) fn since_steps(&self) -> Vec<Step> {
        let mut steps = vec![self.value()];
        steps.extend(self.baseline());
        steps.extend(self.restated());
        steps.extend(self.change());
        steps.push(self.evidence());
        steps.extend(self.gap_changes());
        steps.extend(self.counts_of_years());
        steps
    }

    fn value(&self) -> Step {
        let Some((period, _)) = self.course.current() else {
            let head =
                (StepKind::Value, self.council_name().to_owned(), "There is no figure within the window.".to_owned());
            return Step::measured(head, self.measure(), self.decimals());
        };
        let what = format!("{} in {period}, the newest figure of the window", self.council_name());
        let head = (StepKind::Value, what, self.arithmetic(period));
        Step::measured(head, self.measure(), self.decimals()).of(period)
    }

    fn baseline(&self) -> Option<Step> {
        let chosen = self.chosen?;
        let arithmetic = match (chosen.approval, chosen.kind) {
            (Some(it), _) => {
                format!("{}, approved on {} by {}: {}", it.value, it.approved_on, it.approved_by, it.why)
            }
            (None, BaselineKind::BeforeWindow) => {
                format!("{}, the last year before the window", self.arithmetic(chosen.period))
            }
            (None, _) => {
                format!("{}, the first figure that can be compared with", self.arithmetic(chosen.period))
            }
        };
        let step = Step::figure(StepKind::Baseline, arithmetic, chosen.value, self.decimals());
        Some(Step { what: format!("Baseline of {}", chosen.period), ..step.of(chosen.period) })
    }

    fn restated(&self) -> Option<Step> {
        let chosen = self.chosen?;
        let now = self.course.own(chosen.period)?.figure().filter(|now| *now != chosen.value)?;
        let arithmetic = format!("{}, approved as {}: it moves nothing", self.arithmetic(chosen.period), chosen.value);
        Some(Step::figure(StepKind::RestatedBaseline, arithmetic, now, self.decimals()).of(chosen.period))
    }

    fn change(&self) -> Option<Step> {
        let (chosen, (to, now)) = (self.chosen?, self.course.current()?);
        if chosen.period >= to || self.course.hard_break(chosen.period, to).is_some() {
            return None;
        }
        let result = now.checked_sub(chosen.value)?;
        let step = Step::figure(StepKind::Change, minus(now, chosen.value, result), result, self.decimals());
        Some(Step { what: format!("Change from {} to {to}", chosen.period), ..step })
    }

    fn evidence(&self) -> Step {
        let from = self.chosen.map(|chosen| (chosen.period, chosen.value));
        let found = change::since_baseline(self.course, from);
        let display = Evidence::from_code(&found.evidence).map_or("", |evidence| evidence.words()).to_owned();
        Step {
            kind: StepKind::Evidence,
            period: None,
            what: StepKind::Evidence.words().to_owned(),
            arithmetic: found.message,
            exact: found.evidence,
            display,
        }
    }

    /// What the arms of a gap did, and the gap by the other definition and England's own.
    fn gap_changes(&self) -> Vec<Step> {
        let (Supply::Gap { definition, .. }, Some([(group, others), (group_now, others_now)])) =
            (&self.course.entry.supply, self.arms())
        else {
            return Vec::new();
        };
        let maker = self.course.maker();
        let other = |period| maker.own_by(definition.other(), period)?.measure().figure();
        let england = |period| find(&self.course.view.england, period)?.figure();
        let (by_group, by_others) = (group_now.checked_sub(group), others_now.checked_sub(others));
        let gap = by_group.zip(by_others).and_then(|(group, others)| Some((others, group, others.checked_sub(group)?)));
        [
            self.difference(StepKind::GroupChange, group_now, group),
            self.difference(StepKind::OthersChange, others_now, others),
            gap.map(|(others, group, gap)| {
                Step::figure(StepKind::GapChange, minus(others, group, gap), gap, self.decimals())
            }),
            self.between(StepKind::GapChangeByOtherDefinition, &other),
            self.between(StepKind::GapChangeOfEngland, &england),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn between(&self, kind: StepKind, at: &dyn Fn(Period) -> Option<Figure>) -> Option<Step> {
        let (from, (to, _)) = (self.chosen?.period, self.course.current()?);
        self.difference(kind, at(to)?, at(from)?)
    }

    fn difference(&self, kind: StepKind, now: Figure, before: Figure) -> Option<Step> {
        let result = now.checked_sub(before)?;
        Some(Step::figure(kind, minus(now, before, result), result, self.decimals()))
    }

    /// Observed and comparable years out of those of the window.
    fn counts_of_years(&self) -> Vec<Step> {
        if !self.has_years() {
            return Vec::new();
        }
        let observed: Vec<Period> = self
            .course
            .window_periods()
            .filter(|at| self.course.own(*at).is_some_and(|it| it.figure().is_some()))
            .collect();
        let comparable =
            |at: &&Period| self.chosen.is_some_and(|from| self.course.hard_break(from.period, **at).is_none());
        let comparable: Vec<Period> = observed.iter().filter(comparable).copied().collect();
        let all = years::count(self.course.window());
        let step = |kind: StepKind, found: &[Period]| {
            let names: Vec<String> = found.iter().map(ToString::to_string).collect();
            let arithmetic = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
            let (exact, display) = (found.len().to_string(), format!("{} of {all}", found.len()));
            Step { kind, period: None, what: kind.words().to_owned(), arithmetic, exact, display }
        };
        vec![step(StepKind::ObservedYears, &observed), step(StepKind::ComparableYears, &comparable)]
    }
}

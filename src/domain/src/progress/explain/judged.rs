//! The steps that lead to the verdict, and to the rank of the newest figure.

use crate::explain::{Made, Step, StepKind, standing_steps};
use crate::figure::Figure;
use crate::progress::{Finality, ProgressVerdict, finality, verdict};
use crate::rules::standing;

use super::Told;

impl Told<'_> {
    /// The rank with its quarter, the verdict with the comparisons that decided, and whether the last year can still change.
    pub(super) fn judged_steps(&self) -> Vec<Step> {
        let mut steps = self.rank();
        steps.push(self.verdict());
        steps.push(self.finality());
        steps
    }

    fn rank(&self) -> Vec<Step> {
        let Some((period, _)) = self.course.current() else { return Vec::new() };
        let (Some(own), Some(field)) = (self.course.own(period), self.course.view.fields.get(&period)) else {
            return Vec::new();
        };
        let authority = self.course.inputs.strategy.authority;
        let made = |number: &u16| {
            let of = |series: &crate::scorecard::Series| series.fields.get(&period)?.get(number).copied();
            self.course.maker().authority(of, Some(period)).map(Made::measure)
        };
        let others = field.keys().filter(|number| **number != authority).filter_map(made);
        let found = standing(self.course.indicator().polarity, own, others);
        found.map(|found| standing_steps(found).into()).unwrap_or_default()
    }

    fn verdict(&self) -> Step {
        let found = verdict::verdict(self.course, self.chosen, self.way);
        let facts = self.facts();
        let arithmetic = if facts.is_empty() { found.message } else { format!("{facts}. {}", found.message) };
        let display = ProgressVerdict::from_code(&found.verdict).map_or("", |verdict| verdict.words()).to_owned();
        let (kind, what) = (StepKind::Verdict, StepKind::Verdict.words().to_owned());
        Step { kind, period: None, what, arithmetic, exact: found.verdict, display }
    }

    /// The comparisons behind the verdict, with their numbers.
    fn facts(&self) -> String {
        let Some((period, value)) = self.course.current() else { return String::new() };
        let target = self.way.end.and_then(|end| {
            let aim = self.way.resolve(self.course, end.aim, end.period)?;
            Some(compared(value, aim, &format!("target for {}", end.period)))
        });
        let asked = self.way.expected(self.course, period);
        let asked = asked.map(|aim| compared(value, aim, &format!("asked for by {period}")));
        [target, asked].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn finality(&self) -> Step {
        let found = finality::finality(self.course);
        let display = Finality::from_code(&found.code).map_or("", |finality| finality.words()).to_owned();
        let (kind, what) = (StepKind::Finality, StepKind::Finality.words().to_owned());
        Step { kind, period: None, what, arithmetic: found.message, exact: found.code, display }
    }
}

fn compared(value: Figure, mark: Figure, name: &str) -> String {
    let sign = match value.cmp(&mark) {
        std::cmp::Ordering::Less => '<',
        std::cmp::Ordering::Equal => '=',
        std::cmp::Ordering::Greater => '>',
    };
    format!("{value} {sign} {mark} ({name})")
}

//! The steps to the target: its number, the distance, and the rate that it takes.

use crate::explain::{Step, StepKind, beyond, minus, number};
use crate::figure::Figure;
use crate::indicator::Polarity;
use crate::period::Period;
use crate::progress::{Reach, speed};
use crate::rules::{BestRate, best_rate, required_rate};

use super::Told;

impl Told<'_> {
    /// The target, the distance to it, the required rate and the best ever reached; none without a target.
    pub(super) fn ahead_steps(&self) -> Vec<Step> {
        let target = self.target();
        let distance = target.as_ref().and_then(|(_, value)| self.distance(*value));
        let rate = target.as_ref().and_then(|(_, value)| self.required(*value));
        let target = target.map(|(step, _)| step);
        let steps = [target, distance, rate, self.best_here(), self.best_of_neighbours(), self.reach()];
        steps.into_iter().flatten().collect()
    }

    fn target(&self) -> Option<(Step, Figure)> {
        let end = self.way.end?;
        let (arithmetic, value) = self.target_of(end, end.period)?;
        let step = Step::figure(StepKind::Target, arithmetic, value, self.decimals());
        Some((Step { what: format!("Target for {}", end.period), ..step.of(end.period) }, value))
    }

    fn distance(&self, target: Figure) -> Option<Step> {
        let (_, value) = self.course.current()?;
        let found = self.way.distance(value, target)?;
        let arithmetic = beyond(self.way.polarity, value, target, found);
        Some(Step::figure(StepKind::Distance, arithmetic, found, self.decimals()))
    }

    fn required(&self, target: Figure) -> Option<Step> {
        let (end, current) = (self.way.end?, self.course.current()?);
        let rate = required_rate(self.way.polarity, current, (end.period, target))?;
        let years = end.period.start_year() - current.0.start_year();
        let (more, less) = self.better_first(target, current.1);
        let arithmetic = format!("({} − {}) / {years} = {rate}", number(more), number(less));
        Some(Step::figure(StepKind::RequiredRate, arithmetic, rate, self.decimals().max(1)))
    }

    /// The later figure first where more is better, the earlier first where less is.
    fn better_first(&self, later: Figure, earlier: Figure) -> (Figure, Figure) {
        if self.way.polarity == Polarity::Low { (earlier, later) } else { (later, earlier) }
    }

    fn best_here(&self) -> Option<Step> {
        self.way.end?;
        let found = best_rate(self.way.polarity, &self.course.screened(), &self.course.indicator().breaks)?;
        let at = |period: Period| self.course.own(period)?.figure();
        self.best(StepKind::BestRateHere, self.council_name(), &found, at)
    }

    fn best_of_neighbours(&self) -> Option<Step> {
        self.way.end?;
        let (number, found) = speed::best_of_neighbours(self.course)?;
        let name = self.course.inputs.names.get(&number).cloned().unwrap_or_else(|| number.to_string());
        let at = |period: Period| {
            let of = |series: &crate::scorecard::Series| {
                crate::scorecard::view::find(series.neighbours.get(&number)?, period)
            };
            self.course.maker().authority(of, Some(period))?.measure().figure()
        };
        self.best(StepKind::BestRateOfNeighbour, &name, &found, at)
    }

    fn best(
        &self,
        kind: StepKind,
        name: &str,
        found: &BestRate,
        at: impl Fn(Period) -> Option<Figure>,
    ) -> Option<Step> {
        let (more, less) = self.better_first(at(found.to)?, at(found.from)?);
        let step = Step::figure(kind, minus(more, less, found.rate), found.rate, self.decimals().max(1));
        Some(Step { what: format!("{}: {name}, {} to {}", kind.words(), found.from, found.to), ..step })
    }

    fn reach(&self) -> Option<Step> {
        let pace = speed::pace(self.course, self.way)?;
        let words = Reach::from_code(&pace.reach).map_or("", |reach| reach.words()).to_owned();
        Some(Step {
            kind: StepKind::Reach,
            period: None,
            what: StepKind::Reach.words().to_owned(),
            arithmetic: pace.message,
            exact: pace.reach,
            display: words,
        })
    }
}

//! The steps of the years: each figure of the path, whom it is held against, and what was asked for.

use crate::explain::{Made, Step, StepKind, aimed, beyond, exactly, minus, sum_over};
use crate::figure::Figure;
use crate::measure::Measure;
use crate::period::Period;
use crate::progress::aim::{benchmark, newest};
use crate::progress::{change, path};
use crate::rules::{Trajectory, TrajectoryMethod, comparable, mean_of_neighbours};
use crate::scorecard::Supply;
use crate::scorecard::view::{at, find};
use crate::strategy::{Aim, Target, TargetBenchmark, TargetKind};

use super::Told;

impl Told<'_> {
    /// The steps of every year that is shown, the oldest first.
    pub(super) fn year_steps(&self) -> Vec<Step> {
        if !self.has_years() {
            return Vec::new();
        }
        self.course.years.iter().flat_map(|(_, period)| self.steps_of(*period)).collect()
    }

    fn steps_of(&self, period: Period) -> impl Iterator<Item = Step> {
        let beside =
            [self.by_other_definition(period), self.england(period), self.neighbours(period), self.expected(period)];
        let after = [self.distance_to_expected(period), self.year_change(period)];
        [Some(self.year(period))].into_iter().chain(beside).chain(after).flatten().map(move |step| step.of(period))
    }

    fn year(&self, period: Period) -> Step {
        let head = |arithmetic| (StepKind::Year, format!("{} in {period}", self.council_name()), arithmetic);
        let (Some(made), Some(result)) = (self.made(period), self.course.own(period)) else {
            let absent = Measure::Missing(path::absent(self.course, period));
            return Step::measured(head(path::why_missing(self.course, period, absent)), absent, self.decimals());
        };
        let arithmetic = if result == made.measure() {
            made.arithmetic()
        } else {
            format!("{} fails a check: it decides nothing", exactly(made.measure()))
        };
        Step::measured(head(arithmetic), result, self.decimals())
    }

    fn by_other_definition(&self, period: Period) -> Option<Step> {
        let Supply::Gap { definition, .. } = &self.course.entry.supply else { return None };
        let other = definition.other();
        let made = self.course.maker().own_by(other, period)?;
        let figure = made.measure().figure()?;
        let step = Step::figure(StepKind::GapByOtherDefinition, made.arithmetic(), figure, self.decimals());
        Some(Step { what: format!("The gap {} in {period}", other.words()), ..step })
    }

    fn england(&self, period: Period) -> Option<Step> {
        find(&self.course.view.england, period)?;
        let made = self.course.maker().england(period)?;
        let result = self.course.range.screen(made.measure());
        let head = (StepKind::England, format!("England in {period}"), made.arithmetic());
        Some(Step::measured(head, result, self.decimals()))
    }

    /// The mean of the neighbours on the list in force on the day, of those that have a figure.
    fn neighbours(&self, period: Period) -> Option<Step> {
        let list = self.course.inputs.neighbours()?;
        let made = |number: &u16| {
            let of = |series: &crate::scorecard::Series| find(series.neighbours.get(number)?, period);
            Some((*number, self.course.maker().authority(of, Some(period)).map(Made::measure)?))
        };
        let measures = list.members.iter().filter_map(made).collect();
        let mean = mean_of_neighbours(&list.members, &measures);
        let parts: Vec<Figure> = list.members.iter().filter_map(|number| measures.get(number)?.figure()).collect();
        let arithmetic = sum_over(&parts, mean.value.figure()?);
        let what = format!("Mean of {} of the {} neighbours of {} in {period}", mean.used, mean.members, list.edition);
        Some(Step::measured((StepKind::Neighbours, what, arithmetic), mean.value, self.decimals()))
    }

    fn expected(&self, period: Period) -> Option<Step> {
        let (arithmetic, result) = self.way_to(period)?;
        let step = Step::figure(StepKind::Expected, arithmetic, result, self.decimals());
        Some(Step { what: format!("Asked for by {period}"), ..step })
    }

    /// What is asked for by a period and how it comes about: a target of exactly the period, the benchmark that the target at
    /// the end follows, or the trajectory.
    fn way_to(&self, period: Period) -> Option<(String, Figure)> {
        if let Some(target) = newest(&self.way.holding, TargetKind::Target, period) {
            return self.target_of(target, period);
        }
        let end = self.way.end?;
        match end.aim {
            Aim::Relative { .. } if period < end.period => self.target_of(end, period),
            _ => {
                let drawn = self.way.drawn.as_ref()?;
                let result = drawn.at(period)?;
                Some((drawn_words(drawn, period, result), result))
            }
        }
    }

    /// What a target asks of a period, with its approval.
    pub(super) fn target_of(&self, target: &Target, period: Period) -> Option<(String, Figure)> {
        let used = match target.aim {
            Aim::Relative { to, .. } => benchmark(self.course, to, period).map(|found| (to, found)),
            Aim::Absolute(_) => None,
        };
        let result = target.aim.resolved(self.way.polarity, used.map(|(_, (value, _))| value))?;
        let label = used.map(|(to, (_, of))| self.label(to, of, period));
        let known = label.as_deref().zip(used.map(|(_, (value, _))| value));
        let arithmetic = aimed(target.aim, self.way.polarity, known, result);
        Some((format!("{arithmetic}, approved on {} by {}", target.approved_on, target.approved_by), result))
    }

    pub(super) fn label(&self, kind: TargetBenchmark, used: i64, period: Period) -> String {
        match kind {
            TargetBenchmark::National => format!("England in {period}"),
            TargetBenchmark::Neighbours => format!("mean of {used} neighbours in {period}"),
            TargetBenchmark::TopQuarter => format!("edge of the top quarter of {used} authorities in {period}"),
        }
    }

    fn distance_to_expected(&self, period: Period) -> Option<Step> {
        let (_, aim) = self.way_to(period)?;
        let value = self.course.own(period)?.figure()?;
        let found = self.way.distance(value, aim)?;
        let arithmetic = beyond(self.way.polarity, value, aim, found);
        let step = Step::figure(StepKind::DistanceToExpected, arithmetic, found, self.decimals());
        Some(Step { what: format!("Distance to what is asked for by {period}"), ..step })
    }

    fn year_change(&self, period: Period) -> Option<Step> {
        let series = self.course.screened();
        let now = at(&series, period);
        let before = comparable((period, now), &series, &self.course.indicator().breaks).ok()?;
        let (now, told) = (now.figure()?, change::from_year_before(self.course, period));
        let result = now.checked_sub(before.figure)?;
        let arithmetic = format!("{}. {}", minus(now, before.figure, result), told.message);
        let step = Step::figure(StepKind::YearChange, arithmetic, result, self.decimals());
        Some(Step { what: format!("Change from {} to {period}", before.period), ..step })
    }
}

/// How a trajectory comes to its value of a period.
fn drawn_words(drawn: &Trajectory, period: Period, result: Figure) -> String {
    let ((from, start), (to, end)) = (drawn.start, drawn.end);
    match drawn.method {
        TrajectoryMethod::Linear => {
            let (passed, all) = (period.start_year() - from.start_year(), to.start_year() - from.start_year());
            let (start, end) = (crate::explain::number(start), crate::explain::number(end));
            format!("{start} + ({end} − {start}) × {passed} / {all} = {result}")
        }
        TrajectoryMethod::Stepped => format!("the milestone that holds in {period}: {result}"),
        TrajectoryMethod::Manual => format!("named for {period}: {result}"),
    }
}

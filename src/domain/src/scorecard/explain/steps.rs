//! The steps that lead to figures: the value, its neighbours in time and place, the means, the leads, the rank.

use crate::explain::{Made, Step, StepKind, exactly, standing_steps, sum_over};
use crate::figure::Figure;
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{lead, mean_of_neighbours, standing};
use crate::scorecard::NeighbourEdition;
use crate::scorecard::line::Draft;
use crate::scorecard::view::Reading;

impl Draft<'_> {
    /// Every step of the line, in the order of reading.
    pub(super) fn explained_steps(&self) -> Vec<Step> {
        let mut steps = vec![self.value_step()];
        if let Some((period, _)) = self.current {
            steps.extend(self.gap_steps(period));
            steps.extend(self.previous_step(period));
            steps.extend(self.england_step(period));
            steps.extend(self.region_step(period));
        }
        steps.extend(self.neighbour_steps());
        if let Some((period, _)) = self.current {
            steps.extend(self.lead_steps(period));
            steps.extend(self.rank_steps(period));
        }
        steps.extend(self.verdict_steps());
        steps
    }

    fn step(&self, kind: StepKind, what: String, arithmetic: String, result: Measure) -> Step {
        Step::measured((kind, what, arithmetic), result, self.entry.indicator.decimals)
    }

    fn value_step(&self) -> Step {
        let council = &self.inputs.strategy.council_name;
        let Some((period, made)) = self.current.and_then(|(period, _)| Some((period, self.made_own(period)?))) else {
            let absent = self.measure();
            return self.step(StepKind::Value, council.clone(), "Nothing has been published.".to_owned(), absent);
        };
        self.step(StepKind::Value, format!("{council} in {period}"), made.arithmetic(), made.measure())
    }

    fn gap_steps(&self, period: Period) -> Vec<Step> {
        let Some(gap) = &self.view.gap else { return Vec::new() };
        let other = gap.definition.other();
        let alternative = self.made_own_by(other, period).filter(|made| made.measure().figure().is_some());
        let england = self.made_england(period).filter(|made| made.measure().figure().is_some());
        let by_other = alternative.map(|made| {
            let what = format!("The gap {} in {period}", other.words());
            self.step(StepKind::GapByOtherDefinition, what, made.arithmetic(), made.measure())
        });
        let of_england = england.map(|made| {
            let what = format!("England's own gap in {period}");
            self.step(StepKind::GapOfEngland, what, made.arithmetic(), made.measure())
        });
        by_other.into_iter().chain(of_england).collect()
    }

    fn previous_step(&self, period: Period) -> Option<Step> {
        let before = self.view.own.iter().map(|(at, _)| *at).find(|at| period.follows(*at))?;
        let made = self.made_own(before)?;
        let what = format!("{} in {before}", self.inputs.strategy.council_name);
        Some(self.step(StepKind::Previous, what, made.arithmetic(), made.measure()))
    }

    fn england_step(&self, period: Period) -> Option<Step> {
        let made = self.made_england(period);
        let note = self.view.england_impossible.then_some("the figure is the sum of its regions' rates: withheld");
        self.benchmark_step(StepKind::England, "England", &self.view.england, (period, made), note)
    }

    fn region_step(&self, period: Period) -> Option<Step> {
        let made = self.made_region(period);
        self.benchmark_step(StepKind::Region, &self.inputs.region_name, &self.view.region, (period, made), None)
    }

    /// A benchmark as far as it may stand: `None` where the place has no series.
    fn benchmark_step(
        &self,
        kind: StepKind,
        name: &str,
        series: &[Reading],
        (period, made): (Period, Option<Made>),
        note: Option<&str>,
    ) -> Option<Step> {
        let (last, _) = series.last()?;
        let absent = if *last < period { MissingReason::NotYetPublished } else { MissingReason::NotAvailable };
        let raw = made.map_or(Measure::Missing(absent), Made::measure);
        let result = self.range.screen(raw);
        let arithmetic = match (made, note) {
            (_, Some(note)) => note.to_owned(),
            (Some(_), None) if self.range.refuses(raw) => {
                format!("{} is impossible for its unit: withheld", exactly(raw))
            }
            (Some(made), None) => made.arithmetic(),
            (None, None) => exactly(result),
        };
        Some(self.step(kind, format!("{name} in {period}"), arithmetic, result))
    }

    fn neighbour_steps(&self) -> Vec<Step> {
        let current = self.neighbours.current.iter().map(|(edition, _)| (StepKind::Neighbours, *edition));
        let earlier = self.neighbours.earlier.iter().map(|(edition, _)| (StepKind::EarlierNeighbours, *edition));
        current.chain(earlier).map(|(kind, edition)| self.neighbour_step(kind, edition)).collect()
    }

    fn neighbour_step(&self, kind: StepKind, edition: &NeighbourEdition) -> Step {
        let made = self.made_authorities();
        let measures = made.into_iter().map(|(number, made)| (number, made.measure())).collect();
        let mean = mean_of_neighbours(&edition.members, &measures);
        let parts: Vec<Figure> = edition.members.iter().filter_map(|number| measures.get(number)?.figure()).collect();
        let arithmetic = match mean.value {
            Measure::Value(result, _) => sum_over(&parts, result),
            Measure::Missing(_) => "none of them has a figure".to_owned(),
        };
        let what = format!("Mean of {} of the {} neighbours of {}", mean.used, mean.members, edition.edition);
        self.step(kind, what, arithmetic, mean.value)
    }

    /// How far the value leads a benchmark in the better direction; a negative lead is how far it is behind.
    fn lead_steps(&self, period: Period) -> Vec<Step> {
        let own = self.made_own(period).map(Made::measure).and_then(|own| self.range.screen(own).figure());
        let england = self.made_england(period).map(Made::measure);
        let england = england.and_then(|england| self.range.screen(england).figure());
        let neighbours = self.neighbours.current.as_ref().and_then(|(_, mean)| mean.value.figure());
        let over_england = self.lead_step(StepKind::LeadOverEngland, own, england);
        let over_neighbours = self.lead_step(StepKind::LeadOverNeighbours, own, neighbours);
        over_england.into_iter().chain(over_neighbours).collect()
    }

    fn lead_step(&self, kind: StepKind, own: Option<Figure>, other: Option<Figure>) -> Option<Step> {
        let (polarity, own, other) = (self.entry.indicator.polarity, own?, other?);
        let ahead = Figure::from_millionths(i64::try_from(lead(polarity, own, other)?).ok()?);
        let (left, right) = if polarity == crate::Polarity::Low { (other, own) } else { (own, other) };
        let words = if ahead < Figure::ZERO { "behind" } else { "ahead" };
        Some(Step {
            kind,
            period: None,
            what: kind.words().to_owned(),
            arithmetic: crate::explain::minus(left, right, ahead),
            exact: ahead.to_string(),
            display: format!("{} {words}", ahead.abs().display(self.entry.indicator.decimals)),
        })
    }

    fn rank_steps(&self, period: Period) -> Vec<Step> {
        let authority = self.inputs.strategy.authority;
        let own = match self.refusing() {
            Some(_) => Measure::Missing(MissingReason::Quality),
            None => self.made_own(period).map_or(Measure::Missing(MissingReason::NotAvailable), Made::measure),
        };
        let others = self.made_authorities().into_iter().filter(|(number, _)| *number != authority);
        let measures = others.map(|(_, made)| made.measure());
        let Ok(found) = standing(self.entry.indicator.polarity, self.range.screen(own), measures) else {
            return Vec::new();
        };
        standing_steps(found).into()
    }
}

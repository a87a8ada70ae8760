//! What a snapshot's line publishes for each step of its explanation.

use crate::explain::{PublishedLine, Step, StepKind};
use crate::figure::Figure;
use crate::progress::{PathPoint, ProgressLine};
use crate::scorecard::text;

impl PublishedLine for ProgressLine {
    fn says(&self, step: &Step, _nth: usize) -> Option<String> {
        match step.kind {
            StepKind::Year
            | StepKind::GapByOtherDefinition
            | StepKind::England
            | StepKind::Neighbours
            | StepKind::Expected
            | StepKind::DistanceToExpected
            | StepKind::YearChange => of_a_year(self.point(step)?, step.kind),
            StepKind::GroupChange
            | StepKind::OthersChange
            | StepKind::GapChange
            | StepKind::GapChangeByOtherDefinition
            | StepKind::GapChangeOfEngland => self.of_the_gap(step.kind),
            StepKind::Mean | StepKind::MovingRange | StepKind::LowerLimit | StepKind::UpperLimit => {
                self.of_the_limits(step.kind)
            }
            kind => self.of_the_whole(kind),
        }
    }
}

fn exact(figure: Option<Figure>) -> Option<String> {
    figure.map(|figure| figure.to_string())
}

fn of_a_year(point: &PathPoint, kind: StepKind) -> Option<String> {
    match kind {
        StepKind::Year => Some(point.value.exact()),
        StepKind::England => point.england.as_ref().map(|cell| cell.exact()),
        StepKind::Neighbours => point.neighbours.as_ref().map(|mean| mean.value.exact()),
        StepKind::GapByOtherDefinition => exact(point.by_other_definition),
        StepKind::Expected => exact(point.expected),
        StepKind::DistanceToExpected => exact(point.distance),
        _ => exact(point.change.change),
    }
}

impl ProgressLine {
    fn point(&self, step: &Step) -> Option<&PathPoint> {
        let period = text::period(step.period?);
        self.path.iter().find(|point| point.period == period)
    }

    fn of_the_gap(&self, kind: StepKind) -> Option<String> {
        let gap = self.gap.as_ref()?;
        match kind {
            StepKind::GroupChange => exact(Some(gap.group_change)),
            StepKind::OthersChange => exact(Some(gap.others_change)),
            StepKind::GapChange => exact(Some(gap.gap_change)),
            StepKind::GapChangeByOtherDefinition => exact(gap.other_definition_change),
            _ => exact(gap.england_change),
        }
    }

    fn of_the_limits(&self, kind: StepKind) -> Option<String> {
        let control = self.control.as_ref()?;
        exact(Some(match kind {
            StepKind::Mean => control.mean,
            StepKind::MovingRange => control.moving_range,
            StepKind::LowerLimit => control.lower,
            _ => control.upper,
        }))
    }

    fn of_the_whole(&self, kind: StepKind) -> Option<String> {
        let (target, pace) = (self.target.as_ref(), self.pace.as_ref());
        let rank = self.current.as_ref().and_then(|current| current.rank.as_ref());
        match kind {
            StepKind::Value => self.current.as_ref().map(|current| current.value.exact()),
            StepKind::Baseline => exact(self.baseline.as_ref().map(|baseline| baseline.value)),
            StepKind::RestatedBaseline => exact(self.baseline.as_ref().and_then(|baseline| baseline.restated_to)),
            StepKind::Change => exact(self.change.change),
            StepKind::Evidence => Some(self.change.evidence.clone()),
            StepKind::ObservedYears => Some(self.observed_years.to_string()),
            StepKind::ComparableYears => Some(self.comparable_years.to_string()),
            StepKind::Target => exact(target.and_then(|target| target.value)),
            StepKind::Distance => exact(target.and_then(|target| target.distance)),
            StepKind::RequiredRate => exact(pace.and_then(|pace| pace.required)),
            StepKind::BestRateHere => exact(pace.and_then(|pace| pace.best_here.as_ref()).map(|best| best.rate)),
            StepKind::BestRateOfNeighbour => {
                exact(pace.and_then(|pace| pace.best_neighbour.as_ref()).map(|best| best.rate))
            }
            StepKind::Reach => pace.map(|pace| pace.reach.clone()),
            StepKind::Rank => rank.map(|rank| rank.position.to_string()),
            StepKind::Quartile => rank.map(|rank| rank.quartile.clone()),
            StepKind::Verdict => Some(self.verdict.verdict.clone()),
            StepKind::Finality => Some(self.finality.code.clone()),
            StepKind::Forecast => exact(self.forecast.value).or_else(|| Some(self.forecast.reason.clone())),
            StepKind::Pooled => exact(self.pooled.as_ref().map(|pooled| pooled.value)),
            _ => None,
        }
    }
}

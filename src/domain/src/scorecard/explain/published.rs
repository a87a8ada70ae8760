//! What a scorecard's line publishes for each step of its explanation.

use crate::explain::{PublishedLine, Step, StepKind};
use crate::figure::Figure;
use crate::scorecard::Line;

impl PublishedLine for Line {
    fn says(&self, step: &Step, nth: usize) -> Option<String> {
        let text = |figure: Option<Figure>| figure.map(|figure| figure.to_string());
        match step.kind {
            StepKind::Value => Some(self.value.exact()),
            StepKind::GapByOtherDefinition => self.gap.as_ref().and_then(|gap| text(gap.other_definition)),
            StepKind::GapOfEngland => self.gap.as_ref().and_then(|gap| text(gap.england)),
            StepKind::Previous => self.previous.as_ref().map(|previous| previous.value.exact()),
            StepKind::England => self.england.as_ref().map(|england| england.value.exact()),
            StepKind::Region => self.region.as_ref().map(|region| region.value.exact()),
            StepKind::Neighbours => self.neighbours.as_ref().map(|mean| mean.value.exact()),
            StepKind::EarlierNeighbours => self.earlier_lists.get(nth).map(|list| list.value.exact()),
            StepKind::Rank => self.rank.as_ref().map(|rank| rank.position.to_string()),
            StepKind::Quartile => self.rank.as_ref().map(|rank| rank.quartile.clone()),
            StepKind::Target => self.target.as_ref().map(|target| target.value.to_string()),
            StepKind::Distance => self.target.as_ref().and_then(|target| text(target.distance)),
            StepKind::Colour => Some(self.rag.rating.clone()),
            StepKind::Change => text(self.direction.change),
            StepKind::Direction => Some(self.direction.verdict.clone()),
            StepKind::Evidence => self.direction.evidence.as_ref().map(|found| found.evidence.clone()),
            StepKind::State => Some(self.state.clone()),
            _ => None,
        }
    }
}

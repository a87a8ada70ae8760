//! How a line of a progress snapshot came about.
//!
//! Every step is worked out again from the inputs by the rules that the compile uses; nothing is copied from the line. That
//! the steps come to what the line publishes is a law of the tests.

mod ahead;
mod inputs;
mod judged;
mod outlook;
mod parts;
mod published;
mod rules;
mod since;
#[cfg(test)]
mod tests;
mod years;

use crate::explain::{Explanation, LineHead, Made};
use crate::figure::Figure;
use crate::measure::Measure;
use crate::period::Period;
use crate::scorecard::{IndicatorInputs, Supply};
use crate::strategy::IndicatorUse;

use super::ProgressInputs;
use super::aim::Way;
use super::baseline::{self, Chosen};
use super::compile::entered;
use super::course::Course;

/// England's DfE number.
const ENGLAND: u16 = 970;

/// Explains every line of a snapshot, in its order.
pub fn explain_progress(inputs: &ProgressInputs) -> Vec<Explanation> {
    let commitments = inputs.strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    commitments
        .flat_map(|commitment| &commitment.uses)
        .map(|usage| entered(inputs, usage, |entry| explain(inputs, usage, entry)))
        .collect()
}

fn explain(inputs: &ProgressInputs, usage: &IndicatorUse, entry: &IndicatorInputs) -> Explanation {
    let course = Course::new(inputs, usage, entry);
    let chosen = baseline::choose(&course);
    let way = Way::of(&course, chosen.as_ref());
    let told = Told { course: &course, chosen: chosen.as_ref(), way: &way };
    Explanation {
        head: told.head(),
        inputs: told.inputs(),
        neighbour_lists: told.neighbour_lists(),
        targets: told.targets(),
        baselines: told.baselines(),
        rules: told.rules(),
        suppression: told.suppression(),
        steps: [told.year_steps(), told.since_steps(), told.ahead_steps(), told.judged_steps(), told.outlook_steps()]
            .concat(),
    }
}

/// A line that is explained, with what its compile found out first.
#[derive(Clone, Copy)]
struct Told<'a> {
    course: &'a Course<'a>,
    chosen: Option<&'a Chosen<'a>>,
    way: &'a Way<'a>,
}

impl Told<'_> {
    fn decimals(&self) -> u8 {
        self.course.indicator().decimals
    }

    fn council_name(&self) -> &str {
        &self.course.inputs.strategy.council_name
    }

    /// Whether the line has years at all: a count of one day has none, and what nothing supplies neither.
    fn has_years(&self) -> bool {
        matches!(self.course.entry.supply, Supply::Published(_) | Supply::Gap { .. })
    }

    /// The council's own figure of a period, made again.
    fn made(&self, period: Period) -> Option<Made> {
        self.course.maker().own(period)
    }

    /// How the council's own figure of a period is made, in words.
    fn arithmetic(&self, period: Period) -> String {
        self.made(period).map(Made::arithmetic).unwrap_or_default()
    }

    /// What is shown as the line's figure: the newest of the window, or why there is none.
    fn measure(&self) -> Measure {
        let current = self.course.current().and_then(|(period, _)| self.course.own(period));
        current.unwrap_or_else(|| Measure::Missing(self.course.reason_for_nothing()))
    }

    /// The figure of a gap's arms at the baseline and now: where both have both.
    fn arms(&self) -> Option<[(Figure, Figure); 2]> {
        let (from, (to, _)) = (self.chosen?.period, self.course.current()?);
        if from >= to || self.course.hard_break(from, to).is_some() {
            return None;
        }
        Some([self.made(from)?.arms()?, self.made(to)?.arms()?])
    }

    fn head(&self) -> LineHead {
        let indicator = self.course.indicator();
        LineHead {
            indicator: indicator.code.clone(),
            name: indicator.name.clone(),
            breakdown: self.course.usage.breakdown.clone(),
            decimals: indicator.decimals,
            period: self.course.current().map(|(period, _)| period.label()),
            display: self.measure().display(indicator.decimals),
        }
    }
}

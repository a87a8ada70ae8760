//! The neighbours' list, the targets, the baselines and the suppression decision of a line.

use crate::explain::{
    ExplainedBaseline, ExplainedList, ExplainedMember, ExplainedTarget, Made, Suppression, suppression,
};
use crate::measure::{Measure, MissingReason};
use crate::progress::aim::benchmark;
use crate::rules::{Range, mean_of_neighbours};
use crate::scorecard::view::find;
use crate::strategy::{Aim, Baseline, Target, target_version};

use super::Told;

impl Told<'_> {
    /// The list in force on the day with its members' figures of the newest period.
    pub(super) fn neighbour_lists(&self) -> Vec<ExplainedList> {
        let (Some(list), Some((period, _))) = (self.course.inputs.neighbours(), self.course.current()) else {
            return Vec::new();
        };
        let measure = |number: u16| {
            let of = |series: &crate::scorecard::Series| find(series.neighbours.get(&number)?, period);
            let made = self.course.maker().authority(of, Some(period)).map(Made::measure);
            made.unwrap_or(Measure::Missing(MissingReason::NotAvailable))
        };
        let members: Vec<ExplainedMember> = list
            .members
            .iter()
            .map(|number| (*number, measure(*number)))
            .map(|(place, measure)| ExplainedMember { place, measure, used: measure.figure().is_some() })
            .collect();
        let measures = members.iter().map(|member| (member.place, member.measure)).collect();
        let mean = mean_of_neighbours(&list.members, &measures).value;
        vec![ExplainedList { edition: list.edition.clone(), from: list.from, in_force: true, members, mean }]
    }

    /// The targets that hold on the day, by period and kind; of several approvals each is told with its version.
    pub(super) fn targets(&self) -> Vec<ExplainedTarget> {
        let mut targets: Vec<&Target> = self.way.holding.clone();
        targets.sort_by_key(|it| (it.period, it.kind, it.approved_on));
        targets.into_iter().map(|it| self.target_told(it)).collect()
    }

    fn target_told(&self, target: &Target) -> ExplainedTarget {
        let used = match target.aim {
            Aim::Relative { to, .. } => benchmark(self.course, to, target.period).map(|found| (to, found)),
            Aim::Absolute(_) => None,
        };
        ExplainedTarget {
            period: target.period,
            kind: target.kind,
            aim: target.aim.say(self.decimals()),
            value: target.aim.resolved(self.way.polarity, used.map(|(_, (value, _))| value)),
            version: target_version(&self.course.usage.targets, target),
            approved_on: target.approved_on,
            approved_by: target.approved_by.clone(),
            source: target.source.clone(),
            benchmark: used.map(|(to, (value, of))| format!("{}: {value}", self.label(to, of, target.period))),
        }
    }

    /// The baselines approved by the day, the newest first.
    pub(super) fn baselines(&self) -> Vec<ExplainedBaseline> {
        let day = self.course.inputs.as_known_at;
        let counting = self.chosen.and_then(|chosen| chosen.approval);
        let mut known: Vec<&Baseline> = self.course.usage.baselines.iter().filter(|it| it.approved_on <= day).collect();
        known.reverse();
        known.sort_by_key(|it| std::cmp::Reverse(it.approved_on));
        let told = |it: &Baseline| ExplainedBaseline {
            period: it.period,
            value: it.value,
            approved_on: it.approved_on,
            approved_by: it.approved_by.clone(),
            why: it.why.clone(),
            counts: counting == Some(it),
        };
        known.into_iter().map(told).collect()
    }

    /// Whether the line's figure is shown. A dash of the publisher stays a dash: no other authority is asked.
    pub(super) fn suppression(&self) -> Suppression {
        suppression(self.measure(), Range { low: None, high: None }, false)
    }
}

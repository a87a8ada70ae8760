//! One line of a scorecard.

use crate::indicator::{Definition, Indicator};
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{Range, RankRefusal, Standing, standing};
use crate::strategy::IndicatorUse;

use super::findings::refusing;
use super::neighbours::{Neighbours, published};
use super::state::{outstanding, state};
use super::targets::Targets;
use super::view::{Reading, View, find};
use super::{
    Benchmark, Caveat, CaveatCode, DatedCell, Gap, IndicatorInputs, Inputs, Line, LineState, Supply, notes, text,
};

/// A line being written: what it is about and what was found out so far.
pub(super) struct Draft<'a> {
    pub(super) inputs: &'a Inputs,
    pub(super) usage: &'a IndicatorUse,
    pub(super) entry: &'a IndicatorInputs,
    pub(super) view: View,
    pub(super) current: Option<Reading>,
    pub(super) range: Range,
    pub(super) state: LineState,
    pub(super) neighbours: Neighbours<'a>,
    pub(super) standing: Result<Standing, RankRefusal>,
}

/// The line of a use. An indicator that the catalogue does not have makes a line too: it says so.
pub(super) fn line(inputs: &Inputs, commitment: &str, usage: &IndicatorUse) -> Line {
    drafted(inputs, usage, |draft| draft.line(commitment))
}

/// What is asked of the draft of a use.
pub(super) fn drafted<T>(inputs: &Inputs, usage: &IndicatorUse, ask: impl FnOnce(&Draft<'_>) -> T) -> T {
    match inputs.indicators.get(&usage.indicator) {
        Some(entry) => ask(&Draft::new(inputs, usage, entry)),
        None => ask(&Draft::new(inputs, usage, &stand_in(&usage.indicator))),
    }
}

/// An indicator about which nothing is known but its code.
pub(crate) fn stand_in(code: &str) -> IndicatorInputs {
    let indicator = Indicator {
        code: code.to_owned(),
        name: code.to_owned(),
        topic: String::new(),
        polarity: crate::Polarity::None,
        unit: crate::Unit::Unstated,
        decimals: 0,
        range: (None, None),
        discontinued: None,
        definitions: Vec::new(),
        breaks: Vec::new(),
    };
    IndicatorInputs { indicator, next_expected: None, supply: Supply::Unsupplied(String::new()) }
}

impl<'a> Draft<'a> {
    pub(super) fn new(inputs: &'a Inputs, usage: &'a IndicatorUse, entry: &'a IndicatorInputs) -> Self {
        let view = View::of(&entry.indicator, &entry.supply, &usage.breakdown);
        let current = view.current();
        let range = Range::of(&entry.indicator);
        let authority = inputs.strategy.authority;
        let own = match current {
            Some((period, _)) if refusing(&view.findings, period).is_some() => Measure::Missing(MissingReason::Quality),
            Some((_, measure)) => range.screen(measure),
            None => Measure::Missing(MissingReason::NotAvailable),
        };
        let others = view.authorities.iter().filter(|(number, _)| **number != authority).map(|(_, measure)| *measure);
        Self {
            standing: standing(entry.indicator.polarity, own, others),
            state: state(entry, &view, authority, inputs.as_known_at),
            neighbours: Neighbours::of(inputs, &view),
            inputs,
            usage,
            entry,
            view,
            current,
            range,
        }
    }

    pub(super) fn line(&self, commitment: &str) -> Line {
        let indicator = &self.entry.indicator;
        let period = self.current.map(|(period, _)| period);
        let targets = self.targets();
        let (england, region) = (self.england(), self.region());
        Line {
            commitment: commitment.to_owned(),
            indicator: indicator.code.clone(),
            name: indicator.name.clone(),
            polarity: indicator.polarity.code().to_owned(),
            unit: indicator.unit.code().to_owned(),
            decimals: indicator.decimals.into(),
            definition_version: self.definition(period).map_or(0, |definition| definition.version.into()),
            breakdown: self.usage.breakdown.clone(),
            period: period.map(text::period),
            state: self.state.code().to_owned(),
            value: text::cell(self.measure(), indicator.decimals),
            release: self.view.release.as_ref().map(text::release),
            next_expected: outstanding(self.entry, &self.view),
            previous: self.previous(),
            caveats: self.caveats(england.is_some()),
            england,
            region,
            neighbours: self.neighbours.current.as_ref().map(|found| published(found, indicator.decimals)),
            earlier_lists: self.neighbours.earlier.iter().map(|found| published(found, indicator.decimals)).collect(),
            rank: self.standing.ok().map(text::rank),
            target: targets.scored(self.current.map(|(_, measure)| measure)),
            rag: self.rag(&targets),
            direction: self.direction(),
            gap: self.gap(),
        }
    }

    fn caveats(&self, has_england: bool) -> Vec<Caveat> {
        if !self.inputs.indicators.contains_key(&self.usage.indicator) {
            let message =
                format!("The catalogue has no indicator {}: correct the strategy's file.", self.usage.indicator);
            return vec![CaveatCode::UnknownIndicator.say(message)];
        }
        notes::notes(self, has_england)
    }

    pub(super) fn targets(&self) -> Targets<'a> {
        Targets {
            all: &self.usage.targets,
            as_known_at: self.inputs.as_known_at,
            period: self.current.map(|(period, _)| period),
            polarity: self.entry.indicator.polarity,
            decimals: self.entry.indicator.decimals,
            benchmarks: self.benchmarks(),
        }
    }

    /// The council's own measure. Where nothing was ever published: not yet, or never.
    pub(super) fn measure(&self) -> Measure {
        let absent = match (&self.entry.supply, &self.entry.indicator.discontinued) {
            (Supply::Unsupplied(_), _) => MissingReason::NotCollected,
            (_, Some(_)) => MissingReason::NotAvailable,
            (_, None) => MissingReason::NotYetPublished,
        };
        self.current.map_or(Measure::Missing(absent), |(_, measure)| measure)
    }

    /// The definition that a period falls under; without a period, the latest.
    pub(super) fn definition(&self, period: Option<Period>) -> Option<&Definition> {
        let holds = |definition: &&Definition| match (definition.first, period) {
            (Some(first), Some(period)) => first <= period,
            _ => true,
        };
        self.entry.indicator.definitions.iter().rev().find(holds)
    }

    /// The row of the period right before, whatever it says.
    fn previous(&self) -> Option<DatedCell> {
        let (period, _) = self.current?;
        let (before, measure) = *self.view.own.iter().find(|(at, _)| period.follows(*at))?;
        let value = text::cell(measure, self.entry.indicator.decimals);
        Some(DatedCell { period: text::period(before), value })
    }

    fn england(&self) -> Option<Benchmark> {
        let coverage = self.definition(self.current.map(|(period, _)| period)).map(|found| found.coverage.clone());
        self.benchmark("England", coverage.unwrap_or_default(), &self.view.england)
    }

    fn region(&self) -> Option<Benchmark> {
        self.benchmark(&self.inputs.region_name, String::new(), &self.view.region)
    }

    /// A published benchmark for the line's period; an impossible figure is withheld.
    fn benchmark(&self, name: &str, coverage: String, series: &[Reading]) -> Option<Benchmark> {
        let (period, _) = self.current?;
        let (last, _) = series.last()?;
        let absent = if *last < period { MissingReason::NotYetPublished } else { MissingReason::NotAvailable };
        let measure = self.range.screen(find(series, period).unwrap_or(Measure::Missing(absent)));
        Some(Benchmark { name: name.to_owned(), coverage, value: text::cell(measure, self.entry.indicator.decimals) })
    }

    fn gap(&self) -> Option<Gap> {
        let (found, (period, _)) = (self.view.gap.as_ref()?, self.current?);
        let decimals = self.entry.indicator.decimals;
        Some(Gap {
            definition: found.definition.code().to_owned(),
            group: text::cell(found.group, decimals),
            others: text::cell(found.others, decimals),
            other_definition: find(&found.alternative, period).and_then(Measure::figure),
            england: find(&self.view.england, period).and_then(Measure::figure),
        })
    }
}

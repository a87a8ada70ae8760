//! The answer to a strategy's own headline test.
//!
//! "In the top 25% by 2022" is answered indicator by indicator: each is ranked among the population in the year of the test,
//! and stands in the top share robustly (however ties are broken), possibly (only where they are broken in its favour) or
//! not. An indicator that cannot be ranked is counted apart and decides nothing by itself.

use std::collections::BTreeMap;

use crate::figure::Figure;
use crate::measure::{DataStatus, Measure, MissingReason};
use crate::outcome::SeriesKey;
use crate::period::Period;
use crate::rules::{
    HeadlineStanding, Population, RankRefusal, Standing, headline_standing, headline_verdict, is_less_final, standing,
};
use crate::scorecard::text;
use crate::strategy::{HeadlineTest, IndicatorUse};

use super::course::Course;
use super::{HeadlineAnswer, HeadlineItem, ProgressInputs};

/// Answers the test, where the strategy has one.
pub(super) fn headline(inputs: &ProgressInputs) -> Option<HeadlineAnswer> {
    let test = inputs.strategy.headline.as_ref()?;
    let items: Vec<(HeadlineStanding, HeadlineItem)> =
        test.basket.iter().filter_map(|key| item(inputs, test, key)).collect();
    let standings: Vec<HeadlineStanding> = items.iter().map(|(standing, _)| *standing).collect();
    let tally = headline_verdict(&standings, test.required, test.tie_rule);
    Some(HeadlineAnswer {
        words: inputs.strategy.test.clone(),
        note: test.note.clone(),
        population: test.population.code().to_owned(),
        share: test.share,
        year: test.year.to_string(),
        required: test.required.into(),
        tie_rule: test.tie_rule.code().to_owned(),
        status: test.status.code().to_owned(),
        items: items.into_iter().map(|(_, item)| item).collect(),
        robust: tally.robust.into(),
        possible: tally.possible.into(),
        not: tally.not.into(),
        cannot_say: tally.cannot_say.into(),
        verdict: tally.verdict.code().to_owned(),
        message: tally.message,
    })
}

/// One of the basket. The strategy's file was held against the catalogue, so that each is there.
pub(super) fn item(
    inputs: &ProgressInputs,
    test: &HeadlineTest,
    key: &SeriesKey,
) -> Option<(HeadlineStanding, HeadlineItem)> {
    let entry = inputs.indicators.get(&key.indicator)?;
    let usage = usage(key);
    let course = Course::new(inputs, &usage, entry);
    let period = Period::told_with(course.basis, test.year)?;
    let measure = counted(&course, test.status, period);
    let found = rank(&course, test.population, period, measure);
    let standing = headline_standing(found, test.share);
    let decimals = entry.indicator.decimals;
    let item = HeadlineItem {
        indicator: key.indicator.clone(),
        name: entry.indicator.name.clone(),
        breakdown: key.breakdown.clone(),
        period: text::period(period),
        value: text::cell(measure, decimals),
        rank: found.ok().map(text::rank),
        standing: standing.code().to_owned(),
        message: message(standing, found, test.share),
    };
    Some((standing, item))
}

pub(super) fn usage(key: &SeriesKey) -> IndicatorUse {
    IndicatorUse {
        indicator: key.indicator.clone(),
        breakdown: key.breakdown.clone(),
        rag_rule: None,
        targets: Vec::new(),
        baselines: Vec::new(),
        trajectory: None,
    }
}

/// The figure of the test's period, where it is as final as the test asks for.
fn counted(course: &Course<'_>, least: DataStatus, period: Period) -> Measure {
    match course.own(period) {
        Some(Measure::Value(_, status)) if is_less_final(status, least) => {
            Measure::Missing(MissingReason::NotYetPublished)
        }
        Some(measure) => measure,
        None => Measure::Missing(MissingReason::NotAvailable),
    }
}

fn rank(course: &Course<'_>, population: Population, period: Period, own: Measure) -> Result<Standing, RankRefusal> {
    let authority = course.inputs.strategy.authority;
    let nobody = BTreeMap::new();
    let field = course.view.fields.get(&period).unwrap_or(&nobody);
    let neighbours = course.inputs.neighbours().map(|list| list.members.as_slice()).unwrap_or_default();
    let belongs = |number: u16| match population {
        Population::EnglandAuthorities => true,
        Population::Region => course.inputs.region.contains(&number),
        Population::StatisticalNeighbours => neighbours.contains(&number),
    };
    let others = field.iter().filter(|(number, _)| **number != authority && belongs(**number));
    standing(course.indicator().polarity, own, others.map(|(_, measure)| *measure))
}

fn message(standing: HeadlineStanding, found: Result<Standing, RankRefusal>, share: Figure) -> String {
    match found {
        Ok(rank) => format!(
            "{} of {} are better and {} share the value (itself included), for a top {share}%: {}.",
            rank.better,
            rank.of,
            rank.tied,
            standing.words()
        ),
        Err(why) => format!("Not ranked: {}.", why.words()),
    }
}

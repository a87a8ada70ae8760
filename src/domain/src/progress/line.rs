//! One line of a snapshot.

use crate::figure::Figure;
use crate::indicator::{Definition, Polarity, SeriesBreak};
use crate::measure::{Measure, MissingReason};
use crate::period::Period;
use crate::rules::{GapDefinition, gap_change, standing};
use crate::scorecard::view::find;
use crate::scorecard::{Caveat, IndicatorInputs, Supply, text};
use crate::strategy::IndicatorUse;

use super::aim::Way;
use super::baseline::{self, Chosen};
use super::course::Course;
use super::{
    BreakText, CurrentText, GapChangeText, ProgressCaveat, ProgressInputs, ProgressLine, change, finality, outlook,
    path, speed, verdict, years,
};

/// The line of a use.
pub(super) fn line(
    inputs: &ProgressInputs,
    commitment: &str,
    usage: &IndicatorUse,
    entry: &IndicatorInputs,
) -> ProgressLine {
    let course = Course::new(inputs, usage, entry);
    let chosen = baseline::choose(&course);
    let way = Way::of(&course, chosen.as_ref());
    let from = chosen.as_ref().map(|chosen| (chosen.period, chosen.value));
    let path = path::path(&course, from.map(|(period, _)| period), &way);
    let in_window = |point: &&super::PathPoint| point.in_window && point.value.value.is_some();
    let observed = path.iter().filter(in_window).count() as i64;
    let comparable = path.iter().filter(in_window).filter(|point| point.comparable_with_baseline).count() as i64;
    let indicator = course.indicator();
    let target = way.published(&course);
    ProgressLine {
        commitment: commitment.to_owned(),
        indicator: indicator.code.clone(),
        name: indicator.name.clone(),
        polarity: indicator.polarity.code().to_owned(),
        unit: indicator.unit.code().to_owned(),
        decimals: indicator.decimals.into(),
        definition_version: definition(&course).map_or(0, |definition| definition.version.into()),
        breakdown: usage.breakdown.clone(),
        baseline: chosen.as_ref().map(|chosen| chosen.published(&course)),
        observed_years: observed,
        comparable_years: comparable,
        path,
        breaks: crossed(&course).map(break_text).collect(),
        current: current(&course),
        change: change::since_baseline(&course, from),
        gap: gap(&course, from.map(|(period, _)| period)),
        pace: speed::pace(&course, &way),
        target,
        verdict: verdict::verdict(&course, chosen.as_ref(), &way),
        forecast: outlook::outlook(&course),
        control: outlook::control(&course),
        pooled: outlook::pooled(&course),
        finality: finality::finality(&course),
        caveats: caveats(&course, chosen.as_ref(), observed),
    }
}

/// The definition that the current figure falls under; without one, the newest.
fn definition<'a>(course: &Course<'a>) -> Option<&'a Definition> {
    let current = course.current().map(|(period, _)| period);
    let holds = |definition: &&Definition| match (definition.first, current) {
        (Some(first), Some(period)) => first <= period,
        _ => true,
    };
    course.indicator().definitions.iter().rev().find(holds)
}

/// The breaks between the first and the last year that is shown.
fn crossed<'a>(course: &Course<'a>) -> impl Iterator<Item = &'a SeriesBreak> {
    let ends = course.years.first().zip(course.years.last()).map(|((_, first), (_, last))| (*first, *last));
    let breaks = &course.indicator().breaks;
    breaks.iter().filter(move |item| ends.is_some_and(|(first, last)| item.lies_between(first, last)))
}

fn break_text(item: &SeriesBreak) -> BreakText {
    BreakText {
        first: text::period(item.first),
        kind: item.kind.code().to_owned(),
        severity: item.severity.code().to_owned(),
        note: item.note.clone(),
    }
}

fn current(course: &Course<'_>) -> Option<CurrentText> {
    let (period, figure) = course.current()?;
    let measure = course.own(period)?;
    let interval = course.evidenced(period, figure).interval(course.indicator().unit, course.indicator().decimals);
    let authority = course.inputs.strategy.authority;
    let rank = course.view.fields.get(&period).and_then(|field| {
        let others = field.iter().filter(|(number, _)| **number != authority).map(|(_, measure)| *measure);
        standing(course.indicator().polarity, measure, others).ok()
    });
    Some(CurrentText {
        period: text::period(period),
        value: text::cell(measure, course.indicator().decimals),
        interval: interval.as_ref().map(text::interval),
        rank: rank.map(text::rank),
    })
}

/// For a gap: what its arms did between the baseline's year and the current one.
fn gap(course: &Course<'_>, from: Option<Period>) -> Option<GapChangeText> {
    let Supply::Gap { definition, .. } = &course.entry.supply else { return None };
    let (from, (to, _)) = (from?, course.current()?);
    if from >= to || course.hard_break(from, to).is_some() {
        return None;
    }
    let maker = course.maker();
    let arms = |period| maker.own(period)?.arms();
    let found = gap_change(arms(from)?, arms(to)?, polarity_of_arms(course.indicator().polarity))?;
    let by_other = |period| maker.own_by(definition.other(), period)?.measure().figure();
    let england = |period| find(&course.view.england, period).and_then(Measure::figure);
    let between = |at: &dyn Fn(Period) -> Option<Figure>| at(to)?.checked_sub(at(from)?);
    let other_definition_change = between(&by_other);
    Some(GapChangeText {
        definition: definition.code().to_owned(),
        group_change: found.group_change,
        others_change: found.others_change,
        gap_change: found.gap_change,
        other_definition_change,
        england_change: between(&england),
        closed_by_levelling_down: found.closed_by_levelling_down,
        message: gap_message(&found, *definition, other_definition_change, (from, to)),
    })
}

fn gap_message(
    found: &crate::rules::GapChange,
    definition: GapDefinition,
    other: Option<Figure>,
    (from, to): (Period, Period),
) -> String {
    let mut text = format!(
        "From {from} to {to} the gap {} changed by {}: the group by {}, the others by {}.",
        definition.words(),
        found.gap_change,
        found.group_change,
        found.others_change
    );
    if found.closed_by_levelling_down {
        text += " It closed by levelling down: the group did not get better, the others got worse.";
    }
    let sign = |figure: Figure| figure.millionths().signum();
    if let Some(other) = other.filter(|other| sign(*other) != sign(found.gap_change)) {
        text += &format!(
            " {} it changed by {other}: the two disagree on the direction.",
            capital(definition.other().words())
        );
    }
    text
}

/// A gap that should be small has arms of which more is better.
const fn polarity_of_arms(gap: Polarity) -> Polarity {
    match gap {
        Polarity::Low => Polarity::High,
        Polarity::High => Polarity::Low,
        other => other,
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What a reader must know, in the order of the codes.
fn caveats(course: &Course<'_>, baseline: Option<&Chosen<'_>>, observed: i64) -> Vec<Caveat> {
    let mut found = Vec::new();
    if let Some(why) = &course.indicator().discontinued {
        found.push(ProgressCaveat::Discontinued.say(format!("No further release will come: {why}")));
    }
    let restated = baseline.map(|chosen| chosen.published(course)).filter(|text| text.restated_to.is_some());
    if let Some((baseline, now)) = restated.and_then(|text| text.restated_to.map(|now| (text, now))) {
        found.push(ProgressCaveat::BaselineRestated.say(format!(
            "The baseline of {} was approved as {}; the figure is {now} now. The target stands as approved: approve it again \
             if it should move.",
            baseline.period.label, baseline.value
        )));
    }
    let years = years::count(course.window());
    if observed > 0 && observed < years {
        let have = if observed == 1 { "has" } else { "have" };
        found.push(
            ProgressCaveat::YearsMissing.say(format!("{observed} of the {years} years of the window {have} a figure.")),
        );
    }
    let impossible = course
        .years
        .iter()
        .filter(|(_, period)| find(&course.view.own, *period).is_some_and(|measure| course.range.refuses(measure)));
    for (_, period) in impossible {
        let message = format!("The figure published for {period} is not possible for its unit: it decides nothing.");
        found.push(ProgressCaveat::OutOfRange.say(message));
    }
    if let Some(MissingReason::Quality) = course.current().is_none().then(|| course.reason_for_nothing()) {
        found.push(ProgressCaveat::OutOfRange.say("No figure of the window passes its checks."));
    }
    found.sort();
    found.dedup();
    found
}

//! The caveats of a line.

use std::cmp::Ordering;

use crate::indicator::{SeriesBreak, Severity};
use crate::measure::{DataStatus, Measure};
use crate::period::Period;
use crate::rules::{IntegrityCheck, comparable, is_possibly_stale, wide};

use super::findings::blocking;
use super::line::Draft;
use super::state::outstanding;
use super::view::{Reading, View, find};
use super::{Caveat, CaveatCode, FindingPlace, LineState, StandingFinding, Supply};

/// Everything a reader must know about the line, in the order of the codes.
pub(super) fn notes(draft: &Draft<'_>, has_england: bool) -> Vec<Caveat> {
    let mut found: Vec<Caveat> = Vec::new();
    found.extend(supply(draft));
    if let Some(current) = draft.current {
        found.extend(value(draft, current));
        found.extend(history(draft, current));
        found.extend(breaks(draft, current));
        found.extend(benchmarks(draft, current, has_england));
        found.extend(neighbours(draft, current));
        found.extend(rank(draft));
        found.extend(gap(draft, current));
    }
    found.sort();
    found.dedup();
    found
}

fn supply(draft: &Draft<'_>) -> Vec<Caveat> {
    let mut found = Vec::new();
    match &draft.entry.supply {
        Supply::Unsupplied(why) => found.push(CaveatCode::Unsupplied.say(format!("Nothing supplies this yet: {why}"))),
        Supply::Counted { note, .. } => {
            found.push(CaveatCode::Counted.say(format!("Counted here, so there is nobody to compare with. {note}")));
        }
        Supply::Published(_) | Supply::Gap { .. } if draft.current.is_none() => {
            let message = format!("Nothing has been published for '{}' yet.", draft.usage.breakdown);
            found.push(CaveatCode::NoSeries.say(message));
        }
        Supply::Published(_) | Supply::Gap { .. } => {}
    }
    if let Some(why) = &draft.entry.indicator.discontinued {
        found.push(CaveatCode::Discontinued.say(format!("No further release will come: {why}")));
    }
    if let (LineState::Overdue, Some(expected)) = (draft.state, outstanding(draft.entry, &draft.view)) {
        let message = format!("The next release was expected on {expected} and has not come: ask the publisher.");
        found.push(CaveatCode::Overdue.say(message));
    }
    found
}

fn value(draft: &Draft<'_>, (period, measure): Reading) -> Option<Caveat> {
    match measure {
        Measure::Missing(reason) => {
            let message = format!("No value for {period}: {}. It is not coloured, ranked or compared.", reason.words());
            Some(CaveatCode::NoValue.say(message))
        }
        Measure::Value(figure, _) if !draft.range.contains(figure) => {
            let message =
                format!("{figure} is outside of what its unit allows: shown as published, it decides nothing.");
            Some(CaveatCode::OutOfRange.say(message))
        }
        Measure::Value(_, DataStatus::Provisional) => {
            Some(CaveatCode::Provisional.say("Provisional: expect a revision."))
        }
        Measure::Value(_, DataStatus::ManagementInformation) => {
            let message = "Management information: collected for running a service, not an official statistic.";
            Some(CaveatCode::ManagementInformation.say(message))
        }
        Measure::Value(..) => None,
    }
}

fn history(draft: &Draft<'_>, (period, measure): Reading) -> Vec<Caveat> {
    let View { own, own_before, .. } = &draft.view;
    let show = |measure: Option<Measure>| match measure {
        Some(measure) => measure.display(draft.entry.indicator.decimals),
        None => "withdrawn".to_owned(),
    };
    let mut found = Vec::new();
    if let (LineState::Restated, Some(before)) = (draft.state, find(own_before, period)) {
        let (was, now) = told_apart(before, measure, draft.entry.indicator.decimals);
        let message = format!("{period} was {was} at the previous paper deadline and is {now} now.");
        found.push(CaveatCode::Restated.say(message));
    }
    let restated: Vec<String> = own_before
        .iter()
        .filter(|(at, before)| *at < period && before.figure().is_some())
        .filter(|(at, before)| find(own, *at).and_then(Measure::figure) != before.figure())
        .map(|(at, before)| {
            let now = find(own, *at);
            let (was, now) = match now {
                Some(now) => told_apart(*before, now, draft.entry.indicator.decimals),
                None => (show(Some(*before)), show(None)),
            };
            format!("{at} from {was} to {now}")
        })
        .collect();
    if !restated.is_empty() {
        let message = format!("Earlier periods changed since the previous paper deadline: {}.", restated.join("; "));
        found.push(CaveatCode::RestatedHistory.say(message));
    }
    found
}

/// Two measures as people read them, with the decimals it takes to see the difference.
fn told_apart(before: Measure, now: Measure, decimals: u8) -> (String, String) {
    match (before.figure(), now.figure()) {
        (Some(was), Some(is)) => crate::rules::apart(was, is, decimals),
        _ => (before.display(decimals), now.display(decimals)),
    }
}

fn breaks(draft: &Draft<'_>, current: Reading) -> Vec<Caveat> {
    let (period, _) = current;
    let indicator = &draft.entry.indicator;
    let earlier = earlier(&draft.view.own, period);
    let between: Vec<&SeriesBreak> = indicator
        .breaks
        .iter()
        .filter(|item| item.lies_between(earlier.unwrap_or(period.previous()), period))
        .collect();
    let mut found: Vec<Caveat> = between.iter().map(|item| say_break(item)).collect();
    let version = |at| draft.definition(Some(at)).map(|definition| definition.version);
    if let Some(earlier) = earlier.filter(|at| between.is_empty() && version(*at) != version(period)) {
        let message = format!("The definition changed between {earlier} and {period}: compare with caution.");
        found.push(CaveatCode::DefinitionChanged.say(message));
    }
    if comparable(current, &draft.view.own, &indicator.breaks).is_ok_and(|compared| compared.mixed_status) {
        let message = "One of the two figures compared is preliminary and the other is not: expect the change to move.";
        found.push(CaveatCode::MixedStatus.say(message));
    }
    found
}

/// The period of the last row before the current one.
fn earlier(series: &[Reading], period: Period) -> Option<Period> {
    series.iter().map(|(at, _)| *at).filter(|at| *at < period).max()
}

fn say_break(item: &SeriesBreak) -> Caveat {
    match item.severity {
        Severity::NotComparable => CaveatCode::SeriesBreak
            .say(format!("Figures from {} on are not compared with earlier ones. {}", item.first, item.note)),
        Severity::Caution => CaveatCode::CautionBreak
            .say(format!("Compare {} with earlier periods with caution. {}", item.first, item.note)),
    }
}

fn benchmarks(draft: &Draft<'_>, (period, _): Reading, has_england: bool) -> Vec<Caveat> {
    let View { england, region, .. } = &draft.view;
    let mut found = Vec::new();
    if draft.view.england_impossible {
        let message =
            "England's figure is the sum of its regions' rates, which no rate of a nation can be: it is withheld.";
        found.push(CaveatCode::BenchmarkImpossible.say(message));
    }
    for (name, series) in [("England", england), (draft.inputs.region_name.as_str(), region)] {
        let impossible = find(series, period).filter(|measure| draft.range.refuses(*measure)).and_then(Measure::figure);
        if let Some(figure) = impossible {
            let message = format!("{name}'s {figure} is outside of what its unit allows: it is withheld.");
            found.push(CaveatCode::OutOfRange.say(message));
        }
    }
    // Two gaps may well be alike from one year to the next while both of their arms moved.
    if draft.view.gap.is_none() && is_possibly_stale(period, england, region) {
        let message = "England and the region show exactly their values of the period before: the publisher may not have \
                       updated them yet.";
        found.push(CaveatCode::BenchmarkPossiblyStale.say(message));
    } else if let Some(finding) = stale(draft, period) {
        found.push(CaveatCode::BenchmarkPossiblyStale.say(finding.message.as_str()));
    }
    // A sum of rates was said above.
    let places = [FindingPlace::England, FindingPlace::Region, FindingPlace::Own];
    let findings = places.into_iter().flat_map(|place| blocking(&draft.view.findings, place));
    let told = findings.filter(|it| it.period == period && it.check != IntegrityCheck::SumOfRates);
    found.extend(told.map(|it| CaveatCode::Finding.say(it.message.as_str())));
    let coverage = draft.definition(Some(period)).map_or("", |definition| definition.coverage.as_str());
    if has_england && !coverage.is_empty() {
        found.push(CaveatCode::Coverage.say(format!("England's figure covers {coverage}.")));
    }
    found
}

/// The finding that England's figure of a period repeats the one before together with most regions: not of a gap, whose arms
/// may both have moved.
fn stale<'a>(draft: &'a Draft<'_>, period: Period) -> Option<&'a StandingFinding> {
    let is_stale = |it: &&StandingFinding| it.check == IntegrityCheck::Stale && it.period == period;
    draft.view.findings.iter().filter(|_| draft.view.gap.is_none()).find(is_stale)
}

fn neighbours(draft: &Draft<'_>, (_, measure): Reading) -> Vec<Caveat> {
    let Some((edition, mean)) = &draft.neighbours.current else {
        return Vec::new();
    };
    let mut found = Vec::new();
    if mean.used < mean.members {
        let (used, members) = (mean.used, mean.members);
        let message = format!("{used} of the {members} neighbours on the list of {} have a value.", edition.edition);
        found.push(CaveatCode::NeighboursIncomplete.say(message));
    }
    let usable = draft.range.screen(measure).figure();
    let side = |mean: Measure| Some(wide(usable?).cmp(&wide(mean.figure()?)));
    let flips = |other: Measure| match (side(mean.value), side(other)) {
        (Some(one), Some(two)) => one != Ordering::Equal && one == two.reverse(),
        _ => false,
    };
    for (earlier, other) in draft.neighbours.earlier.iter().filter(|(_, other)| flips(other.value)) {
        let word = |mean| if side(mean) == Some(Ordering::Greater) { "above" } else { "below" };
        let message = format!(
            "The value is {} the neighbours' mean on the list of {} and {} it on the list of {}.",
            word(mean.value),
            edition.edition,
            word(other.value),
            earlier.edition
        );
        found.push(CaveatCode::NeighbourListsDisagree.say(message));
    }
    found
}

fn rank(draft: &Draft<'_>) -> Option<Caveat> {
    match draft.standing {
        Ok(standing) if standing.is_robust() => None,
        Ok(standing) => Some(CaveatCode::Ties.say(format!(
            "{} authorities are better and {} share the value (itself included), of {}: the {} is possible, not certain.",
            standing.better,
            standing.tied,
            standing.of,
            standing.quartile().words()
        ))),
        Err(_) if matches!(draft.entry.supply, Supply::Counted { .. }) => None,
        Err(why) => Some(CaveatCode::NotRanked.say(format!("Not ranked: {}.", why.words()))),
    }
}

fn gap(draft: &Draft<'_>, (period, _): Reading) -> Option<Caveat> {
    let gap = draft.view.gap.as_ref()?;
    let (one, two) = (draft.direction_of(&draft.view.own), draft.direction_of(&gap.alternative));
    let (change, other) = (one.change?, two.change?);
    (one.verdict != two.verdict).then(|| {
        CaveatCode::GapDefinitionsDisagree.say(format!(
            "In {period} the gap {} changed by {change} ({}), the gap {} by {other} ({}).",
            gap.definition.words(),
            one.verdict.words(),
            gap.definition.other().words(),
            two.verdict.words()
        ))
    })
}

//! The catalogue as it stands in the file.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Deserialize;
use sextant_domain::indicator::{BreakKind, Definition, SeriesBreak, Severity};
use sextant_domain::outcome::SeriesKey;
use sextant_domain::rules::GapDefinition;
use sextant_domain::{Basis, Indicator, Polarity, Unit};
use toml::Spanned;

use super::{CatalogueIndicator, Counted, Supply};
use crate::files::lines::Problems;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    indicator: Vec<RawIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawIndicator {
    code: Spanned<String>,
    name: String,
    topic: String,
    polarity: Spanned<String>,
    unit: Spanned<String>,
    decimals: Spanned<u8>,
    min: Option<Spanned<String>>,
    max: Option<Spanned<String>>,
    discontinued: Option<String>,
    source: String,
    supply: Spanned<Vec<Spanned<RawSupply>>>,
    definition: Vec<RawDefinition>,
    #[serde(default, rename = "break")]
    breaks: Vec<RawBreak>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSupply {
    lait: Option<String>,
    ees: Option<String>,
    breakdown: Option<String>,
    gap: Option<RawGap>,
    counted: Option<Spanned<String>>,
    recorded: Option<String>,
    none: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawGap {
    definition: Spanned<String>,
    group: Spanned<RawSeries>,
    others: Spanned<RawSeries>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSeries {
    indicator: String,
    breakdown: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDefinition {
    first: Option<Spanned<String>>,
    basis: Spanned<String>,
    text: String,
    #[serde(default)]
    coverage: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawBreak {
    first: Spanned<String>,
    kind: Spanned<String>,
    severity: Spanned<String>,
    note: String,
}

/// The indicators without a mistake; the mistakes go to `problems`.
pub(super) fn read(file: File, problems: &mut Problems<'_>) -> Vec<CatalogueIndicator> {
    let (mut codes, mut measures, mut arms) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    let mut read = Vec::new();
    for raw in file.indicator {
        once(&mut codes, raw.code.get_ref(), &raw.code.span(), "the indicator", problems);
        let supplies = supplies(&raw.supply, &mut measures, &mut arms, problems);
        if let Some(indicator) = indicator(raw.code.get_ref(), &raw, problems) {
            read.push(CatalogueIndicator { indicator, source: raw.source, supplies });
        }
    }
    let known: BTreeSet<SeriesKey> =
        read.iter().flat_map(|entry| entry.breakdowns().into_iter().map(|b| key(&entry.indicator.code, b))).collect();
    for (span, arm) in arms {
        if !known.contains(&arm) {
            problems.add(
                &span,
                format!("the gap takes the series '{}' of '{}', which no indicator has", arm.breakdown, arm.indicator),
                "Name an indicator and a breakdown that stand in this file",
            );
        }
    }
    read
}

fn key(indicator: &str, breakdown: &str) -> SeriesKey {
    SeriesKey { indicator: indicator.to_owned(), breakdown: breakdown.to_owned() }
}

/// Notes a second occurrence of what may stand once.
fn once(seen: &mut BTreeMap<String, u32>, word: &str, span: &Range<usize>, kind: &str, problems: &mut Problems<'_>) {
    let line = problems.line(span);
    if let Some(first) = seen.insert(word.to_owned(), line) {
        problems.add(
            span,
            format!("{kind} '{word}' stands here a second time; the first is on line {first}"),
            "Give it another code, or take one of the two out",
        );
    }
}

fn indicator(code: &str, raw: &RawIndicator, problems: &mut Problems<'_>) -> Option<Indicator> {
    let polarity = problems.word(&raw.polarity, Polarity::ALL, Polarity::from_code, Polarity::code);
    let unit = problems.word(&raw.unit, Unit::ALL, Unit::from_code, Unit::code);
    let min = raw.min.as_ref().and_then(|text| problems.figure(text));
    let max = raw.max.as_ref().and_then(|text| problems.figure(text));
    if let (Some(least), Some(most), Some(text)) = (min, max, &raw.max)
        && least >= most
    {
        problems.add(
            &text.span(),
            format!("the largest possible figure ({most}) is not above the smallest ({least})"),
            "Correct min or max",
        );
    }
    if *raw.decimals.get_ref() > 6 {
        problems.add(&raw.decimals.span(), "figures are kept to six decimals", "Write decimals from 0 to 6");
    }
    let definitions = definitions(raw, problems);
    let basis = definitions.last().map(|definition| definition.basis)?;
    let breaks = breaks(&raw.breaks, basis, problems);
    Some(Indicator {
        code: code.to_owned(),
        name: raw.name.clone(),
        topic: raw.topic.clone(),
        polarity: polarity?,
        unit: unit?,
        decimals: *raw.decimals.get_ref(),
        range: (min, max),
        discontinued: raw.discontinued.clone(),
        definitions,
        breaks,
    })
}

/// The definitions in order; one less where one has a mistake.
fn definitions(raw: &RawIndicator, problems: &mut Problems<'_>) -> Vec<Definition> {
    let mut read: Vec<Definition> = Vec::new();
    if raw.definition.is_empty() {
        problems.add(&raw.code.span(), "an indicator without a definition", "Add an [[indicator.definition]]");
    }
    for (index, definition) in raw.definition.iter().enumerate() {
        let Some(basis) = problems.word(&definition.basis, Basis::ALL, Basis::from_code, Basis::code) else { continue };
        let first = definition.first.as_ref().and_then(|first| problems.period(first, basis));
        if index > 0 && read.last().is_some_and(|before| first <= before.first) {
            problems.add(
                &definition.basis.span(),
                "a later definition without a later first period",
                "Give every definition but the first the period it starts with, the oldest definition first",
            );
        }
        read.push(Definition {
            version: index as u16 + 1,
            text: definition.text.clone(),
            basis,
            coverage: definition.coverage.clone(),
            first,
        });
    }
    read
}

fn breaks(raw: &[RawBreak], basis: Basis, problems: &mut Problems<'_>) -> Vec<SeriesBreak> {
    let mut read: Vec<SeriesBreak> = Vec::new();
    for entry in raw {
        let first = problems.period(&entry.first, basis);
        let kind = problems.word(&entry.kind, BreakKind::ALL, BreakKind::from_code, BreakKind::code);
        let severity = problems.word(&entry.severity, Severity::ALL, Severity::from_code, Severity::code);
        let (Some(first), Some(kind), Some(severity)) = (first, kind, severity) else { continue };
        if read.last().is_some_and(|before| first < before.first) {
            problems.add(&entry.first.span(), "a break before the one above it", "Write the breaks oldest first");
        }
        read.push(SeriesBreak { first, kind, severity, note: entry.note.clone() });
    }
    read
}

fn supplies(
    raw: &Spanned<Vec<Spanned<RawSupply>>>,
    measures: &mut BTreeMap<String, u32>,
    arms: &mut Vec<(Range<usize>, SeriesKey)>,
    problems: &mut Problems<'_>,
) -> Vec<Supply> {
    const ONE: &str = "Write one of lait or ees (each with breakdown), gap, counted, recorded, none";
    let mut read = Vec::new();
    for entry in raw.get_ref() {
        let (span, supply) = (entry.span(), entry.get_ref());
        let published = supply.lait.is_some() || supply.ees.is_some();
        let kinds = [
            supply.lait.is_some(),
            supply.ees.is_some(),
            supply.gap.is_some(),
            supply.counted.is_some(),
            supply.recorded.is_some(),
            supply.none.is_some(),
        ];
        if kinds.iter().filter(|set| **set).count() != 1 || published != supply.breakdown.is_some() {
            problems.add(&span, "a supply is of exactly one kind", ONE);
            continue;
        }
        if let (Some(measure), Some(breakdown)) = (&supply.lait, &supply.breakdown) {
            once(measures, measure, &span, "the measure", problems);
            read.push(Supply::Lait { measure: measure.clone(), breakdown: breakdown.clone() });
        } else if let (Some(mapping), Some(breakdown)) = (&supply.ees, &supply.breakdown) {
            read.push(Supply::Ees { mapping: mapping.clone(), breakdown: breakdown.clone() });
        } else if let Some(gap) = &supply.gap {
            read.extend(gap_supply(gap, arms, problems));
        } else if let Some(counted) = &supply.counted {
            read.extend(problems.word(counted, Counted::ALL, Counted::from_code, Counted::code).map(Supply::Counted));
        } else if let Some(from) = &supply.recorded {
            read.push(Supply::Recorded(from.clone()));
        } else if let Some(why) = &supply.none {
            read.push(Supply::None(why.clone()));
        }
    }
    if raw.get_ref().is_empty() {
        problems.add(&raw.span(), "an indicator without a supply", ONE);
    }
    if read.len() > 1 && !read.iter().all(|supply| matches!(supply, Supply::Lait { .. } | Supply::Ees { .. })) {
        problems.add(
            &raw.span(),
            "only published measures may stand together",
            "Give the gap, the count or the missing measure an indicator of its own",
        );
    }
    read
}

fn gap_supply(gap: &RawGap, arms: &mut Vec<(Range<usize>, SeriesKey)>, problems: &mut Problems<'_>) -> Option<Supply> {
    let mut arm = |series: &Spanned<RawSeries>| {
        let key = key(&series.get_ref().indicator, &series.get_ref().breakdown);
        arms.push((series.span(), key.clone()));
        key
    };
    let (group, others) = (arm(&gap.group), arm(&gap.others));
    let definition =
        problems.word(&gap.definition, GapDefinition::ALL, GapDefinition::from_code, GapDefinition::code)?;
    Some(Supply::Gap { definition, group, others })
}

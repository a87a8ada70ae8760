//! Loading everything that one snapshot may know.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use sea_orm::ConnectionTrait;
use sextant_domain::AcademicYear;
use sextant_domain::indicator::SupplyRule;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::progress::ProgressInputs;
use sextant_domain::scorecard::NeighbourEdition;
use sextant_domain::strategy::{Aim, IndicatorUse, Strategy, TargetBenchmark};

use super::history::{HistoryRequest, load_history};
use crate::error::Result;
use crate::indicators;
use crate::landscape::{self, landscape_timeline};
use crate::ledger::Knowledge;
use crate::neighbours;
use crate::places::local_authorities;
use crate::scorecards::supplied;
use crate::strategies::Stored;

/// Which snapshot is to be compiled.
#[derive(Clone, Debug)]
pub struct SnapshotRequest<'a> {
    /// The strategy.
    pub strategy: &'a Stored,
    /// The academic year it belongs to.
    pub year: AcademicYear,
    /// The day whose knowledge is shown.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    pub knowledge: Knowledge,
    /// The position whose catalogue and register of places are taken; the newest when `None`.
    pub catalogue: Option<Knowledge>,
}

/// Loads the inputs in a fixed number of statements.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load_inputs(connection: &impl ConnectionTrait, request: &SnapshotRequest<'_>) -> Result<ProgressInputs> {
    let strategy = &request.strategy.strategy;
    let authority = i32::from(strategy.authority);
    let used = used(strategy);
    let codes: BTreeSet<String> = used.keys().map(|key| key.indicator.clone()).collect();
    let catalogue = indicators::load(connection, &codes, request.catalogue).await?;
    let lists = neighbours::editions_for(connection, authority, request.knowledge, request.as_known_at).await?;
    let places = local_authorities(connection, request.catalogue).await?;
    let region = places.iter().find(|it| it.id == authority).and_then(|it| it.region);
    let rules: BTreeMap<&String, &SupplyRule> = catalogue.iter().map(|(code, (_, rule))| (code, rule)).collect();
    let history = load_history(
        connection,
        &HistoryRequest {
            ranked: ranked(&used, &rules),
            authority,
            region,
            neighbours: members(&lists),
            window: Some(strategy.window),
            knowledge: request.knowledge,
        },
    )
    .await?;
    let days = days(strategy, request.as_known_at);
    let timeline = landscape_timeline(connection, authority, &days, request.knowledge).await?;
    let today = landscape::load(connection, authority, request.knowledge, request.as_known_at).await?;
    let outlooks = indicators::outlooks_at(connection, request.knowledge).await?;
    let keys: BTreeSet<SeriesKey> = used.into_keys().collect();
    Ok(ProgressInputs {
        strategy: strategy.clone(),
        strategy_version: request.strategy.version,
        year: request.year,
        as_known_at: request.as_known_at,
        knowledge: request.knowledge,
        indicators: supplied(catalogue, &outlooks, &keys, &history, &today, request.as_known_at),
        neighbour_lists: lists,
        region: places.iter().filter(|it| it.region == region).map(|it| it.id as u16).collect(),
        names: places.into_iter().map(|it| (it.id as u16, it.name)).collect(),
        landscape: timeline,
    })
}

/// Every series that the strategy uses or tests, with the academic years in which all authorities are ranked.
fn used(strategy: &Strategy) -> BTreeMap<SeriesKey, BTreeSet<AcademicYear>> {
    let mut used: BTreeMap<SeriesKey, BTreeSet<AcademicYear>> = BTreeMap::new();
    let commitments = strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    for usage in commitments.flat_map(|commitment| &commitment.uses) {
        let key = SeriesKey { indicator: usage.indicator.clone(), breakdown: usage.breakdown.clone() };
        let years = used.entry(key).or_default();
        if follows_the_top_quarter(usage) {
            years.extend((strategy.window.0.start()..=strategy.window.1.start()).filter_map(AcademicYear::starting));
        }
    }
    if let Some(test) = &strategy.headline {
        for key in &test.basket {
            used.entry(key.clone()).or_default().insert(test.year);
        }
    }
    used
}

fn follows_the_top_quarter(usage: &IndicatorUse) -> bool {
    usage.targets.iter().any(|target| matches!(target.aim, Aim::Relative { to: TargetBenchmark::TopQuarter, .. }))
}

/// The same for the series that are really published: a gap is ranked by its two arms.
fn ranked(
    used: &BTreeMap<SeriesKey, BTreeSet<AcademicYear>>,
    rules: &BTreeMap<&String, &SupplyRule>,
) -> BTreeMap<SeriesKey, BTreeSet<AcademicYear>> {
    let mut ranked: BTreeMap<SeriesKey, BTreeSet<AcademicYear>> = BTreeMap::new();
    for (key, years) in used {
        let arms = match rules.get(&key.indicator) {
            Some(SupplyRule::Gap { group, others, .. }) => vec![group, others],
            _ => vec![key],
        };
        for arm in arms {
            ranked.entry(arm.clone()).or_default().extend(years);
        }
    }
    ranked
}

/// The neighbours of every list.
fn members(lists: &[NeighbourEdition]) -> BTreeSet<i32> {
    lists.iter().flat_map(|list| &list.members).map(|number| i32::from(*number)).collect()
}

/// The days on which the school landscape is counted: the end of every academic year from the one before the window on, as
/// far as they have come, and the day itself.
fn days(strategy: &Strategy, day: NaiveDate) -> Vec<NaiveDate> {
    let ends = (strategy.window.0.start()..=day.year()).filter_map(|year| NaiveDate::from_ymd_opt(year, 8, 31));
    ends.filter(|end| *end < day).chain([day]).collect()
}

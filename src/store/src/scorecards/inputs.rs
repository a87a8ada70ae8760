//! Loading everything that one scorecard may know.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, EntityTrait};
use sextant_domain::indicator::SupplyRule;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::scorecard::{IndicatorInputs, Inputs, Series, Supply};
use sextant_domain::strategy::Strategy;
use sextant_domain::{Indicator, TermOfYear};

use super::series::load_series;
use crate::entities::place;
use crate::error::Result;
use crate::indicators::{self, Outlook};
use crate::ledger::Knowledge;
use crate::strategies::Stored;
use crate::{landscape, neighbours, places, rules};

/// Which scorecard is to be compiled.
#[derive(Clone, Debug)]
pub struct InputsRequest<'a> {
    /// The strategy.
    pub strategy: &'a Stored,
    /// The term.
    pub term: TermOfYear,
    /// The day whose knowledge is shown.
    pub as_known_at: NaiveDate,
    /// The same as a position in the ledger.
    pub knowledge: Knowledge,
    /// The position that the term before was scored at.
    pub previous_knowledge: Knowledge,
    /// The position whose catalogue and register of places are taken; the newest when `None`.
    pub catalogue: Option<Knowledge>,
    /// The rules by code and version; every rule in its newest version when `None`.
    pub rules: Option<Vec<(String, i64)>>,
}

/// Loads the inputs in a fixed number of statements.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn load_inputs(connection: &impl ConnectionTrait, request: &InputsRequest<'_>) -> Result<Inputs> {
    let strategy = &request.strategy.strategy;
    let used: BTreeSet<SeriesKey> = uses(strategy).collect();
    let codes: BTreeSet<String> = used.iter().map(|key| key.indicator.clone()).collect();
    let catalogue = indicators::load(connection, &codes, request.catalogue).await?;
    let outlooks = indicators::outlooks_at(connection, request.knowledge).await?;
    let authority = i32::from(strategy.authority);
    let region = region_of(connection, authority, request.catalogue).await?;
    let rules = match &request.rules {
        Some(named) => rules::at(connection, named).await?,
        None => rules::newest(connection).await?,
    };
    let mut wanted = used.clone();
    for (_, supply) in catalogue.values() {
        if let SupplyRule::Gap { group, others, .. } = supply {
            wanted.extend([group.clone(), others.clone()]);
        }
    }
    let series = load_series(connection, &wanted, region.as_ref().map(|(id, _)| *id), request).await?;
    let landscape = landscape::load(connection, authority, request.knowledge, request.as_known_at).await?;
    let indicators = supplied(catalogue, &outlooks, &used, &series, &landscape, request.as_known_at);
    Ok(Inputs {
        strategy: strategy.clone(),
        strategy_version: request.strategy.version,
        term: request.term,
        as_known_at: request.as_known_at,
        knowledge: request.knowledge,
        region: region.as_ref().and_then(|(id, _)| u16::try_from(*id).ok()),
        region_name: region.map(|(_, name)| name).unwrap_or_default(),
        indicators,
        neighbour_lists: neighbours::editions_for(connection, authority, request.knowledge, request.as_known_at)
            .await?,
        rag_rules: rules.rag,
        direction_rules: rules.direction,
    })
}

/// The indicators with how their values come about.
pub(crate) fn supplied(
    catalogue: BTreeMap<String, (Indicator, SupplyRule)>,
    outlooks: &HashMap<String, Outlook>,
    used: &BTreeSet<SeriesKey>,
    series: &HashMap<SeriesKey, Series>,
    landscape: &landscape::Landscape,
    day: NaiveDate,
) -> BTreeMap<String, IndicatorInputs> {
    let one = |(code, (mut indicator, rule)): (String, (Indicator, SupplyRule))| {
        let outlook = outlooks.get(&code);
        if let Some(words) = outlook.and_then(|outlook| outlook.discontinued.clone()) {
            indicator.discontinued.get_or_insert(words);
        }
        let supply = supply(&rule, &code, used, series, landscape, day);
        let next_expected = outlook.and_then(|outlook| outlook.next_expected);
        (code, IndicatorInputs { indicator, next_expected, supply })
    };
    catalogue.into_iter().map(one).collect()
}

fn uses(strategy: &Strategy) -> impl Iterator<Item = SeriesKey> + '_ {
    let commitments = strategy.priorities.iter().flat_map(|priority| &priority.commitments);
    commitments
        .flat_map(|commitment| &commitment.uses)
        .map(|used| SeriesKey { indicator: used.indicator.clone(), breakdown: used.breakdown.clone() })
}

/// The id and the name of an authority's region, as the register of places said at a position or says now.
async fn region_of(
    connection: &impl ConnectionTrait,
    authority: i32,
    at: Option<Knowledge>,
) -> Result<Option<(i32, String)>> {
    let of = async |id: i32| -> Result<Option<(String, Option<i32>)>> {
        Ok(match at {
            Some(known) => places::at(connection, id, known).await?.map(|it| (it.name, it.region_id)),
            None => place::Entity::find_by_id(id).one(connection).await?.map(|it| (it.name, it.region_id)),
        })
    };
    match of(authority).await?.and_then(|(_, region)| region) {
        Some(id) => Ok(of(id).await?.map(|(name, _)| (id, name))),
        None => Ok(None),
    }
}

fn supply(
    rule: &SupplyRule,
    code: &str,
    used: &BTreeSet<SeriesKey>,
    series: &HashMap<SeriesKey, Series>,
    landscape: &landscape::Landscape,
    day: NaiveDate,
) -> Supply {
    let of = |key: &SeriesKey| series.get(key).cloned().unwrap_or_default();
    let by_group = || -> BTreeMap<String, Series> {
        let keys = used.iter().filter(|key| key.indicator == code);
        keys.map(|key| (key.breakdown.clone(), of(key))).collect()
    };
    match rule {
        SupplyRule::Published => Supply::Published(by_group()),
        SupplyRule::Recorded(from) => match by_group() {
            groups if groups.values().any(|series| !series.own.is_empty()) => Supply::Published(groups),
            _ => Supply::Unsupplied(format!(
                "nothing was recorded by then that it could be counted from, which is {from}."
            )),
        },
        SupplyRule::Gap { definition, group, others } => {
            Supply::Gap { definition: *definition, group: of(group), others: of(others) }
        }
        SupplyRule::Counted(count) => landscape.count(count, day),
        SupplyRule::Unsupplied(why) => Supply::Unsupplied(why.clone()),
    }
}

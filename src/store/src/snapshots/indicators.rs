//! Loading the whole series of single indicators, as a snapshot would see them: for whoever asks whether an outcome moved.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, EntityTrait};
use sextant_domain::indicator::SupplyRule;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::scorecard::{IndicatorInputs, NeighbourEdition};

use super::history::{HistoryRequest, load_history};
use crate::entities::place;
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::places::local_authorities;
use crate::scorecards::supplied;
use crate::{indicators, landscape, neighbours};

/// What is known of some indicators for an authority.
pub(crate) struct Known {
    /// The indicators by code; one that the catalogue does not have is absent.
    pub(crate) indicators: BTreeMap<String, IndicatorInputs>,
    /// The neighbour lists known on the day, oldest first.
    pub(crate) neighbour_lists: Vec<NeighbourEdition>,
    /// The name of the authority's region; empty where the register names none.
    pub(crate) region_name: String,
}

/// Loads the whole series of these keys for an authority, in a fixed number of statements.
pub(crate) async fn load_indicators(
    connection: &impl ConnectionTrait,
    keys: &BTreeSet<SeriesKey>,
    authority: i32,
    (known, day): (Knowledge, NaiveDate),
) -> Result<Known> {
    let codes: BTreeSet<String> = keys.iter().map(|key| key.indicator.clone()).collect();
    let catalogue = indicators::load(connection, &codes, None).await?;
    let neighbour_lists = neighbours::editions_for(connection, authority, known, day).await?;
    let places = local_authorities(connection, None).await?;
    let region = places.iter().find(|it| it.id == authority).and_then(|it| it.region);
    let region_name = match region {
        Some(id) => place::Entity::find_by_id(id).one(connection).await?.map(|it| it.name).unwrap_or_default(),
        None => String::new(),
    };
    let arms = keys.iter().flat_map(|key| match catalogue.get(&key.indicator) {
        Some((_, SupplyRule::Gap { group, others, .. })) => vec![group.clone(), others.clone()],
        _ => vec![key.clone()],
    });
    let request = HistoryRequest {
        ranked: arms.map(|key| (key, BTreeSet::new())).collect(),
        authority,
        region,
        neighbours: neighbour_lists.iter().flat_map(|list| &list.members).map(|it| i32::from(*it)).collect(),
        window: None,
        knowledge: known,
    };
    let history = load_history(connection, &request).await?;
    let outlooks = indicators::outlooks_at(connection, known).await?;
    let today = landscape::load(connection, authority, known, day).await?;
    let indicators = supplied(catalogue, &outlooks, keys, &history, &today, day);
    Ok(Known { indicators, neighbour_lists, region_name })
}

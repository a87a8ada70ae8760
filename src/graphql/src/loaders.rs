//! What is fetched by key, each in one statement for all who ask.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use async_graphql::{Context, Error, Result};
use sextant_domain::Indicator;
use sextant_domain::indicator::{Definition, SeriesBreak};
use sextant_store::entities::{
    breakdown, council, finding, indicator, ledger_entry, outcome, place, place_code, place_succession, school,
    school_link, series, source, strategy, trust, trust_membership,
};
use sextant_store::explain;
use sextant_store::ledger::Knowledge;
use sextant_store::query::findings::{FindingKey, OutcomeKey};
use sextant_store::query::outcomes::Newest;
use sextant_store::query::schools::MembershipKey;
use sextant_store::query::{self, inspections};
use sextant_store::{Database, StoreError};

use crate::batch::{Batches, Found, Key};

/// What is found under a key.
pub(crate) async fn load<K: Key>(context: &Context<'_>, key: K) -> Result<Option<K::Value>> {
    let found = context.data_unchecked::<Batches>().load(key).await;
    found.map_err(|error| Error::new_with_source(Shared(error)))
}

/// A store error that several resolvers share.
struct Shared(Arc<StoreError>);

impl std::fmt::Display for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Keys that carry a ledger position, by position.
fn by_position<T: Copy>(keys: impl Iterator<Item = (T, Knowledge)>) -> HashMap<Knowledge, Vec<T>> {
    let mut grouped: HashMap<Knowledge, Vec<T>> = HashMap::new();
    for (key, known) in keys {
        grouped.entry(known).or_default().push(key);
    }
    grouped
}

/// Declares a key and how its rows are fetched.
macro_rules! key {
    ($(#[$doc:meta])* $name:ident($($part:ty),+) -> $value:ty, |$connection:ident, $keys:ident| $body:expr) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) struct $name($(pub(crate) $part),+);

        impl Key for $name {
            type Value = $value;

            async fn fetch(database: Database, keys: Vec<Self>) -> Found<Self> {
                let ($connection, $keys) = (database.read(), keys.as_slice());
                let found: sextant_store::Result<HashMap<$name, $value>> = async { $body }.await;
                found.map_err(Arc::new)
            }
        }
    };
}

/// Rows by a key of theirs, several to a key, in the order they came.
fn grouped<K: Hash + Eq, V>(rows: impl IntoIterator<Item = V>, key: impl Fn(&V) -> K) -> HashMap<K, Vec<V>> {
    let mut grouped: HashMap<K, Vec<V>> = HashMap::new();
    for row in rows {
        grouped.entry(key(&row)).or_default().push(row);
    }
    grouped
}

key!(
    /// The newest position of the ledger: one for a whole request, however many ask.
    NewestKnowledge(()) -> Knowledge,
    |connection, keys| {
        let newest = sextant_store::ledger::latest(connection).await?;
        Ok(keys.iter().map(|key| (key.clone(), newest)).collect())
    }
);

key!(
    /// A place by id.
    PlaceById(i32) -> place::Model,
    |connection, keys| {
        let ids: Vec<i32> = keys.iter().map(|key| key.0).collect();
        let rows = query::places::by_ids(connection, &ids).await?;
        Ok(rows.into_iter().map(|row| (PlaceById(row.id), row)).collect())
    }
);

key!(
    /// The newest outcomes of a place as known at a position.
    NewestOutcomes(i32, Knowledge, Newest) -> Vec<outcome::Model>,
    |connection, keys| {
        let mut found = HashMap::new();
        let alike = grouped(keys, |key| (key.1, key.2.clone()));
        for ((known, which), keys) in alike {
            let places: Vec<i32> = keys.iter().map(|key| key.0).collect();
            let rows = query::outcomes::newest_of_places(connection, &places, known, &which).await?;
            found.extend(grouped(rows, |row| NewestOutcomes(row.place_id, known, which.clone())));
        }
        Ok(found)
    }
);

key!(
    /// The codes of a place.
    CodesOfPlace(i32) -> Vec<place_code::Model>,
    |connection, keys| {
        let ids: Vec<i32> = keys.iter().map(|key| key.0).collect();
        let rows = query::places::codes_of(connection, &ids).await?;
        Ok(grouped(rows, |row| CodesOfPlace(row.place_id)))
    }
);

key!(
    /// Who took a place's place.
    SuccessorsOfPlace(i32) -> Vec<place_succession::Model>,
    |connection, keys| {
        let ids: Vec<i32> = keys.iter().map(|key| key.0).collect();
        let rows = query::places::successions_of(connection, &ids).await?;
        Ok(grouped(rows, |row| SuccessorsOfPlace(row.predecessor_id)))
    }
);

key!(
    /// A school as known at a position.
    SchoolByUrn(i32, Knowledge) -> school::Model,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, urns) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = query::schools::by_urns(connection, &urns, known).await?;
            found.extend(rows.into_iter().map(|row| (SchoolByUrn(row.urn, known), row)));
        }
        Ok(found)
    }
);

key!(
    /// The memberships of a school as known at a position.
    MembershipsOfSchool(i32, Knowledge) -> Vec<trust_membership::Model>,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, urns) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = query::schools::memberships(connection, MembershipKey::School, &urns, known).await?;
            found.extend(grouped(rows, |row| MembershipsOfSchool(row.urn, known)));
        }
        Ok(found)
    }
);

key!(
    /// The memberships of a trust as known at a position.
    MembershipsOfTrust(i32, Knowledge) -> Vec<trust_membership::Model>,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, uids) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = query::schools::memberships(connection, MembershipKey::Trust, &uids, known).await?;
            found.extend(grouped(rows, |row| MembershipsOfTrust(row.uid, known)));
        }
        Ok(found)
    }
);

key!(
    /// A trust as known at a position.
    TrustByUid(i32, Knowledge) -> trust::Model,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, uids) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = query::trusts::by_uids(connection, &uids, known).await?;
            found.extend(rows.into_iter().map(|row| (TrustByUid(row.uid, known), row)));
        }
        Ok(found)
    }
);

key!(
    /// The inspections of a school as known at a position, the newest first.
    InspectionsOfSchool(i32, Knowledge) -> Vec<inspections::Stored>,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, urns) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = inspections::of_schools(connection, &urns, known).await?;
            found.extend(rows.into_iter().map(|(urn, rows)| (InspectionsOfSchool(urn, known), rows)));
        }
        Ok(found)
    }
);

key!(
    /// The links of a school, from either side.
    LinksOfSchool(i32) -> Vec<school_link::Model>,
    |connection, keys| {
        let urns: Vec<i32> = keys.iter().map(|key| key.0).collect();
        let rows = query::schools::links(connection, &urns).await?;
        let of = |urn: i32| {
            let own = |row: &&school_link::Model| row.predecessor_urn == urn || row.successor_urn == urn;
            rows.iter().filter(own).cloned().collect::<Vec<_>>()
        };
        Ok(urns.iter().map(|urn| (LinksOfSchool(*urn), of(*urn))).collect())
    }
);

key!(
    /// An indicator by code.
    IndicatorByCode(String) -> indicator::Model,
    |connection, keys| {
        let codes: Vec<String> = keys.iter().map(|key| key.0.clone()).collect();
        let rows = query::indicators::by_codes(connection, &codes).await?;
        Ok(rows.into_iter().map(|row| (IndicatorByCode(row.code.clone()), row)).collect())
    }
);

key!(
    /// The definitions of an indicator.
    DefinitionsOf(String) -> Vec<Definition>,
    |connection, keys| {
        let codes = keys.iter().map(|key| key.0.as_str());
        let found = sextant_store::indicators::definitions(connection, codes).await?;
        Ok(found.into_iter().map(|(code, rows)| (DefinitionsOf(code), rows)).collect())
    }
);

key!(
    /// The breaks of an indicator's series.
    BreaksOf(String) -> Vec<SeriesBreak>,
    |connection, keys| {
        let codes = keys.iter().map(|key| key.0.as_str());
        let found = sextant_store::indicators::breaks(connection, codes).await?;
        Ok(found.into_iter().map(|(code, rows)| (BreaksOf(code), rows)).collect())
    }
);

key!(
    /// A series with its pupil group.
    SeriesById(i32) -> (series::Model, Option<breakdown::Model>),
    |connection, keys| {
        let ids: Vec<i32> = keys.iter().map(|key| key.0).collect();
        let rows = query::indicators::series_by_ids(connection, &ids).await?;
        Ok(rows.into_iter().map(|row| (SeriesById(row.0.id), row)).collect())
    }
);

key!(
    /// The findings that stand on an outcome at a position.
    FindingsOn(OutcomeKey, Knowledge) -> Vec<finding::Model>,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, about) in by_position(keys.iter().map(|key| (key.0, key.1))) {
            let rows = query::findings::on_outcomes(connection, &about, known).await?;
            found.extend(rows.into_iter().map(|(key, rows)| (FindingsOn(key, known), rows)));
        }
        Ok(found)
    }
);

key!(
    /// Where a finding (what it is about, where it was raised) was cleared or replaced, as known at a position.
    FindingAfter(FindingKey, Knowledge, Knowledge) -> Knowledge,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, about) in by_position(keys.iter().map(|key| (key.0, key.2))) {
            let positions = query::findings::positions(connection, &about, known).await?;
            for key in keys.iter().filter(|key| key.2 == known) {
                let later = positions.get(&key.0).and_then(|all| all.iter().find(|at| **at > key.1));
                found.extend(later.map(|at| (key.clone(), *at)));
            }
        }
        Ok(found)
    }
);

key!(
    /// A release with its source, by ledger position.
    ReleaseAt(Knowledge) -> (ledger_entry::Model, Option<source::Model>),
    |connection, keys| {
        let positions: Vec<Knowledge> = keys.iter().map(|key| key.0).collect();
        let rows = query::outcomes::releases(connection, &positions).await?;
        Ok(rows.into_iter().map(|row| (ReleaseAt(row.0.knowledge), row)).collect())
    }
);

key!(
    /// A strategy by code, in its newest version.
    StrategyByCode(String) -> strategy::Model,
    |connection, keys| {
        let codes: Vec<String> = keys.iter().map(|key| key.0.clone()).collect();
        let rows = query::strategies::by_codes(connection, &codes).await?;
        Ok(rows.into_iter().map(|row| (StrategyByCode(row.code.clone()), row)).collect())
    }
);

key!(
    /// A council by code.
    CouncilByCode(String) -> council::Model,
    |connection, keys| {
        let codes: Vec<String> = keys.iter().map(|key| key.0.clone()).collect();
        let rows = query::strategies::councils(connection, &codes).await?;
        Ok(rows.into_iter().map(|row| (CouncilByCode(row.code.clone()), row)).collect())
    }
);

mod nodes;
pub(crate) use nodes::*;
mod of_strategy;
pub(crate) use of_strategy::*;

mod delivery;
pub(crate) use delivery::*;
mod explained;
pub(crate) use explained::*;
mod scrutiny;
pub(crate) use scrutiny::*;

key!(
    /// An indicator of the catalogue as it is now, with definitions and breaks.
    IndicatorWhole(String) -> Arc<Indicator>,
    |connection, keys| {
        let codes = keys.iter().map(|key| key.0.clone()).collect();
        let found = sextant_store::indicators::load(connection, &codes, None).await?;
        Ok(found.into_iter().map(|(code, (indicator, _))| (IndicatorWhole(code), Arc::new(indicator))).collect())
    }
);

key!(
    /// The row that an outcome took the place of.
    SupersededBy(explain::OutcomeKey) -> outcome::Model,
    |connection, keys| {
        let keys: Vec<_> = keys.iter().map(|key| key.0).collect();
        let found = explain::superseded(connection, &keys).await?;
        Ok(found.into_iter().map(|(key, row)| (SupersededBy(key), row)).collect())
    }
);

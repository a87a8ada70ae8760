//! Making a database ready: the schema, the register of places, the catalogue and the rules of this version.

use chrono::{DateTime, NaiveDate, Utc};
use sextant_domain::indicator::SupplyRule;
use sextant_domain::outcome::SeriesKey;
use sextant_domain::{DataStatus, rules};
use sextant_store::indicators::{Mapping, NewIndicator, put_indicators};
use sextant_store::ledger::{self, Counts, NewEntry, Source};
use sextant_store::places::{DFE, NewPlace, ONS, put_register};
use sextant_store::rules::put_rules;
use sextant_store::{Database, migrate};

use crate::error::ServiceError;
use crate::files::catalogue::{self, Catalogue, Supply};
use crate::files::places::{self, PlaceWithCodes};

/// The catalogue of this version.
pub const CATALOGUE: &str = include_str!("../../../data/catalogue/indicators.toml");
/// The register of places of this version.
pub const PLACES: &str = include_str!("../../../data/places/places.csv");

/// The source of what comes with Sextant itself.
const OWN_SOURCE: &str = "sextant";
/// The source of LAIT's editions, whose measures the catalogue names.
pub const LAIT: &str = "lait";

/// Brings a database to this version: migrates it, and loads the register of places, the catalogue and the rules when they
/// differ from what is there. Safe to call at every start and from several processes at once.
///
/// # Errors
/// [`ServiceError`].
pub async fn prepare(database: &Database, now: DateTime<Utc>) -> Result<(), ServiceError> {
    migrate::migrate(database).await?;
    let rules = format!("{:?}\n{:?}", rules::rag_rules(), rules::direction_rules());
    let print = sextant_domain::scorecard::sha256_hex(format!("{PLACES}\n{CATALOGUE}\n{rules}").as_bytes());
    if is_loaded(database, &print).await? {
        return Ok(());
    }
    let catalogue = own_catalogue()?;
    let register = places::read(PLACES, "places.csv").map_err(ServiceError::Mistakes)?;
    let transaction = database.begin().await?;
    let knowledge = ledger::next_knowledge(&transaction).await?;
    // Another process may have loaded it while this one waited for its turn.
    if ledger::newest_of(&transaction, OWN_SOURCE).await?.is_some_and(|entry| entry.file_sha256 == print) {
        return Ok(());
    }
    ledger::ensure_source(&transaction, &own_source()).await?;
    put_register(&transaction, knowledge, &register.iter().map(new_place).collect::<Vec<_>>()).await?;
    let indicators: Vec<NewIndicator> = catalogue.indicators.iter().map(new_indicator).collect();
    put_indicators(&transaction, knowledge, &indicators).await?;
    let words = |words: &str, seen_at: &str| format!("{words} Seen at: {seen_at}.");
    put_rules(
        &transaction,
        rules::rag_rules().into_iter().map(|shipped| (shipped.rule, words(shipped.words, shipped.seen_at))),
        rules::direction_rules().into_iter().map(|shipped| (shipped.rule, words(shipped.words, shipped.seen_at))),
    )
    .await?;
    let counts = Counts { read: indicators.len() as u64, new: indicators.len() as u64, ..Counts::default() };
    ledger::record(&transaction, knowledge, &entry(print, now), counts).await?;
    transaction.commit().await.map_err(sextant_store::StoreError::from)?;
    tracing::info!(knowledge, indicators = indicators.len(), places = register.len(), "catalogue loaded");
    Ok(())
}

/// The catalogue that comes with this version.
///
/// # Errors
/// [`ServiceError::Mistakes`].
pub fn own_catalogue() -> Result<Catalogue, ServiceError> {
    catalogue::parse(CATALOGUE, "indicators.toml").map_err(ServiceError::Mistakes)
}

async fn is_loaded(database: &Database, print: &str) -> Result<bool, ServiceError> {
    let newest = ledger::newest_of(database.maintain(), OWN_SOURCE).await?;
    Ok(newest.is_some_and(|entry| entry.file_sha256 == print))
}

fn own_source() -> Source {
    Source {
        code: OWN_SOURCE.to_owned(),
        publisher: "Sextant".to_owned(),
        title: "Catalogue of indicators, register of places and rules".to_owned(),
        licence: ledger::OPEN_GOVERNMENT_LICENCE.to_owned(),
    }
}

fn entry(print: String, now: DateTime<Utc>) -> NewEntry {
    NewEntry {
        kind: "catalogue".to_owned(),
        source: OWN_SOURCE.to_owned(),
        title: format!("Sextant {}", env!("CARGO_PKG_VERSION")),
        status: DataStatus::Published,
        // Older than every release, so that it holds back the day of none.
        published_on: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default(),
        file_name: "indicators.toml".to_owned(),
        file_sha256: print,
        recorded_at: now,
    }
}

fn new_place(it: &PlaceWithCodes) -> NewPlace {
    let number = it.place.dfe.unwrap_or_default();
    let ons = it.codes.iter().map(|span| (ONS.to_owned(), span.code.to_string(), span.from, span.to));
    let dfe = (DFE.to_owned(), number.to_string(), it.place.from, it.place.to);
    NewPlace {
        id: i32::from(number),
        level: it.place.level,
        name: it.place.name.clone(),
        region: it.place.region.map(i32::from),
        from: it.place.from,
        to: it.place.to,
        codes: ons.chain([dfe]).collect(),
        successors: it.place.successors.iter().copied().map(i32::from).collect(),
    }
}

fn new_indicator(it: &crate::files::CatalogueIndicator) -> NewIndicator {
    let code = &it.indicator.code;
    let basis = it.indicator.definitions.last().map_or(sextant_domain::Basis::AcademicYear, |last| last.basis);
    let measures = it.supplies.iter().filter_map(|supply| match supply {
        Supply::Lait { measure, breakdown } => Some(Mapping {
            source: LAIT.to_owned(),
            measure: measure.clone(),
            series: SeriesKey { indicator: code.clone(), breakdown: breakdown.clone() },
            basis,
        }),
        _ => None,
    });
    let supply = match it.supplies.first() {
        Some(Supply::Gap { definition, group, others }) => {
            SupplyRule::Gap { definition: *definition, group: group.clone(), others: others.clone() }
        }
        Some(Supply::Counted(count)) => SupplyRule::Counted(count.code().to_owned()),
        Some(Supply::Recorded(from)) => SupplyRule::Recorded(from.clone()),
        Some(Supply::None(why)) => SupplyRule::Unsupplied(why.clone()),
        Some(Supply::Lait { .. } | Supply::Ees { .. }) | None => SupplyRule::Published,
    };
    NewIndicator { indicator: it.indicator.clone(), supply, in_catalogue: true, measures: measures.collect() }
}

//! What was known at a position stays what it was, whatever is loaded later.

use std::collections::BTreeSet;

use sextant_domain::rules::{RagFamily, RagRule};
use sextant_domain::scorecard::{Inputs, canonical_bytes, compile};
use sextant_domain::{Figure, TermOfYear};
use sextant_service::imports::ImportRequest;
use sextant_store::entities::scorecard;
use sextant_store::indicators::{self, NewIndicator, put_indicators};
use sextant_store::ledger::{self, Counts, Knowledge, NewEntry};
use sextant_store::places::{NewPlace, put_register};
use sextant_store::query::inspections::of_schools;
use sextant_store::rules::put_rules;
use sextant_store::scorecards::{InputsRequest, find, load_inputs};
use sextant_store::{DatabaseTransaction, strategies};

use crate::support::extract::{load, load_strategy, project, request, try_import};
use crate::support::files::{Files, gunzip};
use crate::support::{Db, LoadedCopy, Prepared, both, day, now};

const STRATEGY: &str = "demonstration-2024";
const GIAS: &str = "edubasealldata20250115.csv.gz";
const OFSTED_2018: &str = "england_ofsted-schools_as_at_31_July_2018.csv.gz";

/// The inputs of the demonstration's card of spring 2026 at a position.
async fn inputs_at(db: &Db, knowledge: Knowledge) -> Inputs {
    let stored = strategies::load(db.store.read(), STRATEGY).await.unwrap().unwrap();
    let request = InputsRequest {
        strategy: &stored,
        term: TermOfYear::parse("2025/26-spring").unwrap(),
        as_known_at: day("2026-03-16"),
        knowledge,
        previous_knowledge: knowledge,
        catalogue: None,
        rules: None,
    };
    load_inputs(db.store.read(), &request).await.unwrap()
}

/// The text of everything in them.
fn text(inputs: &Inputs) -> String {
    format!("{inputs:#?}")
}

async fn latest(db: &Db) -> Knowledge {
    ledger::latest(db.store.read()).await.unwrap()
}

/// What a manifest says of where its inputs stand.
struct Named {
    knowledge: Knowledge,
    previous: Knowledge,
    catalogue: Knowledge,
    rules: Vec<(String, i64)>,
}

async fn named(db: &Db, card: &scorecard::Model) -> Named {
    let manifest: serde_json::Value = serde_json::from_str(&card.manifest).unwrap();
    let said = |key: &str| manifest[key].as_str().unwrap().to_owned();
    let rule = |rule: &serde_json::Value| {
        let (code, version) = rule.as_str().unwrap().rsplit_once('/').unwrap();
        (code.to_owned(), version.parse().unwrap())
    };
    let entry = ledger::entry_with_file(db.store.read(), "sextant", &said("catalogue")).await.unwrap().unwrap();
    Named {
        knowledge: said("knowledge").parse().unwrap(),
        previous: said("previous_knowledge").parse().unwrap(),
        catalogue: entry.knowledge,
        rules: manifest["rules"].as_array().unwrap().iter().map(rule).collect(),
    }
}

/// A published card, compiled once more from the ledger.
async fn compiled_again(db: &Db, card: &scorecard::Model) -> String {
    let connection = db.store.read();
    let named = named(db, card).await;
    let stored = strategies::load_version(connection, &card.strategy_code, card.strategy_version).await.unwrap();
    let request = InputsRequest {
        strategy: &stored.unwrap(),
        term: TermOfYear {
            year: sextant_domain::AcademicYear::starting(card.year_start.into()).unwrap(),
            term: sextant_domain::Term::from_number(card.term).unwrap(),
        },
        as_known_at: card.as_known_at,
        knowledge: named.knowledge,
        previous_knowledge: named.previous,
        catalogue: Some(named.catalogue),
        rules: Some(named.rules),
    };
    let inputs = load_inputs(connection, &request).await.unwrap();
    String::from_utf8(canonical_bytes(&compile(&inputs)).unwrap()).unwrap()
}

/// The newest revision of every card of both strategies.
async fn published(db: &Db) -> Vec<scorecard::Model> {
    let keys = db
        .texts(
            "SELECT DISTINCT strategy_code || ' ' || CAST(year_start AS TEXT) || ' ' || CAST(term AS TEXT) \
             FROM scorecard ORDER BY 1",
        )
        .await;
    let mut found = Vec::new();
    for key in keys {
        let parts: Vec<&str> = key.split(' ').collect();
        let term = TermOfYear {
            year: sextant_domain::AcademicYear::starting(parts[1].parse().unwrap()).unwrap(),
            term: sextant_domain::Term::from_number(parts[2].parse().unwrap()).unwrap(),
        };
        found.push(find(db.store.read(), parts[0], term, None).await.unwrap().unwrap());
    }
    found
}

/// Writes one later entry of Sextant's own, as an upgrade does.
async fn upgrade(db: &Db, write: impl AsyncFnOnce(&DatabaseTransaction, Knowledge)) {
    let transaction = db.store.begin().await.unwrap();
    let knowledge = ledger::next_knowledge(&transaction).await.unwrap();
    write(&transaction, knowledge).await;
    let entry = NewEntry {
        kind: "catalogue".to_owned(),
        source: "sextant".to_owned(),
        title: "A later version".to_owned(),
        status: sextant_domain::DataStatus::Published,
        published_on: day("2000-01-01"),
        file_name: "indicators.toml".to_owned(),
        file_sha256: "of a later version".to_owned(),
        recorded_at: now(),
    };
    ledger::record(&transaction, knowledge, &entry, Counts { read: 1, new: 1, ..Counts::default() }).await.unwrap();
    transaction.commit().await.unwrap();
}

/// Another name, another definition, no breaks, nothing supplies it: whatever a catalogue can say of an indicator.
async fn change_catalogue(db: &Db, transaction: &DatabaseTransaction, knowledge: Knowledge) {
    let codes: BTreeSet<String> = ["ATT-05".to_owned(), "ATT-16".to_owned(), "WEL-04".to_owned()].into();
    let now = indicators::load(db.store.read(), &codes, None).await.unwrap();
    assert_eq!(now.len(), codes.len());
    let changed: Vec<NewIndicator> = now
        .into_values()
        .map(|(mut indicator, _)| {
            indicator.name = format!("{}, renamed", indicator.name);
            indicator.decimals += 1;
            indicator.breaks.clear();
            indicator.definitions[0].coverage = "nobody".to_owned();
            let supply = sextant_domain::indicator::SupplyRule::Unsupplied("No longer.".to_owned());
            NewIndicator { indicator, supply, in_catalogue: true, measures: Vec::new() }
        })
        .collect();
    put_indicators(transaction, knowledge, &changed).await.unwrap();
    let region = NewPlace {
        id: db.number("SELECT region_id FROM place WHERE id = 883").await as i32,
        level: sextant_domain::place::PlaceLevel::Region,
        name: "East of somewhere else".to_owned(),
        region: None,
        from: None,
        to: None,
        codes: Vec::new(),
        successors: Vec::new(),
    };
    put_register(transaction, knowledge, &[region]).await.unwrap();
    let stricter = RagRule {
        code: "target-floor".to_owned(),
        version: 99,
        family: RagFamily::AbsoluteTolerance(Figure::whole(50)),
    };
    put_rules(transaction, [(stricter, "Almost everything is amber.".to_owned())], []).await.unwrap();
}

/// An edition of the interactive tool that lacks every second row of the newest one and has other figures in the rest.
fn next_edition(files: &Files) -> ImportRequest {
    let newest = String::from_utf8(gunzip(&project("data/extract/lait_2026-04-08.csv.gz"))).unwrap();
    let mut lines = newest.lines();
    let header = lines.next().unwrap().to_owned();
    let kept = lines.step_by(2).map(|line| {
        let (before, value) = line.rsplit_once(',').unwrap();
        let other = value.parse::<f64>().map_or_else(|_| value.to_owned(), |value| format!("{:.3}", value / 2.0));
        format!("{before},{other}")
    });
    let text: Vec<String> = std::iter::once(header).chain(kept).collect();
    ImportRequest {
        file: files.gzip("lait_2026-06-01.csv.gz", text.join("\n")),
        released: day("2026-06-01"),
        ..request("lait_2026-04-08.csv.gz")
    }
}

both! {
    /// The interactive tool is preferred where it has a series too; before it was loaded nobody knew its figures.
    async fn a_source_that_comes_later_supplies_nothing_that_was_known_before(db: Prepared) {
        for file in [
            "exclusions_by_geographic_level.csv.gz",
            "1_eyfsp_headline_measures_2022.csv.gz",
            "UD_NEETNK_LA_dashboard_2023_final.csv.gz",
            "lait_data_dictionary_without_dates.csv.gz",
        ] {
            load(&db, file).await;
        }
        load_strategy(&db, "demonstration-2024.toml").await;
        let then = latest(&db).await;
        let before = inputs_at(&db, then).await;
        assert!(text(&before).contains("source: \"ees:neet\""), "the tidy files supply something");
        load(&db, "lait_2024-11-25.csv.gz").await;
        assert_eq!(text(&inputs_at(&db, then).await), text(&before));
        let later = latest(&db).await;
        let after = inputs_at(&db, later).await;
        assert!(!text(&after).contains("source: \"ees:neet\"") && text(&after).contains("source: \"lait\""));
    }

    /// The register of January 2025 names schools' last inspections by a day and a grade; Ofsted's file of 2018 knows the day
    /// of publication and the category of concern of some of them.
    async fn an_inspection_that_is_filled_in_was_not_known_so_before(db: Prepared) {
        load(&db, GIAS).await;
        load_strategy(&db, "demonstration-2024.toml").await;
        let then = latest(&db).await;
        let urns = db.texts("SELECT DISTINCT CAST(urn AS TEXT) FROM inspection ORDER BY 1").await;
        let urns: Vec<i32> = urns.iter().map(|urn| urn.parse().unwrap()).collect();
        let of = async |known| {
            let mut found: Vec<_> = of_schools(db.store.read(), &urns, known).await.unwrap().into_iter().collect();
            found.sort_by_key(|(urn, _)| *urn);
            format!("{found:#?}")
        };
        let (schools, inputs) = (of(then).await, inputs_at(&db, then).await);
        let report = load(&db, OFSTED_2018).await;
        assert!(report.counts.restated > 50, "{:?}", report.counts);
        let filled = db.number("SELECT COUNT(*) FROM (SELECT id FROM inspection GROUP BY id HAVING COUNT(*) > 1) twice").await;
        assert_eq!(filled, report.counts.restated as i64);
        assert_eq!(of(then).await, schools);
        assert_eq!(text(&inputs_at(&db, then).await), text(&inputs));
        assert_ne!(of(latest(&db).await).await, schools);
    }

    async fn the_same_catalogue_adds_no_version_and_a_changed_one_adds_its_own(db: LoadedCopy) {
        let versions = || db.number("SELECT COUNT(*) FROM indicator_version");
        let before = versions().await;
        assert_eq!(before, db.number("SELECT COUNT(*) FROM indicator").await);
        let codes: BTreeSet<String> = ["ATT-05".to_owned()].into();
        let then = latest(&db).await;
        let said = indicators::load(db.store.read(), &codes, None).await.unwrap();
        assert_eq!(indicators::load(db.store.read(), &codes, Some(then)).await.unwrap(), said);
        upgrade(&db, async |transaction, knowledge| change_catalogue(&db, transaction, knowledge).await).await;
        assert_eq!(versions().await, before + 3);
        assert_eq!(indicators::load(db.store.read(), &codes, Some(then)).await.unwrap(), said);
        let now = indicators::load(db.store.read(), &codes, None).await.unwrap();
        assert_ne!(now, said);
        assert_eq!(indicators::load(db.store.read(), &codes, Some(then + 1)).await.unwrap(), now);
        assert!(indicators::load(db.store.read(), &codes, Some(0)).await.unwrap().is_empty(), "nothing was known at first");
        // The same once more changes nothing: no version is added.
        upgrade(&db, async |transaction, knowledge| {
            let (indicator, supply) = now["ATT-05"].clone();
            let same = NewIndicator { indicator, supply, in_catalogue: true, measures: Vec::new() };
            put_indicators(transaction, knowledge, &[same]).await.unwrap();
        })
        .await;
        assert_eq!(versions().await, before + 3);
    }

    /// Whatever comes later: a catalogue, a register, rules, a strategy's version, an edition. Every card says from the ledger
    /// what it said when it was published, byte for byte.
    async fn every_published_card_compiles_to_its_own_bytes_after_everything_changed(db: LoadedCopy) {
        let cards = published(&db).await;
        assert!(cards.len() >= 10, "{}", cards.len());
        upgrade(&db, async |transaction, knowledge| change_catalogue(&db, transaction, knowledge).await).await;
        let changed = crate::support::extract::text("data/strategies/demonstration-2024.toml")
            .replace("target-floor", "binary");
        sextant_service::strategy::load(&db.store, &changed, "demonstration-2024.toml", now()).await.unwrap();
        let files = Files::new();
        let report = try_import(&db, &next_edition(&files)).await.unwrap();
        assert!(report.counts.restated > 10_000 && report.counts.withdrawn > 10_000, "{:?}", report.counts);
        for card in &cards {
            let name = format!("{} {} {}", card.strategy_code, card.year_start, card.term);
            assert!(compiled_again(&db, card).await == card.content, "{name} compiles to something else");
        }
        // And what is known now is something else: the comparison above can fail.
        let newest = inputs_at(&db, latest(&db).await).await;
        assert_eq!(newest.region_name, "East of somewhere else");
        assert_eq!(newest.rag_rules["target-floor"].version, 99);
    }

    async fn a_rule_that_is_not_on_record_is_named(db: Prepared) {
        let told = sextant_store::rules::at(db.store.read(), &[("binary".to_owned(), 77)]).await.unwrap_err();
        assert!(told.to_string().contains("binary/77"), "{told}");
        let one = sextant_store::rules::at(db.store.read(), &[("binary".to_owned(), 1)]).await.unwrap();
        assert_eq!((one.rag.len(), one.direction.len()), (1, 0));
    }
}

//! The bundled extract.

use std::io::Read;
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;
use sextant_domain::DataStatus;
use sextant_service::files::manifest;
use sextant_service::imports::{ImportReport, ImportRequest, Kind, Silent, import};
use sextant_service::strategy;
use sextant_store::Database;

use crate::now;

/// Every kind of import.
const KINDS: [Kind; 9] = [
    Kind::Gias,
    Kind::GiasGroups,
    Kind::GiasLinks,
    Kind::GiasGroupLinks,
    Kind::Ofsted,
    Kind::Lait,
    Kind::LaitDictionary,
    Kind::Neighbours,
    Kind::Ees,
];

/// The data dictionary, without which no whole edition can be read.
const DICTIONARY: &str = "lait_data_dictionary_2026-04-08.csv.gz";

pub(crate) fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../data").join(path)
}

/// Opens a gzipped file of the extract.
pub(crate) fn open(name: &str) -> impl Read {
    MultiGzDecoder::new(std::fs::File::open(project("extract").join(name)).unwrap())
}

/// The publisher's 434 codes of measures, in the dictionary's order.
pub(crate) fn measures() -> Vec<String> {
    let mut reader = csv::Reader::from_reader(open(DICTIONARY));
    let column = reader.headers().unwrap().iter().position(|name| name == "Measure_short").unwrap();
    let mut codes = Vec::new();
    for row in reader.byte_records() {
        let code = String::from_utf8_lossy(&row.unwrap()[column]).trim().to_owned();
        // The dictionary lists some measures under two topics.
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    codes
}

/// The kind with this word.
pub(crate) fn kind(code: &str) -> Kind {
    KINDS.into_iter().find(|kind| kind.code() == code).unwrap()
}

/// Imports a file as released on a day.
pub(crate) async fn load(database: &Database, kind: Kind, file: PathBuf, released: &str) -> ImportReport {
    let released = released.parse().unwrap();
    let (status, title, mapping, dry_run) = (DataStatus::Published, String::new(), None, false);
    let request = ImportRequest { kind, file, released, status, title, mapping, dry_run };
    import(database, &request, now(), &Silent).await.unwrap()
}

/// Loads the data dictionary as of a day before every edition.
pub(crate) async fn load_dictionary(database: &Database) {
    load(database, Kind::LaitDictionary, project("extract").join(DICTIONARY), "2020-01-01").await;
}

/// Loads everything that the demo loads.
pub(crate) async fn load_everything(database: &Database) {
    let text = std::fs::read_to_string(project("extract/manifest.toml")).unwrap();
    for entry in manifest::parse(&text, "manifest.toml").unwrap().entries {
        let request = ImportRequest {
            kind: kind(entry.kind.code()),
            file: project("extract").join(&entry.file),
            released: entry.released,
            status: DataStatus::Published,
            title: entry.title,
            mapping: entry.mapping,
            dry_run: false,
        };
        import(database, &request, now(), &Silent).await.unwrap();
    }
    for file in ["thurrock-2019.toml", "demonstration-2024.toml"] {
        let text = std::fs::read_to_string(project("strategies").join(file)).unwrap();
        strategy::load(database, &text, file, now()).await.unwrap();
    }
}

/// Loads the core set for every authority there is today; how many there are.
pub(crate) async fn load_every_council(database: &Database) -> usize {
    let text = std::fs::read_to_string(project("strategies/thurrock-2019.toml")).unwrap();
    let mut numbers = sextant_store::places::authorities(database.read()).await.unwrap();
    numbers.retain(|number| *number != 883);
    for number in &numbers {
        crate::snapshots::load_as(database, &text, *number).await;
    }
    numbers.len()
}

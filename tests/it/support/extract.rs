//! The bundled extract of real data.

use std::path::PathBuf;

use sextant_domain::DataStatus;
use sextant_jobs::{DueRun, run_due_scorecards, run_due_snapshots};
use sextant_service::files::{ManifestEntry, manifest};
use sextant_service::imports::{ImportReport, ImportRequest, Silent, import};
use sextant_service::{ServiceError, strategy};

use super::{Db, now};

/// A file of the project, by its path from the root.
pub(crate) fn project(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The text of a file of the project.
pub(crate) fn text(path: &str) -> String {
    std::fs::read_to_string(project(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of the extract in their order.
pub(crate) fn entries() -> Vec<ManifestEntry> {
    manifest::parse(&text("data/extract/manifest.toml"), "manifest.toml").unwrap().entries
}

/// How to import a file of the extract, as the manifest says.
pub(crate) fn request(file: &str) -> ImportRequest {
    let entry = entries().into_iter().find(|entry| entry.file == file).unwrap_or_else(|| panic!("no {file}"));
    request_of(&entry)
}

fn request_of(entry: &ManifestEntry) -> ImportRequest {
    ImportRequest {
        kind: entry.kind,
        file: project("data/extract").join(&entry.file),
        released: entry.released,
        status: DataStatus::Published,
        title: entry.title.clone(),
        mapping: entry.mapping.clone(),
        dry_run: false,
    }
}

/// Imports a file of the extract.
pub(crate) async fn load(db: &Db, file: &str) -> ImportReport {
    try_import(db, &request(file)).await.unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// Imports anything.
pub(crate) async fn try_import(db: &Db, request: &ImportRequest) -> Result<ImportReport, ServiceError> {
    import(&db.store, request, now(), &Silent).await
}

/// The strategy files of the project.
pub(crate) const STRATEGIES: [&str; 2] = ["thurrock-2019.toml", "demonstration-2024.toml"];

/// Loads a strategy file of the project.
pub(crate) async fn load_strategy(db: &Db, file: &str) -> strategy::StrategyLoaded {
    strategy::load(&db.store, &text(&format!("data/strategies/{file}")), file, now()).await.unwrap()
}

/// Everything that is due: scorecards first, snapshots then.
pub(crate) async fn run_due(db: &Db) -> Vec<DueRun> {
    let mut runs = run_due_scorecards(&db.store, now()).await.unwrap();
    runs.extend(run_due_snapshots(&db.store, now()).await.unwrap());
    runs
}

/// The whole extract, both strategies, every scorecard and every snapshot that is due.
pub(crate) async fn load_everything(db: &Db) {
    for entry in entries() {
        try_import(db, &request_of(&entry)).await.unwrap_or_else(|error| panic!("{}: {error}", entry.file));
    }
    for file in STRATEGIES {
        load_strategy(db, file).await;
    }
    for run in run_due(db).await {
        run.result.unwrap_or_else(|error| panic!("{} {}: {error}", run.strategy, run.what));
    }
    if db.engine == super::Engine::Postgres {
        db.execute("ANALYZE").await.unwrap();
    }
}

//! Loading the bundled extract, file by file, in the order of release.

use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use sextant_domain::DataStatus;
use sextant_domain::scorecard::sha256_hex;
use sextant_service::ServiceError;
use sextant_service::files::Manifest;
use sextant_service::files::manifest::{ManifestEntry, parse};
use sextant_service::imports::{ImportReport, ImportRequest, Kind, Silent, import};
use sextant_store::{Database, doctor};

use crate::cli::import::Bar;
use crate::cli::output::{Out, counted, thousands};
use crate::clock;

const MANIFEST: &str = "manifest.toml";

/// The manifest of the extract in a data folder.
///
/// # Errors
/// When it is not there, or has mistakes.
pub(super) fn manifest(data: &Path) -> anyhow::Result<Manifest> {
    let path = data.join("extract").join(MANIFEST);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        anyhow::anyhow!(
            "the bundled data are not here: '{}' could not be read ({error}). Run the demo in the folder of the Sextant \
             sources, or name their data folder with --data",
            path.display()
        )
    })?;
    Ok(parse(&text, MANIFEST).map_err(ServiceError::Mistakes)?)
}

/// Reads a whole file.
///
/// # Errors
/// With the path.
pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).map_err(|error| anyhow::anyhow!("'{}' could not be read: {error}", path.display()))
}

/// Loads what the ledger does not have yet.
///
/// # Errors
/// When a file cannot be read or imported; those before it stay loaded.
pub(super) async fn files(database: &Database, data: &Path, manifest: &Manifest, out: &mut Out) -> anyhow::Result<()> {
    let started = Instant::now();
    let (mut loaded, mut skipped) = (0, 0);
    for entry in &manifest.entries {
        let path = data.join("extract").join(&entry.file);
        let kind = format!("import:{}", entry.kind.code());
        if doctor::has_file(database, &kind, &sha256_hex(&read(&path)?), entry.released).await? {
            skipped += 1;
            continue;
        }
        let report = file(database, &path, entry).await?;
        out.line(line(entry, &report))?;
        loaded += 1;
    }
    let files = counted(loaded, "file", "files");
    let seconds = started.elapsed().as_secs_f32();
    out.line(format_args!("  {files} loaded in {seconds:.1} s, {skipped} were there already"))?;
    Ok(())
}

/// Loads the schools that do not exist, of which the invented work speaks: independent ones, so that they count nowhere.
///
/// # Errors
/// When the file cannot be read or imported.
pub(super) async fn invented_schools(database: &Database, data: &Path) -> anyhow::Result<()> {
    let path = data.join("demo").join("schools.csv");
    let released = NaiveDate::from_ymd_opt(2025, 7, 18).unwrap_or_default();
    if doctor::has_file(database, "import:gias", &sha256_hex(&read(&path)?), released).await? {
        return Ok(());
    }
    let request = ImportRequest {
        kind: Kind::Gias,
        file: path,
        released,
        status: DataStatus::Published,
        title: "Invented schools of the demonstration".to_owned(),
        mapping: None,
        dry_run: false,
    };
    import(database, &request, clock::now(), &Silent).await.map_err(|error| anyhow::anyhow!("schools.csv: {error}"))?;
    Ok(())
}

async fn file(database: &Database, path: &Path, entry: &ManifestEntry) -> anyhow::Result<ImportReport> {
    let request = ImportRequest {
        kind: entry.kind,
        file: path.to_owned(),
        released: entry.released,
        status: DataStatus::Published,
        title: entry.title.clone(),
        mapping: entry.mapping.clone(),
        dry_run: false,
    };
    let bar = Bar::new();
    let result = import(database, &request, clock::now(), &bar).await;
    bar.clear();
    result.map_err(|error| anyhow::anyhow!("{}: {error}", entry.file))
}

fn line(entry: &ManifestEntry, report: &ImportReport) -> String {
    let counts = report.counts;
    let mut text = format!("  {} {:<16} {:>8} new", entry.released, entry.kind.code(), thousands(counts.new));
    for (count, word) in [(counts.restated, "restated"), (counts.withdrawn, "withdrawn"), (counts.refused, "refused")] {
        if count > 0 {
            text.push_str(&format!(", {} {word}", thousands(count)));
        }
    }
    text
}

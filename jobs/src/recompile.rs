//! Compiling a published result once more, from exactly what it was compiled from.
//!
//! A manifest names everything: the version of the strategy, the position in the ledger, the catalogue by the hash of its
//! text, the rules by code and version. What was loaded since does not enter.

use chrono::NaiveDate;
use serde::Deserialize;
use sextant_domain::progress::{ProgressInputs, Snapshot, compile_snapshot};
use sextant_domain::scorecard::{Inputs, Scorecard, compile};
use sextant_domain::{AcademicYear, TermOfYear};
use sextant_store::entities::{scorecard, snapshot};
use sextant_store::ledger::Knowledge;
use sextant_store::scorecards::InputsRequest;
use sextant_store::snapshots::SnapshotRequest;
use sextant_store::strategies::{self, Stored};
use sextant_store::{ConnectionTrait, StoreError, ledger, scorecards, snapshots};

/// The source of what comes with Sextant itself: the catalogue, the register of places, the rules.
const OWN_SOURCE: &str = "sextant";

/// Why a result cannot be compiled again.
#[derive(Debug, thiserror::Error)]
pub enum RecompileError {
    /// The manifest cannot be read.
    #[error("its manifest is not readable ({0}): it was written by another version of Sextant, or altered")]
    Manifest(String),
    /// The strategy's version is gone.
    #[error("the ledger has no version {version} of the strategy '{code}'")]
    NoStrategy {
        /// The strategy.
        code: String,
        /// The version.
        version: i64,
    },
    /// The catalogue is not in the ledger.
    #[error("the ledger has no catalogue with the hash {0}")]
    NoCatalogue(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What a manifest of either kind says.
#[derive(Debug, Deserialize)]
struct Manifest {
    sextant: String,
    strategy: String,
    strategy_version: String,
    #[serde(default)]
    term: String,
    #[serde(default)]
    year: String,
    as_known_at: NaiveDate,
    knowledge: String,
    #[serde(default)]
    previous_knowledge: String,
    catalogue: String,
    #[serde(default)]
    rules: Vec<String>,
}

/// The version of Sextant that a manifest names; empty where it is not readable.
pub fn made_by(manifest: &str) -> String {
    serde_json::from_str::<Manifest>(manifest).map(|manifest| manifest.sextant).unwrap_or_default()
}

/// Compiles a published scorecard again; what it was compiled from, and what comes out.
///
/// # Errors
/// [`RecompileError`].
pub async fn recompile_scorecard(
    connection: &impl ConnectionTrait,
    published: &scorecard::Model,
) -> Result<(Inputs, Scorecard), RecompileError> {
    let manifest = read(&published.manifest)?;
    let (stored, catalogue) = basis(connection, &manifest).await?;
    let request = InputsRequest {
        strategy: &stored,
        term: TermOfYear::parse(&manifest.term).map_err(|error| RecompileError::Manifest(error.to_string()))?,
        as_known_at: manifest.as_known_at,
        knowledge: number(&manifest.knowledge)?,
        previous_knowledge: number(&manifest.previous_knowledge)?,
        catalogue: Some(catalogue),
        rules: Some(manifest.rules.iter().map(|rule| named(rule)).collect::<Result<_, _>>()?),
    };
    let inputs = scorecards::load_inputs(connection, &request).await?;
    let card = compile(&inputs);
    Ok((inputs, card))
}

/// Compiles a published snapshot again; what it was compiled from, and what comes out.
///
/// # Errors
/// [`RecompileError`].
pub async fn recompile_snapshot(
    connection: &impl ConnectionTrait,
    published: &snapshot::Model,
) -> Result<(ProgressInputs, Snapshot), RecompileError> {
    let manifest = read(&published.manifest)?;
    let (stored, catalogue) = basis(connection, &manifest).await?;
    let request = SnapshotRequest {
        strategy: &stored,
        year: AcademicYear::parse(&manifest.year).map_err(|error| RecompileError::Manifest(error.to_string()))?,
        as_known_at: manifest.as_known_at,
        knowledge: number(&manifest.knowledge)?,
        catalogue: Some(catalogue),
    };
    let inputs = snapshots::load_inputs(connection, &request).await?;
    let snapshot = compile_snapshot(&inputs);
    Ok((inputs, snapshot))
}

fn read(manifest: &str) -> Result<Manifest, RecompileError> {
    serde_json::from_str(manifest).map_err(|error| RecompileError::Manifest(error.to_string()))
}

/// The strategy's version and the position of the catalogue.
async fn basis(connection: &impl ConnectionTrait, manifest: &Manifest) -> Result<(Stored, Knowledge), RecompileError> {
    let (code, version) = (&manifest.strategy, number(&manifest.strategy_version)?);
    let stored = strategies::load_version(connection, code, version)
        .await?
        .ok_or_else(|| RecompileError::NoStrategy { code: code.clone(), version })?;
    let catalogue = ledger::entry_with_file(connection, OWN_SOURCE, &manifest.catalogue)
        .await?
        .ok_or_else(|| RecompileError::NoCatalogue(manifest.catalogue.clone()))?;
    Ok((stored, catalogue.knowledge))
}

fn number(text: &str) -> Result<i64, RecompileError> {
    text.parse().map_err(|_| RecompileError::Manifest(format!("'{text}' is not a whole number")))
}

/// `target-floor/1` as code and version.
fn named(rule: &str) -> Result<(String, i64), RecompileError> {
    let (code, version) = rule.rsplit_once('/').ok_or_else(|| RecompileError::Manifest(format!("rule '{rule}'")))?;
    Ok((code.to_owned(), number(version)?))
}

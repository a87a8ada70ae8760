//! Proving what was published: every result is compiled again from the ledger as known then, and the hashes are compared.

mod difference;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde::Serialize;
use sextant_domain::scorecard::{canonical_bytes, sha256_hex};
use sextant_domain::{AcademicYear, Term, TermOfYear};
use sextant_store::entities::{scorecard, snapshot};
use sextant_store::{Database, Result as StoreResult, scorecards, snapshots};

use crate::recompile::{RecompileError, made_by, recompile_scorecard, recompile_snapshot};
use difference::first_difference;

/// How many results are compiled at a time: enough to keep two cores and the database busy.
const AT_ONCE: usize = 4;

/// Which results to verify.
#[derive(Clone, Debug, Default)]
pub struct VerifyRequest {
    /// Those of one strategy; all when `None`.
    pub strategy: Option<String>,
}

/// A published result by name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ResultName {
    /// The strategy's code.
    pub strategy: String,
    /// `scorecard 2025/26-autumn`, `snapshot 2025/26`.
    pub what: String,
    /// The revision.
    pub revision: i32,
}

/// What verifying one result came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// It was compiled again, byte for byte.
    Verified,
    /// The stored content does not have the recorded hash: somebody changed one of them.
    ContentAltered {
        /// The hash of the content as it is stored.
        now: String,
        /// The hash on record.
        recorded: String,
    },
    /// The stored manifest does not have the recorded hash.
    ManifestAltered,
    /// The rows of the lines do not say what the content says.
    LinesAltered {
        /// The position of the first that does not, from 1.
        line: usize,
    },
    /// The same inputs give something else now.
    Differs {
        /// The hash on record.
        recorded: String,
        /// The hash of what comes out now.
        recompiled: String,
        /// The first place where the two differ, with both texts.
        difference: String,
    },
    /// Another version of Sextant made it, and this version's rules give something else.
    MadeByAnotherVersion {
        /// That version.
        version: String,
        /// The first place where the two differ, with both texts.
        difference: String,
    },
    /// It cannot be compiled again, and why.
    CannotRecompile(String),
}

/// A verified result with the finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// Which.
    pub name: ResultName,
    /// What came of it.
    pub finding: Finding,
}

/// What verifying came to, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VerifyReport {
    results: Vec<Checked>,
}

impl VerifyReport {
    /// How many results were verified.
    pub fn checked(&self) -> usize {
        self.results.len()
    }

    /// Those that do not match.
    pub fn problems(&self) -> impl Iterator<Item = &Checked> {
        self.results.iter().filter(|checked| checked.finding != Finding::Verified)
    }
}

/// One published result of either kind, as it is stored.
struct Stored {
    name: ResultName,
    content: String,
    content_hash: String,
    manifest: String,
    manifest_hash: String,
    kind: Kind,
}

/// A published result that is to be checked: strategy, term or year, revision.
enum Which {
    Scorecard(String, TermOfYear, i32),
    Snapshot(String, AcademicYear, i32),
}

impl Which {
    async fn load(&self, database: &Database) -> StoreResult<Option<Stored>> {
        let connection = database.read();
        Ok(match self {
            Self::Scorecard(strategy, term, revision) => {
                scorecards::find(connection, strategy, *term, Some(*revision)).await?.map(Stored::scorecard)
            }
            Self::Snapshot(strategy, year, revision) => {
                snapshots::find(connection, strategy, *year, Some(*revision), None).await?.map(Stored::snapshot)
            }
        })
    }
}

enum Kind {
    Scorecard(scorecard::Model),
    Snapshot(snapshot::Model),
}

/// Verifies every published scorecard and snapshot.
///
/// # Errors
/// When the database cannot be asked what was published. What cannot be compiled again is a finding, not an error.
pub async fn verify(database: &Database, request: &VerifyRequest) -> StoreResult<VerifyReport> {
    let (connection, strategy) = (database.read(), request.strategy.as_deref());
    let card = |(code, term, revision)| Which::Scorecard(code, term, revision);
    let cards = scorecards::published_names(connection, strategy).await?.into_iter().map(card);
    let snapshot = |(code, year, revision)| Which::Snapshot(code, year, revision);
    let snapshots = snapshots::published_names(connection, strategy).await?.into_iter().map(snapshot);
    let mut results: Vec<Checked> = stream::iter(cards.chain(snapshots))
        .map(|which| check(database, which))
        .buffer_unordered(AT_ONCE)
        .try_filter_map(async |checked| Ok(checked))
        .try_collect()
        .await?;
    results.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(VerifyReport { results })
}

/// Checks one result; its content is in memory for no longer than that. `None` where there is no such result, which no other
/// than an altered database can come to.
async fn check(database: &Database, which: Which) -> StoreResult<Option<Checked>> {
    let Some(stored) = which.load(database).await? else { return Ok(None) };
    let finding = match stored.altered(database).await? {
        Some(altered) => altered,
        None => match stored.recompiled(database).await {
            Ok(recompiled) => stored.compare(&recompiled),
            Err(RecompileError::Store(sextant_store::StoreError::Database(error))) => return Err(error.into()),
            Err(why) => Finding::CannotRecompile(why.to_string()),
        },
    };
    if finding != Finding::Verified {
        tracing::error!(
            strategy = stored.name.strategy,
            what = stored.name.what,
            ?finding,
            "a published result is not verified"
        );
    }
    Ok(Some(Checked { name: stored.name, finding }))
}

impl Stored {
    fn scorecard(row: scorecard::Model) -> Self {
        let term = AcademicYear::starting(row.year_start.into())
            .zip(Term::from_number(row.term))
            .map(|(year, term)| TermOfYear { year, term }.to_string());
        Self {
            name: ResultName {
                strategy: row.strategy_code.clone(),
                what: format!("scorecard {}", term.unwrap_or_default()),
                revision: row.revision,
            },
            content: row.content.clone(),
            content_hash: row.content_hash.clone(),
            manifest: row.manifest.clone(),
            manifest_hash: row.manifest_hash.clone(),
            kind: Kind::Scorecard(row),
        }
    }

    fn snapshot(row: snapshot::Model) -> Self {
        let year = AcademicYear::starting(row.year_start.into()).map(|year| year.to_string());
        Self {
            name: ResultName {
                strategy: row.strategy_code.clone(),
                what: format!("snapshot {}", year.unwrap_or_default()),
                revision: row.revision,
            },
            content: row.content.clone(),
            content_hash: row.content_hash.clone(),
            manifest: row.manifest.clone(),
            manifest_hash: row.manifest_hash.clone(),
            kind: Kind::Snapshot(row),
        }
    }

    /// Whether what is stored is what was stored: content, manifest and lines agree with their hashes and with each other.
    async fn altered(&self, database: &Database) -> StoreResult<Option<Finding>> {
        let now = sha256_hex(self.content.as_bytes());
        if now != self.content_hash {
            return Ok(Some(Finding::ContentAltered { now, recorded: self.content_hash.clone() }));
        }
        if sha256_hex(self.manifest.as_bytes()) != self.manifest_hash {
            return Ok(Some(Finding::ManifestAltered));
        }
        let rows: Vec<String> = match &self.kind {
            Kind::Scorecard(row) => {
                scorecards::lines(database.read(), row).await?.into_iter().map(|line| line.content).collect()
            }
            Kind::Snapshot(row) => {
                snapshots::lines(database.read(), row).await?.into_iter().map(|line| line.content).collect()
            }
        };
        let published = lines_of(&self.content);
        let differs = (0..rows.len().max(published.len())).find(|at| rows.get(*at) != published.get(*at));
        Ok(differs.map(|at| Finding::LinesAltered { line: at + 1 }))
    }

    /// The canonical content that comes out now.
    async fn recompiled(&self, database: &Database) -> Result<String, RecompileError> {
        match &self.kind {
            Kind::Scorecard(row) => canonical(&recompile_scorecard(database.read(), row).await?.1),
            Kind::Snapshot(row) => canonical(&recompile_snapshot(database.read(), row).await?.1),
        }
    }

    fn compare(&self, recompiled: &str) -> Finding {
        let hash = sha256_hex(recompiled.as_bytes());
        if hash == self.content_hash {
            return Finding::Verified;
        }
        let difference = first_difference(&self.content, recompiled);
        let version = made_by(&self.manifest);
        if version != env!("CARGO_PKG_VERSION") {
            return Finding::MadeByAnotherVersion { version, difference };
        }
        Finding::Differs { recorded: self.content_hash.clone(), recompiled: hash, difference }
    }
}

fn canonical<T: Serialize>(result: &T) -> Result<String, RecompileError> {
    let bytes = canonical_bytes(result).map_err(|error| RecompileError::Manifest(error.to_string()))?;
    String::from_utf8(bytes).map_err(|error| RecompileError::Manifest(error.to_string()))
}

/// The canonical JSON of every line of a published result, in order.
fn lines_of(content: &str) -> Vec<String> {
    let content: serde_json::Value = serde_json::from_str(content).unwrap_or_default();
    let priorities = content["priorities"].as_array().into_iter().flatten();
    let lines = priorities.flat_map(|priority| priority["lines"].as_array().into_iter().flatten());
    lines.map(|line| canonical(line).unwrap_or_default()).collect()
}

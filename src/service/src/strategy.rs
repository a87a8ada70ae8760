//! Loading a council's strategy from its file.

mod approvals;

use chrono::{DateTime, Utc};
use sextant_domain::strategy::Strategy;
use sextant_domain::{DataStatus, rules};
use sextant_store::ledger::{self, Counts, Knowledge, NewEntry, Source};
use sextant_store::{Database, strategies};

use crate::error::ServiceError;
use crate::files::strategy as file;
use crate::setup;

pub use approvals::ChangedApproval;

/// What loading a strategy came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StrategyLoaded {
    /// The strategy's code.
    pub code: String,
    /// The version that now holds.
    pub version: i64,
    /// The ledger position of the version, where it is new; `None` when the file says what was loaded before.
    pub knowledge: Option<Knowledge>,
}

/// Loads a strategy as a new version, or says that nothing is different.
///
/// # Errors
/// [`ServiceError::Mistakes`] with the line of every mistake; [`ServiceError::ApprovalsChanged`] where the file leaves out, or
/// says otherwise, what the version before has as approved.
pub async fn load(
    database: &Database,
    text: &str,
    file_name: &str,
    now: DateTime<Utc>,
) -> Result<StrategyLoaded, ServiceError> {
    let strategy = read(text, file_name)?;
    let transaction = database.begin().await?;
    let knowledge = ledger::next_knowledge(&transaction).await?;
    let newest = strategies::load(&transaction, &strategy.code).await?;
    if let Some(stored) = &newest
        && stored.strategy.council != strategy.council
    {
        return Err(ServiceError::Missing(format!(
            "the strategy code '{}' belongs to the council '{}'. Nothing was written. Choose another code",
            strategy.code, stored.strategy.council
        )));
    }
    if let Some(stored) = newest.as_ref().filter(|stored| stored.strategy == strategy) {
        return Ok(StrategyLoaded { code: strategy.code, version: stored.version, knowledge: None });
    }
    let changed = newest.as_ref().map(|stored| approvals::changed(&stored.strategy, &strategy)).unwrap_or_default();
    if !changed.is_empty() {
        return Err(ServiceError::ApprovalsChanged(changed));
    }
    let version = newest.map_or(1, |stored| stored.version + 1);
    let source = source(&strategy);
    ledger::ensure_source(&transaction, &source).await?;
    strategies::write_strategy(&transaction, knowledge, version, &strategy).await?;
    let entry = NewEntry {
        kind: "strategy".to_owned(),
        source: source.code,
        title: format!("{}, version {version}", strategy.title),
        status: DataStatus::Published,
        published_on: strategy.in_force_from,
        file_name: file_name.to_owned(),
        file_sha256: sextant_domain::scorecard::sha256_hex(text.as_bytes()),
        recorded_at: now,
    };
    let counts = Counts { read: 1, new: 1, ..Counts::default() };
    ledger::record(&transaction, knowledge, &entry, counts).await?;
    transaction.commit().await.map_err(sextant_store::StoreError::from)?;
    Ok(StrategyLoaded { code: strategy.code, version, knowledge: Some(knowledge) })
}

/// Reads a strategy and holds it against the catalogue and the rules.
///
/// # Errors
/// [`ServiceError::Mistakes`].
pub fn read(text: &str, file_name: &str) -> Result<Strategy, ServiceError> {
    let catalogue = setup::own_catalogue()?;
    let read = file::read(text, file_name).map_err(ServiceError::Mistakes)?;
    let (rag, direction) = (rules::rag_rules(), rules::direction_rules());
    let rag_rules: Vec<_> = rag.into_iter().map(|shipped| shipped.rule).collect();
    let direction_rules: Vec<&str> = direction.iter().map(|shipped| shipped.rule.code.as_str()).collect();
    let known = file::Known { catalogue: &catalogue, rag_rules: &rag_rules, direction_rules: &direction_rules };
    read.validate(&known).map_err(ServiceError::Mistakes)?;
    Ok(read.strategy)
}

fn source(strategy: &Strategy) -> Source {
    Source {
        code: format!("strategy:{}", strategy.code),
        publisher: strategy.council_name.clone(),
        title: strategy.title.clone(),
        licence: String::new(),
    }
}

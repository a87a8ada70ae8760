//! Published results that are compiled again for an explanation, and the rows behind their figures.

use sextant_domain::explain::SourceRow;
use sextant_domain::{AcademicYear, Term, TermOfYear};
use sextant_jobs::explain::{ExplainedResult, explain_scorecard, explain_snapshot};
use sextant_jobs::recompile::RecompileError;
use sextant_store::entities::{commentary, scorecard, snapshot};
use sextant_store::explain::{RowKey, source_rows};
use sextant_store::{Result as StoreResult, scorecards, snapshots};

use super::*;

/// A published scorecard by strategy, year, term and revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct CardKey(pub(super) String, pub(super) i16, pub(super) i16, pub(super) i32);

impl From<&scorecard::Model> for CardKey {
    fn from(row: &scorecard::Model) -> Self {
        Self(row.strategy_code.clone(), row.year_start, row.term, row.revision)
    }
}

impl From<&commentary::Model> for CardKey {
    fn from(row: &commentary::Model) -> Self {
        Self(row.strategy_code.clone(), row.year_start, row.term, row.revision)
    }
}

impl CardKey {
    /// The revision.
    pub(crate) const fn revision(&self) -> i32 {
        self.3
    }

    /// The term.
    pub(crate) fn term(&self) -> Option<TermOfYear> {
        let year = AcademicYear::starting(self.1.into())?;
        Some(TermOfYear { year, term: Term::from_number(self.2)? })
    }
}

/// A published snapshot by strategy, year and revision.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SnapshotKey(String, i16, i32);

impl From<&snapshot::Model> for SnapshotKey {
    fn from(row: &snapshot::Model) -> Self {
        Self(row.strategy_code.clone(), row.year_start, row.revision)
    }
}

/// A result that was compiled again, with the explanations of its lines; or why it cannot be.
pub(crate) type MaybeExplained = std::result::Result<Arc<ExplainedResult>, String>;

/// The reason why a result cannot be compiled again is an answer; a failing store is none.
fn explained(found: std::result::Result<ExplainedResult, RecompileError>) -> StoreResult<Arc<MaybeExplained>> {
    match found {
        Err(RecompileError::Store(error)) => Err(error),
        other => Ok(Arc::new(other.map(Arc::new).map_err(|error| error.to_string()))),
    }
}

key!(
    /// A published scorecard's explanations: it is compiled again, in a fixed number of statements for each scorecard.
    ExplainedCardOf(CardKey) -> Arc<MaybeExplained>,
    |connection, keys| {
        let mut found = HashMap::new();
        for key in keys {
            let Some(term) = key.0.term() else { continue };
            let Some(row) = scorecards::find(connection, &key.0.0, term, Some(key.0.3)).await? else { continue };
            found.insert(key.clone(), explained(explain_scorecard(connection, &row).await)?);
        }
        Ok(found)
    }
);

key!(
    /// A published snapshot's explanations: it is compiled again, in a fixed number of statements for each snapshot.
    ExplainedSnapshotOf(SnapshotKey) -> Arc<MaybeExplained>,
    |connection, keys| {
        let mut found = HashMap::new();
        for key in keys {
            let SnapshotKey(strategy, year, revision) = &key.0;
            let Some(year) = AcademicYear::starting((*year).into()) else { continue };
            let row = snapshots::find(connection, strategy, year, Some(*revision), None).await?;
            let Some(row) = row else { continue };
            found.insert(key.clone(), explained(explain_snapshot(connection, &row).await)?);
        }
        Ok(found)
    }
);

key!(
    /// Where a figure stands in a publisher's file, as known at the position of the result that it is an input of.
    SourceRowOf(Knowledge, RowKey) -> SourceRow,
    |connection, keys| {
        let mut found = HashMap::new();
        for (known, keys) in by_position(keys.iter().map(|key| (&key.1, key.0))) {
            let rows = source_rows(connection, &keys.into_iter().cloned().collect(), known).await?;
            found.extend(rows.into_iter().map(|(key, row)| (SourceRowOf(known, key), row)));
        }
        Ok(found)
    }
);

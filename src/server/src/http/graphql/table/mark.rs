//! A mark of everything that lists show: two readings of one list belong together while it stays the same.

use sextant_domain::access::Identity;
use sextant_store::query::audit::{self, AuditField};
use sextant_store::query::{Filter, Scalar, Test};
use sextant_store::{Database, Result, ledger};

/// How much was written so far: by imports and the like, and by the people and jobs of a council.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The position of the ledger.
    pub(super) knowledge: ledger::Knowledge,
    /// How many entries the audit trail of the caller's council has: every write leaves one. The public sees none of what they are
    /// about. (Their newest id would be cheaper, but ids of several servers need not come in the order of the writes.)
    writes: u64,
}

impl Mark {
    /// The mark as it is now, for those who see what the caller sees.
    pub(super) async fn read(database: &Database, identity: &Identity) -> Result<Self> {
        let connection = database.read();
        let knowledge = ledger::latest(connection).await?;
        let writes = match &identity.council {
            None => 0,
            Some(council) => {
                let own = Filter::Is(AuditField::Council, Test::Eq(Scalar::Text(council.clone())));
                audit::count(connection, &own).await?
            }
        };
        Ok(Self { knowledge, writes })
    }
}

//! One write: permission, idempotency, version, audit, commit.

use serde::Serialize;
use sextant_domain::access::Role;
use sextant_domain::delivery::{AuditAct, Problem, ProblemCode, RecordKind};
use sextant_domain::scorecard::sha256_hex;
use sextant_store::entities::{audit_entry, idempotency_key};
use sextant_store::{Database, DatabaseTransaction, StoreError, delivery};

use super::{Write, WriteError, refuse};

/// The longest idempotency key, in characters.
const LONGEST_KEY: usize = 100;

/// A write under way.
pub(super) struct Unit<'a> {
    pub(super) write: &'a Write<'a>,
    pub(super) council: String,
    pub(super) transaction: DatabaseTransaction,
}

/// A record with its name and version, for the trail.
pub(super) struct Subject<'a> {
    pub(super) kind: RecordKind,
    pub(super) id: &'a str,
    pub(super) version: i32,
}

impl<'a> Unit<'a> {
    /// Begins a write for the caller's council, where the role is enough.
    pub(super) async fn begin(database: &Database, write: &'a Write<'a>, least: Role) -> Result<Self, WriteError> {
        let council = write.identity.acts_for(least)?.to_owned();
        if write.key.is_some_and(|key| key.is_empty() || key.chars().count() > LONGEST_KEY) {
            let message = format!("An idempotency key has 1 to {LONGEST_KEY} characters.");
            return refuse("idempotencyKey", ProblemCode::OutOfRange, message);
        }
        Ok(Self { write, council, transaction: database.begin().await? })
    }

    /// Takes the write's key for a new record; the record that was written under it before, where one was. The same key with
    /// another request is refused.
    pub(super) async fn claim(
        &self,
        kind: RecordKind,
        id: &str,
        request: &impl std::fmt::Debug,
    ) -> Result<Option<String>, WriteError> {
        let Some(key) = self.write.key else { return Ok(None) };
        let request_hash = sha256_hex(format!("{kind:?} {request:?}").as_bytes());
        let taken = idempotency_key::Model {
            council_code: self.council.clone(),
            key: key.to_owned(),
            request_hash: request_hash.clone(),
            kind: kind.number(),
            record_id: id.to_owned(),
            at: self.write.now.timestamp_millis(),
        };
        match delivery::claim(&self.transaction, taken).await? {
            None => Ok(None),
            Some(first) if first.request_hash == request_hash => Ok(Some(first.record_id)),
            Some(_) => {
                let message = "The idempotency key was used for another request: use a new one for every new request.";
                refuse("idempotencyKey", ProblemCode::IdempotencyKeyReused, message)
            }
        }
    }

    /// Writes down what was done to a record.
    pub(super) async fn trail<T: Serialize>(
        &self,
        subject: Subject<'_>,
        before: Option<&T>,
        after: &T,
    ) -> Result<(), WriteError> {
        let json = |record: &T| {
            serde_json::to_string(record)
                .map_err(|error| StoreError::Unknown { what: "record", value: error.to_string() })
        };
        let act = if before.is_some() { AuditAct::Changed } else { AuditAct::Created };
        let entry = audit_entry::Model {
            council_code: self.council.clone(),
            id: (self.write.mint)(),
            at: self.write.now.timestamp_millis(),
            actor: self.write.identity.name.clone(),
            token_id: self.write.identity.token.clone(),
            act: act.number(),
            kind: subject.kind.number(),
            record_id: subject.id.to_owned(),
            version: subject.version,
            before: before.map(json).transpose()?,
            after: Some(json(after)?),
        };
        Ok(delivery::record(&self.transaction, entry).await?)
    }

    /// Ends the write.
    pub(super) async fn commit(self) -> Result<(), WriteError> {
        Ok(self.transaction.commit().await.map_err(StoreError::from)?)
    }
}

/// Refuses a change of a record that somebody else changed since it was read.
pub(super) fn check_version(expected: i32, stored: i32) -> Result<(), WriteError> {
    if expected == stored {
        return Ok(());
    }
    let message = format!(
        "The record was changed since you read it: it has version {stored}, and you changed version {expected}. Read it again \
         and say what should be different."
    );
    Err(WriteError::Problems(vec![Problem::new("expectedVersion", ProblemCode::StaleVersion, message)]))
}

/// Ends with the problems, where there are any.
pub(super) fn none_of(problems: Vec<Problem>) -> Result<(), WriteError> {
    if problems.is_empty() { Ok(()) } else { Err(WriteError::Problems(problems)) }
}

//! Equality impacts.

use std::collections::BTreeSet;

use sextant_domain::access::Role;
use sextant_domain::delivery::{ImpactDraft, ImpactSubject, RecordKind, check_impact};
use sextant_store::entities::equality_impact;
use sextant_store::{Database, delivery};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, unknown};

/// A new impact.
#[derive(Clone, Debug)]
pub struct NewImpact {
    /// What it is an impact of.
    pub subject: ImpactSubject,
    /// What is said of it.
    pub draft: ImpactDraft,
}

/// A change of an impact: what it says now, in the place of what it said. What it is an impact of is not changed.
#[derive(Clone, Debug)]
pub struct ChangeImpact {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it now.
    pub draft: ImpactDraft,
}

/// Writes a new impact; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_impact(database: &Database, write: &Write<'_>, new: &NewImpact) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::EqualityImpact, &id, new).await? {
        return Ok(first);
    }
    check_subject(&unit, &new.subject).await?;
    let mut problems = Vec::new();
    check_impact(&new.draft, write.today(), &mut problems);
    none_of(problems)?;
    let row = said(empty_row(&unit, &id, &new.subject), &new.draft);
    delivery::insert_impact(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::EqualityImpact, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes an impact.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_impact(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeImpact,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::EqualityImpact, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_impact(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "equality impact");
    };
    check_version(change.expected_version, before.version)?;
    let mut problems = Vec::new();
    check_impact(&change.draft, write.today(), &mut problems);
    none_of(problems)?;
    let row = said(before.clone(), &change.draft);
    delivery::update_impact(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::EqualityImpact, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// Whether the council has what the impact is of.
async fn check_subject(unit: &Unit<'_>, subject: &ImpactSubject) -> Result<(), WriteError> {
    match subject {
        ImpactSubject::Strategy(code) => {
            if delivery::has_strategy(&unit.transaction, &unit.council, code).await? {
                return Ok(());
            }
            unknown("strategy", "strategy")
        }
        ImpactSubject::Commitment(strategy, commitment) => {
            let wanted = BTreeSet::from([(strategy.clone(), commitment.clone())]);
            let mut problems = Vec::new();
            check_references(unit, ("commitment", ""), (&wanted, &BTreeSet::new()), &mut problems).await?;
            none_of(problems)
        }
        ImpactSubject::Activity(activity) => {
            match delivery::find_activity(&unit.transaction, &unit.council, activity).await? {
                Some(_) => Ok(()),
                None => unknown("activity", "activity"),
            }
        }
    }
}

/// An impact of which nothing is said yet.
fn empty_row(unit: &Unit<'_>, id: &str, subject: &ImpactSubject) -> equality_impact::Model {
    let (strategy_code, commitment_code, activity_id) = match subject.clone() {
        ImpactSubject::Strategy(strategy) => (Some(strategy), None, None),
        ImpactSubject::Commitment(strategy, commitment) => (Some(strategy), Some(commitment), None),
        ImpactSubject::Activity(activity) => (None, None, Some(activity)),
    };
    equality_impact::Model {
        council_code: unit.council.clone(),
        id: id.to_owned(),
        version: 0,
        subject: subject.kind().number(),
        strategy_code,
        commitment_code,
        activity_id,
        characteristic: 0,
        group_name: String::new(),
        impact: 0,
        evidence: String::new(),
        consulted: String::new(),
        mitigation: String::new(),
        review_on: None,
    }
}

/// The next version of an impact, with what somebody says of it.
fn said(before: equality_impact::Model, draft: &ImpactDraft) -> equality_impact::Model {
    let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    equality_impact::Model {
        version: before.version + 1,
        characteristic: draft.characteristic.number(),
        group_name: trimmed(&draft.group_name),
        impact: draft.impact.number(),
        evidence: trimmed(&draft.evidence),
        consulted: trimmed(&draft.consulted),
        mitigation: trimmed(&draft.mitigation),
        review_on: draft.review_on,
        ..before
    }
}

//! Critical friends' visits.

use sextant_domain::access::Role;
use sextant_domain::delivery::{RecordKind, VisitDraft, VisitStatus, check_visit, tier_as_of};
use sextant_domain::school::Urn;
use sextant_store::entities::visit;
use sextant_store::{Database, StoreError, delivery, ledger};

use super::risk::registered_school;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, unknown};

/// A visit that is arranged.
#[derive(Clone, Debug)]
pub struct PlanVisit {
    /// The school.
    pub urn: Urn,
    /// The day.
    pub day: chrono::NaiveDate,
    /// What it is for.
    pub purpose: String,
    /// The officer who leads it.
    pub lead_officer: String,
}

/// A visit that took place without having been planned here.
#[derive(Clone, Debug)]
pub struct RecordVisit {
    /// The school.
    pub urn: Urn,
    /// What is said of it; its status is taken to be held.
    pub draft: VisitDraft,
}

/// A change of a visit: what it says now, in the place of what it said. That it was held is such a change.
#[derive(Clone, Debug)]
pub struct ChangeVisit {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it now.
    pub draft: VisitDraft,
}

/// Plans a visit; its id.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn plan_visit(database: &Database, write: &Write<'_>, new: &PlanVisit) -> Result<String, WriteError> {
    let draft = VisitDraft {
        day: new.day,
        purpose: new.purpose.clone(),
        lead_officer: new.lead_officer.clone(),
        status: VisitStatus::Planned,
        note: None,
        shared_with_school_on: None,
    };
    create(database, write, new.urn, &draft).await
}

/// Records a visit that was held; its id. The tier that was on record on its day and what was known of the school then are
/// frozen with it.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn record_visit(database: &Database, write: &Write<'_>, new: &RecordVisit) -> Result<String, WriteError> {
    create(database, write, new.urn, &VisitDraft { status: VisitStatus::Held, ..new.draft.clone() }).await
}

async fn create(database: &Database, write: &Write<'_>, urn: Urn, draft: &VisitDraft) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Visit, &id, &(urn, draft)).await? {
        return Ok(first);
    }
    let urn = registered_school(&unit, urn).await?;
    let mut problems = Vec::new();
    check_visit(draft, None, write.today(), &mut problems);
    none_of(problems)?;
    let empty = visit::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 0,
        urn,
        day: draft.day,
        purpose: String::new(),
        lead_officer: String::new(),
        status: draft.status.number(),
        tier: None,
        assessment_id: None,
        pack: None,
        pack_sha256: None,
        pack_knowledge: None,
        note: String::new(),
        shared_on: None,
    };
    let row = frozen(&unit, said(empty, draft)).await?;
    delivery::insert_visit(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Visit, id: &id, version: row.version }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a visit: moves or cancels one that is planned, says that it was held, adds the note or when it was shared.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_visit(database: &Database, write: &Write<'_>, change: &ChangeVisit) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Visit, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_visit(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "visit");
    };
    check_version(change.expected_version, before.version)?;
    let stood = VisitStatus::from_number(before.status).map(|status| (status, before.day));
    let mut problems = Vec::new();
    check_visit(&change.draft, stood, write.today(), &mut problems);
    none_of(problems)?;
    let mut row = said(before.clone(), &change.draft);
    // What was frozen when it was held stays as it was.
    if before.status != VisitStatus::Held.number() {
        row = frozen(&unit, row).await?;
    }
    delivery::update_visit(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::Visit, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// The next version of a visit, with what somebody says of it.
fn said(before: visit::Model, draft: &VisitDraft) -> visit::Model {
    visit::Model {
        version: before.version + 1,
        day: draft.day,
        purpose: draft.purpose.trim().to_owned(),
        lead_officer: draft.lead_officer.trim().to_owned(),
        status: draft.status.number(),
        note: draft.note.as_deref().unwrap_or_default().trim().to_owned(),
        shared_on: draft.shared_with_school_on,
        ..before
    }
}

/// The visit with the tier that is on record for its day; where it was held, with what was known of the school that day. A visit
/// that is only planned has the tier as it stands now, and has it looked up again with every change.
async fn frozen(unit: &Unit<'_>, row: visit::Model) -> Result<visit::Model, WriteError> {
    let assessments = delivery::assessments_of(&unit.transaction, &unit.council, row.urn).await?;
    let on_record = tier_as_of(&assessments, row.day);
    let (tier, assessment_id) = (on_record.map(|it| it.tier), on_record.map(|it| it.id.clone()));
    let row = visit::Model { tier, assessment_id, ..row };
    if row.status != VisitStatus::Held.number() {
        return Ok(row);
    }
    let known = ledger::known_at(&unit.transaction, row.day).await?;
    let pack = delivery::data_pack(&unit.transaction, row.urn, row.day, known).await?;
    let packed = pack.pack().map_err(|error| StoreError::Unknown { what: "data pack", value: error.to_string() })?;
    let (pack, pack_sha256, pack_knowledge) = (Some(packed.content), Some(packed.sha256), Some(known));
    Ok(visit::Model { pack, pack_sha256, pack_knowledge, ..row })
}

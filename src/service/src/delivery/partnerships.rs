//! Partnerships and who belongs to them.

use std::collections::BTreeSet;

use sextant_domain::access::Role;
use sextant_domain::delivery::{
    MemberDraft, MemberRole, PartnershipDraft, PartnershipKind, PartnershipStatus, RecordKind, check_member,
    check_partnership,
};
use sextant_store::delivery::MovedOutcome;
use sextant_store::entities::{partnership, partnership_member};
use sextant_store::{Database, delivery, fold};

use super::references::check_references;
use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, unknown};

/// A partnership as it is to be.
#[derive(Clone, Debug)]
pub struct PartnershipInput {
    /// Between whom.
    pub kind: PartnershipKind,
    /// What is said of it.
    pub draft: PartnershipDraft,
    /// The commitments it serves: strategy and commitment.
    pub commitments: BTreeSet<(String, String)>,
    /// The outcomes it is meant to move: strategy, indicator, pupil group.
    pub outcomes: BTreeSet<MovedOutcome>,
}

/// A change of a partnership: what it says now, in the place of what it said.
#[derive(Clone, Debug)]
pub struct ChangePartnership {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What it is to be.
    pub input: PartnershipInput,
}

/// A new member of a partnership.
#[derive(Clone, Debug)]
pub struct NewMember {
    /// The partnership.
    pub partnership: String,
    /// The organisation.
    pub organisation: String,
    /// What is said of it.
    pub draft: MemberDraft,
}

/// A change of a membership.
#[derive(Clone, Debug)]
pub struct ChangeMember {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it now.
    pub draft: MemberDraft,
}

/// Writes a new partnership.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_partnership(
    database: &Database,
    write: &Write<'_>,
    input: &PartnershipInput,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Partnership, &id, input).await? {
        return Ok(first);
    }
    checked(&unit, input, None).await?;
    let row = partnership_row(&unit.council, (&id, 1), input);
    delivery::insert_partnership(&unit.transaction, row.clone()).await?;
    delivery::serves(&unit.transaction, (&unit.council, &id), &input.commitments).await?;
    delivery::moves(&unit.transaction, (&unit.council, &id), &input.outcomes).await?;
    let after = Trail { partnership: &row, commitments: &input.commitments, outcomes: &input.outcomes };
    unit.trail(Subject { kind: RecordKind::Partnership, id: &id, version: 1 }, None, &after).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a partnership.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_partnership(
    database: &Database,
    write: &Write<'_>,
    change: &ChangePartnership,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Partnership, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_partnership(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "partnership");
    };
    check_version(change.expected_version, before.version)?;
    checked(&unit, &change.input, PartnershipStatus::from_number(before.status)).await?;
    let served = delivery::commitments_of(&unit.transaction, &unit.council, &change.id).await?;
    let moved = delivery::outcomes_of(&unit.transaction, &unit.council, &change.id).await?;
    let version = before.version + 1;
    let row = partnership_row(&unit.council, (&change.id, version), &change.input);
    delivery::update_partnership(&unit.transaction, row.clone()).await?;
    delivery::serves(&unit.transaction, (&unit.council, &change.id), &change.input.commitments).await?;
    delivery::moves(&unit.transaction, (&unit.council, &change.id), &change.input.outcomes).await?;
    let before = Trail { partnership: &before, commitments: &served, outcomes: &moved };
    let after = Trail { partnership: &row, commitments: &change.input.commitments, outcomes: &change.input.outcomes };
    unit.trail(Subject { kind: RecordKind::Partnership, id: &change.id, version }, Some(&before), &after).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// A partnership with what it serves, for the trail.
#[derive(serde::Serialize)]
struct Trail<'a> {
    #[serde(flatten)]
    partnership: &'a partnership::Model,
    commitments: &'a BTreeSet<(String, String)>,
    outcomes: &'a BTreeSet<MovedOutcome>,
}

/// Holds a partnership against the rules, and its commitments against the council's strategies.
async fn checked(
    unit: &Unit<'_>,
    input: &PartnershipInput,
    before: Option<PartnershipStatus>,
) -> Result<(), WriteError> {
    let mut problems = Vec::new();
    check_partnership(&input.draft, before, unit.write.today(), &mut problems);
    let named = (&input.commitments, &input.outcomes);
    check_references(unit, ("commitments", "outcomes"), named, &mut problems).await?;
    none_of(problems)
}

fn partnership_row(council: &str, (id, version): (&str, i32), input: &PartnershipInput) -> partnership::Model {
    let draft = &input.draft;
    let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let title = draft.title.trim().to_owned();
    partnership::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        kind: input.kind.number(),
        folded_title: fold(&title),
        title,
        purpose: trimmed(&draft.purpose),
        lead_officer: trimmed(&draft.lead_officer),
        status: draft.status.number(),
        from_day: draft.from,
        to_day: draft.to,
        agreement: trimmed(&draft.agreement),
        data_sharing_basis: trimmed(&draft.data_sharing_basis),
        review_on: draft.review_on,
    }
}

/// Makes an organisation a member of a partnership.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn add_member(database: &Database, write: &Write<'_>, new: &NewMember) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::PartnershipMember, &id, new).await? {
        return Ok(first);
    }
    let Some(of) = delivery::find_partnership(&unit.transaction, &unit.council, &new.partnership).await? else {
        return unknown("partnership", "partnership");
    };
    let organisation = delivery::find_organisation(&unit.transaction, &unit.council, &new.organisation).await?;
    let Some(organisation) = organisation else { return unknown("organisation", "organisation") };
    let row = partnership_member::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 1,
        partnership_id: of.id.clone(),
        organisation_id: organisation.id,
        role: new.draft.role.number(),
        from_day: new.draft.from,
        to_day: new.draft.to,
    };
    member_checked(&unit, &of, &row, &new.draft).await?;
    delivery::insert_member(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::PartnershipMember, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a membership: its role or its days. One that ended keeps its history.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_member(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeMember,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::PartnershipMember, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_member(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "membership");
    };
    check_version(change.expected_version, before.version)?;
    let of = delivery::find_partnership(&unit.transaction, &unit.council, &before.partnership_id).await?;
    let Some(of) = of else { return unknown("id", "membership") };
    let row = partnership_member::Model {
        version: before.version + 1,
        role: change.draft.role.number(),
        from_day: change.draft.from,
        to_day: change.draft.to,
        ..before.clone()
    };
    member_checked(&unit, &of, &row, &change.draft).await?;
    delivery::update_member(&unit.transaction, row.clone()).await?;
    let subject = Subject { kind: RecordKind::PartnershipMember, id: &change.id, version: row.version };
    unit.trail(subject, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// Holds a membership against the rules, the partnership's days and the organisation's other memberships in it.
async fn member_checked(
    unit: &Unit<'_>,
    of: &partnership::Model,
    row: &partnership_member::Model,
    draft: &MemberDraft,
) -> Result<(), WriteError> {
    let members = delivery::members_of(&unit.transaction, &unit.council, &of.id).await?;
    let others: Vec<_> = members
        .into_iter()
        .filter(|it| it.organisation_id == row.organisation_id && it.id != row.id)
        .filter_map(|it| Some((MemberRole::from_number(it.role)?, it.from_day, it.to_day)))
        .collect();
    let mut problems = Vec::new();
    check_member(draft, (of.from_day, of.to_day), &others, &mut problems);
    none_of(problems)
}

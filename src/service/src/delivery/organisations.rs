//! Partner organisations and their designations.

use sextant_domain::access::Role;
use sextant_domain::delivery::{
    DesignationDraft, DesignationKind, OrganisationDraft, OrganisationKind, OrganisationRef, Problem, ProblemCode,
    RecordKind, check_designation, check_organisation,
};
use sextant_store::entities::{designation, organisation};
use sextant_store::{Database, delivery, fold};

use super::unit::{Subject, Unit, check_version, none_of};
use super::{Write, WriteError, unknown};

/// A change of an organisation: what it says now, in the place of what it said. What it is, is not changed.
#[derive(Clone, Debug)]
pub struct ChangeOrganisation {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// The name; a school's and a trust's is the register's, so that it is left out for them.
    pub name: Option<String>,
    /// A number it is known by elsewhere.
    pub identifier: Option<String>,
    /// The area it works in.
    pub area: Option<String>,
}

/// A new designation of an organisation.
#[derive(Clone, Debug)]
pub struct NewDesignation {
    /// The organisation.
    pub organisation: String,
    /// What is said of it.
    pub draft: DesignationDraft,
}

/// A change of a designation.
#[derive(Clone, Debug)]
pub struct ChangeDesignation {
    /// Which.
    pub id: String,
    /// The version that was read.
    pub expected_version: i32,
    /// What is said of it now.
    pub draft: DesignationDraft,
}

/// Writes a new organisation.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_organisation(
    database: &Database,
    write: &Write<'_>,
    draft: &OrganisationDraft,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Organisation, &id, draft).await? {
        return Ok(first);
    }
    let mut problems = Vec::new();
    let reference = check_organisation(draft, &mut problems);
    let registered = match reference {
        Some(reference) => registered(&unit, reference, &mut problems).await?,
        None => None,
    };
    none_of(problems)?;
    let kind = draft.kind.unwrap_or(OrganisationKind::Voluntary);
    let name = registered.unwrap_or_else(|| draft.name.trim().to_owned());
    let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let row = organisation::Model {
        council_code: unit.council.clone(),
        id: id.clone(),
        version: 1,
        kind: kind.number(),
        folded_name: fold(&name),
        name,
        urn: draft.urn.and_then(|urn| i32::try_from(urn).ok()),
        trust_uid: draft.trust,
        identifier: trimmed(&draft.identifier),
        area: trimmed(&draft.area),
    };
    delivery::insert_organisation(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Organisation, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// The register's name of a school or a trust; a problem where it has none, or where the council has the organisation already.
async fn registered(
    unit: &Unit<'_>,
    reference: OrganisationRef,
    problems: &mut Vec<Problem>,
) -> Result<Option<String>, WriteError> {
    let (field, what) = match reference {
        OrganisationRef::School(urn) => ("urn", format!("school with the URN {urn}")),
        OrganisationRef::Trust(uid) => ("trustUid", format!("trust with the UID {uid}")),
    };
    let Some(name) = delivery::register_has(&unit.transaction, reference).await? else {
        let message = format!("The register has no {what}: look it up under 'schools' or 'trusts'.");
        problems.push(Problem::new(field, ProblemCode::Unknown, message));
        return Ok(None);
    };
    if let Some(there) = delivery::organisation_of(&unit.transaction, &unit.council, reference).await? {
        let message = format!("'{name}' is among the organisations already, as {}: use that.", there.id);
        problems.push(Problem::new(field, ProblemCode::Duplicate, message));
    }
    Ok(Some(name))
}

/// Changes an organisation.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_organisation(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeOrganisation,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Organisation, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_organisation(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "organisation");
    };
    check_version(change.expected_version, before.version)?;
    let mut problems = Vec::new();
    let in_register = before.urn.is_some() || before.trust_uid.is_some();
    if in_register && change.name.is_some() {
        let message = "The name of a school or a trust is the register's: leave it out.";
        problems.push(Problem::new("name", ProblemCode::KindNotAllowed, message));
    }
    let draft = OrganisationDraft {
        kind: OrganisationKind::from_number(before.kind),
        name: change.name.clone().unwrap_or_else(|| before.name.clone()),
        urn: before.urn.and_then(|urn| u32::try_from(urn).ok()),
        trust: before.trust_uid,
        identifier: change.identifier.clone(),
        area: change.area.clone(),
    };
    check_organisation(&draft, &mut problems);
    none_of(problems)?;
    let (name, version) = (draft.name.trim().to_owned(), before.version + 1);
    let trimmed = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    let (identifier, area) = (trimmed(&change.identifier), trimmed(&change.area));
    let row = organisation::Model { version, folded_name: fold(&name), name, identifier, area, ..before.clone() };
    delivery::update_organisation(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Organisation, id: &change.id, version }, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// Writes a new designation.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn create_designation(
    database: &Database,
    write: &Write<'_>,
    new: &NewDesignation,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    let id = (write.mint)();
    if let Some(first) = unit.claim(RecordKind::Designation, &id, new).await? {
        return Ok(first);
    }
    let Some(of) = delivery::find_organisation(&unit.transaction, &unit.council, &new.organisation).await? else {
        return unknown("organisation", "organisation");
    };
    checked(&unit, &of, &new.draft, None).await?;
    let row = designation_row(&unit.council, (&id, 1), &of.id, &new.draft);
    delivery::insert_designation(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Designation, id: &id, version: 1 }, None, &row).await?;
    unit.commit().await?;
    Ok(id)
}

/// Changes a designation.
///
/// # Errors
/// [`WriteError`]; nothing has been written then.
pub async fn change_designation(
    database: &Database,
    write: &Write<'_>,
    change: &ChangeDesignation,
) -> Result<String, WriteError> {
    let unit = Unit::begin(database, write, Role::Officer).await?;
    if let Some(first) = unit.claim(RecordKind::Designation, &change.id, change).await? {
        return Ok(first);
    }
    let Some(before) = delivery::find_designation(&unit.transaction, &unit.council, &change.id).await? else {
        return unknown("id", "designation");
    };
    check_version(change.expected_version, before.version)?;
    let of = delivery::find_organisation(&unit.transaction, &unit.council, &before.organisation_id).await?;
    let Some(of) = of else { return unknown("id", "designation") };
    checked(&unit, &of, &change.draft, Some(&change.id)).await?;
    let version = before.version + 1;
    let row = designation_row(&unit.council, (&change.id, version), &of.id, &change.draft);
    delivery::update_designation(&unit.transaction, row.clone()).await?;
    unit.trail(Subject { kind: RecordKind::Designation, id: &change.id, version }, Some(&before), &row).await?;
    unit.commit().await?;
    Ok(change.id.clone())
}

/// Holds a designation against the rules and the organisation's other designations.
async fn checked(
    unit: &Unit<'_>,
    of: &organisation::Model,
    draft: &DesignationDraft,
    itself: Option<&str>,
) -> Result<(), WriteError> {
    let held = delivery::designations_of(&unit.transaction, &unit.council, &of.id).await?;
    let others: Vec<_> = held
        .into_iter()
        .filter(|row| Some(row.id.as_str()) != itself)
        .filter_map(|row| Some((DesignationKind::from_number(row.kind)?, row.from_day, row.to_day)))
        .collect();
    let mut problems = Vec::new();
    let kind = OrganisationKind::from_number(of.kind).unwrap_or(OrganisationKind::Voluntary);
    check_designation(draft, kind, &others, &mut problems);
    none_of(problems)
}

fn designation_row(
    council: &str,
    (id, version): (&str, i32),
    organisation: &str,
    draft: &DesignationDraft,
) -> designation::Model {
    designation::Model {
        council_code: council.to_owned(),
        id: id.to_owned(),
        version,
        organisation_id: organisation.to_owned(),
        kind: draft.kind.number(),
        from_day: draft.from,
        to_day: draft.to,
        area: draft.area.as_deref().unwrap_or_default().trim().to_owned(),
    }
}

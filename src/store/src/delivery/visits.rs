//! Critical friends' visits, and what was known of a school on their day.

use chrono::NaiveDate;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QuerySelect};
use sextant_domain::delivery::{DataPack, PackInspection, PackSchool, PackTrust};
use sextant_domain::inspection::InspectionKind;
use sextant_domain::school::{Phase, SchoolStatus, TrustKind};

use crate::entities::{school, trust_membership, visit};
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::query::schools::MembershipKey;
use crate::query::{inspections, schools, trusts};

/// A visit of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_visit(connection: &impl ConnectionTrait, council: &str, id: &str) -> Result<Option<visit::Model>> {
    Ok(visit::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a new visit.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_visit(transaction: &DatabaseTransaction, row: visit::Model) -> Result<()> {
    visit::Entity::insert(visit::ActiveModel::from(row)).exec_without_returning(transaction).await?;
    Ok(())
}

/// Writes a visit anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_visit(transaction: &DatabaseTransaction, row: visit::Model) -> Result<()> {
    visit::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// What was known at a position of a school on a day: the register, the trusts and federations it was in (a sponsor is none), its
/// own inspections that had begun.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn data_pack(
    connection: &impl ConnectionTrait,
    urn: i32,
    day: NaiveDate,
    known: Knowledge,
) -> Result<DataPack> {
    let row = schools::by_urns(connection, &[urn], known).await?.into_iter().next();
    let held = schools::memberships(connection, MembershipKey::School, &[urn], known).await?;
    let is_trust = |kind: i16| ![TrustKind::Sponsor.number(), TrustKind::Other.number()].contains(&kind);
    let on_day = |it: &trust_membership::Model| it.from_day <= day && it.to_day.is_none_or(|to| day < to);
    let held: Vec<_> = held.into_iter().filter(|it| is_trust(it.kind) && on_day(it)).collect();
    let uids: Vec<i32> = held.iter().map(|it| it.uid).collect();
    let names = trusts::by_uids(connection, &uids, known).await?;
    let mut trusts = Vec::new();
    for it in held {
        let name = names.iter().find(|trust| trust.uid == it.uid).map(|trust| trust.name.clone());
        trusts.push(packed_trust(&it, name)?);
    }
    trusts.sort_by_key(|(uid, trust)| (*uid, trust.from));
    // The newest first.
    let found = inspections::of_schools(connection, &[urn], known).await?.remove(&urn).unwrap_or_default();
    let mut begun = found.iter().map(|stored| &stored.record).filter(|record| record.started <= day);
    let latest_graded_inspection = begun.clone().find(|it| it.kind == InspectionKind::Graded).map(PackInspection::from);
    Ok(DataPack {
        day,
        urn: urn.to_string(),
        school: row.map(packed_school).transpose()?,
        trusts: trusts.into_iter().map(|(_, trust)| trust).collect(),
        latest_inspection: begun.next().map(PackInspection::from),
        latest_graded_inspection,
    })
}

fn packed_school(row: school::Model) -> Result<PackSchool> {
    let phase = Phase::from_number(row.phase).ok_or_else(|| unknown("phase", row.phase))?;
    let status = SchoolStatus::from_number(row.status).ok_or_else(|| unknown("status", row.status))?;
    Ok(PackSchool {
        name: row.name,
        phase: phase.code().to_owned(),
        status: status.code().to_owned(),
        kind: row.kind_name,
        authority: row.la_id.to_string(),
        opened: row.opened,
        closed: row.closed,
        capacity: row.capacity.map(|number| number.to_string()),
        pupils: row.pupils.map(|number| number.to_string()),
    })
}

fn packed_trust(row: &trust_membership::Model, name: Option<String>) -> Result<(i32, PackTrust)> {
    let kind = TrustKind::from_number(row.kind).ok_or_else(|| unknown("kind of trust", row.kind))?;
    let (uid, name) = (row.uid.to_string(), name.unwrap_or_default());
    Ok((row.uid, PackTrust { uid, name, kind: kind.code().to_owned(), from: row.from_day }))
}

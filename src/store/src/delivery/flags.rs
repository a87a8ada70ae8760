//! Early-warning flags, and what the rules that raise them look at.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QuerySelect,
};
use sextant_domain::delivery::{
    ActionStatus, ActionTimes, Assessed, DesignationKind, EndedDesignation, MemberRole, PartnershipStatus, VisitStatus,
    VisitedSchool, WarningFacts, tier_as_of,
};

use super::risk::assessed;
use crate::entities::{action, flag, partnership, risk_assessment, risk_tier, visit};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::{landscape, sql};

/// A flag of a council, held against other writers to the end of the transaction.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn find_flag(connection: &impl ConnectionTrait, council: &str, id: &str) -> Result<Option<flag::Model>> {
    Ok(flag::Entity::find_by_id((council.to_owned(), id.to_owned())).lock_exclusive().one(connection).await?)
}

/// Writes a flag anew, its version already raised.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn update_flag(transaction: &DatabaseTransaction, row: flag::Model) -> Result<()> {
    flag::ActiveModel::from(row).reset_all().update(transaction).await?;
    Ok(())
}

/// Raises a flag; `false` where it was raised before, whatever became of it.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn insert_flag(transaction: &DatabaseTransaction, row: flag::Model) -> Result<bool> {
    let written = flag::Entity::insert(flag::ActiveModel::from(row))
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(transaction)
        .await?;
    Ok(written > 0)
}

/// What was raised of a council so far: rule, subject, occasion.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn raised(connection: &impl ConnectionTrait, council: &str) -> Result<BTreeSet<(i16, String, String)>> {
    let rows: Vec<(i16, String, String)> = flag::Entity::find()
        .filter(flag::Column::CouncilCode.eq(council))
        .select_only()
        .columns([flag::Column::Rule, flag::Column::Subject, flag::Column::Occasion])
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().collect())
}

/// Loads what the rules look at, as it stands, with the register as known at a position; the scorecards are left to whoever
/// reads them. A fixed number of statements.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn warning_facts(
    connection: &impl ConnectionTrait,
    (council, authority): (&str, i32),
    day: NaiveDate,
    known: Knowledge,
) -> Result<WarningFacts> {
    let schools = schools(connection, council, day).await?;
    let open = if schools.is_empty() {
        BTreeSet::new()
    } else {
        landscape::load(connection, authority, known, day).await?.open()
    };
    let reviews: Vec<(String, String, Option<NaiveDate>)> = partnership::Entity::find()
        .filter(partnership::Column::CouncilCode.eq(council))
        .filter(partnership::Column::Status.eq(PartnershipStatus::Active.number()))
        .filter(partnership::Column::ReviewOn.lt(day))
        .select_only()
        .columns([partnership::Column::Id, partnership::Column::Title, partnership::Column::ReviewOn])
        .into_tuple()
        .all(connection)
        .await?;
    Ok(WarningFacts {
        cards: Vec::new(),
        actions: overdue(connection, council, day).await?,
        schools,
        open,
        reviews: reviews.into_iter().filter_map(|(id, title, on)| Some((id, title, on?))).collect(),
        designations: designations(connection, council, day).await?,
    })
}

async fn overdue(
    connection: &impl ConnectionTrait,
    council: &str,
    day: NaiveDate,
) -> Result<Vec<(String, Option<u32>, ActionTimes)>> {
    let rows: Vec<(String, Option<i32>, NaiveDate)> = action::Entity::find()
        .filter(action::Column::CouncilCode.eq(council))
        .filter(action::Column::Status.eq(ActionStatus::Open.number()))
        .filter(action::Column::Due.lt(day))
        .select_only()
        .columns([action::Column::Id, action::Column::Urn, action::Column::Due])
        .into_tuple()
        .all(connection)
        .await?;
    let read = |(id, urn, due): (_, Option<i32>, _)| {
        (id, urn.and_then(|urn| u32::try_from(urn).ok()), ActionTimes { due, closed_on: None })
    };
    Ok(rows.into_iter().map(read).collect())
}

/// The schools whose tier on the day prescribes visits. A school is in its tier since the first of the assessments that put it
/// there without another between.
async fn schools(connection: &impl ConnectionTrait, council: &str, day: NaiveDate) -> Result<Vec<VisitedSchool>> {
    let rows = risk_assessment::Entity::find()
        .filter(risk_assessment::Column::CouncilCode.eq(council))
        .filter(risk_assessment::Column::DecidedOn.lte(day))
        .all(connection)
        .await?;
    let policies: HashMap<String, String> = rows.iter().map(|row| (row.id.clone(), row.policy_id.clone())).collect();
    let mut by_school: BTreeMap<u32, Vec<Assessed>> = BTreeMap::new();
    for row in rows {
        let one = assessed(row);
        by_school.entry(one.urn).or_default().push(one);
    }
    let tiers = risk_tier::Entity::find().filter(risk_tier::Column::CouncilCode.eq(council)).all(connection).await?;
    let tiers: HashMap<(String, i16), risk_tier::Model> =
        tiers.into_iter().map(|tier| ((tier.policy_id.clone(), tier.number), tier)).collect();
    let visits = last_visits(connection, council, day).await?;
    let school = |(urn, held): (u32, Vec<Assessed>)| {
        let now = tier_as_of(&held, day)?;
        let tier = tiers.get(&(policies.get(&now.id)?.clone(), now.tier))?;
        let last_visit = visits.get(&urn).copied();
        let since = in_tier_since(&held, now);
        Some(VisitedSchool { urn, tier: tier.name.clone(), weeks: tier.visit_weeks?, since, last_visit })
    };
    Ok(by_school.into_iter().filter_map(school).collect())
}

fn in_tier_since(held: &[Assessed], now: &Assessed) -> NaiveDate {
    let other = held.iter().filter(|it| it.tier != now.tier && it.decided_on <= now.decided_on);
    let left = other.map(|it| it.decided_on).max();
    let same = held.iter().filter(|it| it.tier == now.tier && left.is_none_or(|left| it.decided_on >= left));
    same.map(|it| it.decided_on).min().unwrap_or(now.decided_on)
}

async fn last_visits(
    connection: &impl ConnectionTrait,
    council: &str,
    day: NaiveDate,
) -> Result<HashMap<u32, NaiveDate>> {
    let rows: Vec<(i32, Option<NaiveDate>)> = visit::Entity::find()
        .filter(visit::Column::CouncilCode.eq(council))
        .filter(visit::Column::Status.eq(VisitStatus::Held.number()))
        .filter(visit::Column::Day.lte(day))
        .select_only()
        .column(visit::Column::Urn)
        .column_as(visit::Column::Day.max(), "last")
        .group_by(visit::Column::Urn)
        .into_tuple()
        .all(connection)
        .await?;
    Ok(rows.into_iter().filter_map(|(urn, last)| Some((u32::try_from(urn).ok()?, last?))).collect())
}

#[derive(Debug, FromQueryResult)]
struct DesignationRow {
    designation: String,
    partnership: String,
    name: String,
    kind: i16,
    to_day: NaiveDate,
}

/// The designations that ended by a day, of organisations that lead or deliver active partnerships on it.
async fn designations(
    connection: &impl ConnectionTrait,
    council: &str,
    day: NaiveDate,
) -> Result<Vec<EndedDesignation>> {
    let text = "SELECT DISTINCT d.id AS designation, p.id AS partnership, o.name, d.kind, d.to_day \
                FROM designation d \
                JOIN organisation o ON o.council_code = d.council_code AND o.id = d.organisation_id \
                JOIN partnership_member m ON m.council_code = o.council_code AND m.organisation_id = o.id \
                JOIN partnership p ON p.council_code = m.council_code AND p.id = m.partnership_id \
                WHERE d.council_code = ? AND d.to_day <= ? AND p.status = ? AND m.role IN (?, ?) AND m.from_day <= ? \
                AND (m.to_day IS NULL OR m.to_day > ?) ORDER BY d.id, p.id";
    let values = [
        council.into(),
        day.into(),
        PartnershipStatus::Active.number().into(),
        MemberRole::Lead.number().into(),
        MemberRole::Deliverer.number().into(),
        day.into(),
        day.into(),
    ];
    let statement = sql::statement(connection.get_database_backend(), text, values);
    let rows = DesignationRow::find_by_statement(statement).all(connection).await?;
    let read = |row: DesignationRow| EndedDesignation {
        designation: row.designation,
        partnership: row.partnership,
        organisation: if row.name.is_empty() { "A member".to_owned() } else { row.name },
        kind: DesignationKind::from_number(row.kind).map_or("designated", DesignationKind::words).to_owned(),
        to: row.to_day,
    };
    Ok(rows.into_iter().map(read).collect())
}

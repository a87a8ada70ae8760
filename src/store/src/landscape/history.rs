//! What is known of an authority's schools over time: a fixed number of statements, whatever the day.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use sextant_domain::landscape::{Editions, LandscapeHistory, Membership, SchoolHistory};
use sextant_domain::school::{Phase, SchoolStatus, TrustKind, is_academy, is_state_funded};

use super::grades::{self, Graded};
use crate::error::{Result, unknown};
use crate::ledger::Knowledge;
use crate::sql::number_list;

/// The source of the register of schools.
const REGISTER: &str = "gias";
/// The source of the lists of members.
const MEMBERS: &str = "gias-group-links";

/// How far a history reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// The authority's schools with their inspections: four statements.
    Authority,
    /// The authority's schools without their inspections, the schools of their trusts elsewhere, the editions: five.
    TrustsAlone,
    /// All of it: seven.
    WithTrusts,
}

#[derive(Debug, FromQueryResult)]
struct SchoolRow {
    urn: i32,
    phase: i16,
    status: i16,
    kind_code: String,
    group_code: String,
    opened: Option<NaiveDate>,
    closed: Option<NaiveDate>,
}

#[derive(Debug, FromQueryResult)]
struct MembershipRow {
    urn: i32,
    uid: i32,
    kind: i16,
    from_day: NaiveDate,
    to_day: Option<NaiveDate>,
}

#[derive(Debug, FromQueryResult)]
struct EditionRow {
    knowledge: Knowledge,
    source_code: String,
    published_on: NaiveDate,
}

/// Loads what was known of an authority's schools at a position of the ledger.
pub(super) async fn load_history(
    connection: &impl ConnectionTrait,
    authority: i32,
    known: Knowledge,
    reach: Reach,
) -> Result<LandscapeHistory> {
    let own = format!("s.la_id = {authority}");
    let rows = schools(connection, &own, known).await?;
    let held = memberships(connection, &format!("m.urn IN (SELECT s.urn FROM school s WHERE {own})"), known).await?;
    let trusts: BTreeSet<i32> =
        held.iter().filter(|row| row.kind == TrustKind::MultiAcademy.number()).map(|row| row.uid).collect();
    let mut graded = match reach {
        Reach::TrustsAlone => Graded::default(),
        Reach::Authority | Reach::WithTrusts => grades::load(connection, authority, known).await?,
    };
    let here = histories(rows, held, &mut graded)?;
    if reach == Reach::Authority {
        return Ok(LandscapeHistory { here, ..LandscapeHistory::default() });
    }
    let elsewhere = elsewhere(connection, authority, &trusts, known).await?;
    Ok(LandscapeHistory { here, elsewhere, editions: editions(connection, known, &graded).await? })
}

/// The schools of other authorities that are or were in one of the trusts.
async fn elsewhere(
    connection: &impl ConnectionTrait,
    authority: i32,
    trusts: &BTreeSet<i32>,
    known: Knowledge,
) -> Result<Vec<SchoolHistory>> {
    let ours = format!("m.uid IN ({})", number_list(trusts));
    let held = memberships(connection, &ours, known).await?;
    let members: BTreeSet<i32> = held.iter().map(|row| row.urn).collect();
    let others = format!("s.urn IN ({}) AND s.la_id <> {authority}", number_list(members));
    histories(schools(connection, &others, known).await?, held, &mut Graded::default())
}

/// The newest version of each school that was known.
async fn schools(connection: &impl ConnectionTrait, which: &str, known: Knowledge) -> Result<Vec<SchoolRow>> {
    let text = format!(
        "SELECT s.urn, s.phase, s.status, s.kind_code, s.group_code, s.opened, s.closed FROM school s WHERE {which} \
         AND s.knowledge <= {known} AND NOT EXISTS (SELECT 1 FROM school n WHERE n.urn = s.urn \
         AND n.knowledge > s.knowledge AND n.knowledge <= {known}) ORDER BY s.urn"
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(SchoolRow::find_by_statement(statement).all(connection).await?)
}

/// The newest version of each membership of an academy trust that was known.
async fn memberships(connection: &impl ConnectionTrait, which: &str, known: Knowledge) -> Result<Vec<MembershipRow>> {
    let text = format!(
        "SELECT m.urn, m.uid, m.kind, m.from_day, m.to_day FROM trust_membership m WHERE {which} \
         AND m.kind IN ({}, {}) AND m.knowledge <= {known} AND NOT EXISTS (SELECT 1 FROM trust_membership n \
         WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge \
         AND n.knowledge <= {known}) ORDER BY m.urn, m.uid, m.from_day",
        TrustKind::MultiAcademy.number(),
        TrustKind::SingleAcademy.number(),
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(MembershipRow::find_by_statement(statement).all(connection).await?)
}

fn histories(rows: Vec<SchoolRow>, held: Vec<MembershipRow>, graded: &mut Graded) -> Result<Vec<SchoolHistory>> {
    let mut memberships: HashMap<i32, Vec<Membership>> = HashMap::new();
    for row in held {
        let kind = TrustKind::from_number(row.kind).ok_or_else(|| unknown("kind of trust", row.kind))?;
        let membership = Membership { trust: row.uid as u32, kind, from: row.from_day, to: row.to_day };
        memberships.entry(row.urn).or_default().push(membership);
    }
    rows.into_iter()
        .map(|row| {
            Ok(SchoolHistory {
                urn: row.urn as u32,
                phase: Phase::from_number(row.phase).ok_or_else(|| unknown("phase", row.phase))?,
                status: SchoolStatus::from_number(row.status).ok_or_else(|| unknown("status", row.status))?,
                state_funded: is_state_funded(&row.kind_code, &row.group_code),
                academy: is_academy(&row.group_code),
                opened: row.opened,
                closed: row.closed,
                memberships: memberships.remove(&row.urn).unwrap_or_default(),
                graded: graded.by_school.remove(&row.urn).unwrap_or_default(),
            })
        })
        .collect()
}

/// The days of the editions that tell of the schools, their trusts and their grades.
async fn editions(connection: &impl ConnectionTrait, known: Knowledge, graded: &Graded) -> Result<Editions> {
    let text = format!(
        "SELECT knowledge, source_code, published_on FROM ledger_entry WHERE knowledge <= {known} \
         AND (source_code IN ('{REGISTER}', '{MEMBERS}') OR knowledge IN ({})) ORDER BY published_on, knowledge",
        number_list(&graded.told_at)
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    let mut editions = Editions::default();
    for row in EditionRow::find_by_statement(statement).all(connection).await? {
        let (register, members) = (row.source_code == REGISTER, row.source_code == MEMBERS);
        if register {
            editions.register.push(row.published_on);
        }
        if register || members {
            editions.members.push(row.published_on);
        }
        if graded.told_at.contains(&row.knowledge) {
            editions.grades.push(row.published_on);
        }
    }
    Ok(editions)
}

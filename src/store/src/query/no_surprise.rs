//! What the no-surprise ledger is made from.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, Statement};
use sextant_domain::delivery::{Assessed, NoSurpriseInputs};
use sextant_domain::school::is_state_funded;

use super::inspections;
use crate::delivery::risk::assessed;
use crate::entities::{council, risk_assessment};
use crate::error::Result;
use crate::ledger::Knowledge;

#[derive(Debug, FromQueryResult)]
struct SchoolRow {
    urn: i32,
    kind_code: String,
    group_code: String,
}

/// Loads the inspections of the state-funded schools of a council's authority, open and closed, that were known at a position,
/// and all of the council's assessments: five statements, whatever the period. `None` where there is no such council.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn inputs(
    connection: &impl ConnectionTrait,
    council_code: &str,
    (from, to): (NaiveDate, NaiveDate),
    known: Knowledge,
) -> Result<Option<NoSurpriseInputs>> {
    let Some(council) = council::Entity::find_by_id(council_code.to_owned()).one(connection).await? else {
        return Ok(None);
    };
    let urns = schools(connection, council.place_id, known).await?;
    let found = inspections::of_schools(connection, &urns, known).await?;
    let rows = risk_assessment::Entity::find()
        .filter(risk_assessment::Column::CouncilCode.eq(council_code))
        .filter(risk_assessment::Column::DecidedOn.lt(to))
        .all(connection)
        .await?;
    let mut assessments: BTreeMap<u32, Vec<Assessed>> = BTreeMap::new();
    for row in rows {
        let one = assessed(row);
        assessments.entry(one.urn).or_default().push(one);
    }
    let within = found.into_values().flatten().map(|stored| stored.record);
    let inspections = within.filter(|record| from <= record.started && record.started < to).collect();
    Ok(Some(NoSurpriseInputs { from, to, inspections, assessments }))
}

/// The state-funded schools that an authority has or had, by the newest edition of the register that was known.
async fn schools(connection: &impl ConnectionTrait, authority: i32, known: Knowledge) -> Result<Vec<i32>> {
    let text = format!(
        "SELECT s.urn, s.kind_code, s.group_code FROM school s WHERE s.la_id = {authority} AND s.knowledge <= {known} \
         AND NOT EXISTS (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge \
         AND n.knowledge <= {known}) ORDER BY s.urn"
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    let rows = SchoolRow::find_by_statement(statement).all(connection).await?;
    let funded = rows.into_iter().filter(|row| is_state_funded(&row.kind_code, &row.group_code));
    Ok(funded.map(|row| row.urn).collect())
}

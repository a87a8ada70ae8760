//! Inspections of schools with their judgements.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use sextant_domain::inspection::{InspectionRecord, Judgement};

use crate::entities::{inspection, judgement};
use crate::error::Result;
use crate::inspections::{read, read_judgement};
use crate::ledger::Knowledge;
use crate::sql::number_list;

/// An inspection with the id it is stored under.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The id.
    pub id: i32,
    /// The inspection.
    pub record: InspectionRecord,
}

/// The inspections of schools known at a position, the newest first, by URN.
///
/// Ofsted lists the predecessor's inspections under the number of a converted school; one that began before the school opened
/// is not its own and is left out.
///
/// # Errors
/// [`crate::StoreError`].
pub async fn of_schools(
    connection: &impl ConnectionTrait,
    urns: &[i32],
    known: Knowledge,
) -> Result<HashMap<i32, Vec<Stored>>> {
    let engine = connection.get_database_backend();
    let text = format!(
        "SELECT i.* FROM inspection i WHERE i.urn IN ({}) AND i.knowledge <= {known} \
         AND NOT EXISTS (SELECT 1 FROM inspection n WHERE n.id = i.id AND n.knowledge > i.knowledge \
         AND n.knowledge <= {known}) \
         AND NOT EXISTS (SELECT 1 FROM school s WHERE s.urn = i.urn AND s.opened > i.started AND s.knowledge <= {known} \
         AND NOT EXISTS (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge \
         AND n.knowledge <= {known})) ORDER BY i.urn, i.started DESC, i.id DESC",
        number_list(urns)
    );
    let rows = inspection::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    let text = format!(
        "SELECT j.* FROM judgement j WHERE j.inspection_id IN ({}) AND j.knowledge <= {known} ORDER BY j.inspection_id, j.area",
        number_list(rows.iter().map(|row| row.id))
    );
    let given = judgement::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    let mut judgements: HashMap<i32, Vec<Judgement>> = HashMap::new();
    for row in given {
        judgements.entry(row.inspection_id).or_default().push(read_judgement(&row)?);
    }
    let mut by_school: HashMap<i32, Vec<Stored>> = HashMap::new();
    for row in rows {
        let (id, urn) = (row.id, row.urn);
        let record = read(row, judgements.remove(&id).unwrap_or_default())?;
        by_school.entry(urn).or_default().push(Stored { id, record });
    }
    Ok(by_school)
}

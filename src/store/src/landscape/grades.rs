//! The graded inspections of an authority's schools, and the editions that brought them.

use std::collections::{BTreeSet, HashMap};

use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use sextant_domain::inspection::{Area, InspectionKind, InspectionRecord, Judgement};
use sextant_domain::register::overall_grade;

use crate::entities::{inspection, judgement};
use crate::error::Result;
use crate::inspections;
use crate::ledger::Knowledge;

/// Graded inspections by school.
#[derive(Debug, Default)]
pub(super) struct Graded {
    /// Those listed under each number, the oldest first.
    pub(super) by_school: HashMap<i32, Vec<InspectionRecord>>,
    /// The ledger positions that first told of an overall grade. An edition with every school's latest grade always has new
    /// ones; one that adds none says nothing that its predecessor did not.
    pub(super) told_at: BTreeSet<Knowledge>,
}

/// Loads the graded inspections of an authority's schools that were known at a position: two statements.
pub(super) async fn load(connection: &impl ConnectionTrait, authority: i32, known: Knowledge) -> Result<Graded> {
    let engine = connection.get_database_backend();
    let wanted = format!(
        "FROM inspection i WHERE i.urn IN (SELECT s.urn FROM school s WHERE s.la_id = {authority} \
         AND s.knowledge <= {known}) AND i.kind = {} AND i.knowledge <= {known}",
        InspectionKind::Graded.number()
    );
    let text = format!(
        "SELECT i.* {wanted} AND NOT EXISTS (SELECT 1 FROM inspection n WHERE n.id = i.id \
         AND n.knowledge > i.knowledge AND n.knowledge <= {known}) ORDER BY i.urn, i.started, i.id"
    );
    let rows = inspection::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    let text = format!(
        "SELECT j.* FROM judgement j WHERE j.inspection_id IN (SELECT i.id {wanted}) AND j.knowledge <= {known} \
         ORDER BY j.inspection_id, j.area"
    );
    let given = judgement::Model::find_by_statement(Statement::from_string(engine, text)).all(connection).await?;
    let mut judgements: HashMap<i32, Vec<Judgement>> = HashMap::new();
    // An inspection may be filled in later: the grade counts from the edition that brought it.
    let mut brought: HashMap<i32, Knowledge> = HashMap::new();
    for row in given {
        if row.area == Area::OverallEffectiveness.number() {
            brought.insert(row.inspection_id, row.knowledge);
        }
        judgements.entry(row.inspection_id).or_default().push(inspections::read_judgement(&row)?);
    }
    let mut graded = Graded::default();
    for row in rows {
        let (urn, told) = (row.urn, brought.get(&row.id).copied().unwrap_or(row.knowledge));
        let own = judgements.remove(&row.id).unwrap_or_default();
        let record = inspections::read(row, own)?;
        if overall_grade(&record).is_some() {
            graded.told_at.insert(told);
        }
        graded.by_school.entry(urn).or_default().push(record);
    }
    Ok(graded)
}

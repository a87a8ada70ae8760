//! Writing inspections: each once, however many publications carry it.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use sextant_domain::inspection::{Framework, Grade, InspectionKind, InspectionRecord, Judgement, same_inspection};

use crate::entities::{inspection, judgement};
use crate::error::{Result, unknown};
use crate::ledger::{Counts, Knowledge};

/// What writing a chunk of inspections came to.
#[derive(Debug, Default)]
pub struct Written {
    /// How many were new, were filled in (restated) or were known.
    pub counts: Counts,
    /// The schools of those that were new or were filled in.
    pub schools: HashSet<u32>,
    /// Inspections that contradict what is on record, with the reason.
    pub contradictions: Vec<(InspectionRecord, String)>,
}

/// Writes a chunk of inspections.
///
/// A record of an inspection that is known already (see [`same_inspection`]) adds what was missing: judgements, the day of
/// publication, the number. A grade that contradicts the one on record is not taken over but reported.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write_inspections(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    records: Vec<InspectionRecord>,
) -> Result<Written> {
    let mut written = Written::default();
    if records.is_empty() {
        return Ok(written);
    }
    let mut known = load(transaction, records.iter().map(|record| record.urn as i32)).await?;
    let mut next = next_id(transaction).await?;
    let (mut rows, mut judgements, mut filled) = (Vec::new(), Vec::new(), Vec::new());
    for record in records {
        let on_record = known.entry(record.urn).or_default();
        match on_record.iter_mut().find(|(_, stored)| same_inspection(stored, &record)) {
            None => {
                written.counts.new += 1;
                written.schools.insert(record.urn);
                rows.push(row(next, knowledge, &record));
                judgements.extend(record.judgements.iter().map(|given| judgement_row(next, record.framework, given)));
                on_record.push((next, record));
                next += 1;
            }
            Some((id, stored)) => match fill_in(stored, &record) {
                Filled::Nothing => written.counts.unchanged += 1,
                Filled::Contradiction(reason) => written.contradictions.push((record, reason)),
                Filled::With(added) => {
                    written.counts.restated += 1;
                    written.schools.insert(record.urn);
                    judgements.extend(added.iter().map(|given| judgement_row(*id, stored.framework, given)));
                    filled.push(row(*id, knowledge, stored));
                }
            },
        }
    }
    insert(transaction, rows, filled, judgements).await?;
    Ok(written)
}

enum Filled {
    Nothing,
    With(Vec<Judgement>),
    Contradiction(String),
}

/// Adds to `stored` what `record` knows more.
fn fill_in(stored: &mut InspectionRecord, record: &InspectionRecord) -> Filled {
    let grades: HashMap<_, _> = stored.judgements.iter().map(|given| (given.area, given.grade)).collect();
    let mut added = Vec::new();
    for given in &record.judgements {
        match grades.get(&given.area) {
            Some(grade) if *grade == given.grade => {}
            Some(grade) => {
                return Filled::Contradiction(format!(
                    "an earlier file gives '{}' for {} of the same inspection, this one '{}'",
                    grade.words(),
                    given.area.words(),
                    given.grade.words()
                ));
            }
            None if stored.framework.scale() == record.framework.scale() => added.push(*given),
            None => return Filled::Contradiction("an earlier file puts it under another framework".to_owned()),
        }
    }
    let before = (stored.number.is_some(), stored.published.is_some(), stored.concern.is_some());
    stored.number = stored.number.take().or_else(|| record.number.clone());
    stored.published = stored.published.or(record.published);
    stored.concern = stored.concern.or(record.concern);
    stored.judgements.extend(added.iter().copied());
    let after = (stored.number.is_some(), stored.published.is_some(), stored.concern.is_some());
    if added.is_empty() && before == after { Filled::Nothing } else { Filled::With(added) }
}

/// The inspections on record of some schools, by URN.
async fn load(
    transaction: &DatabaseTransaction,
    urns: impl Iterator<Item = i32>,
) -> Result<HashMap<u32, Vec<(i32, InspectionRecord)>>> {
    let urns: HashSet<i32> = urns.collect();
    let mut known: HashMap<u32, Vec<(i32, InspectionRecord)>> = HashMap::new();
    let rows = inspection::Entity::find()
        .filter(inspection::Column::Urn.is_in(urns))
        .order_by_asc(inspection::Column::Id)
        .all(transaction)
        .await?;
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let given = judgement::Entity::find().filter(judgement::Column::InspectionId.is_in(ids)).all(transaction).await?;
    let mut judgements: HashMap<i32, Vec<Judgement>> = HashMap::new();
    for row in given {
        judgements.entry(row.inspection_id).or_default().push(read_judgement(&row)?);
    }
    for row in rows {
        let judgements = judgements.remove(&row.id).unwrap_or_default();
        known.entry(row.urn as u32).or_default().push((row.id, read(row, judgements)?));
    }
    Ok(known)
}

/// A stored judgement as a domain value.
pub(crate) fn read_judgement(row: &judgement::Model) -> Result<Judgement> {
    Ok(Judgement {
        area: sextant_domain::inspection::Area::from_number(row.area).ok_or_else(|| unknown("area", row.area))?,
        grade: Grade::from_number(row.grade).ok_or_else(|| unknown("grade", row.grade))?,
    })
}

/// A stored inspection as a domain value.
pub(crate) fn read(row: inspection::Model, judgements: Vec<Judgement>) -> Result<InspectionRecord> {
    Ok(InspectionRecord {
        urn: row.urn as u32,
        number: row.number,
        framework: Framework::from_number(row.framework).ok_or_else(|| unknown("framework", row.framework))?,
        kind: InspectionKind::from_number(row.kind).ok_or_else(|| unknown("kind of inspection", row.kind))?,
        started: row.started,
        published: row.published,
        concern: row.concern.and_then(sextant_domain::inspection::Concern::from_number),
        outcome: row.outcome,
        judgements,
    })
}

async fn next_id(transaction: &DatabaseTransaction) -> Result<i32> {
    let highest: Option<i32> = inspection::Entity::find()
        .select_only()
        .column(inspection::Column::Id)
        .order_by_desc(inspection::Column::Id)
        .into_tuple()
        .one(transaction)
        .await?;
    Ok(highest.unwrap_or(0) + 1)
}

fn row(id: i32, knowledge: Knowledge, record: &InspectionRecord) -> inspection::ActiveModel {
    inspection::ActiveModel {
        id: Set(id),
        urn: Set(record.urn as i32),
        number: Set(record.number.clone()),
        framework: Set(record.framework.number()),
        kind: Set(record.kind.number()),
        started: Set(record.started),
        published: Set(record.published),
        concern: Set(record.concern.map(sextant_domain::inspection::Concern::number)),
        outcome: Set(record.outcome.clone()),
        knowledge: Set(knowledge),
    }
}

fn judgement_row(id: i32, framework: Framework, given: &Judgement) -> judgement::ActiveModel {
    judgement::ActiveModel {
        inspection_id: Set(id),
        area: Set(given.area.number()),
        scale: Set(framework.scale().number()),
        grade: Set(given.grade.number()),
    }
}

async fn insert(
    transaction: &DatabaseTransaction,
    rows: Vec<inspection::ActiveModel>,
    filled: Vec<inspection::ActiveModel>,
    judgements: Vec<judgement::ActiveModel>,
) -> Result<()> {
    use inspection::Column::{Concern, Id, Number, Published};
    if !rows.is_empty() {
        inspection::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    if !filled.is_empty() {
        inspection::Entity::insert_many(filled)
            .on_conflict(OnConflict::column(Id).update_columns([Number, Published, Concern]).to_owned())
            .exec_without_returning(transaction)
            .await?;
    }
    if !judgements.is_empty() {
        judgement::Entity::insert_many(judgements).exec_without_returning(transaction).await?;
    }
    Ok(())
}

//! Writing inspections: each once, however many publications carry it.
//!
//! Nothing is filled in in place: what a later file knows more becomes the next version of the inspection, so that what was
//! known before it can still be read.

use std::collections::{HashMap, HashSet};

use sea_orm::ConnectionTrait;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use sextant_domain::inspection::{Framework, Grade, InspectionKind, InspectionRecord, Judgement, same_inspection};

use crate::entities::{inspection, judgement};
use crate::error::{Result, unknown};
use crate::ledger::{Counts, Knowledge};
use crate::sql::number_list;

/// Rows per statement.
const ROWS: usize = 2_000;

/// What taking a chunk of inspections came to.
#[derive(Debug, Default)]
pub struct Taken {
    /// How many were new, were filled in (restated) or were known.
    pub counts: Counts,
    /// The schools of those that were new or were filled in.
    pub schools: HashSet<u32>,
    /// Inspections that contradict what is on record, with the reason.
    pub contradictions: Vec<(InspectionRecord, String)>,
}

/// Writes one file's inspections within a transaction: at most one version of each.
///
/// They are written when the file has been read to its end, because a later line may know more of an inspection than an
/// earlier one did.
pub struct InspectionWriter<'t> {
    transaction: &'t DatabaseTransaction,
    knowledge: Knowledge,
    /// The inspections of every school the file has spoken of, by URN.
    known: HashMap<u32, Vec<Held>>,
    /// The next id that is free; `None` before it was looked up.
    next: Option<i32>,
}

impl std::fmt::Debug for InspectionWriter<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("InspectionWriter").field("knowledge", &self.knowledge).finish_non_exhaustive()
    }
}

/// An inspection as it stands now, and what of it is still to be written.
#[derive(Debug)]
struct Held {
    id: i32,
    record: InspectionRecord,
    changed: bool,
    added: Vec<Judgement>,
}

impl<'t> InspectionWriter<'t> {
    /// Prepares to write a file under a knowledge number.
    pub fn new(transaction: &'t DatabaseTransaction, knowledge: Knowledge) -> Self {
        Self { transaction, knowledge, known: HashMap::new(), next: None }
    }

    /// Takes a chunk of inspections.
    ///
    /// A record of an inspection that is known already (see [`same_inspection`]) adds what was missing: judgements, the day
    /// of publication, the number. A grade that contradicts the one on record is not taken over but reported.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn take(&mut self, records: Vec<InspectionRecord>) -> Result<Taken> {
        self.look_up(&records).await?;
        let mut taken = Taken::default();
        for record in records {
            let on_record = self.known.entry(record.urn).or_default();
            let Some(held) = on_record.iter_mut().find(|held| same_inspection(&held.record, &record)) else {
                taken.counts.new += 1;
                taken.schools.insert(record.urn);
                let id = self.next.unwrap_or(1);
                self.next = Some(id + 1);
                let added = record.judgements.clone();
                on_record.push(Held { id, record, changed: true, added });
                continue;
            };
            match fill_in(&mut held.record, &record) {
                Filled::Nothing => taken.counts.unchanged += 1,
                Filled::Contradiction(reason) => taken.contradictions.push((record, reason)),
                Filled::With(added) => {
                    taken.counts.restated += 1;
                    taken.schools.insert(record.urn);
                    held.changed = true;
                    held.added.extend(added);
                }
            }
        }
        Ok(taken)
    }

    /// Writes what the file brought.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn finish(self) -> Result<()> {
        let mut changed: Vec<Held> = self.known.into_values().flatten().filter(|held| held.changed).collect();
        changed.sort_unstable_by_key(|held| held.id);
        for chunk in changed.chunks(ROWS) {
            let rows = chunk.iter().map(|held| row(held.id, self.knowledge, &held.record));
            inspection::Entity::insert_many(rows).exec_without_returning(self.transaction).await?;
        }
        let judgements: Vec<_> = changed
            .iter()
            .flat_map(|held| held.added.iter().map(|given| judgement_row(held, self.knowledge, given)))
            .collect();
        for chunk in judgements.chunks(ROWS) {
            judgement::Entity::insert_many(chunk.iter().cloned()).exec_without_returning(self.transaction).await?;
        }
        Ok(())
    }

    /// Looks up what is on record of the schools that the file had not spoken of yet.
    async fn look_up(&mut self, records: &[InspectionRecord]) -> Result<()> {
        if self.next.is_none() {
            self.next = Some(next_id(self.transaction).await?);
        }
        let urns: HashSet<u32> =
            records.iter().map(|record| record.urn).filter(|urn| !self.known.contains_key(urn)).collect();
        if !urns.is_empty() {
            load(self.transaction, &urns, &mut self.known).await?;
        }
        Ok(())
    }
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

/// Adds the inspections on record of some schools, each in its newest version.
async fn load(
    transaction: &DatabaseTransaction,
    urns: &HashSet<u32>,
    known: &mut HashMap<u32, Vec<Held>>,
) -> Result<()> {
    let text = format!(
        "SELECT i.* FROM inspection i WHERE i.urn IN ({}) AND NOT EXISTS \
         (SELECT 1 FROM inspection n WHERE n.id = i.id AND n.knowledge > i.knowledge) ORDER BY i.id",
        number_list(urns)
    );
    let statement = Statement::from_string(transaction.get_database_backend(), text);
    let rows = inspection::Model::find_by_statement(statement).all(transaction).await?;
    let ids: Vec<i32> = rows.iter().map(|row| row.id).collect();
    let given = judgement::Entity::find().filter(judgement::Column::InspectionId.is_in(ids)).all(transaction).await?;
    let mut judgements: HashMap<i32, Vec<Judgement>> = HashMap::new();
    for row in given {
        judgements.entry(row.inspection_id).or_default().push(read_judgement(&row)?);
    }
    for row in rows {
        let (id, urn) = (row.id, row.urn as u32);
        let record = read(row, judgements.remove(&id).unwrap_or_default())?;
        known.entry(urn).or_default().push(Held { id, record, changed: false, added: Vec::new() });
    }
    Ok(())
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

fn judgement_row(held: &Held, knowledge: Knowledge, given: &Judgement) -> judgement::ActiveModel {
    judgement::ActiveModel {
        inspection_id: Set(held.id),
        area: Set(given.area.number()),
        scale: Set(held.record.framework.scale().number()),
        grade: Set(given.grade.number()),
        knowledge: Set(knowledge),
    }
}

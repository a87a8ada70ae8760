//! Writing an edition of the register of schools.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Statement};
use sextant_domain::inspection::{Area, Concern, Framework, Grade, InspectionKind, InspectionRecord, Judgement};
use sextant_domain::school::{LastInspection, SchoolRecord};

use super::fingerprint::fingerprint;
use super::memberships::MembershipWriter;
use super::trusts::ensure_trusts;
use crate::entities::school;
use crate::error::Result;
use crate::inspections::InspectionWriter;
use crate::ledger::{Counts, Knowledge};
use crate::sql::{fold, number_list};

/// Writes one edition within a transaction, a chunk of schools at a time.
#[derive(Debug)]
pub struct SchoolWriter<'t> {
    transaction: &'t DatabaseTransaction,
    knowledge: Knowledge,
    memberships: MembershipWriter<'t>,
    seen: HashSet<u32>,
    counts: Counts,
}

#[derive(Debug, FromQueryResult)]
struct Known {
    urn: i32,
    fingerprint: i64,
}

impl<'t> SchoolWriter<'t> {
    /// Prepares to write the edition of `day` under a knowledge number. `previous` is the day of the edition before it.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub fn new(
        transaction: &'t DatabaseTransaction,
        knowledge: Knowledge,
        day: NaiveDate,
        previous: Option<NaiveDate>,
    ) -> Self {
        Self {
            transaction,
            knowledge,
            memberships: MembershipWriter::new(transaction, knowledge, day, previous),
            seen: HashSet::new(),
            counts: Counts::default(),
        }
    }

    /// Writes a chunk of at most a thousand schools. Returns the URNs that the edition lists twice.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn write(&mut self, mut schools: Vec<SchoolRecord>) -> Result<Vec<u32>> {
        let mut twice = Vec::new();
        schools.retain(|school| {
            let first = self.seen.insert(school.urn);
            if !first {
                twice.push(school.urn);
            }
            first
        });
        let known = self.known(&schools).await?;
        let mut changed = Vec::new();
        let mut same = HashSet::new();
        for record in &schools {
            let print = print(record);
            match known.get(&(record.urn as i32)) {
                Some(stored) if *stored == print => {
                    same.insert(record.urn);
                    continue;
                }
                Some(_) => self.counts.restated += 1,
                None => self.counts.new += 1,
            }
            changed.push(row(record, self.knowledge, print));
        }
        if !changed.is_empty() {
            school::Entity::insert_many(changed).exec_without_returning(self.transaction).await?;
        }
        let trusts = schools.iter().filter_map(|record| record.trust.as_ref());
        ensure_trusts(self.transaction, self.knowledge, trusts).await?;
        let moved = self.memberships.follow(&schools).await?;
        let inspections = schools.iter().filter_map(last_inspection).collect();
        // The edition has each school once, so no later chunk speaks of these inspections again.
        let mut writer = InspectionWriter::new(self.transaction, self.knowledge);
        let inspected = writer.take(inspections).await?;
        writer.finish().await?;
        // A school that only joined a trust or was inspected has changed too, though its own row has not.
        let touched = same.iter().filter(|urn| moved.contains(*urn) || inspected.schools.contains(*urn)).count() as u64;
        self.counts.restated += touched;
        self.counts.unchanged += same.len() as u64 - touched;
        Ok(twice)
    }

    /// What the edition changed.
    pub const fn counts(&self) -> Counts {
        self.counts
    }

    async fn known(&self, schools: &[SchoolRecord]) -> Result<HashMap<i32, i64>> {
        let text = format!(
            "SELECT s.urn, s.fingerprint FROM school s WHERE s.urn IN ({}) AND NOT EXISTS \
             (SELECT 1 FROM school n WHERE n.urn = s.urn AND n.knowledge > s.knowledge)",
            number_list(schools.iter().map(|record| record.urn))
        );
        let statement = Statement::from_string(self.transaction.get_database_backend(), text);
        let rows = Known::find_by_statement(statement).all(self.transaction).await?;
        Ok(rows.into_iter().map(|known| (known.urn, known.fingerprint)).collect())
    }
}

/// The register's last inspection as an inspection: an overall grade on the 4-point scale, or nothing but a day.
fn last_inspection(record: &SchoolRecord) -> Option<InspectionRecord> {
    let LastInspection { on, rating } = record.last_inspection.as_ref()?;
    let (grade, concern) = match rating.as_str() {
        "Outstanding" => (Grade::Outstanding, Concern::None),
        "Good" => (Grade::Good, Concern::None),
        "Requires improvement" => (Grade::RequiresImprovement, Concern::None),
        "Inadequate" => (Grade::Inadequate, Concern::None),
        "Serious Weaknesses" => (Grade::Inadequate, Concern::RequiresSignificantImprovement),
        "Special Measures" => (Grade::Inadequate, Concern::SpecialMeasures),
        _ => return None,
    };
    Some(InspectionRecord {
        urn: record.urn,
        number: None,
        framework: Framework::on(*on),
        kind: InspectionKind::Graded,
        started: *on,
        published: None,
        concern: (grade == Grade::Inadequate && concern != Concern::None).then_some(concern),
        outcome: String::new(),
        judgements: vec![Judgement { area: Area::OverallEffectiveness, grade }],
    })
}

fn print(record: &SchoolRecord) -> i64 {
    let text = |value: &dyn std::fmt::Debug| format!("{value:?}");
    let parts = [
        text(&record.la),
        text(&record.establishment),
        text(&record.ukprn),
        record.name.clone(),
        record.kind.code.clone(),
        record.kind.name.clone(),
        record.group.code.clone(),
        record.group.name.clone(),
        text(&record.status.number()),
        text(&record.phase.number()),
        text(&record.opened),
        text(&record.closed),
        record.reason_opened.clone(),
        record.reason_closed.clone(),
        text(&record.low_age),
        text(&record.high_age),
        text(&record.capacity),
        text(&record.pupils),
        text(&record.sixth_form),
        text(&record.nursery),
        record.postcode.clone(),
    ];
    fingerprint(parts.iter().map(String::as_str))
}

fn row(record: &SchoolRecord, knowledge: Knowledge, fingerprint: i64) -> school::ActiveModel {
    let laestab = record.establishment.map(|number| i32::from(record.la) * 10_000 + i32::from(number));
    school::ActiveModel::from(school::Model {
        urn: record.urn as i32,
        knowledge,
        fingerprint,
        la_id: i32::from(record.la),
        establishment: record.establishment.map(i32::from),
        laestab,
        ukprn: record.ukprn.map(|number| number as i32),
        name: record.name.clone(),
        folded_name: fold(&record.name),
        kind_code: record.kind.code.clone(),
        kind_name: record.kind.name.clone(),
        group_code: record.group.code.clone(),
        group_name: record.group.name.clone(),
        status: record.status.number(),
        phase: record.phase.number(),
        opened: record.opened,
        closed: record.closed,
        reason_opened: record.reason_opened.clone(),
        reason_closed: record.reason_closed.clone(),
        low_age: record.low_age.map(i16::from),
        high_age: record.high_age.map(i16::from),
        capacity: record.capacity.map(|number| number as i32),
        pupils: record.pupils.map(|number| number as i32),
        sixth_form: record.sixth_form,
        nursery: record.nursery,
        postcode: record.postcode.clone(),
    })
}

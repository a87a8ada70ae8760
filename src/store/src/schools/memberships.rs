//! Who belongs to which trust, and since when.
//!
//! A membership is half-open, `[from, to)`. The register of group links states the day of joining; the register of schools
//! only says who is where on the day of an edition, so joining and leaving are inferred from two editions and marked so. A
//! version whose end is its beginning has been replaced by a better dated one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Statement};
use sextant_domain::school::{MembershipConfidence, MembershipRecord, SchoolRecord, TrustKind};

use crate::entities::trust_membership;
use crate::error::Result;
use crate::ledger::{Counts, Knowledge};
use crate::sql::number_list;

/// The kinds that a school's own row names; sponsors and federations stand in the group links alone.
const NAMED_BY_SCHOOLS: [TrustKind; 3] = [TrustKind::MultiAcademy, TrustKind::SingleAcademy, TrustKind::Foundation];

/// Follows memberships from one edition to the next within a transaction.
#[derive(Debug)]
pub struct MembershipWriter<'t> {
    transaction: &'t DatabaseTransaction,
    knowledge: Knowledge,
    day: NaiveDate,
    previous: Option<NaiveDate>,
    linked: HashSet<(i32, i32)>,
}

#[derive(Clone, Debug, FromQueryResult)]
struct Open {
    urn: i32,
    uid: i32,
    from_day: NaiveDate,
    kind: i16,
    confidence: i16,
}

impl<'t> MembershipWriter<'t> {
    /// Prepares to follow the edition of `day`; `previous` is the day of the same source's edition before it.
    pub fn new(
        transaction: &'t DatabaseTransaction,
        knowledge: Knowledge,
        day: NaiveDate,
        previous: Option<NaiveDate>,
    ) -> Self {
        Self { transaction, knowledge, day, previous, linked: HashSet::new() }
    }

    /// Follows what schools say of their own trust; returns the schools of which a membership began or ended.
    pub(super) async fn follow(&self, schools: &[SchoolRecord]) -> Result<HashSet<u32>> {
        let open = self.open(&format!("m.urn IN ({})", number_list(schools.iter().map(|s| s.urn)))).await?;
        let mut by_school: HashMap<i32, Vec<Open>> = HashMap::new();
        for membership in open {
            by_school.entry(membership.urn).or_default().push(membership);
        }
        let ended = self.ended_later(schools.iter().map(|school| school.urn)).await?;
        let mut rows = Vec::new();
        for school in schools {
            let current = by_school.remove(&(school.urn as i32)).unwrap_or_default();
            self.follow_one(school, &current, &ended, &mut rows);
        }
        let moved = rows.iter().map(|row| row.urn as u32).collect();
        self.insert(rows).await?;
        Ok(moved)
    }

    fn follow_one(
        &self,
        school: &SchoolRecord,
        current: &[Open],
        ended: &HashSet<(i32, i32)>,
        rows: &mut Vec<trust_membership::Model>,
    ) {
        let named = school.trust.as_ref().filter(|_| school.closed.is_none());
        for membership in current {
            let kind = TrustKind::from_number(membership.kind);
            let followed = kind.is_some_and(|kind| NAMED_BY_SCHOOLS.contains(&kind));
            if followed && named.is_none_or(|trust| trust.uid as i32 != membership.uid) {
                let end = school.closed.unwrap_or(self.day).max(membership.from_day);
                rows.push(self.version(membership, Some(end)));
            }
        }
        let Some(trust) = named.filter(|trust| !ended.contains(&(school.urn as i32, trust.uid as i32))) else { return };
        if !current.iter().any(|membership| membership.uid == trust.uid as i32) {
            rows.push(trust_membership::Model {
                urn: school.urn as i32,
                uid: trust.uid as i32,
                from_day: self.inferred_start(school.opened),
                knowledge: self.knowledge,
                to_day: None,
                kind: trust.kind.number(),
                confidence: MembershipConfidence::InferredFromSnapshot.number(),
            });
        }
    }

    /// A school that opened since the edition before joined when it opened; any other joined by the day of this edition.
    fn inferred_start(&self, opened: Option<NaiveDate>) -> NaiveDate {
        match (self.previous, opened) {
            (Some(previous), Some(opened)) if opened > previous => opened.min(self.day),
            _ => self.day,
        }
    }

    /// Writes a chunk of the register of group links.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn link(&mut self, records: &[MembershipRecord]) -> Result<Counts> {
        let open = self.open(&format!("m.urn IN ({})", number_list(records.iter().map(|r| r.urn)))).await?;
        let known: HashMap<(i32, i32), &Open> = open.iter().map(|open| ((open.urn, open.uid), open)).collect();
        let ended = self.ended_later(records.iter().map(|record| record.urn)).await?;
        let mut counts = Counts::default();
        let mut rows = Vec::new();
        for record in records {
            let key = (record.urn as i32, record.uid as i32);
            if !self.linked.insert(key) || ended.contains(&key) {
                counts.unchanged += 1;
                continue;
            }
            let start = record.joined.unwrap_or(self.day);
            let confidence = match record.joined {
                Some(_) => MembershipConfidence::Recorded,
                None => MembershipConfidence::InferredFromSnapshot,
            };
            match known.get(&key) {
                Some(open) if open.from_day == start && open.confidence == confidence.number() => counts.unchanged += 1,
                Some(_) if record.joined.is_none() => counts.unchanged += 1,
                found => {
                    if let Some(open) = found {
                        counts.restated += 1;
                        if open.from_day != start {
                            rows.push(self.version(open, Some(open.from_day)));
                        }
                    } else {
                        counts.new += 1;
                    }
                    rows.push(trust_membership::Model {
                        urn: key.0,
                        uid: key.1,
                        from_day: start,
                        knowledge: self.knowledge,
                        to_day: None,
                        kind: record.kind.number(),
                        confidence: confidence.number(),
                    });
                }
            }
        }
        self.insert(rows).await?;
        Ok(counts)
    }

    /// Ends the memberships that the previous edition of the group links had and this one no longer has.
    ///
    /// # Errors
    /// [`crate::StoreError::Database`].
    pub async fn end_unlinked(&self) -> Result<u64> {
        let recorded = MembershipConfidence::Recorded.number();
        let open = self.open(&format!("m.confidence = {recorded} AND m.knowledge < {}", self.knowledge)).await?;
        let gone = open.iter().filter(|open| !self.linked.contains(&(open.urn, open.uid)));
        let rows: Vec<_> = gone.map(|open| self.version(open, Some(self.day.max(open.from_day)))).collect();
        let ended = rows.len() as u64;
        self.insert(rows).await?;
        Ok(ended)
    }

    /// The memberships of schools that include this edition's day and of which a later one told the end: that this one still
    /// lists them says nothing new.
    async fn ended_later(&self, urns: impl Iterator<Item = u32>) -> Result<HashSet<(i32, i32)>> {
        let text = format!(
            "SELECT m.urn, m.uid, m.from_day, m.kind, m.confidence FROM trust_membership m WHERE m.urn IN ({}) \
             AND m.from_day <= '{day}' AND m.to_day > '{day}' AND NOT EXISTS (SELECT 1 FROM trust_membership n \
             WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge)",
            number_list(urns),
            day = self.day
        );
        let statement = Statement::from_string(self.transaction.get_database_backend(), text);
        let ended = Open::find_by_statement(statement).all(self.transaction).await?;
        Ok(ended.into_iter().map(|ended| (ended.urn, ended.uid)).collect())
    }

    async fn open(&self, condition: &str) -> Result<Vec<Open>> {
        let text = format!(
            "SELECT m.urn, m.uid, m.from_day, m.kind, m.confidence FROM trust_membership m WHERE {condition} \
             AND m.to_day IS NULL AND NOT EXISTS (SELECT 1 FROM trust_membership n WHERE n.urn = m.urn \
             AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge) \
             ORDER BY m.urn, m.uid, m.from_day"
        );
        let statement = Statement::from_string(self.transaction.get_database_backend(), text);
        Ok(Open::find_by_statement(statement).all(self.transaction).await?)
    }

    fn version(&self, open: &Open, to_day: Option<NaiveDate>) -> trust_membership::Model {
        trust_membership::Model {
            urn: open.urn,
            uid: open.uid,
            from_day: open.from_day,
            knowledge: self.knowledge,
            to_day,
            kind: open.kind,
            confidence: open.confidence,
        }
    }

    async fn insert(&self, rows: Vec<trust_membership::Model>) -> Result<()> {
        for chunk in rows.chunks(2_000) {
            let rows = chunk.iter().cloned().map(trust_membership::ActiveModel::from);
            trust_membership::Entity::insert_many(rows).exec_without_returning(self.transaction).await?;
        }
        Ok(())
    }
}

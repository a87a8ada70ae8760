//! Writing trusts.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, DatabaseTransaction, EntityTrait, FromQueryResult, Statement};
use sextant_domain::school::{TrustRecord, TrustRef};

use super::fingerprint::fingerprint;
use crate::entities::trust;
use crate::error::Result;
use crate::ledger::{Counts, Knowledge};
use crate::sql::{fold, number_list};

#[derive(Debug, FromQueryResult)]
struct Known {
    uid: i32,
    fingerprint: i64,
}

/// Writes a chunk of the register of groups, at most a thousand.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn write_trusts(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    trusts: &[TrustRecord],
) -> Result<Counts> {
    let known = known(transaction, trusts.iter().map(|trust| trust.uid)).await?;
    let mut counts = Counts::default();
    let mut changed = HashMap::new();
    for record in trusts {
        let row = row(record, knowledge);
        match known.get(&row.uid) {
            Some(stored) if *stored == row.fingerprint => counts.unchanged += 1,
            Some(_) => {
                counts.restated += 1;
                changed.insert(row.uid, row);
            }
            None => {
                counts.new += 1;
                changed.insert(row.uid, row);
            }
        }
    }
    insert(transaction, changed.into_values()).await?;
    Ok(counts)
}

/// Makes sure that the trusts that schools name are on record; the register of groups fills in the rest.
pub(super) async fn ensure_trusts<'a>(
    transaction: &DatabaseTransaction,
    knowledge: Knowledge,
    trusts: impl Iterator<Item = &'a TrustRef>,
) -> Result<()> {
    let named: HashMap<u32, &TrustRef> = trusts.map(|trust| (trust.uid, trust)).collect();
    let known = known(transaction, named.keys().copied()).await?;
    let unknown = named.values().filter(|trust| !known.contains_key(&(trust.uid as i32)));
    let rows: Vec<trust::Model> = unknown
        .map(|named| {
            let record = TrustRecord {
                uid: named.uid,
                group_id: String::new(),
                name: named.name.clone(),
                kind: named.kind,
                companies_house: String::new(),
                ukprn: None,
                opened: None,
                closed: None,
                open: true,
            };
            row(&record, knowledge)
        })
        .collect();
    insert(transaction, rows).await
}

async fn known(transaction: &DatabaseTransaction, uids: impl IntoIterator<Item = u32>) -> Result<HashMap<i32, i64>> {
    let text = format!(
        "SELECT t.uid, t.fingerprint FROM trust t WHERE t.uid IN ({}) AND NOT EXISTS \
         (SELECT 1 FROM trust n WHERE n.uid = t.uid AND n.knowledge > t.knowledge)",
        number_list(uids)
    );
    let statement = Statement::from_string(transaction.get_database_backend(), text);
    let rows = Known::find_by_statement(statement).all(transaction).await?;
    Ok(rows.into_iter().map(|known| (known.uid, known.fingerprint)).collect())
}

async fn insert(transaction: &DatabaseTransaction, rows: impl IntoIterator<Item = trust::Model>) -> Result<()> {
    let mut rows: Vec<trust::Model> = rows.into_iter().collect();
    rows.sort_by_key(|row| row.uid);
    if !rows.is_empty() {
        let rows = rows.into_iter().map(trust::ActiveModel::from);
        trust::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    }
    Ok(())
}

fn row(record: &TrustRecord, knowledge: Knowledge) -> trust::Model {
    let days = format!("{:?} {:?} {}", record.opened, record.closed, record.open);
    let kind = record.kind.number().to_string();
    let ukprn = record.ukprn.map(|number| number.to_string()).unwrap_or_default();
    let parts = [&record.group_id, &record.name, &kind, &record.companies_house, &ukprn, &days];
    trust::Model {
        uid: record.uid as i32,
        knowledge,
        fingerprint: fingerprint(parts.map(String::as_str)),
        group_id: record.group_id.clone(),
        name: record.name.clone(),
        folded_name: fold(&record.name),
        kind: record.kind.number(),
        companies_house: record.companies_house.clone(),
        ukprn: record.ukprn.map(|number| number as i32),
        opened: record.opened,
        closed: record.closed,
        open: record.open,
    }
}

//! Series and breakdowns: looked up by key, made when first seen, written together. An outcome may be written before its
//! series is: both are of one transaction.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use sextant_domain::outcome::SeriesKey;

use crate::entities::{breakdown, series};
use crate::error::Result;
use crate::ledger::Knowledge;

/// The series of one source while a file is being written.
#[derive(Debug)]
pub(super) struct SeriesIds {
    source: String,
    knowledge: Knowledge,
    known: HashMap<SeriesKey, i32>,
    /// By the address of the reader's key: the quick way for the rows that follow the first.
    by_address: HashMap<usize, i32>,
    next: i32,
    /// Made and not yet written.
    fresh: Vec<(i32, SeriesKey)>,
}

impl SeriesIds {
    /// Loads the series of a source; new ones will be known from this position on.
    pub(super) async fn load(transaction: &DatabaseTransaction, source: &str, knowledge: Knowledge) -> Result<Self> {
        let rows = series::Entity::find().filter(series::Column::SourceCode.eq(source)).all(transaction).await?;
        let known = rows
            .into_iter()
            .map(|row| (SeriesKey { indicator: row.indicator_code, breakdown: row.breakdown }, row.id))
            .collect();
        let highest: Option<i32> = series::Entity::find()
            .select_only()
            .column(series::Column::Id)
            .order_by_desc(series::Column::Id)
            .into_tuple()
            .one(transaction)
            .await?;
        Ok(Self {
            source: source.to_owned(),
            knowledge,
            known,
            by_address: HashMap::new(),
            next: highest.unwrap_or(0) + 1,
            fresh: Vec::new(),
        })
    }

    /// Whether the source has brought nothing before.
    pub(super) fn is_fresh(&self) -> bool {
        self.known.is_empty()
    }

    /// The id of a series, made when it is new. The reader keeps its keys alive while it reads, so an address stands for
    /// one key.
    pub(super) fn id(&mut self, key: &Arc<SeriesKey>) -> i32 {
        let address = Arc::as_ptr(key) as usize;
        if let Some(id) = self.by_address.get(&address) {
            return *id;
        }
        let id = self.known.get(key.as_ref()).copied().unwrap_or_else(|| {
            let id = self.next;
            self.next += 1;
            self.known.insert(key.as_ref().clone(), id);
            self.fresh.push((id, key.as_ref().clone()));
            id
        });
        self.by_address.insert(address, id);
        id
    }

    /// The series that were asked for.
    pub(super) fn met(&self) -> BTreeSet<i32> {
        self.by_address.values().copied().collect()
    }

    /// Writes the series that were made, with their breakdowns.
    pub(super) async fn write(&mut self, transaction: &DatabaseTransaction) -> Result<()> {
        let fresh = std::mem::take(&mut self.fresh);
        for chunk in fresh.chunks(1_000) {
            let codes: BTreeSet<&str> = chunk.iter().map(|(_, key)| key.breakdown.as_str()).collect();
            let breakdowns = codes
                .into_iter()
                .map(|code| breakdown::ActiveModel { code: Set(code.to_owned()), name: Set(breakdown_name(code)) });
            breakdown::Entity::insert_many(breakdowns)
                .on_conflict(OnConflict::column(breakdown::Column::Code).do_nothing().to_owned())
                .exec_without_returning(transaction)
                .await?;
            let rows = chunk.iter().map(|(id, key)| series::ActiveModel {
                id: Set(*id),
                source_code: Set(self.source.clone()),
                indicator_code: Set(key.indicator.clone()),
                breakdown: Set(key.breakdown.clone()),
                knowledge: Set(self.knowledge),
            });
            series::Entity::insert_many(rows).exec_without_returning(transaction).await?;
        }
        Ok(())
    }
}

/// `disadvantage:disadvantaged` reads «disadvantage: disadvantaged»; `total` reads «all».
pub fn breakdown_name(code: &str) -> String {
    if code == sextant_domain::outcome::TOTAL {
        return "all".to_owned();
    }
    code.replace('-', " ").replace(':', ": ").replace('+', ", ")
}

//! The ledger: one row per import or write, numbered in commit order.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "ledger_entry")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub kind: String,
    pub source_code: String,
    pub title: String,
    pub status: i16,
    pub published_on: NaiveDate,
    pub known_on: NaiveDate,
    pub recorded_at: i64,
    pub file_name: String,
    pub file_sha256: String,
    pub rows_read: i64,
    pub rows_new: i64,
    pub rows_restated: i64,
    pub rows_withdrawn: i64,
    pub rows_unchanged: i64,
    pub rows_refused: i64,
}

impl ActiveModelBehavior for ActiveModel {}

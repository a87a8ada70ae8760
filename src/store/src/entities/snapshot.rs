//! Published progress snapshots.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "snapshot")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year_start: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    pub strategy_version: i64,
    pub as_known_at: NaiveDate,
    pub knowledge: i64,
    pub is_final: bool,
    pub reason: String,
    pub manifest: String,
    pub manifest_hash: String,
    pub content_hash: String,
    pub content: String,
    pub compiled_at: i64,
    pub trigger: String,
}

impl ActiveModelBehavior for ActiveModel {}

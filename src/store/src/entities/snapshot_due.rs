//! Days on which progress snapshots are due.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "snapshot_due")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year_start: i16,
    pub paper_deadline: NaiveDate,
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}

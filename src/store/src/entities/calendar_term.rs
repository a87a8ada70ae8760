//! Terms of the council's calendar.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "calendar_term")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year_start: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub term: i16,
    pub starts: NaiveDate,
    pub ends: NaiveDate,
    pub paper_deadline: NaiveDate,
    pub meeting: Option<NaiveDate>,
    pub source: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Strategies, versioned.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "strategy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub knowledge: i64,
    pub title: String,
    pub vision: String,
    pub status: i16,
    pub invented: bool,
    pub stated_start: NaiveDate,
    pub stated_end: NaiveDate,
    pub window_first: i32,
    pub window_last: i32,
    pub window_note: String,
    pub test_date: Option<NaiveDate>,
    pub test: String,
    pub in_force_from: NaiveDate,
    pub superseded_on: Option<NaiveDate>,
    pub source: String,
    pub rag_rule: String,
    pub direction_rule: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Targets of uses.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "target")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub commitment_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub use_position: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i16,
    pub kind: i16,
    pub period: i32,
    pub value: i64,
    pub approved_on: NaiveDate,
    pub approved_by: String,
    pub source: String,
    pub aim_benchmark: Option<i16>,
    pub withdrawn_on: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

//! Editions of benchmark groups.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "benchmark_group")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub kind: String,
    pub edition: String,
    pub from_day: NaiveDate,
    pub knowledge: i64,
}

impl ActiveModelBehavior for ActiveModel {}

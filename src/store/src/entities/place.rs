//! Places.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub level: i16,
    pub name: String,
    pub folded_name: String,
    pub region_id: Option<i32>,
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

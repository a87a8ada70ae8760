//! What the register of places said, by position.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub level: i16,
    pub name: String,
    pub region_id: Option<i32>,
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

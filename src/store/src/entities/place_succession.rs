//! Who took whose place.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place_succession")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub predecessor_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub successor_id: i32,
    pub on_day: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

//! The codes that places have had.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "place_code")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub scheme: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: i32,
    pub from_day: Option<NaiveDate>,
    pub to_day: Option<NaiveDate>,
}

impl ActiveModelBehavior for ActiveModel {}

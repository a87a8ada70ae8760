//! Designations of organisations.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "designation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub organisation_id: String,
    pub kind: i16,
    pub from_day: Date,
    pub to_day: Option<Date>,
    pub area: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Who belongs to a partnership.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "partnership_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub partnership_id: String,
    pub organisation_id: String,
    pub role: i16,
    pub from_day: Date,
    pub to_day: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}

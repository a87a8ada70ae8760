//! Meetings of scrutiny committees.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scrutiny_meeting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub body: String,
    pub folded_body: String,
    pub day: Date,
    pub title: String,
    pub folded_title: String,
    pub agenda_item: String,
}

impl ActiveModelBehavior for ActiveModel {}

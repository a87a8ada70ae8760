//! Activities of partnerships.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub partnership_id: String,
    pub kind: i16,
    pub title: String,
    pub folded_title: String,
    pub status: i16,
    pub from_day: Date,
    pub to_day: Option<Date>,
    pub sessions: Option<i32>,
    pub pupils: Option<i32>,
    pub staff: Option<i32>,
    pub target_group: String,
    pub cost: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

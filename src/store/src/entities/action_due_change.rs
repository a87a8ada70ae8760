//! Changes of the days by which actions are to be done.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "action_due_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub action_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub from_day: Date,
    pub to_day: Date,
    pub reason: String,
    pub changed_by: String,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

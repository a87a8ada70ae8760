//! How far recommendations have been put into practice.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation_progress")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub recommendation_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub day: Date,
    pub status: i16,
    pub note: String,
    pub recorded_by: String,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

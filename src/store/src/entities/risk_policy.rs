//! Versions of policies of risk tiers.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "risk_policy")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub code: String,
    pub version: i32,
    pub approved_on: Date,
    pub approved_by: String,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

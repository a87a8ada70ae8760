//! What was put on record of schools' risk.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "risk_assessment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub urn: i32,
    pub policy_id: String,
    pub tier: i16,
    pub elevated: bool,
    pub rationale: String,
    pub decided_by: String,
    pub decided_on: Date,
    pub review_by: Option<Date>,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

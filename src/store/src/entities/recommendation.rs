//! What scrutiny committees formally asked, and what was answered.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "recommendation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub meeting_id: String,
    pub text: String,
    pub addressed_to: String,
    pub folded_addressed_to: String,
    pub received_on: Date,
    pub response_due: Date,
    pub responded_on: Option<Date>,
    pub accepted: Option<i16>,
    pub reason: String,
    pub response: String,
    pub implementation: i16,
}

impl ActiveModelBehavior for ActiveModel {}

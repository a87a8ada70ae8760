//! Early-warning flags.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "flag")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub rule: i16,
    pub subject: String,
    pub occasion: String,
    pub reason: String,
    pub raised_on: Date,
    pub raised_at: i64,
    pub urn: Option<i32>,
    pub action_id: Option<String>,
    pub partnership_id: Option<String>,
    pub strategy_code: Option<String>,
    pub indicator_code: Option<String>,
    pub breakdown: Option<String>,
    pub status: i16,
    pub closed_at: Option<i64>,
    pub closed_by: String,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}

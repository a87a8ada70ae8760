//! What something means for people who share a characteristic.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "equality_impact")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub subject: i16,
    pub strategy_code: Option<String>,
    pub commitment_code: Option<String>,
    pub activity_id: Option<String>,
    pub characteristic: i16,
    pub group_name: String,
    pub impact: i16,
    pub evidence: String,
    pub consulted: String,
    pub mitigation: String,
    pub review_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}

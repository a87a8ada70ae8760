//! What scrutiny committees said, short of a recommendation.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "scrutiny_feedback")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub meeting_id: String,
    pub text: String,
    pub strategy_code: Option<String>,
    pub commitment_code: Option<String>,
    pub indicator_code: Option<String>,
    pub breakdown: Option<String>,
    pub recorded_by: String,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! Claims that an activity moved an outcome.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "contribution")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub activity_id: String,
    pub strategy_code: String,
    pub indicator_code: String,
    pub breakdown: String,
    pub place_id: i32,
    pub before_period: i32,
    pub after_period: i32,
    pub method: i16,
    pub strength: i16,
    pub comparator: Option<i16>,
    pub similar_schools: String,
    pub confounders: String,
    pub share: Option<i64>,
    pub reviewed_by: String,
    pub reviewed_on: Option<Date>,
    pub claimed_on: Date,
    pub knowledge: i64,
    pub before_value: i64,
    pub before_status: i16,
    pub after_value: i64,
    pub after_status: i16,
    pub change: i64,
    pub compared_with: String,
    pub compared_before: Option<i64>,
    pub compared_before_status: Option<i16>,
    pub compared_after: Option<i64>,
    pub compared_after_status: Option<i16>,
    pub net_change: Option<i64>,
    pub caveats: String,
}

impl ActiveModelBehavior for ActiveModel {}

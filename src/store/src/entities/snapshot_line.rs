//! Lines of progress snapshots.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "snapshot_line")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub year_start: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub revision: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i16,
    pub priority_number: i16,
    pub commitment_code: String,
    pub indicator_code: String,
    pub breakdown: String,
    pub verdict: String,
    pub finality: String,
    pub value: Option<i64>,
    pub content: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Commitments of priorities.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "commitment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    pub priority_number: i16,
    pub position: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub text: String,
    pub kind: i16,
    pub no_measure: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

//! Uses of indicators by commitments.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_use")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub commitment_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i16,
    pub indicator_code: String,
    pub breakdown: String,
    pub rag_rule: Option<String>,
    pub trajectory_method: Option<i16>,
}

impl ActiveModelBehavior for ActiveModel {}

//! Rules as rows.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rule")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i64,
    pub kind: String,
    pub family: String,
    pub figure_1: Option<i64>,
    pub figure_2: Option<i64>,
    pub description: String,
}

impl ActiveModelBehavior for ActiveModel {}

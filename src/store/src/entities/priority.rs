//! Priorities of strategies.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "priority")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i16,
    pub title: String,
    pub text: String,
    pub owner: String,
}

impl ActiveModelBehavior for ActiveModel {}

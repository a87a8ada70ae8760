//! Headline tests of strategies.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "headline_test")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub strategy_version: i64,
    pub population: i16,
    pub share: i64,
    pub year_start: i16,
    pub required: i32,
    pub tie_rule: i16,
    pub status: i16,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}

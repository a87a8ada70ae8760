//! Points of the way from a use's baseline to its target.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trajectory_point")]
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
    pub use_position: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub position: i16,
    pub period: i32,
    pub value: i64,
}

impl ActiveModelBehavior for ActiveModel {}

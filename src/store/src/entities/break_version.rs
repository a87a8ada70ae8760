//! The breaks of a version of an indicator.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "break_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub first_period: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: i16,
    pub severity: i16,
    pub note: String,
}

impl ActiveModelBehavior for ActiveModel {}

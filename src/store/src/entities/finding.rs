//! What checks on load found.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "finding")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub series_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub check_code: i16,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub severity: i16,
    pub raised: bool,
    pub message: String,
}

impl ActiveModelBehavior for ActiveModel {}

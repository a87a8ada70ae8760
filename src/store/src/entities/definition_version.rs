//! The definitions of a version of an indicator.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "definition_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i16,
    pub text: String,
    pub basis: i16,
    pub coverage: String,
    pub first_period: Option<i32>,
}

impl ActiveModelBehavior for ActiveModel {}

//! An indicator for a pupil group from one source.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "series")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub source_code: String,
    pub indicator_code: String,
    pub breakdown: String,
    pub knowledge: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! Judgements of inspections.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "judgement")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub inspection_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub area: i16,
    pub scale: i16,
    pub grade: i16,
    pub knowledge: i64,
}

impl ActiveModelBehavior for ActiveModel {}

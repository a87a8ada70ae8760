//! Publishers and their series.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub publisher: String,
    pub title: String,
    pub licence: String,
}

impl ActiveModelBehavior for ActiveModel {}

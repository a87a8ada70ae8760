//! Which publisher's measure is which indicator.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "measure_mapping")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub source_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub measure: String,
    pub indicator_code: String,
    pub breakdown: String,
    pub basis: i16,
}

impl ActiveModelBehavior for ActiveModel {}

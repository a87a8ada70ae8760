//! Links between schools.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub predecessor_urn: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub successor_urn: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub kind: String,
    pub on_day: Option<NaiveDate>,
    pub knowledge: i64,
}

impl ActiveModelBehavior for ActiveModel {}

//! Inspections, each in every version that was known of it.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inspection")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub urn: i32,
    pub number: Option<String>,
    pub framework: i16,
    pub kind: i16,
    pub started: NaiveDate,
    pub published: Option<NaiveDate>,
    pub concern: Option<i16>,
    pub outcome: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Partnerships.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub kind: i16,
    pub title: String,
    pub folded_title: String,
    pub purpose: String,
    pub lead_officer: String,
    pub status: i16,
    pub from_day: Date,
    pub to_day: Option<Date>,
    pub agreement: String,
    pub data_sharing_basis: String,
    pub review_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}

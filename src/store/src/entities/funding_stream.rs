//! Streams of funding.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "funding_stream")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub title: String,
    pub folded_title: String,
    pub funder: String,
    pub scheme: String,
    pub bid_id: Option<String>,
    pub from_day: Date,
    pub to_day: Date,
    pub allocation: i64,
    pub spend: i64,
    pub variance_note: String,
}

impl ActiveModelBehavior for ActiveModel {}

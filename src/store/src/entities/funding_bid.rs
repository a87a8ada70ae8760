//! Bids for funding.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "funding_bid")]
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
    pub sought: i64,
    pub awarded: Option<i64>,
    pub deadline: Option<Date>,
    pub decision: i16,
    pub decided_on: Option<Date>,
    pub conditions: String,
    pub match_funding: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

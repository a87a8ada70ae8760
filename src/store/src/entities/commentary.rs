//! What is said of lines of published scorecards, version by version.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "commentary")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: i32,
    pub strategy_code: String,
    pub year_start: i16,
    pub term: i16,
    pub revision: i32,
    pub indicator_code: String,
    pub breakdown: String,
    pub line_hash: String,
    pub text: String,
    pub state: i16,
    pub based_on: Option<String>,
    pub author: String,
    pub entered_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}

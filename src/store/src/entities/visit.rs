//! Critical friends' visits to schools.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "visit")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub urn: i32,
    pub day: Date,
    pub purpose: String,
    pub lead_officer: String,
    pub status: i16,
    pub tier: Option<i16>,
    pub assessment_id: Option<String>,
    pub pack: Option<String>,
    pub pack_sha256: Option<String>,
    pub pack_knowledge: Option<i64>,
    pub note: String,
    pub shared_on: Option<Date>,
}

impl ActiveModelBehavior for ActiveModel {}

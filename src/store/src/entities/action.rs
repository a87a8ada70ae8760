//! Agreed actions.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "action")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub text: String,
    pub owner: String,
    pub source: i16,
    pub visit_id: Option<String>,
    pub urn: Option<i32>,
    pub agreed_on: Date,
    pub due: Date,
    pub status: i16,
    pub closed_on: Option<Date>,
    pub evidence: String,
    pub recommendation_id: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

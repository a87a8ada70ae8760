//! Partner organisations.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "organisation")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub version: i32,
    pub kind: i16,
    pub name: String,
    pub folded_name: String,
    pub urn: Option<i32>,
    pub trust_uid: Option<i32>,
    pub identifier: String,
    pub area: String,
}

impl ActiveModelBehavior for ActiveModel {}

//! Who belongs to which trust, versioned.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust_membership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub urn: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: NaiveDate,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub to_day: Option<NaiveDate>,
    pub kind: i16,
    pub confidence: i16,
}

impl ActiveModelBehavior for ActiveModel {}

//! Trusts, versioned.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub uid: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub fingerprint: i64,
    pub group_id: String,
    pub name: String,
    pub folded_name: String,
    pub kind: i16,
    pub companies_house: String,
    pub ukprn: Option<i32>,
    pub opened: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub open: bool,
}

impl ActiveModelBehavior for ActiveModel {}

//! Schools, versioned.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "school")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub urn: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub fingerprint: i64,
    pub la_id: i32,
    pub establishment: Option<i32>,
    pub laestab: Option<i32>,
    pub ukprn: Option<i32>,
    pub name: String,
    pub folded_name: String,
    pub kind_code: String,
    pub kind_name: String,
    pub group_code: String,
    pub group_name: String,
    pub status: i16,
    pub phase: i16,
    pub opened: Option<NaiveDate>,
    pub closed: Option<NaiveDate>,
    pub reason_opened: String,
    pub reason_closed: String,
    pub low_age: Option<i16>,
    pub high_age: Option<i16>,
    pub capacity: Option<i32>,
    pub pupils: Option<i32>,
    pub sixth_form: Option<bool>,
    pub nursery: Option<bool>,
    pub postcode: String,
}

impl ActiveModelBehavior for ActiveModel {}

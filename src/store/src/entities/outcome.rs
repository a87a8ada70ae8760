//! The outcome ledger.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outcome")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub series_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub place_id: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub period: i32,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub value: Option<i64>,
    pub reason: Option<i16>,
    pub status: i16,
    pub cause: i16,
    pub line: i32,
    pub raw: String,
    pub numerator: Option<i64>,
    pub denominator: Option<i64>,
    pub ci_low: Option<i64>,
    pub ci_high: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

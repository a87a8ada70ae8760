//! What a publisher says of an indicator's next release.

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_outlook")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub indicator_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub next_expected: Option<NaiveDate>,
    pub discontinued: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

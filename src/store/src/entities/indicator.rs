//! Indicators.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    pub name: String,
    pub folded_name: String,
    pub topic: String,
    pub polarity: i16,
    pub unit: i16,
    pub decimals: i16,
    pub lowest: Option<i64>,
    pub highest: Option<i64>,
    pub discontinued: Option<String>,
    pub in_catalogue: bool,
    pub supply: String,
    pub knowledge: i64,
}

impl ActiveModelBehavior for ActiveModel {}

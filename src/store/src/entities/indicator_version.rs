//! What indicators were, by the position that it was said at.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "indicator_version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub knowledge: i64,
    pub name: String,
    pub topic: String,
    pub polarity: i16,
    pub unit: i16,
    pub decimals: i16,
    pub lowest: Option<i64>,
    pub highest: Option<i64>,
    pub discontinued: Option<String>,
    pub in_catalogue: bool,
    pub supply: String,
}

impl ActiveModelBehavior for ActiveModel {}

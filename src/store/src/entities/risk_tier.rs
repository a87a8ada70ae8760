//! The tiers of a version of a policy.

use sea_orm::entity::prelude::*;
use serde::Serialize;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, DeriveEntityModel)]
#[sea_orm(table_name = "risk_tier")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub council_code: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub policy_id: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub number: i16,
    pub name: String,
    pub criteria: String,
    pub elevated: bool,
    pub visit_weeks: Option<i16>,
}

impl ActiveModelBehavior for ActiveModel {}

//! Equality impacts.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{Characteristic, Impact, SubjectKind};
use sextant_store::entities::equality_impact;

use super::organisation::some;
use super::{Activity, Strategy};
use crate::enums;
use crate::ids::id;
use crate::loaders::{ActivityById, StrategyByCode, load};
use crate::scalars::Date;

/// What a strategy, a commitment or something that is done means for people who share a characteristic.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct EqualityImpact {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// Which kind of thing it is an impact of.
    subject: Option<enums::SubjectKind>,
    /// The strategy's code; null where it is an impact of something that is done.
    strategy_code: Option<String>,
    /// The commitment's code; null where it is an impact of something else.
    commitment_code: Option<String>,
    /// Who is affected.
    characteristic: Option<enums::Characteristic>,
    /// The name of the group, where it is another one.
    group_name: Option<String>,
    /// What it means for them.
    impact: Option<enums::Impact>,
    /// How that is known; null where nobody said.
    evidence: Option<String>,
    /// Who was consulted; null where nobody said.
    consulted: Option<String>,
    /// What is done about it; null where nobody said.
    mitigation: Option<String>,
    /// When it is looked at again; null where nobody said.
    review_on: Option<Date>,
    #[graphql(skip)]
    activity_key: Option<(String, String)>,
}

impl From<equality_impact::Model> for EqualityImpact {
    fn from(row: equality_impact::Model) -> Self {
        Self {
            id: id("EqualityImpact", &row.id),
            version: row.version,
            subject: SubjectKind::from_number(row.subject).map(Into::into),
            activity_key: row.activity_id.map(|activity| (row.council_code, activity)),
            strategy_code: row.strategy_code,
            commitment_code: row.commitment_code,
            characteristic: Characteristic::from_number(row.characteristic).map(Into::into),
            group_name: some(&row.group_name),
            impact: Impact::from_number(row.impact).map(Into::into),
            evidence: some(&row.evidence),
            consulted: some(&row.consulted),
            mitigation: some(&row.mitigation),
            review_on: row.review_on.map(Date),
        }
    }
}

#[ComplexObject]
impl EqualityImpact {
    /// The strategy, as it is now; null where it is an impact of something that is done.
    async fn strategy(&self, context: &Context<'_>) -> Result<Option<Strategy>> {
        let Some(code) = self.strategy_code.clone() else { return Ok(None) };
        Ok(load(context, StrategyByCode(code)).await?.map(Into::into))
    }

    /// The activity; null where it is an impact of a strategy or a commitment.
    async fn activity(&self, context: &Context<'_>) -> Result<Option<Activity>> {
        let Some((council, activity)) = self.activity_key.clone() else { return Ok(None) };
        Ok(load(context, ActivityById(council, activity)).await?.map(Into::into))
    }
}

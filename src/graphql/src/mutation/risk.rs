//! Writing policies of risk tiers and assessments.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{AssessmentDraft, RiskPolicyDraft, RiskTier};
use sextant_service::delivery::{NewAssessment, NewRiskPolicy, assess_risk, create_policy};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::loaders::{AssessmentById, PolicyById, load};
use crate::scalars::Date;
use crate::types::{RiskAssessment, RiskPolicy};

/// A tier of a policy.
#[derive(InputObject)]
pub struct RiskTierInput {
    /// Its number; the tiers stand in the order of their numbers.
    number: i32,
    /// Its name.
    name: String,
    /// What puts a school in it.
    criteria: String,
    /// Whether the council counts a school in it as one it worries about.
    elevated: bool,
    /// A school in it is visited at least once in so many weeks; left out where the policy does not say.
    visit_weeks: Option<i32>,
}

/// A new version of a policy of risk tiers.
#[derive(InputObject)]
pub struct CreateRiskPolicyInput {
    /// The policy's code, the same in every version.
    code: String,
    /// The newest version that was read; 0 for the first.
    expected_version: i32,
    /// The tiers, in order.
    tiers: Vec<RiskTierInput>,
    /// The day it was approved.
    approved_on: Date,
    /// Who approved it.
    approved_by: String,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// A new assessment of a school's risk.
#[derive(InputObject)]
pub struct AssessRiskInput {
    /// The school's unique reference number.
    urn: i32,
    /// The version of the policy that it is made under.
    policy: ID,
    /// The tier's number in that version.
    tier: i32,
    /// Why.
    rationale: String,
    /// Who decided.
    decided_by: String,
    /// The day of the decision.
    decided_on: Date,
    /// When it is looked at again.
    review_by: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a policy came to.
#[derive(SimpleObject)]
pub struct RiskPolicyPayload {
    /// The version as it was written; null when there are errors.
    policy: Option<RiskPolicy>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

/// What writing an assessment came to.
#[derive(SimpleObject)]
pub struct RiskAssessmentPayload {
    /// The assessment as it was written; null when there are errors.
    assessment: Option<RiskAssessment>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct RiskMutation;

/// A number that the policy cannot have stays one that it cannot have.
pub(super) fn short(number: i32) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}

#[Object]
impl RiskMutation {
    /// Writes a new version of a policy of risk tiers. For data owners and administrators.
    async fn create_risk_policy(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateRiskPolicyInput,
    ) -> Result<Option<RiskPolicyPayload>> {
        let tier = |it: RiskTierInput| RiskTier {
            number: short(it.number),
            name: it.name,
            criteria: it.criteria,
            elevated: it.elevated,
            visit_weeks: it.visit_weeks.map(short),
        };
        let new = NewRiskPolicy {
            expected_version: input.expected_version,
            draft: RiskPolicyDraft {
                code: input.code,
                tiers: input.tiers.into_iter().map(tier).collect(),
                approved_on: input.approved_on.0,
                approved_by: input.approved_by,
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| create_policy(database(context), &write, &new));
        Ok(Some(match written {
            Ok(id) => {
                let row = load(context, PolicyById(council(context), id)).await?;
                RiskPolicyPayload { policy: row.map(Into::into), errors: Vec::new(), query: Query::default() }
            }
            Err(errors) => RiskPolicyPayload { policy: None, errors, query: Query::default() },
        }))
    }

    /// Puts a school's risk tier on record. For officers and above.
    async fn assess_risk(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: AssessRiskInput,
    ) -> Result<Option<RiskAssessmentPayload>> {
        let new = NewAssessment {
            urn: u32::try_from(input.urn).unwrap_or_default(),
            policy: named("RiskPolicy", &input.policy),
            draft: AssessmentDraft {
                tier: short(input.tier),
                rationale: input.rationale,
                decided_by: input.decided_by,
                decided_on: input.decided_on.0,
                review_by: input.review_by.map(|Date(day)| day),
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| assess_risk(database(context), &write, &new));
        Ok(Some(match written {
            Ok(id) => {
                let row = load(context, AssessmentById(council(context), id)).await?;
                RiskAssessmentPayload { assessment: row.map(Into::into), errors: Vec::new(), query: Query::default() }
            }
            Err(errors) => RiskAssessmentPayload { assessment: None, errors, query: Query::default() },
        }))
    }
}

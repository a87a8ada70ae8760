//! Writing equality impacts.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{ImpactDraft, ImpactSubject, Problem, ProblemCode};
use sextant_service::delivery::{ChangeImpact, NewImpact, change_impact, create_impact};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{ImpactById, load};
use crate::scalars::Date;
use crate::types::EqualityImpact;

/// A new equality impact: of a strategy, of one of its commitments, or of an activity.
#[derive(InputObject)]
pub struct CreateEqualityImpactInput {
    /// The strategy's code; left out where it is an impact of an activity.
    strategy: Option<String>,
    /// The commitment's code; left out where it is an impact of the whole strategy.
    commitment: Option<String>,
    /// The activity; left out where it is an impact of a strategy or a commitment.
    activity: Option<ID>,
    /// Who is affected.
    characteristic: enums::Characteristic,
    /// The name of the group, where it is another one.
    group_name: Option<String>,
    /// What it means for them.
    impact: enums::Impact,
    /// How that is known.
    evidence: Option<String>,
    /// Who was consulted.
    consulted: Option<String>,
    /// What is done about it; has to be said where the impact is negative.
    mitigation: Option<String>,
    /// When it is looked at again; has to be said where the impact is negative or unknown.
    review_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What an equality impact says now, in the place of what it said. What it is an impact of is not changed.
#[derive(InputObject)]
pub struct UpdateEqualityImpactInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Who is affected.
    characteristic: enums::Characteristic,
    /// The name of the group, where it is another one.
    group_name: Option<String>,
    /// What it means for them.
    impact: enums::Impact,
    /// How that is known.
    evidence: Option<String>,
    /// Who was consulted.
    consulted: Option<String>,
    /// What is done about it; has to be said where the impact is negative.
    mitigation: Option<String>,
    /// When it is looked at again; has to be said where the impact is negative or unknown.
    review_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing an equality impact came to.
#[derive(SimpleObject)]
pub struct EqualityImpactPayload {
    /// The impact as it is now; null when there are errors.
    impact: Option<EqualityImpact>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct EqualityMutation;

#[Object]
impl EqualityMutation {
    /// Writes a new equality impact. For officers and above.
    async fn create_equality_impact(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateEqualityImpactInput,
    ) -> Result<Option<EqualityImpactPayload>> {
        let subject = match (input.strategy, input.commitment, input.activity) {
            (Some(strategy), Some(commitment), None) => ImpactSubject::Commitment(strategy, commitment),
            (Some(strategy), None, None) => ImpactSubject::Strategy(strategy),
            (None, None, Some(activity)) => ImpactSubject::Activity(named("Activity", &activity)),
            _ => {
                let message =
                    "Name what it is an impact of: a strategy, with or without one of its commitments, or an activity.";
                let problem = Problem::new("strategy", ProblemCode::Required, message);
                return payload(context, Err(vec![problem.into()])).await;
            }
        };
        let new = NewImpact {
            subject,
            draft: ImpactDraft {
                characteristic: input.characteristic.into(),
                group_name: input.group_name,
                impact: input.impact.into(),
                evidence: input.evidence,
                consulted: input.consulted,
                mitigation: input.mitigation,
                review_on: input.review_on.map(|Date(day)| day),
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| create_impact(database(context), &write, &new));
        payload(context, written).await
    }

    /// Changes an equality impact: what it says takes the place of what it said. For officers and above.
    async fn update_equality_impact(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateEqualityImpactInput,
    ) -> Result<Option<EqualityImpactPayload>> {
        let change = ChangeImpact {
            id: named("EqualityImpact", &input.id),
            expected_version: input.expected_version,
            draft: ImpactDraft {
                characteristic: input.characteristic.into(),
                group_name: input.group_name,
                impact: input.impact.into(),
                evidence: input.evidence,
                consulted: input.consulted,
                mitigation: input.mitigation,
                review_on: input.review_on.map(|Date(day)| day),
            },
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_impact(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<EqualityImpactPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, ImpactById(council(context), id)).await?;
            EqualityImpactPayload { impact: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => EqualityImpactPayload { impact: None, errors, query: Query::default() },
    }))
}

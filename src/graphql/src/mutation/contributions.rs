//! Writing contributions.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::Period;
use sextant_domain::access::Role;
use sextant_domain::delivery::{ClaimDraft, ClaimTexts};
use sextant_domain::outcome::{SeriesKey, TOTAL};
use sextant_service::delivery::{ChangeContribution, NewContribution, change_contribution, claim_contribution};

use super::{Query, UserError, UserErrorCode, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::{acts_for, database};
use crate::enums;
use crate::input::PeriodInput;
use crate::loaders::{ContributionById, load};
use crate::scalars::{Date, Decimal};
use crate::types::Contribution;

/// The claim that an activity moved an outcome of the council's place. The figures are not said: they are the ledger's of today.
#[derive(InputObject)]
pub struct ClaimContributionInput {
    /// The activity.
    activity: ID,
    /// The strategy's code.
    strategy: String,
    /// The indicator's code: `ATT-08`. The strategy uses it for the pupil group.
    indicator: String,
    /// The pupil group; everybody when not said.
    group: Option<String>,
    /// The period before the activity worked.
    before: PeriodInput,
    /// The period after. Nothing is compared across a break in the series.
    after: PeriodInput,
    /// How it is known.
    method: enums::ClaimMethod,
    /// How strong the evidence is: 0 to 4, and not above the ceiling of the method (narrative 0, before and after 1, comparator 2,
    /// matched 3, trial 4).
    strength: i32,
    /// Whom the change is held against; needed from the method `COMPARATOR` on.
    comparator: Option<enums::ComparatorKind>,
    /// Which the similar schools are; needed where they are the comparator.
    similar_schools: Option<String>,
    /// What else may have moved the outcome.
    confounders: Option<String>,
    /// How much of the change is claimed, in percent. All shares of one change sum to 100 at most.
    share: Option<Decimal>,
    /// Who reviewed the claim.
    reviewed_by: Option<String>,
    /// The day of the review.
    reviewed_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What is said of a claim now, in the place of what was said. Its figures, its method and its strength stay.
#[derive(InputObject)]
pub struct UpdateContributionInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// Which the similar schools are; needed where they are the comparator.
    similar_schools: Option<String>,
    /// What else may have moved the outcome.
    confounders: Option<String>,
    /// How much of the change is claimed, in percent. All shares of one change sum to 100 at most.
    share: Option<Decimal>,
    /// Who reviewed the claim.
    reviewed_by: Option<String>,
    /// The day of the review.
    reviewed_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a contribution came to.
#[derive(SimpleObject)]
pub struct ContributionPayload {
    /// The contribution as it is now; null when there are errors.
    contribution: Option<Contribution>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct ContributionMutation;

#[Object]
impl ContributionMutation {
    /// Claims that an activity moved an outcome. The figures before and after are read from the ledger and frozen with the claim.
    /// For officers and above.
    async fn claim_contribution(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: ClaimContributionInput,
    ) -> Result<Option<ContributionPayload>> {
        // Whoever may not is told so before anything is read of what they say.
        acts_for(context, Role::Officer)?;
        let (key, new) = match wanted(input) {
            Ok(read) => read,
            Err(errors) => {
                return Ok(Some(ContributionPayload { contribution: None, errors, query: Query::default() }));
            }
        };
        let written = write!(context, key.as_deref(), |write| claim_contribution(database(context), &write, &new));
        payload(context, written).await
    }

    /// Changes what is said of a claim: its texts, its share, its review. For officers and above.
    async fn update_contribution(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateContributionInput,
    ) -> Result<Option<ContributionPayload>> {
        let change = ChangeContribution {
            id: named("Contribution", &input.id),
            expected_version: input.expected_version,
            texts: ClaimTexts {
                similar_schools: input.similar_schools,
                confounders: input.confounders,
                share: input.share.map(|Decimal(share)| share),
                reviewed_by: input.reviewed_by,
                reviewed_on: input.reviewed_on.map(|Date(day)| day),
            },
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_contribution(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }
}

/// The claim with its key; a problem for each period that cannot be read.
fn wanted(input: ClaimContributionInput) -> std::result::Result<(Option<String>, NewContribution), Vec<UserError>> {
    let read = |field: &str, given: &PeriodInput| {
        Period::parse(&given.label, given.basis.into()).map(|(period, _)| period).map_err(|error| {
            let path = ["input", field, "label"].map(ToOwned::to_owned);
            UserError::new(UserErrorCode::OutOfRange, error.to_string(), path.into())
        })
    };
    let (before, after) = match (read("before", &input.before), read("after", &input.after)) {
        (Ok(before), Ok(after)) => (before, after),
        (before, after) => return Err([before.err(), after.err()].into_iter().flatten().collect()),
    };
    let draft = ClaimDraft {
        method: input.method.into(),
        strength: i16::try_from(input.strength).unwrap_or(i16::MAX),
        comparator: input.comparator.map(Into::into),
        texts: ClaimTexts {
            similar_schools: input.similar_schools,
            confounders: input.confounders,
            share: input.share.map(|Decimal(share)| share),
            reviewed_by: input.reviewed_by,
            reviewed_on: input.reviewed_on.map(|Date(day)| day),
        },
    };
    let breakdown = input.group.unwrap_or_else(|| TOTAL.to_owned());
    let new = NewContribution {
        activity: named("Activity", &input.activity),
        strategy: input.strategy,
        outcome: SeriesKey { indicator: input.indicator, breakdown },
        before,
        after,
        draft,
    };
    Ok((input.idempotency_key, new))
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<ContributionPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, ContributionById(council(context), id)).await?;
            ContributionPayload { contribution: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => ContributionPayload { contribution: None, errors, query: Query::default() },
    }))
}

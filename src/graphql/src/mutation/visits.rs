//! Writing critical friends' visits.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{VisitDraft, VisitStatus};
use sextant_service::delivery::{ChangeVisit, PlanVisit, RecordVisit, change_visit, plan_visit, record_visit};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{VisitById, load};
use crate::scalars::Date;
use crate::types::Visit;

/// A visit that is arranged.
#[derive(InputObject)]
pub struct PlanVisitInput {
    /// The school's unique reference number.
    urn: i32,
    /// The day.
    day: Date,
    /// What it is for.
    purpose: String,
    /// The officer who leads it.
    lead_officer: String,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// A visit that was held without having been planned here.
#[derive(InputObject)]
pub struct RecordVisitInput {
    /// The school's unique reference number.
    urn: i32,
    /// The day.
    day: Date,
    /// What it was for.
    purpose: String,
    /// The officer who led it.
    lead_officer: String,
    /// The note of the visit.
    note: Option<String>,
    /// The day on which the note was shared with the school.
    shared_with_school_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a visit says now, in the place of what it said. That it was held is such a change.
#[derive(InputObject)]
pub struct UpdateVisitInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The day; that of a visit that was held is fixed.
    day: Date,
    /// What it is for.
    purpose: String,
    /// The officer who leads it.
    lead_officer: String,
    /// Where it stands.
    status: enums::VisitStatus,
    /// The note of the visit.
    note: Option<String>,
    /// The day on which the note was shared with the school.
    shared_with_school_on: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a visit came to.
#[derive(SimpleObject)]
pub struct VisitPayload {
    /// The visit as it is now; null when there are errors.
    visit: Option<Visit>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct VisitMutation;

fn urn(given: i32) -> u32 {
    u32::try_from(given).unwrap_or_default()
}

#[Object]
impl VisitMutation {
    /// Plans a visit to a school. For officers and above.
    async fn plan_visit(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: PlanVisitInput,
    ) -> Result<Option<VisitPayload>> {
        let new = PlanVisit {
            urn: urn(input.urn),
            day: input.day.0,
            purpose: input.purpose,
            lead_officer: input.lead_officer,
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| plan_visit(database(context), &write, &new));
        payload(context, written).await
    }

    /// Records a visit that was held: the tier on record on its day and what was known of the school then are frozen with it. For
    /// officers and above.
    async fn record_visit(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: RecordVisitInput,
    ) -> Result<Option<VisitPayload>> {
        let new = RecordVisit {
            urn: urn(input.urn),
            draft: VisitDraft {
                day: input.day.0,
                purpose: input.purpose,
                lead_officer: input.lead_officer,
                status: VisitStatus::Held,
                note: input.note,
                shared_with_school_on: input.shared_with_school_on.map(|Date(day)| day),
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| record_visit(database(context), &write, &new));
        payload(context, written).await
    }

    /// Changes a visit: moves it, cancels it, says that it was held, adds the note. For officers and above.
    async fn update_visit(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateVisitInput,
    ) -> Result<Option<VisitPayload>> {
        let change = ChangeVisit {
            id: named("Visit", &input.id),
            expected_version: input.expected_version,
            draft: VisitDraft {
                day: input.day.0,
                purpose: input.purpose,
                lead_officer: input.lead_officer,
                status: input.status.into(),
                note: input.note,
                shared_with_school_on: input.shared_with_school_on.map(|Date(day)| day),
            },
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| change_visit(database(context), &write, &change));
        payload(context, written).await
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<VisitPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, VisitById(council(context), id)).await?;
            VisitPayload { visit: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => VisitPayload { visit: None, errors, query: Query::default() },
    }))
}

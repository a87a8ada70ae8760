//! Writing organisations and designations.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{DesignationDraft, OrganisationDraft};
use sextant_service::delivery::{
    ChangeDesignation, ChangeOrganisation, NewDesignation, change_designation, change_organisation, create_designation,
    create_organisation,
};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{OrganisationById, load};
use crate::scalars::Date;
use crate::types::Organisation;

/// A new organisation.
#[derive(InputObject)]
pub struct CreateOrganisationInput {
    /// What it is.
    kind: enums::OrganisationKind,
    /// Its name; left out for a school and a trust, which have that of the register.
    name: Option<String>,
    /// The school's unique reference number.
    urn: Option<i32>,
    /// The trust's group UID.
    trust_uid: Option<i32>,
    /// A number it is known by elsewhere.
    identifier: Option<String>,
    /// The area it works in.
    area: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What an organisation says now, in the place of what it said. What it is, is not changed.
#[derive(InputObject)]
pub struct UpdateOrganisationInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// The name; left out for a school and a trust.
    name: Option<String>,
    /// A number it is known by elsewhere.
    identifier: Option<String>,
    /// The area it works in.
    area: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// A new designation of an organisation, half-open.
#[derive(InputObject)]
pub struct CreateDesignationInput {
    /// The organisation.
    organisation: ID,
    /// Which designation.
    kind: enums::DesignationKind,
    /// The first day.
    valid_from: Date,
    /// The first day on which it no longer holds; left out while it does.
    valid_to: Option<Date>,
    /// The area it covers.
    area: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a designation says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdateDesignationInput {
    /// Which.
    id: ID,
    /// The organisation it is a designation of.
    organisation: ID,
    /// The version that was read.
    expected_version: i32,
    /// Which designation.
    kind: enums::DesignationKind,
    /// The first day.
    valid_from: Date,
    /// The first day on which it no longer holds; left out while it does.
    valid_to: Option<Date>,
    /// The area it covers.
    area: Option<String>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing an organisation or its designation came to.
#[derive(SimpleObject)]
pub struct OrganisationPayload {
    /// The organisation as it is now; null when there are errors.
    organisation: Option<Organisation>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct OrganisationMutation;

#[Object]
impl OrganisationMutation {
    /// Takes an organisation into the council's list. For officers and above.
    async fn create_organisation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateOrganisationInput,
    ) -> Result<Option<OrganisationPayload>> {
        let draft = OrganisationDraft {
            kind: Some(input.kind.into()),
            name: input.name.unwrap_or_default(),
            urn: input.urn.and_then(|urn| u32::try_from(urn).ok()),
            trust: input.trust_uid,
            identifier: input.identifier,
            area: input.area,
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| create_organisation(
            database(context),
            &write,
            &draft
        ));
        payload(context, written).await
    }

    /// Changes what an organisation says. For officers and above.
    async fn update_organisation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateOrganisationInput,
    ) -> Result<Option<OrganisationPayload>> {
        let change = ChangeOrganisation {
            id: named("Organisation", &input.id),
            expected_version: input.expected_version,
            name: input.name,
            identifier: input.identifier,
            area: input.area,
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_organisation(
            database(context),
            &write,
            &change
        ));
        payload(context, written).await
    }

    /// Gives an organisation a designation. For officers and above.
    async fn create_designation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreateDesignationInput,
    ) -> Result<Option<OrganisationPayload>> {
        let organisation = named("Organisation", &input.organisation);
        let draft = draft(input.kind, (input.valid_from, input.valid_to), input.area);
        let new = NewDesignation { organisation: organisation.clone(), draft };
        let written = write!(context, input.idempotency_key.as_deref(), |write| create_designation(
            database(context),
            &write,
            &new
        ));
        payload(context, written.map(|_| organisation)).await
    }

    /// Changes a designation: its kind, its days, its area. For officers and above.
    async fn update_designation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdateDesignationInput,
    ) -> Result<Option<OrganisationPayload>> {
        let organisation = named("Organisation", &input.organisation);
        let draft = draft(input.kind, (input.valid_from, input.valid_to), input.area);
        let id = named("Designation", &input.id);
        let change = ChangeDesignation { id, expected_version: input.expected_version, draft };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_designation(
            database(context),
            &write,
            &change
        ));
        payload(context, written.map(|_| organisation)).await
    }
}

fn draft(kind: enums::DesignationKind, (from, to): (Date, Option<Date>), area: Option<String>) -> DesignationDraft {
    DesignationDraft { kind: kind.into(), from: from.0, to: to.map(|Date(day)| day), area }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<OrganisationPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, OrganisationById(council(context), id)).await?;
            OrganisationPayload { organisation: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => OrganisationPayload { organisation: None, errors, query: Query::default() },
    }))
}

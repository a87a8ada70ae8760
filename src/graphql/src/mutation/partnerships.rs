//! Writing partnerships and who belongs to them.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::delivery::{MemberDraft, PartnershipDraft};
use sextant_domain::outcome::TOTAL;
use sextant_service::delivery::{
    ChangeMember, ChangePartnership, NewMember, PartnershipInput as Wanted, add_member, change_member,
    change_partnership, create_partnership,
};

use super::{Query, UserError, Write, council, forget, identity, mint, named, now, outcome, within, write};
use crate::context::database;
use crate::enums;
use crate::loaders::{PartnershipById, load};
use crate::query::CommitmentInput;
use crate::scalars::Date;
use crate::types::Partnership;

/// An outcome that a partnership is meant to move, or that scrutiny speaks of.
#[derive(InputObject)]
pub struct MeantOutcomeInput {
    /// The strategy's code.
    strategy: String,
    /// The indicator's code: `ATT-08`.
    indicator: String,
    /// The pupil group; everybody when not said.
    group: Option<String>,
}

impl MeantOutcomeInput {
    /// Strategy, indicator, pupil group.
    pub(super) fn named(self) -> (String, String, String) {
        (self.strategy, self.indicator, self.group.unwrap_or_else(|| TOTAL.to_owned()))
    }
}

/// A partnership as it is to be.
#[derive(InputObject)]
pub struct PartnershipInput {
    /// Between whom.
    kind: enums::PartnershipKind,
    /// The title.
    title: String,
    /// What it is for.
    purpose: Option<String>,
    /// The officer who leads it.
    lead_officer: Option<String>,
    /// Where it stands.
    status: enums::PartnershipStatus,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over; left out while it is not.
    valid_to: Option<Date>,
    /// The agreement's reference.
    agreement: Option<String>,
    /// On what basis data are shared.
    data_sharing_basis: Option<String>,
    /// When it is looked at again: within twelve months.
    review_on: Option<Date>,
    /// The commitments it serves; at least one while it is active.
    commitments: Vec<CommitmentInput>,
    /// The outcomes it is meant to move.
    outcomes: Vec<MeantOutcomeInput>,
}

/// A new partnership.
#[derive(InputObject)]
pub struct CreatePartnershipInput {
    /// What it is to be.
    partnership: PartnershipInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a partnership says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdatePartnershipInput {
    /// Which.
    id: ID,
    /// The version that was read.
    expected_version: i32,
    /// What it is to be.
    partnership: PartnershipInput,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// A new member of a partnership, half-open.
#[derive(InputObject)]
pub struct AddPartnershipMemberInput {
    /// The partnership.
    partnership: ID,
    /// The organisation.
    organisation: ID,
    /// What the organisation does.
    role: enums::MemberRole,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is no longer a member; left out while it is.
    valid_to: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What a membership says now, in the place of what it said.
#[derive(InputObject)]
pub struct UpdatePartnershipMemberInput {
    /// Which.
    id: ID,
    /// The partnership it is a membership of.
    partnership: ID,
    /// The version that was read.
    expected_version: i32,
    /// What the organisation does.
    role: enums::MemberRole,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is no longer a member; left out while it is.
    valid_to: Option<Date>,
    /// Any text that is new for every new request: the same once more is not written twice.
    idempotency_key: Option<String>,
}

/// What writing a partnership or a membership came to.
#[derive(SimpleObject)]
pub struct PartnershipPayload {
    /// The partnership as it is now; null when there are errors.
    partnership: Option<Partnership>,
    /// Why nothing was written; empty when something was.
    errors: Vec<UserError>,
    /// Everything that can be asked, as it is after this.
    query: Query,
}

#[derive(Default)]
pub(crate) struct PartnershipMutation;

#[Object]
impl PartnershipMutation {
    /// Writes a new partnership. For officers and above.
    async fn create_partnership(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: CreatePartnershipInput,
    ) -> Result<Option<PartnershipPayload>> {
        let wanted = Wanted::from(input.partnership);
        let written = write!(context, input.idempotency_key.as_deref(), |write| create_partnership(
            database(context),
            &write,
            &wanted
        ));
        payload(context, written.map_err(|errors| within("partnership", errors))).await
    }

    /// Changes a partnership: what it says takes the place of what it said. For officers and above.
    async fn update_partnership(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdatePartnershipInput,
    ) -> Result<Option<PartnershipPayload>> {
        let change = ChangePartnership {
            id: named("Partnership", &input.id),
            expected_version: input.expected_version,
            input: input.partnership.into(),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_partnership(
            database(context),
            &write,
            &change
        ));
        payload(context, written.map_err(|errors| within("partnership", errors))).await
    }

    /// Makes an organisation a member of a partnership. For officers and above.
    async fn add_partnership_member(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: AddPartnershipMemberInput,
    ) -> Result<Option<PartnershipPayload>> {
        let partnership = named("Partnership", &input.partnership);
        let new = NewMember {
            partnership: partnership.clone(),
            organisation: named("Organisation", &input.organisation),
            draft: member(input.role, input.valid_from, input.valid_to),
        };
        let written =
            write!(context, input.idempotency_key.as_deref(), |write| add_member(database(context), &write, &new));
        payload(context, written.map(|_| partnership)).await
    }

    /// Changes a membership: its role or its days. For officers and above.
    async fn update_partnership_member(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "What is written.")] input: UpdatePartnershipMemberInput,
    ) -> Result<Option<PartnershipPayload>> {
        let partnership = named("Partnership", &input.partnership);
        let change = ChangeMember {
            id: named("PartnershipMember", &input.id),
            expected_version: input.expected_version,
            draft: member(input.role, input.valid_from, input.valid_to),
        };
        let written = write!(context, input.idempotency_key.as_deref(), |write| change_member(
            database(context),
            &write,
            &change
        ));
        payload(context, written.map(|_| partnership)).await
    }
}

fn member(role: enums::MemberRole, from: Date, to: Option<Date>) -> MemberDraft {
    MemberDraft { role: role.into(), from: from.0, to: to.map(|Date(day)| day) }
}

impl From<PartnershipInput> for Wanted {
    fn from(input: PartnershipInput) -> Self {
        let commitments = input.commitments.into_iter().map(|it| (it.strategy, it.commitment)).collect();
        let outcomes = input.outcomes.into_iter().map(MeantOutcomeInput::named).collect();
        let mut wanted = Self {
            kind: input.kind.into(),
            draft: PartnershipDraft {
                title: input.title,
                purpose: input.purpose,
                lead_officer: input.lead_officer,
                status: input.status.into(),
                from: input.valid_from.0,
                to: input.valid_to.map(|Date(day)| day),
                agreement: input.agreement,
                data_sharing_basis: input.data_sharing_basis,
                review_on: input.review_on.map(|Date(day)| day),
                commitments: 0,
            },
            commitments,
            outcomes,
        };
        wanted.draft.commitments = wanted.commitments.len();
        wanted
    }
}

async fn payload(
    context: &Context<'_>,
    written: std::result::Result<String, Vec<UserError>>,
) -> Result<Option<PartnershipPayload>> {
    Ok(Some(match written {
        Ok(id) => {
            let row = load(context, PartnershipById(council(context), id)).await?;
            PartnershipPayload { partnership: row.map(Into::into), errors: Vec::new(), query: Query::default() }
        }
        Err(errors) => PartnershipPayload { partnership: None, errors, query: Query::default() },
    }))
}

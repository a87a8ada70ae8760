//! Partnerships: who belongs to them, what they serve, what they are meant to move, and whether it moved.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{MemberRole, PartnershipKind, PartnershipState, PartnershipStatus, partnership_gaps};
use sextant_store::entities::{partnership, partnership_commitment, partnership_member, partnership_outcome};

use super::line::ScorecardLine;
use super::organisation::{holds, some};
use super::outcome::PupilGroup;
use super::{Activity, Indicator, Organisation, Strategy};
use crate::context::today;
use crate::enums;
use crate::ids::id;
use crate::loaders::{
    ActivitiesOf, CommitmentsServed, IndicatorByCode, MembersOf, NewestCard, OrganisationById, OutcomesMoved,
    PartnershipById, StrategyByCode, load,
};
use crate::scalars::Date;

/// A partnership of the council, half-open: from a day to the first day on which it is over. One that ended keeps its history.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Partnership {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// Between whom.
    kind: Option<enums::PartnershipKind>,
    /// The title.
    title: String,
    /// What it is for; null where nobody said.
    purpose: Option<String>,
    /// The officer who leads it; null where nobody does.
    lead_officer: Option<String>,
    /// Where it stands.
    status: Option<enums::PartnershipStatus>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it is over; null while it is not.
    valid_to: Option<Date>,
    /// The agreement's reference; null where there is none.
    agreement: Option<String>,
    /// On what basis data are shared; null where nobody said.
    data_sharing_basis: Option<String>,
    /// When it is looked at again; null where nobody said.
    review_on: Option<Date>,
    #[graphql(skip)]
    row: partnership::Model,
}

/// An organisation's part in a partnership, half-open.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct PartnershipMember {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// What the organisation does.
    role: Option<enums::MemberRole>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it no longer holds; null while it does.
    valid_to: Option<Date>,
    #[graphql(skip)]
    row: partnership_member::Model,
}

/// A commitment that a partnership or one of its activities serves.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct ServedCommitment {
    /// The strategy's code.
    strategy_code: String,
    /// The commitment's code.
    commitment_code: String,
}

/// An outcome that a partnership is meant to move.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct MeantOutcome {
    /// The strategy's code.
    strategy_code: String,
    /// The indicator's code.
    indicator_code: String,
    /// The pupil group.
    group: PupilGroup,
    #[graphql(skip)]
    breakdown: String,
}

impl From<partnership::Model> for Partnership {
    fn from(row: partnership::Model) -> Self {
        Self {
            id: id("Partnership", &row.id),
            version: row.version,
            kind: PartnershipKind::from_number(row.kind).map(Into::into),
            title: row.title.clone(),
            purpose: some(&row.purpose),
            lead_officer: some(&row.lead_officer),
            status: PartnershipStatus::from_number(row.status).map(Into::into),
            valid_from: Date(row.from_day),
            valid_to: row.to_day.map(Date),
            agreement: some(&row.agreement),
            data_sharing_basis: some(&row.data_sharing_basis),
            review_on: row.review_on.map(Date),
            row,
        }
    }
}

impl From<partnership_member::Model> for PartnershipMember {
    fn from(row: partnership_member::Model) -> Self {
        Self {
            id: id("PartnershipMember", &row.id),
            version: row.version,
            role: MemberRole::from_number(row.role).map(Into::into),
            valid_from: Date(row.from_day),
            valid_to: row.to_day.map(Date),
            row,
        }
    }
}

impl From<partnership_commitment::Model> for ServedCommitment {
    fn from(row: partnership_commitment::Model) -> Self {
        Self::new(row.strategy_code, row.commitment_code)
    }
}

impl ServedCommitment {
    /// A commitment of a strategy.
    pub(super) const fn new(strategy_code: String, commitment_code: String) -> Self {
        Self { strategy_code, commitment_code }
    }
}

impl From<partnership_outcome::Model> for MeantOutcome {
    fn from(row: partnership_outcome::Model) -> Self {
        let group = PupilGroup::named(&row.breakdown);
        let (strategy_code, indicator_code) = (row.strategy_code, row.indicator_code);
        Self { strategy_code, indicator_code, group, breakdown: row.breakdown }
    }
}

impl Partnership {
    fn key(&self) -> (String, String) {
        (self.row.council_code.clone(), self.row.id.clone())
    }
}

#[ComplexObject]
impl Partnership {
    /// Who belongs or belonged to it, the earliest first; at a day, who belonged to it then.
    #[graphql(complexity = "5 * child_complexity")]
    async fn members(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day.")] as_of: Option<Date>,
    ) -> Result<Vec<PartnershipMember>> {
        let (council, id) = self.key();
        let rows = load(context, MembersOf(council, id)).await?.unwrap_or_default();
        let rows = rows.into_iter().filter(|row| as_of.is_none_or(|Date(day)| holds((row.from_day, row.to_day), day)));
        Ok(rows.map(Into::into).collect())
    }

    /// The commitments it serves.
    #[graphql(complexity = "3 * child_complexity")]
    async fn commitments(&self, context: &Context<'_>) -> Result<Vec<ServedCommitment>> {
        let (council, id) = self.key();
        let rows = load(context, CommitmentsServed(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// The outcomes it is meant to move.
    #[graphql(complexity = "3 * child_complexity")]
    async fn outcomes(&self, context: &Context<'_>) -> Result<Vec<MeantOutcome>> {
        let (council, id) = self.key();
        let rows = load(context, OutcomesMoved(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What it does and did, the earliest first.
    #[graphql(complexity = "3 * child_complexity")]
    async fn activities(&self, context: &Context<'_>) -> Result<Vec<Activity>> {
        let (council, id) = self.key();
        let rows = load(context, ActivitiesOf(council, id)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    /// What it lacks to be held to account; empty where it lacks nothing, or is over.
    async fn lacks(&self, context: &Context<'_>) -> Result<Vec<enums::PartnershipGap>> {
        let (council, id) = self.key();
        let outcomes = load(context, OutcomesMoved(council, id)).await?.unwrap_or_default();
        let Some(status) = PartnershipStatus::from_number(self.row.status) else { return Ok(Vec::new()) };
        let (lead_officer, review_on) = (self.row.lead_officer.as_str(), self.row.review_on);
        let state = PartnershipState { status, lead_officer, review_on, has_outcome: !outcomes.is_empty() };
        Ok(partnership_gaps(state, today(context)).into_iter().map(Into::into).collect())
    }
}

#[ComplexObject]
impl PartnershipMember {
    /// The organisation.
    async fn organisation(&self, context: &Context<'_>) -> Result<Option<Organisation>> {
        let key = OrganisationById(self.row.council_code.clone(), self.row.organisation_id.clone());
        Ok(load(context, key).await?.map(Into::into))
    }

    /// The partnership.
    async fn partnership(&self, context: &Context<'_>) -> Result<Option<Partnership>> {
        let key = PartnershipById(self.row.council_code.clone(), self.row.partnership_id.clone());
        Ok(load(context, key).await?.map(Into::into))
    }
}

#[ComplexObject]
impl ServedCommitment {
    /// The strategy, as it is now.
    async fn strategy(&self, context: &Context<'_>) -> Result<Option<Strategy>> {
        Ok(load(context, StrategyByCode(self.strategy_code.clone())).await?.map(Into::into))
    }
}

#[ComplexObject]
impl MeantOutcome {
    /// The indicator, as the catalogue has it now.
    async fn indicator(&self, context: &Context<'_>) -> Result<Option<Indicator>> {
        Ok(load(context, IndicatorByCode(self.indicator_code.clone())).await?.map(Into::into))
    }

    /// Whether it moved: its line on the strategy's newest published scorecard, with value, direction of travel and colour.
    /// Null where none is published.
    #[graphql(complexity = "5 + child_complexity")]
    async fn line(&self, context: &Context<'_>) -> Result<Option<ScorecardLine>> {
        newest_line(context, &self.strategy_code, (&self.indicator_code, &self.breakdown)).await
    }
}

/// The line of an indicator and a pupil group on a strategy's newest published scorecard.
pub(super) async fn newest_line(
    context: &Context<'_>,
    strategy: &str,
    (indicator, breakdown): (&str, &str),
) -> Result<Option<ScorecardLine>> {
    let Some(card) = load(context, NewestCard(strategy.to_owned())).await? else { return Ok(None) };
    let (key, lines) = card.as_ref();
    let mut lines = lines.iter().enumerate();
    let found = lines.find(|(_, line)| line.indicator == indicator && line.breakdown == breakdown);
    Ok(found.map(|(at, line)| ScorecardLine::new(line.clone(), key.clone(), at)))
}

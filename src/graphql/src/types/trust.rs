//! Trusts and memberships.

use async_graphql::{ComplexObject, Context, ID, Object, Result, SimpleObject};
use sextant_domain::school::{MembershipConfidence, TrustKind};
use sextant_store::entities::{trust, trust_membership};
use sextant_store::ledger::Knowledge;

use super::School;
use crate::context::today;
use crate::enums;
use crate::ids::id;
use crate::loaders::{MembershipsOfTrust, SchoolByUrn, TrustByUid, load};
use crate::scalars::Date;

/// A trust, sponsor, federation or other group of the register.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Trust {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The register's group UID.
    uid: String,
    /// The register's group id (`TR00123`); null where it has none.
    group_id: Option<String>,
    /// The name.
    name: String,
    /// The kind.
    kind: enums::TrustKind,
    /// The number at Companies House.
    companies_house_number: Option<String>,
    /// The UK provider reference number.
    ukprn: Option<String>,
    /// The day it opened or was incorporated.
    opened_on: Option<Date>,
    /// The day it closed.
    closed_on: Option<Date>,
    /// Whether it is open.
    open: bool,
    #[graphql(skip)]
    number: i32,
    #[graphql(skip)]
    known: Knowledge,
}

impl Trust {
    /// A text for one trust, in the order of names.
    pub(crate) fn name_and_uid(&self) -> String {
        format!("{} {}", self.name, self.uid)
    }

    /// A stored trust, as known at a position.
    pub(crate) fn new(row: trust::Model, known: Knowledge) -> Self {
        let some = |text: String| (!text.is_empty()).then_some(text);
        Self {
            id: id("Trust", row.uid),
            uid: row.uid.to_string(),
            group_id: some(row.group_id),
            name: row.name,
            kind: TrustKind::from_number(row.kind).unwrap_or(TrustKind::Other).into(),
            companies_house_number: some(row.companies_house),
            ukprn: row.ukprn.map(|number| number.to_string()),
            opened_on: row.opened.map(Date),
            closed_on: row.closed.map(Date),
            open: row.open,
            number: row.uid,
            known,
        }
    }
}

#[ComplexObject]
impl Trust {
    /// Who belongs or belonged to it, oldest first; at a day, who belonged to it then.
    #[graphql(complexity = "10 * child_complexity")]
    async fn memberships(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day.")] as_of: Option<Date>,
    ) -> Result<Vec<TrustMembership>> {
        let rows = load(context, MembershipsOfTrust(self.number, self.known)).await?.unwrap_or_default();
        let holds = |row: &trust_membership::Model| as_of.is_none_or(|Date(day)| holds_on(row, day));
        Ok(rows.into_iter().filter(holds).map(|row| TrustMembership { row, known: self.known }).collect())
    }
}

/// A school's membership of a trust, half-open: from a day to the first day on which it no longer held.
#[derive(Clone, Debug)]
pub struct TrustMembership {
    pub(crate) row: trust_membership::Model,
    pub(crate) known: Knowledge,
}

/// A school's membership of a trust, half-open: from a day to the first day on which it no longer held.
#[Object]
impl TrustMembership {
    /// The first day.
    async fn valid_from(&self) -> Date {
        Date(self.row.from_day)
    }

    /// The first day on which it no longer held; null while it holds.
    async fn valid_to(&self) -> Option<Date> {
        self.row.to_day.map(Date)
    }

    /// How sure the days are.
    async fn confidence(&self) -> Option<enums::MembershipConfidence> {
        MembershipConfidence::from_number(self.row.confidence).map(Into::into)
    }

    /// Whether it holds today.
    async fn current(&self, context: &Context<'_>) -> bool {
        holds_on(&self.row, today(context))
    }

    /// The trust.
    async fn trust(&self, context: &Context<'_>) -> Result<Option<Trust>> {
        let found = load(context, TrustByUid(self.row.uid, self.known)).await?;
        Ok(found.map(|row| Trust::new(row, self.known)))
    }

    /// The school.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        let found = load(context, SchoolByUrn(self.row.urn, self.known)).await?;
        Ok(found.map(|row| School::new(row, self.known)))
    }
}

/// Whether a membership holds on a day.
pub(crate) fn holds_on(row: &trust_membership::Model, day: chrono::NaiveDate) -> bool {
    row.from_day <= day && row.to_day.is_none_or(|end| day < end)
}

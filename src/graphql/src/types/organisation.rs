//! Partner organisations and their designations.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use sextant_domain::delivery::{DesignationKind, OrganisationKind};
use sextant_store::entities::{designation, organisation};

use super::partnership::PartnershipMember;
use super::{School, Trust};
use crate::context::{known, today};
use crate::enums;
use crate::ids::id;
use crate::loaders::{DesignationsOf, MembershipsOf, SchoolByUrn, TrustByUid, load};
use crate::scalars::Date;

/// An organisation that the council works with. A school and a trust are those of the register.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Organisation {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// What it is.
    kind: Option<enums::OrganisationKind>,
    /// The name.
    name: String,
    /// A number it is known by elsewhere; null where there is none.
    identifier: Option<String>,
    /// The area it works in; null where nobody said.
    area: Option<String>,
    #[graphql(skip)]
    row: organisation::Model,
}

/// A status that an organisation was given from outside, half-open: from a day to the first day on which it no longer holds.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Designation {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// Rises with every change; a change names the version that it was made from.
    version: i32,
    /// Which.
    kind: Option<enums::DesignationKind>,
    /// The first day.
    valid_from: Date,
    /// The first day on which it no longer holds; null while it does.
    valid_to: Option<Date>,
    /// The area it covers; null where nobody said.
    area: Option<String>,
    #[graphql(skip)]
    row: designation::Model,
}

/// A text that may be empty.
pub(super) fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl From<organisation::Model> for Organisation {
    fn from(row: organisation::Model) -> Self {
        Self {
            id: id("Organisation", &row.id),
            version: row.version,
            kind: OrganisationKind::from_number(row.kind).map(Into::into),
            name: row.name.clone(),
            identifier: some(&row.identifier),
            area: some(&row.area),
            row,
        }
    }
}

impl From<designation::Model> for Designation {
    fn from(row: designation::Model) -> Self {
        Self {
            id: id("Designation", &row.id),
            version: row.version,
            kind: DesignationKind::from_number(row.kind).map(Into::into),
            valid_from: Date(row.from_day),
            valid_to: row.to_day.map(Date),
            area: some(&row.area),
            row,
        }
    }
}

#[ComplexObject]
impl Organisation {
    /// The school, as the register has it; null where it is none.
    async fn school(&self, context: &Context<'_>) -> Result<Option<School>> {
        let Some(urn) = self.row.urn else { return Ok(None) };
        let known = known(context, None).await?;
        Ok(load(context, SchoolByUrn(urn, known)).await?.map(|row| School::new(row, known)))
    }

    /// The trust, as the register has it; null where it is none.
    async fn trust(&self, context: &Context<'_>) -> Result<Option<Trust>> {
        let Some(uid) = self.row.trust_uid else { return Ok(None) };
        let known = known(context, None).await?;
        Ok(load(context, TrustByUid(uid, known)).await?.map(|row| Trust::new(row, known)))
    }

    /// Its designations, the earliest first; at a day, those that held then.
    #[graphql(complexity = "3 * child_complexity")]
    async fn designations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day.")] as_of: Option<Date>,
    ) -> Result<Vec<Designation>> {
        let key = DesignationsOf(self.row.council_code.clone(), self.row.id.clone());
        let rows = load(context, key).await?.unwrap_or_default();
        let holds = |row: &designation::Model| as_of.is_none_or(|Date(day)| holds((row.from_day, row.to_day), day));
        Ok(rows.into_iter().filter(holds).map(Into::into).collect())
    }

    /// What it belongs or belonged to, the earliest first; at a day, what it belonged to then.
    #[graphql(complexity = "5 * child_complexity")]
    async fn memberships(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day.")] as_of: Option<Date>,
    ) -> Result<Vec<PartnershipMember>> {
        let key = MembershipsOf(self.row.council_code.clone(), self.row.id.clone());
        let rows = load(context, key).await?.unwrap_or_default();
        let rows = rows.into_iter().filter(|row| as_of.is_none_or(|Date(day)| holds((row.from_day, row.to_day), day)));
        Ok(rows.map(Into::into).collect())
    }
}

#[ComplexObject]
impl Designation {
    /// Whether it holds today.
    async fn current(&self, context: &Context<'_>) -> bool {
        holds((self.row.from_day, self.row.to_day), today(context))
    }
}

/// Whether a half-open range holds on a day.
pub(super) fn holds((from, to): (chrono::NaiveDate, Option<chrono::NaiveDate>), day: chrono::NaiveDate) -> bool {
    from <= day && to.is_none_or(|to| day < to)
}

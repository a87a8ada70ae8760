//! Schools.

use async_graphql::{ComplexObject, Context, ID, Result, SimpleObject};
use chrono::NaiveDate;
use futures_util::future::try_join_all;
use sextant_domain::school::{Phase, SchoolStatus, TrustKind, is_state_funded};
use sextant_store::entities::{school, school_link, trust_membership};
use sextant_store::ledger::Knowledge;

use super::newest::{NewestOutcomesFilter, newest_outcomes};
use super::trust::{TrustMembership, holds_on};
use super::{Inspection, Outcome, Place, Trust};
use crate::context::today;
use crate::enums;
use crate::ids::id;
use crate::loaders::{
    InspectionsOfSchool, LinksOfSchool, MembershipsOfSchool, PlaceById, SchoolByUrn, TrustByUid, load,
};
use crate::scalars::Date;

/// A school of the register. A conversion to an academy makes a new one; links tell which followed which.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct School {
    /// The opaque id.
    #[graphql(owned)]
    pub(crate) id: ID,
    /// The unique reference number.
    urn: String,
    /// Authority number and establishment number together, seven digits.
    la_estab: Option<String>,
    /// The UK provider reference number.
    ukprn: Option<String>,
    /// The name.
    name: String,
    /// The phase of education.
    phase: Option<enums::Phase>,
    /// The type, in the register's words: `Academy converter`.
    r#type: String,
    /// The register's code of the type: `34`.
    type_code: String,
    /// The group of types, in the register's words: `Academies`.
    type_group: String,
    /// Whether the state pays for it.
    state_funded: bool,
    /// Open, closed, proposed.
    status: Option<enums::SchoolStatus>,
    /// The day it opened.
    opened_on: Option<Date>,
    /// The first day on which it was no longer open.
    closed_on: Option<Date>,
    /// Why it opened, in the register's words.
    reason_opened: Option<String>,
    /// Why it closed, in the register's words.
    reason_closed: Option<String>,
    /// The youngest age it may teach.
    low_age: Option<i32>,
    /// The oldest age it may teach.
    high_age: Option<i32>,
    /// How many pupils it has room for.
    capacity: Option<i32>,
    /// Pupils on roll at the last census.
    pupils: Option<i32>,
    /// Whether it has a sixth form; null where the register does not say.
    sixth_form: Option<bool>,
    /// Whether it has nursery classes; null where the register does not say.
    nursery: Option<bool>,
    /// The postcode.
    postcode: Option<String>,
    #[graphql(skip)]
    number: i32,
    #[graphql(skip)]
    authority: i32,
    #[graphql(skip)]
    known: Knowledge,
}

/// A link between two schools.
#[derive(Clone, Debug, SimpleObject)]
pub struct SchoolLink {
    /// The register's words: `merged`, `split school`; empty for a plain succession.
    kind: String,
    /// The day of the link.
    on: Option<Date>,
    /// The other school; null where the register no longer has it.
    school: Option<School>,
    /// The other school's URN.
    urn: String,
}

impl School {
    /// A stored school, as known at a position.
    pub(crate) fn new(row: school::Model, known: Knowledge) -> Self {
        let some = |text: String| (!text.is_empty()).then_some(text);
        Self {
            id: id("School", row.urn),
            urn: row.urn.to_string(),
            la_estab: row.laestab.map(|number| format!("{number:07}")),
            ukprn: row.ukprn.map(|number| number.to_string()),
            name: row.name,
            phase: Phase::from_number(row.phase).map(Into::into),
            state_funded: is_state_funded(&row.kind_code, &row.group_code),
            r#type: row.kind_name,
            type_code: row.kind_code,
            type_group: row.group_name,
            status: SchoolStatus::from_number(row.status).map(Into::into),
            opened_on: row.opened.map(Date),
            closed_on: row.closed.map(Date),
            reason_opened: some(row.reason_opened),
            reason_closed: some(row.reason_closed),
            low_age: row.low_age.map(i32::from),
            high_age: row.high_age.map(i32::from),
            capacity: row.capacity,
            pupils: row.pupils,
            sixth_form: row.sixth_form,
            nursery: row.nursery,
            postcode: some(row.postcode),
            number: row.urn,
            authority: row.la_id,
            known,
        }
    }

    /// The trust that runs it on a day.
    pub(crate) async fn run_by(&self, context: &Context<'_>, day: NaiveDate) -> Result<Option<Trust>> {
        let rows = self.memberships(context).await?;
        let run_by = |kind: TrustKind| rows.iter().find(|row| row.kind == kind.number() && holds_on(row, day));
        match RUN_BY.into_iter().find_map(run_by) {
            Some(row) => {
                let found = load(context, TrustByUid(row.uid, self.known)).await?;
                Ok(found.map(|row| Trust::new(row, self.known)))
            }
            None => Ok(None),
        }
    }

    /// The phase it is counted under.
    pub(crate) fn counted_under(&self) -> Option<enums::Phase> {
        self.phase
    }

    /// The overall grade of its latest inspection that gave one.
    pub(crate) async fn graded(&self, context: &Context<'_>) -> Result<Option<enums::Grade>> {
        Ok(self.own_inspections(context).await?.iter().find_map(Inspection::overall))
    }

    async fn memberships(&self, context: &Context<'_>) -> Result<Vec<trust_membership::Model>> {
        Ok(load(context, MembershipsOfSchool(self.number, self.known)).await?.unwrap_or_default())
    }

    /// The inspections made under this school's own URN since it opened: a predecessor's grade does not travel.
    async fn own_inspections(&self, context: &Context<'_>) -> Result<Vec<Inspection>> {
        let rows = load(context, InspectionsOfSchool(self.number, self.known)).await?.unwrap_or_default();
        Ok(rows.into_iter().map(Into::into).collect())
    }

    async fn linked(
        &self,
        context: &Context<'_>,
        other: impl Fn(&school_link::Model) -> Option<i32>,
    ) -> Result<Vec<SchoolLink>> {
        let rows = load(context, LinksOfSchool(self.number)).await?.unwrap_or_default();
        let linked = rows.into_iter().filter_map(|row| other(&row).map(|urn| (urn, row)));
        // All at once: one after the other would be a statement each.
        try_join_all(linked.map(async |(urn, row)| {
            let found = load(context, SchoolByUrn(urn, self.known)).await?;
            Ok(SchoolLink {
                kind: row.kind,
                on: row.on_day.map(Date),
                school: found.map(|row| School::new(row, self.known)),
                urn: urn.to_string(),
            })
        }))
        .await
    }
}

/// The kinds of group that a school's own row names, the trust it is run by first.
const RUN_BY: [TrustKind; 3] = [TrustKind::MultiAcademy, TrustKind::SingleAcademy, TrustKind::Foundation];

#[ComplexObject]
impl School {
    /// The local authority it lies in.
    async fn authority(&self, context: &Context<'_>) -> Result<Option<Place>> {
        Ok(load(context, PlaceById(self.authority)).await?.map(Into::into))
    }

    /// The trust that runs it on a day (today when not said): a multi-academy, single-academy or foundation trust.
    async fn trust(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "On this day.")] as_of: Option<Date>,
    ) -> Result<Option<Trust>> {
        self.run_by(context, as_of.map_or_else(|| today(context), |Date(day)| day)).await
    }

    /// Every trust, sponsor and federation it belongs or belonged to, oldest first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn trust_memberships(&self, context: &Context<'_>) -> Result<Vec<TrustMembership>> {
        let rows = self.memberships(context).await?;
        Ok(rows.into_iter().map(|row| TrustMembership { row, known: self.known }).collect())
    }

    /// Its own newest outcomes, the latest period first; none where the register has no number of the establishment.
    #[graphql(complexity = "first.max(0) as usize * child_complexity")]
    async fn newest_outcomes(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "How many: 0 to 100.", default = 5)] first: i32,
        #[graphql(desc = "Which; all when not said.")] filter: Option<NewestOutcomesFilter>,
    ) -> Result<Vec<Outcome>> {
        let number = self.la_estab.as_deref().and_then(|number| number.parse().ok());
        let Some(place) = number else { return Ok(Vec::new()) };
        newest_outcomes(context, (place, self.known), (first, filter)).await
    }

    /// The latest inspection under its own URN, graded or not. A predecessor's inspection is not its own: a grade does not
    /// travel with a conversion.
    async fn latest_inspection(&self, context: &Context<'_>) -> Result<Option<Inspection>> {
        Ok(self.own_inspections(context).await?.into_iter().next())
    }

    /// Its inspections under its own URN, the newest first.
    #[graphql(complexity = "5 * child_complexity")]
    async fn inspections(&self, context: &Context<'_>) -> Result<Vec<Inspection>> {
        self.own_inspections(context).await
    }

    /// The schools it followed.
    #[graphql(complexity = "5 * child_complexity")]
    async fn predecessors(&self, context: &Context<'_>) -> Result<Vec<SchoolLink>> {
        self.linked(context, |row| (row.successor_urn == self.number).then_some(row.predecessor_urn)).await
    }

    /// The schools that followed it.
    #[graphql(complexity = "5 * child_complexity")]
    async fn successors(&self, context: &Context<'_>) -> Result<Vec<SchoolLink>> {
        self.linked(context, |row| (row.predecessor_urn == self.number).then_some(row.successor_urn)).await
    }
}

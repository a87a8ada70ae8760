//! Partnership work: what belongs to the caller's council. Another council's records do not exist here.

use async_graphql::{Context, ID, InputObject, Object, Result, SimpleObject};
use sextant_domain::access::Role;
use sextant_domain::delivery::{MemberRole, OrganisationKind, RecordKind};
use sextant_domain::landscape::{Scope, TrustPrinciple};
use sextant_store::landscape::trust_principle;
use sextant_store::query::audit::AuditField;
use sextant_store::query::organisations::OrganisationField;
use sextant_store::query::partnerships::{MemberTest, PartnershipField, PartnershipQuery};
use sextant_store::query::{self, Filter, Scalar, Test};

use crate::context::{acts_for, database, identity, known, reading, today};
use crate::enums;
use crate::ids::key;
use crate::input::{
    AuditFilter, AuditOrder, OrganisationFilter, OrganisationOrder, PartnershipFilter, PartnershipOrder,
};
use crate::loaders::{OrganisationById, PartnershipById, load};
use crate::paging::{AuditEntryConnection, OrganisationConnection, PageArgs, PartnershipConnection, TotalCount, slice};
use crate::scalars::Date;
use crate::types::audit::type_name;
use crate::types::{AuditEntry, Organisation, Partnership};

/// Who asks.
#[derive(SimpleObject)]
pub struct Viewer {
    /// What the caller may do.
    role: enums::Role,
    /// The code of the council that the caller acts for; null for the public.
    council_code: Option<String>,
    /// The name on the token.
    name: String,
}

/// What some member of a partnership must be: every part that is given must hold of the same one.
#[derive(InputObject)]
pub struct PartnershipMemberFilter {
    /// It is a member on this day; today when not said.
    as_of: Option<Date>,
    /// Its role is one of these.
    role: Option<Vec<enums::MemberRole>>,
    /// It is one of these kinds of organisation.
    kind: Option<Vec<enums::OrganisationKind>>,
    /// It is a trust with one of these group UIDs.
    trust_uid: Option<Vec<String>>,
    /// It is a school with one of these URNs.
    urn: Option<Vec<String>>,
    /// It is a trust that meets the principle of five schools from both phases, counted so, on that day.
    meets_principle: Option<enums::PrincipleScope>,
}

/// A commitment of a strategy.
#[derive(InputObject)]
pub struct CommitmentInput {
    /// The strategy's code.
    pub strategy: String,
    /// The commitment's code: `1.2`.
    pub commitment: String,
}

#[derive(Default)]
pub(crate) struct DeliveryQuery;

#[Object]
impl DeliveryQuery {
    /// Who asks, and for which council.
    async fn viewer(&self, context: &Context<'_>) -> Option<Viewer> {
        let identity = identity(context);
        Some(Viewer { role: identity.role.into(), council_code: identity.council, name: identity.name })
    }

    /// One of the council's organisations; null when there is none. For members and above.
    async fn organisation(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its opaque id.")] id: ID,
    ) -> Result<Option<Organisation>> {
        let council = acts_for(context, Role::Member)?;
        let Some(id) = key("Organisation", &id) else { return Ok(None) };
        Ok(load(context, OrganisationById(council, id)).await?.map(Into::into))
    }

    /// The council's organisations. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn organisations(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<OrganisationFilter>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<OrganisationOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<OrganisationConnection>> {
        let council = acts_for(context, Role::Member)?;
        let filter = own(OrganisationField::Council, council, filter.unwrap_or_default().into_store()?);
        let order = order_by.unwrap_or_default();
        let name = format!("organisations{order:?}");
        let order = order.into_iter().map(OrganisationOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::organisations::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Organisations(filter), &name, Organisation::from).into()))
    }

    /// One of the council's partnerships; null when there is none. For members and above.
    async fn partnership(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Its opaque id.")] id: ID,
    ) -> Result<Option<Partnership>> {
        let council = acts_for(context, Role::Member)?;
        let Some(id) = key("Partnership", &id) else { return Ok(None) };
        Ok(load(context, PartnershipById(council, id)).await?.map(Into::into))
    }

    /// The council's partnerships, also those that ended. For members and above.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn partnerships(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<PartnershipFilter>,
        #[graphql(desc = "Some member of it must be so.")] has_member: Option<PartnershipMemberFilter>,
        #[graphql(desc = "It must serve this commitment.")] serves: Option<CommitmentInput>,
        #[graphql(
            desc = "It must lack one of these to be held to account; those that ended lack nothing. An empty list matches nothing."
        )]
        lacks: Option<Vec<enums::PartnershipGap>>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<PartnershipOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<PartnershipConnection>> {
        let council = acts_for(context, Role::Member)?;
        let mut parts = vec![filter.unwrap_or_default().into_store()?];
        parts.extend(lacks.map(|gaps| lacking(&gaps, today(context))));
        let asked = PartnershipQuery {
            members: match has_member {
                Some(member) => vec![member.into_store(context, &council).await?],
                None => Vec::new(),
            },
            filter: own(PartnershipField::Council, council, Filter::All(parts)),
            serves: serves.map(|it| (it.strategy, it.commitment)),
        };
        let order = order_by.unwrap_or_default();
        let name = format!("partnerships{order:?}");
        let order = order.into_iter().map(PartnershipOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::partnerships::list(database(context).read(), &asked, &request)).await?;
        Ok(Some(slice(page, TotalCount::Partnerships(asked), &name, Partnership::from).into()))
    }

    /// Who wrote what, in the order of writing. For data owners and administrators.
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    #[graphql(complexity = "first.or(last).unwrap_or(20).max(1) as usize * child_complexity")]
    async fn audit_entries(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "Which rows; all when not said.")] filter: Option<AuditFilter>,
        #[graphql(desc = "Those of one record, by its opaque id.")] record: Option<ID>,
        #[graphql(desc = "The order, the first key first; ties are broken by a unique key.")] order_by: Option<
            Vec<AuditOrder>,
        >,
        #[graphql(desc = "How many rows from the start: 0 to 100, 20 when not said.")] first: Option<i32>,
        #[graphql(desc = "Begin right after the row with this cursor.")] after: Option<String>,
        #[graphql(desc = "How many rows from the end: 0 to 100.")] last: Option<i32>,
        #[graphql(desc = "End right before the row with this cursor.")] before: Option<String>,
    ) -> Result<Option<AuditEntryConnection>> {
        let council = acts_for(context, Role::DataOwner)?;
        let mut parts = vec![filter.unwrap_or_default().into_store()?];
        if let Some(record) = record {
            let id = RecordKind::ALL.iter().find_map(|kind| key(type_name(*kind), &record)).unwrap_or_default();
            parts.push(Filter::Is(AuditField::Record, Test::Eq(Scalar::Text(id))));
        }
        let filter = own(AuditField::Council, council, Filter::All(parts));
        let order = order_by.unwrap_or_default();
        let name = format!("auditEntries{order:?}");
        let order = order.into_iter().map(AuditOrder::into_store).collect();
        let request = PageArgs { first, after, last, before }.request(order, &name)?;
        let page = reading(context, query::audit::list(database(context).read(), &filter, &request)).await?;
        Ok(Some(slice(page, TotalCount::Audit(filter), &name, AuditEntry::from).into()))
    }
}

/// A filter within one council's records.
pub(crate) fn own<F>(field: F, council: String, filter: Filter<F>) -> Filter<F> {
    Filter::All(vec![Filter::Is(field, Test::Eq(Scalar::Text(council))), filter])
}

/// The partnerships that lack one of these, as the rule of the domain has it.
fn lacking(gaps: &[enums::PartnershipGap], today: chrono::NaiveDate) -> Filter<PartnershipField> {
    use PartnershipField as Field;
    let ended = sextant_domain::delivery::PartnershipStatus::Ended.number();
    let of = |gap: &enums::PartnershipGap| match gap {
        enums::PartnershipGap::NoOutcome => Filter::Is(Field::HasOutcome, Test::Eq(Scalar::Bool(false))),
        enums::PartnershipGap::NoOwner => Filter::Is(Field::LeadOfficer, Test::Eq(Scalar::Text(String::new()))),
        enums::PartnershipGap::NoReviewDate => Filter::Is(Field::ReviewOn, Test::IsNull(true)),
        enums::PartnershipGap::ReviewOverdue => Filter::Is(Field::ReviewOn, Test::Lt(Scalar::Day(today))),
    };
    let over = Filter::Is(Field::Status, Test::Eq(Scalar::Int(ended.into())));
    Filter::All(vec![Filter::Not(Box::new(over)), Filter::Any(gaps.iter().map(of).collect())])
}

impl PartnershipMemberFilter {
    async fn into_store(self, context: &Context<'_>, council: &str) -> Result<MemberTest> {
        let day = self.as_of.map_or_else(|| today(context), |Date(day)| day);
        let numbers =
            |texts: Vec<String>| texts.iter().filter_map(|text| text.trim().parse().ok()).collect::<Vec<i32>>();
        let mut trusts = self.trust_uid.map(numbers);
        if let Some(scope) = self.meets_principle {
            let meeting = meeting(context, council, scope.into(), day).await?;
            trusts = Some(match trusts {
                Some(named) => named.into_iter().filter(|uid| meeting.contains(uid)).collect(),
                None => meeting,
            });
        }
        Ok(MemberTest {
            on: Some(day),
            roles: self.role.map(|all| all.into_iter().map(|it| MemberRole::from(it).number()).collect()),
            kinds: self.kind.map(|all| all.into_iter().map(|it| OrganisationKind::from(it).number()).collect()),
            trusts,
            urns: self.urn.map(numbers),
        })
    }
}

/// The trusts with a school here that meet the principle on a day.
async fn meeting(context: &Context<'_>, council: &str, scope: Scope, day: chrono::NaiveDate) -> Result<Vec<i32>> {
    let connection = database(context).read();
    let councils = query::strategies::councils(connection, &[council.to_owned()]).await?;
    let Some(council) = councils.first() else { return Ok(Vec::new()) };
    let known = known(context, None).await?;
    let found = trust_principle(connection, council.place_id, TrustPrinciple::default(), day, known).await?;
    let meets = found.count.trusts.iter().filter(|trust| match scope {
        Scope::Local => trust.local.meets(),
        Scope::National => trust.national.meets(),
    });
    Ok(meets.filter_map(|trust| i32::try_from(trust.uid).ok()).collect())
}

//! Partnerships with their members, commitments and outcomes.

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, ExprTrait, Query, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, Select};

use super::filter::{Filter, Scalar, Test};
use super::group::{Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::{organisation, partnership, partnership_commitment, partnership_member, partnership_outcome};
use crate::error::Result;

/// The fields of partnerships that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartnershipField {
    /// The council's code.
    Council,
    /// The id.
    Id,
    /// The kind's number.
    Kind,
    /// The title; searched in folded form.
    Title,
    /// The status's number.
    Status,
    /// The officer who leads it; empty where nobody does.
    LeadOfficer,
    /// The first day.
    From,
    /// The first day on which it is over.
    To,
    /// When it is looked at again.
    ReviewOn,
    /// Whether it names an outcome that it is meant to move.
    HasOutcome,
    /// Its activities, by a filter of theirs.
    Activities,
    /// How many activities it has.
    ActivityCount,
}

/// A member that a partnership is asked for: every part that is given must hold of the same one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MemberTest {
    /// It is a member on this day.
    pub on: Option<NaiveDate>,
    /// Its role's number is one of these.
    pub roles: Option<Vec<i16>>,
    /// The organisation's kind's number is one of these.
    pub kinds: Option<Vec<i16>>,
    /// The organisation is a trust with one of these UIDs.
    pub trusts: Option<Vec<i32>>,
    /// The organisation is a school with one of these URNs.
    pub urns: Option<Vec<i32>>,
}

/// What partnerships are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartnershipQuery {
    /// Tests of their own fields.
    pub filter: Filter<PartnershipField>,
    /// For each of these, some member must be so.
    pub members: Vec<MemberTest>,
    /// They must serve this commitment: strategy and commitment.
    pub serves: Option<(String, String)>,
}

impl Listed for partnership::Model {
    type Field = PartnershipField;
    const UNIQUE: &'static [PartnershipField] = &[PartnershipField::Council, PartnershipField::Id];

    fn expression(field: PartnershipField) -> SimpleExpr {
        match field {
            PartnershipField::Council => partnership::Column::CouncilCode,
            PartnershipField::Id => partnership::Column::Id,
            PartnershipField::Kind => partnership::Column::Kind,
            PartnershipField::Title => partnership::Column::FoldedTitle,
            PartnershipField::Status => partnership::Column::Status,
            PartnershipField::LeadOfficer => partnership::Column::LeadOfficer,
            PartnershipField::From => partnership::Column::FromDay,
            PartnershipField::To => partnership::Column::ToDay,
            PartnershipField::ReviewOn => partnership::Column::ReviewOn,
            PartnershipField::HasOutcome => return has_outcome(),
            PartnershipField::Activities | PartnershipField::ActivityCount => return related::count_of_activities(),
        }
        .into_expr()
    }

    fn nullable(field: PartnershipField) -> bool {
        matches!(field, PartnershipField::To | PartnershipField::ReviewOn)
    }

    fn computed(field: PartnershipField) -> bool {
        matches!(field, PartnershipField::ActivityCount)
    }

    fn scalar(&self, field: PartnershipField) -> Scalar {
        let day = |day: Option<NaiveDate>| day.map_or(Scalar::Null, Scalar::Day);
        match field {
            PartnershipField::Council => Scalar::Text(self.council_code.clone()),
            PartnershipField::Id => Scalar::Text(self.id.clone()),
            PartnershipField::Kind => Scalar::Int(self.kind.into()),
            PartnershipField::Title => Scalar::Text(self.folded_title.clone()),
            PartnershipField::Status => Scalar::Int(self.status.into()),
            PartnershipField::LeadOfficer => Scalar::Text(self.lead_officer.clone()),
            PartnershipField::From => Scalar::Day(self.from_day),
            PartnershipField::To => day(self.to_day),
            PartnershipField::ReviewOn => day(self.review_on),
            // No list is ordered by it.
            PartnershipField::HasOutcome | PartnershipField::Activities => Scalar::Null,
            // Worked out beside the row.
            PartnershipField::ActivityCount => Scalar::Null,
        }
    }
}

fn has_outcome() -> SimpleExpr {
    use partnership_outcome::Column;
    let mine = Column::CouncilCode
        .into_expr()
        .eq(partnership::Column::CouncilCode.into_expr())
        .and(Column::PartnershipId.into_expr().eq(partnership::Column::Id.into_expr()));
    let query = Query::select().expr(1).from(partnership_outcome::Entity).and_where(mine).to_owned();
    SimpleExpr::exists(query)
}

pub(super) fn leaf(field: PartnershipField, test: &Test) -> SimpleExpr {
    match (field, test) {
        (PartnershipField::Title, Test::Eq(_) | Test::In(_)) => test.on(partnership::Column::Title.into_expr()),
        (PartnershipField::HasOutcome, Test::Eq(Scalar::Bool(false))) => has_outcome().not(),
        (PartnershipField::HasOutcome, _) => has_outcome(),
        (PartnershipField::Activities, _) => related::activities_of_partnership(test),
        _ => test.on(partnership::Model::expression(field)),
    }
}

/// Whether some member of the partnership is so.
fn has_member(test: &MemberTest) -> SimpleExpr {
    use partnership_member::Column;
    let mut all = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(partnership::Column::CouncilCode.into_expr()))
        .add(Column::PartnershipId.into_expr().eq(partnership::Column::Id.into_expr()))
        .add(organisation::Column::CouncilCode.into_expr().eq(Column::CouncilCode.into_expr()))
        .add(organisation::Column::Id.into_expr().eq(Column::OrganisationId.into_expr()));
    if let Some(day) = test.on {
        let open = Condition::any().add(Column::ToDay.is_null()).add(Column::ToDay.gt(day));
        all = all.add(Column::FromDay.lte(day)).add(open);
    }
    if let Some(roles) = &test.roles {
        all = all.add(Column::Role.is_in(roles.iter().copied()));
    }
    if let Some(kinds) = &test.kinds {
        all = all.add(organisation::Column::Kind.is_in(kinds.iter().copied()));
    }
    if let Some(trusts) = &test.trusts {
        all = all.add(organisation::Column::TrustUid.is_in(trusts.iter().copied()));
    }
    if let Some(urns) = &test.urns {
        all = all.add(organisation::Column::Urn.is_in(urns.iter().copied()));
    }
    let query =
        Query::select().expr(1).from(partnership_member::Entity).from(organisation::Entity).cond_where(all).to_owned();
    SimpleExpr::exists(query)
}

/// Whether the partnership serves a commitment of a strategy.
fn does_serve(strategy: &str, commitment: &str) -> SimpleExpr {
    use partnership_commitment::Column;
    let mine = Condition::all()
        .add(Column::CouncilCode.into_expr().eq(partnership::Column::CouncilCode.into_expr()))
        .add(Column::PartnershipId.into_expr().eq(partnership::Column::Id.into_expr()))
        .add(Column::StrategyCode.eq(strategy))
        .add(Column::CommitmentCode.eq(commitment));
    SimpleExpr::exists(Query::select().expr(1).from(partnership_commitment::Entity).cond_where(mine).to_owned())
}

fn select(query: &PartnershipQuery) -> Select<partnership::Entity> {
    let mut select = partnership::Entity::find().filter(query.filter.condition(&leaf));
    for member in &query.members {
        select = select.filter(has_member(member));
    }
    if let Some((strategy, commitment)) = &query.serves {
        select = select.filter(does_serve(strategy, commitment));
    }
    select
}

/// A page of partnerships.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    query: &PartnershipQuery,
    request: &PageRequest<PartnershipField>,
) -> Result<Page<partnership::Model>> {
    page(connection, select(query), request).await
}

/// How many partnerships match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, query: &PartnershipQuery) -> Result<u64> {
    Ok(select(query).count(connection).await?)
}

/// Partnerships counted by some of their fields.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    query: &PartnershipQuery,
    fields: &[PartnershipField],
) -> Result<Vec<Group>> {
    grouped::<_, partnership::Model>(connection, select(query), fields, &[]).await
}

/// Partnerships by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<partnership::Model>> {
    Ok(partnership::Entity::find()
        .filter(partnership::Column::CouncilCode.eq(council))
        .filter(partnership::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// The members of partnerships, the earliest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn members(
    connection: &impl ConnectionTrait,
    council: &str,
    partnerships: &[String],
) -> Result<Vec<partnership_member::Model>> {
    Ok(partnership_member::Entity::find()
        .filter(partnership_member::Column::CouncilCode.eq(council))
        .filter(partnership_member::Column::PartnershipId.is_in(partnerships))
        .order_by_asc(partnership_member::Column::FromDay)
        .order_by_asc(partnership_member::Column::Id)
        .all(connection)
        .await?)
}

/// Memberships by id.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn members_by_ids(
    connection: &impl ConnectionTrait,
    council: &str,
    ids: &[String],
) -> Result<Vec<partnership_member::Model>> {
    Ok(partnership_member::Entity::find()
        .filter(partnership_member::Column::CouncilCode.eq(council))
        .filter(partnership_member::Column::Id.is_in(ids))
        .all(connection)
        .await?)
}

/// The commitments that partnerships serve, by strategy and code.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn commitments(
    connection: &impl ConnectionTrait,
    council: &str,
    partnerships: &[String],
) -> Result<Vec<partnership_commitment::Model>> {
    Ok(partnership_commitment::Entity::find()
        .filter(partnership_commitment::Column::CouncilCode.eq(council))
        .filter(partnership_commitment::Column::PartnershipId.is_in(partnerships))
        // By that column first: in the order of commitments alone SQLite would read those of all partnerships.
        .order_by_asc(partnership_commitment::Column::PartnershipId)
        .order_by_asc(partnership_commitment::Column::StrategyCode)
        .order_by_asc(partnership_commitment::Column::CommitmentCode)
        .all(connection)
        .await?)
}

/// The outcomes that partnerships are meant to move, by strategy, indicator and pupil group.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn outcomes(
    connection: &impl ConnectionTrait,
    council: &str,
    partnerships: &[String],
) -> Result<Vec<partnership_outcome::Model>> {
    Ok(partnership_outcome::Entity::find()
        .filter(partnership_outcome::Column::CouncilCode.eq(council))
        .filter(partnership_outcome::Column::PartnershipId.is_in(partnerships))
        .order_by_asc(partnership_outcome::Column::PartnershipId)
        .order_by_asc(partnership_outcome::Column::StrategyCode)
        .order_by_asc(partnership_outcome::Column::IndicatorCode)
        .order_by_asc(partnership_outcome::Column::Breakdown)
        .all(connection)
        .await?)
}

//! Filters through relations: a row is kept for the rows of another list that belong to it.
//!
//! Each is a test of the row's key against the keys of those rows, so that relations can be nested, also back into the list they came
//! from, without names of tables getting in each other's way.

use sea_orm::sea_query::{CaseStatement, Condition, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{ColumnTrait, EntityTrait};

use super::activities::{self, ActivityField};
use super::filter::{Filter, Test};
use super::schools::{self, SchoolField, holds_at};
use super::trusts::{self, TrustField};
use crate::entities::{activity, partnership, school, trust, trust_membership};
use crate::ledger::Knowledge;

/// How many of the related rows must match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantifier {
    /// At least one.
    Some,
    /// All there are, also where there are none. A row of which nothing is known does not match.
    Every,
    /// None at all.
    None,
}

/// Rows of another list, by its own filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Related {
    /// Schools.
    Schools(Box<Filter<SchoolField>>),
    /// Trusts.
    Trusts(Box<Filter<TrustField>>),
    /// Activities.
    Activities(Box<Filter<ActivityField>>),
}

impl Quantifier {
    /// The test of a key; `keys` selects the keys of related rows that fulfil a condition.
    fn holds(self, key: SimpleExpr, keys: impl Fn(Condition) -> SelectStatement, matching: Condition) -> SimpleExpr {
        match self {
            Self::Some => key.in_subquery(keys(matching)),
            Self::None => key.not_in_subquery(keys(matching)),
            Self::Every => key.not_in_subquery(keys(fails(matching))),
        }
    }
}

/// That a condition does not hold, be it that nothing is known.
fn fails(matching: Condition) -> Condition {
    let holds = CaseStatement::new().case(matching, Expr::val(1)).finally(Expr::val(0));
    Condition::all().add(SimpleExpr::Case(Box::new(holds)).eq(0))
}

/// The memberships of schools in trusts that run on, as known at a position.
fn memberships(known: Knowledge) -> Condition {
    Condition::all().add(trust_membership::Column::ToDay.is_null()).add(holds_at(
        "trust_membership",
        &["urn", "uid", "from_day"],
        known,
    ))
}

/// Keys of an entity's rows.
fn keys<E: EntityTrait>(
    entity: E,
    columns: impl IntoIterator<Item = E::Column>,
    condition: Condition,
) -> SelectStatement {
    Query::select().columns(columns).from(entity).cond_where(condition).to_owned()
}

/// Whether a school is in trusts that are so.
pub(super) fn trusts_of_school(test: &Test, known: Knowledge) -> SimpleExpr {
    let Test::Has(quantifier, Related::Trusts(filter)) = test else { return never() };
    let matching = Condition::all().add(trust_membership::Column::Uid.into_expr().in_subquery(keys(
        trust::Entity,
        [trust::Column::Uid],
        trusts::condition(filter, known),
    )));
    let members =
        |condition| keys(trust_membership::Entity, [trust_membership::Column::Urn], memberships(known).add(condition));
    quantifier.holds(school::Column::Urn.into_expr(), members, matching)
}

/// Whether a trust has schools that are so.
pub(super) fn schools_of_trust(test: &Test, known: Knowledge) -> SimpleExpr {
    let Test::Has(quantifier, Related::Schools(filter)) = test else { return never() };
    let matching = Condition::all().add(trust_membership::Column::Urn.into_expr().in_subquery(keys(
        school::Entity,
        [school::Column::Urn],
        schools::condition(filter, known),
    )));
    let members =
        |condition| keys(trust_membership::Entity, [trust_membership::Column::Uid], memberships(known).add(condition));
    quantifier.holds(trust::Column::Uid.into_expr(), members, matching)
}

/// How many schools a trust has, as known at a position.
pub(super) fn count_of_schools(known: Knowledge) -> SimpleExpr {
    let mine = trust_membership::Column::Uid.into_expr().eq(trust::Column::Uid.into_expr());
    let query = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from(trust_membership::Entity)
        .cond_where(memberships(known).add(mine))
        .to_owned();
    SimpleExpr::SubQuery(None, Box::new(query.into()))
}

/// Whether the school that a record is about is so, as known today.
pub(super) fn school_of(urn: SimpleExpr, test: &Test) -> SimpleExpr {
    let Test::Has(quantifier, Related::Schools(filter)) = test else { return never() };
    let urns = |condition| keys(school::Entity, [school::Column::Urn], condition);
    quantifier.holds(urn, urns, schools::condition(filter, Knowledge::MAX))
}

/// Whether a partnership has activities that are so. Records of one council are compared with those of the same.
pub(super) fn activities_of_partnership(test: &Test) -> SimpleExpr {
    let Test::Has(quantifier, Related::Activities(filter)) = test else { return never() };
    let key = Expr::tuple([partnership::Column::CouncilCode.into_expr(), partnership::Column::Id.into_expr()]);
    let owners =
        |condition| keys(activity::Entity, [activity::Column::CouncilCode, activity::Column::PartnershipId], condition);
    quantifier.holds(key, owners, filter.condition(&activities::leaf))
}

/// How many activities a partnership has.
pub(super) fn count_of_activities() -> SimpleExpr {
    let mine = Condition::all()
        .add(activity::Column::CouncilCode.into_expr().eq(partnership::Column::CouncilCode.into_expr()))
        .add(activity::Column::PartnershipId.into_expr().eq(partnership::Column::Id.into_expr()));
    let query = Query::select().expr(Expr::cust("COUNT(*)")).from(activity::Entity).cond_where(mine).to_owned();
    SimpleExpr::SubQuery(None, Box::new(query.into()))
}

/// A test that does not belong to the field matches nothing.
fn never() -> SimpleExpr {
    SimpleExpr::from(false)
}

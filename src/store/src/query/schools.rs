//! Schools, as known at a position.

use std::fmt::Write;

use chrono::NaiveDate;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QueryOrder,
    Select, Statement,
};

use super::filter::{Filter, Scalar, Test};
use super::group::{By, Group, grouped};
use super::keyset::{Listed, Page, PageRequest, page};
use super::related;
use crate::entities::{school, school_link, trust_membership};
use crate::error::Result;
use crate::ledger::Knowledge;
use crate::sql::number_list;

/// The fields of schools that can be filtered and ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchoolField {
    /// The unique reference number.
    Urn,
    /// The name; searched in folded form.
    Name,
    /// The authority's DfE number.
    Authority,
    /// The status' number.
    Status,
    /// The phase's number.
    Phase,
    /// The register's code of the type.
    TypeCode,
    /// The register's code of the group of types.
    TypeGroupCode,
    /// The day it opened.
    Opened,
    /// The day it closed.
    Closed,
    /// Pupils on roll.
    Pupils,
    /// The LAESTAB.
    LaEstab,
    /// The UID of the trust it is in now.
    Trust,
    /// The trusts it is in now, by a filter of theirs.
    Trusts,
}

impl Listed for school::Model {
    type Field = SchoolField;
    const UNIQUE: &'static [SchoolField] = &[SchoolField::Urn];

    fn expression(field: SchoolField) -> SimpleExpr {
        use school::Column as C;
        match field {
            SchoolField::Urn | SchoolField::Trust | SchoolField::Trusts => C::Urn,
            SchoolField::Name => C::FoldedName,
            SchoolField::Authority => C::LaId,
            SchoolField::Status => C::Status,
            SchoolField::Phase => C::Phase,
            SchoolField::TypeCode => C::KindCode,
            SchoolField::TypeGroupCode => C::GroupCode,
            SchoolField::Opened => C::Opened,
            SchoolField::Closed => C::Closed,
            SchoolField::Pupils => C::Pupils,
            SchoolField::LaEstab => C::Laestab,
        }
        .into_expr()
    }

    fn nullable(field: SchoolField) -> bool {
        use SchoolField::{Closed, LaEstab, Opened, Pupils};
        matches!(field, Opened | Closed | Pupils | LaEstab)
    }

    fn scalar(&self, field: SchoolField) -> Scalar {
        let number = |number: Option<i32>| number.map_or(Scalar::Null, |number| Scalar::Int(number.into()));
        let day = |day: Option<NaiveDate>| day.map_or(Scalar::Null, Scalar::Day);
        match field {
            SchoolField::Urn | SchoolField::Trust | SchoolField::Trusts => Scalar::Int(self.urn.into()),
            SchoolField::Name => Scalar::Text(self.folded_name.clone()),
            SchoolField::Authority => Scalar::Int(self.la_id.into()),
            SchoolField::Status => Scalar::Int(self.status.into()),
            SchoolField::Phase => Scalar::Int(self.phase.into()),
            SchoolField::TypeCode => Scalar::Text(self.kind_code.clone()),
            SchoolField::TypeGroupCode => Scalar::Text(self.group_code.clone()),
            SchoolField::Opened => day(self.opened),
            SchoolField::Closed => day(self.closed),
            SchoolField::Pupils => number(self.pupils),
            SchoolField::LaEstab => number(self.laestab),
        }
    }
}

/// The version of a table's row that holds at a position: no later one up to there.
pub(crate) fn holds_at(table: &str, key: &[&str], known: Knowledge) -> SimpleExpr {
    let mut same = String::new();
    for column in key {
        let _ = write!(same, "n.{column} = {table}.{column} AND ");
    }
    Expr::cust(format!(
        "{table}.knowledge <= {known} AND NOT EXISTS (SELECT 1 FROM {table} n WHERE {same}\
         n.knowledge > {table}.knowledge AND n.knowledge <= {known})"
    ))
}

fn leaf(known: Knowledge) -> impl Fn(SchoolField, &Test) -> SimpleExpr {
    move |field, test| match (field, test) {
        (SchoolField::Name, Test::Eq(_) | Test::In(_)) => test.on(school::Column::Name.into_expr()),
        (SchoolField::Trust, _) => {
            let members = sea_orm::sea_query::Query::select()
                .column(trust_membership::Column::Urn)
                .from(trust_membership::Entity)
                .cond_where(
                    Condition::all()
                        .add(test.on(trust_membership::Column::Uid.into_expr()))
                        .add(trust_membership::Column::ToDay.is_null())
                        .add(holds_at("trust_membership", &["urn", "uid", "from_day"], known)),
                )
                .to_owned();
            school::Column::Urn.into_expr().in_subquery(members)
        }
        (SchoolField::Trusts, _) => related::trusts_of_school(test, known),
        _ => test.on(school::Model::expression(field)),
    }
}

/// The schools that match, as known at a position.
pub(super) fn condition(filter: &Filter<SchoolField>, known: Knowledge) -> Condition {
    Condition::all().add(holds_at("school", &["urn"], known)).add(filter.condition(&leaf(known)))
}

fn select(filter: &Filter<SchoolField>, known: Knowledge) -> Select<school::Entity> {
    school::Entity::find().filter(condition(filter, known))
}

/// A page of schools.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn list(
    connection: &impl ConnectionTrait,
    filter: &Filter<SchoolField>,
    request: &PageRequest<SchoolField>,
    known: Knowledge,
) -> Result<Page<school::Model>> {
    page(connection, select(filter, known), request).await
}

/// How many schools match.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn count(connection: &impl ConnectionTrait, filter: &Filter<SchoolField>, known: Knowledge) -> Result<u64> {
    Ok(select(filter, known).count(connection).await?)
}

/// Schools counted by some of their fields, with numbers worked out over them.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn groups(
    connection: &impl ConnectionTrait,
    filter: &Filter<SchoolField>,
    known: Knowledge,
    fields: &[SchoolField],
    numbers: &[(By, SchoolField)],
) -> Result<Vec<Group>> {
    grouped::<_, school::Model>(connection, select(filter, known), fields, numbers).await
}

/// Schools by URN.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn by_urns(connection: &impl ConnectionTrait, urns: &[i32], known: Knowledge) -> Result<Vec<school::Model>> {
    let filter = Filter::Is(SchoolField::Urn, Test::In(urns.iter().map(|urn| Scalar::Int((*urn).into())).collect()));
    Ok(select(&filter, known).order_by_asc(school::Column::Urn).all(connection).await?)
}

/// The memberships of schools or of trusts, current version at a position, empty intervals left out; oldest first.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn memberships(
    connection: &impl ConnectionTrait,
    column: MembershipKey,
    keys: &[i32],
    known: Knowledge,
) -> Result<Vec<trust_membership::Model>> {
    let name = match column {
        MembershipKey::School => "urn",
        MembershipKey::Trust => "uid",
    };
    let text = format!(
        "SELECT * FROM trust_membership m WHERE m.{name} IN ({}) AND m.knowledge <= {known} \
         AND (m.to_day IS NULL OR m.to_day > m.from_day) AND NOT EXISTS (SELECT 1 FROM trust_membership n \
         WHERE n.urn = m.urn AND n.uid = m.uid AND n.from_day = m.from_day AND n.knowledge > m.knowledge \
         AND n.knowledge <= {known}) ORDER BY m.{name}, m.from_day, m.uid, m.urn",
        number_list(keys)
    );
    let statement = Statement::from_string(connection.get_database_backend(), text);
    Ok(trust_membership::Model::find_by_statement(statement).all(connection).await?)
}

/// Which side memberships are asked from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MembershipKey {
    /// By school.
    School,
    /// By trust.
    Trust,
}

/// The links from or to schools.
///
/// # Errors
/// [`crate::StoreError::Database`].
pub async fn links(connection: &impl ConnectionTrait, urns: &[i32]) -> Result<Vec<school_link::Model>> {
    let side = |column: school_link::Column| column.is_in(urns.iter().copied());
    Ok(school_link::Entity::find()
        .filter(
            Condition::any()
                .add(side(school_link::Column::PredecessorUrn))
                .add(side(school_link::Column::SuccessorUrn)),
        )
        .order_by_asc(school_link::Column::PredecessorUrn)
        .order_by_asc(school_link::Column::SuccessorUrn)
        .order_by_asc(school_link::Column::Kind)
        .all(connection)
        .await?)
}

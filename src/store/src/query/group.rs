//! Counting rows by some of their fields.

use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select};

use super::keyset::Listed;
use crate::error::Result;

/// The rows that share some fields: the fields as text, the same on both engines, and how many rows there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The fields in the order asked for; `None` where the rows have none. A day is `2025-09-01`, an enum its number.
    pub keys: Vec<Option<String>>,
    /// How many rows.
    pub count: u64,
    /// The sums asked for, over the rows that have a number; `None` where none has.
    pub sums: Vec<Option<i64>>,
}

/// Counts the rows of a selection by `fields`, and adds up `sums`.
pub(super) async fn grouped<E, R>(
    connection: &impl ConnectionTrait,
    select: Select<E>,
    fields: &[R::Field],
    sums: &[R::Field],
) -> Result<Vec<Group>>
where
    E: EntityTrait,
    R: Listed,
{
    let mut select = select.select_only();
    for (at, field) in fields.iter().enumerate() {
        let text = R::expression(*field).cast_as(Alias::new("text"));
        select = select.column_as(text, format!("key_{at}")).group_by(R::expression(*field));
    }
    select = select.column_as(Expr::cust("COUNT(*)"), "number");
    for (at, field) in sums.iter().enumerate() {
        // The sum of 64-bit numbers is a decimal on PostgreSQL.
        let sum = R::expression(*field).sum().cast_as(Alias::new("bigint"));
        select = select.column_as(sum, format!("sum_{at}"));
    }
    let statement = connection.get_database_backend().build(select.as_query());
    let mut found = Vec::new();
    for row in connection.query_all_raw(statement).await? {
        let keys = (0..fields.len())
            .map(|at| row.try_get("", &format!("key_{at}")))
            .collect::<std::result::Result<_, sea_orm::DbErr>>()?;
        let count: i64 = row.try_get("", "number")?;
        let sums = (0..sums.len())
            .map(|at| row.try_get("", &format!("sum_{at}")))
            .collect::<std::result::Result<_, sea_orm::DbErr>>()?;
        found.push(Group { keys, count: count.unsigned_abs(), sums });
    }
    Ok(found)
}

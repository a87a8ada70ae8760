//! Counting rows by some of their fields, and working numbers out over them.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, SimpleExpr};
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect, QueryTrait, Select};

use super::keyset::Listed;
use crate::error::Result;

/// The most groups that are read: all are held in memory, to be joined, ordered and cut into pages. One more is read, so that it is
/// seen when there are too many.
pub const MOST_GROUPS: u64 = 20_000;

/// The rows that share some fields: the fields as text, the same on both engines, and how many rows there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The fields in the order asked for; `None` where the rows have none. A day is `2025-09-01`, an enum its number.
    pub keys: Vec<Option<String>>,
    /// How many rows.
    pub count: u64,
    /// The numbers asked for, over the rows that have one; `None` where none has.
    pub numbers: Vec<Option<i64>>,
}

/// How a number is worked out over the rows of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The sum.
    Sum,
    /// How many rows have a number.
    Count,
    /// The lowest.
    Least,
    /// The highest.
    Most,
}

impl By {
    fn of(self, expression: SimpleExpr) -> SimpleExpr {
        let number = match self {
            Self::Sum => expression.sum(),
            Self::Count => expression.count(),
            Self::Least => expression.min(),
            Self::Most => expression.max(),
        };
        // The sum of 64-bit numbers is a decimal on PostgreSQL.
        number.cast_as(Alias::new("bigint"))
    }

    /// The number of two groups that are joined.
    pub fn join(self, one: Option<i64>, other: Option<i64>) -> Option<i64> {
        let (Some(a), Some(b)) = (one, other) else { return one.or(other) };
        Some(match self {
            Self::Sum | Self::Count => a.saturating_add(b),
            Self::Least => Ord::min(a, b),
            Self::Most => Ord::max(a, b),
        })
    }
}

/// Counts the rows of a selection by `fields`, and works `numbers` out.
pub(super) async fn grouped<E, R>(
    connection: &impl ConnectionTrait,
    select: Select<E>,
    fields: &[R::Field],
    numbers: &[(By, R::Field)],
) -> Result<Vec<Group>>
where
    E: EntityTrait,
    R: Listed,
{
    let keys = fields.iter().map(|field| R::expression(*field)).collect();
    let numbers = numbers.iter().map(|(by, field)| (*by, R::expression(*field))).collect();
    grouped_by(connection, select, keys, numbers).await
}

/// Counts the rows of a selection by what `keys` come to, and works `numbers` out.
pub(super) async fn grouped_by<E: EntityTrait>(
    connection: &impl ConnectionTrait,
    select: Select<E>,
    keys: Vec<SimpleExpr>,
    numbers: Vec<(By, SimpleExpr)>,
) -> Result<Vec<Group>> {
    let (key_count, number_count) = (keys.len(), numbers.len());
    let mut select = select.select_only();
    for (at, key) in keys.into_iter().enumerate() {
        let text = key.clone().cast_as(Alias::new("text"));
        select = select.column_as(text, format!("key_{at}")).group_by(key);
    }
    select = select.column_as(Expr::cust("COUNT(*)"), "number");
    for (at, (by, expression)) in numbers.into_iter().enumerate() {
        select = select.column_as(by.of(expression), format!("number_{at}"));
    }
    let statement = connection.get_database_backend().build(select.limit(MOST_GROUPS + 1).as_query());
    let rows = connection.query_all_raw(statement).await?;
    let names = |name: &str, count: usize| (0..count).map(|at| format!("{name}_{at}")).collect::<Vec<_>>();
    let (key_names, number_names) = (names("key", key_count), names("number", number_count));
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let keys =
            key_names.iter().map(|it| row.try_get("", it)).collect::<std::result::Result<_, sea_orm::DbErr>>()?;
        let numbers = number_names.iter().map(|it| row.try_get("", it));
        let numbers = numbers.collect::<std::result::Result<_, sea_orm::DbErr>>()?;
        let count: i64 = row.try_get("", "number")?;
        found.push(Group { keys, count: count.unsigned_abs(), numbers });
    }
    Ok(found)
}

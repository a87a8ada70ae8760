//! Pages by keyset: a page begins right after the last row of the one before, named by its order keys, so that no row is lost
//! or shown twice while data is written.
//!
//! Rows without a value come last in either direction, on both engines. The last key is unique; it is added by the list.

use sea_orm::sea_query::{Condition, ExprTrait, NullOrdering, SimpleExpr};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect, Select,
};

use super::filter::Scalar;
use crate::error::Result;

/// One key of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order<F> {
    /// The field.
    pub field: F,
    /// From high to low.
    pub descending: bool,
}

/// The place of a row in an order: the values of its keys.
pub type Position = Vec<Scalar>;

/// Which page.
#[derive(Clone, Debug)]
pub struct PageRequest<F> {
    /// How many rows.
    pub size: u64,
    /// Take them from the end, before `before`.
    pub backward: bool,
    /// After this row.
    pub after: Option<Position>,
    /// Before this row.
    pub before: Option<Position>,
    /// The order; the list adds its unique key.
    pub order: Vec<Order<F>>,
}

/// A page of rows.
#[derive(Clone, Debug)]
pub struct Page<R> {
    /// The rows with their places.
    pub rows: Vec<(Position, R)>,
    /// Whether rows follow.
    pub has_next: bool,
    /// Whether rows come before.
    pub has_previous: bool,
}

/// What a list knows of its fields.
pub(super) trait Listed {
    /// The fields it can be ordered by.
    type Field: Copy + PartialEq + 'static;
    /// The unique field that breaks ties.
    const UNIQUE: &'static [Self::Field];
    /// The SQL of a field.
    fn expression(field: Self::Field) -> SimpleExpr;
    /// Whether rows may lack it.
    fn nullable(field: Self::Field) -> bool;
    /// Whether it is a whole number that is worked out beside the row and not part of it.
    fn computed(_field: Self::Field) -> bool {
        false
    }
    /// The value of a field in a row.
    fn scalar(&self, field: Self::Field) -> Scalar;
}

/// Fetches a page of a list. One row more than asked for is fetched, to know whether another page follows.
pub(super) async fn page<E, R>(
    connection: &impl ConnectionTrait,
    select: Select<E>,
    request: &PageRequest<R::Field>,
) -> Result<Page<R>>
where
    E: EntityTrait,
    R: Listed + FromQueryResult + Send + Sync,
{
    let mut order = request.order.clone();
    for unique in R::UNIQUE {
        if !order.iter().any(|key| key.field == *unique) {
            order.push(Order { field: *unique, descending: false });
        }
    }
    let mut select = select;
    if let Some(position) = &request.after {
        select = select.filter(beyond::<R>(&order, position, true));
    }
    if let Some(position) = &request.before {
        select = select.filter(beyond::<R>(&order, position, false));
    }
    for key in &order {
        let descending = key.descending != request.backward;
        let direction = if descending { sea_orm::Order::Desc } else { sea_orm::Order::Asc };
        let nulls = if request.backward { NullOrdering::First } else { NullOrdering::Last };
        select = if R::nullable(key.field) {
            select.order_by_with_nulls(R::expression(key.field), direction, nulls)
        } else {
            // SQLite reads no index in an order that says where its nulls go.
            select.order_by(R::expression(key.field), direction)
        };
    }
    let computed = order.iter().filter(|key| R::computed(key.field));
    for (at, key) in computed.enumerate() {
        select = select.expr_as(R::expression(key.field), computed_name(at));
    }
    let mut rows: Vec<Computed<R>> = select.limit(request.size + 1).into_model().all(connection).await?;
    let more = rows.len() as u64 > request.size;
    rows.truncate(request.size as usize);
    if request.backward {
        rows.reverse();
    }
    let place = |row: &Computed<R>| {
        let mut numbers = row.numbers.iter();
        let scalar = |key: &Order<R::Field>| match R::computed(key.field) {
            true => numbers.next().map_or(Scalar::Null, |number| Scalar::Int(*number)),
            false => row.row.scalar(key.field),
        };
        order.iter().map(scalar).collect()
    };
    let (has_next, has_previous) =
        if request.backward { (request.before.is_some(), more) } else { (more, request.after.is_some()) };
    Ok(Page { rows: rows.into_iter().map(|row| (place(&row), row.row)).collect(), has_next, has_previous })
}

/// A row with the numbers that were worked out beside it, in the order of the keys.
struct Computed<R> {
    row: R,
    numbers: Vec<i64>,
}

impl<R: FromQueryResult> FromQueryResult for Computed<R> {
    fn from_query_result(result: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        let row = R::from_query_result(result, prefix)?;
        let number = |at| result.try_get::<i64>("", &computed_name(at)).ok();
        Ok(Self { row, numbers: (0..).map_while(number).collect() })
    }
}

fn computed_name(at: usize) -> String {
    format!("computed_{at}")
}

/// The rows beyond a place, after it or before it.
fn beyond<R: Listed>(order: &[Order<R::Field>], position: &Position, after: bool) -> Condition {
    let mut any = Condition::any();
    let mut equal = Condition::all();
    for (key, value) in order.iter().zip(position) {
        let ascending = key.descending != after;
        if let Some(further) = further::<R>(key.field, value, ascending, after) {
            any = any.add(equal.clone().add(further));
        }
        let expression = R::expression(key.field);
        equal = equal.add(if *value == Scalar::Null { expression.is_null() } else { expression.eq(value.value()) });
    }
    any
}

/// The rows whose key lies beyond a value; `None` when there can be none. Nothing lies after the rows without a value, and
/// every row with one lies before them.
fn further<R: Listed>(field: R::Field, value: &Scalar, ascending: bool, after: bool) -> Option<Condition> {
    let expression = || R::expression(field);
    if *value == Scalar::Null {
        return (!after).then(|| Condition::all().add(expression().is_not_null()));
    }
    let compared = if ascending { expression().gt(value.value()) } else { expression().lt(value.value()) };
    let mut any = Condition::any().add(compared);
    if after && R::nullable(field) {
        any = any.add(expression().is_null());
    }
    Some(any)
}

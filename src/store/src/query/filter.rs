//! Filters as data: a tree of tests on named fields, turned into one SQL condition.

use std::cmp::Ordering;

use chrono::NaiveDate;
use sea_orm::sea_query::{Condition, ExprTrait, SimpleExpr, Value};

use super::related::{Quantifier, Related};
use crate::sql::fold;

/// A value that a field is compared with, or that a page ends at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text, compared byte by byte.
    Text(String),
    /// A whole number, an enum's number, a figure in millionths or a period's code.
    Int(i64),
    /// A day.
    Day(NaiveDate),
    /// Yes or no.
    Bool(bool),
    /// Nothing.
    Null,
}

impl Scalar {
    /// How it stands to another of its kind; `None` where they are of different kinds.
    pub fn compared(&self, other: &Self) -> Option<Ordering> {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => Some(a.cmp(b)),
            (Self::Int(a), Self::Int(b)) => Some(a.cmp(b)),
            (Self::Day(a), Self::Day(b)) => Some(a.cmp(b)),
            (Self::Bool(a), Self::Bool(b)) => Some(a.cmp(b)),
            _ => None,
        }
    }

    pub(super) fn value(&self) -> Value {
        match self {
            Self::Text(text) => text.clone().into(),
            Self::Int(number) => (*number).into(),
            Self::Day(day) => (*day).into(),
            Self::Bool(yes) => (*yes).into(),
            Self::Null => Value::BigInt(None),
        }
    }
}

/// A test of one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Equal.
    Eq(Scalar),
    /// One of these; an empty list matches nothing.
    In(Vec<Scalar>),
    /// Greater.
    Gt(Scalar),
    /// Greater or equal.
    Gte(Scalar),
    /// Less.
    Lt(Scalar),
    /// Less or equal.
    Lte(Scalar),
    /// The folded text contains this, whatever its case and accents.
    Contains(String),
    /// There is nothing (`true`) or something (`false`).
    IsNull(bool),
    /// So many of the rows that belong to it are so; the list knows which those are.
    Has(Quantifier, Related),
}

impl Test {
    /// The test of an expression.
    pub(super) fn on(&self, expression: SimpleExpr) -> SimpleExpr {
        match self {
            Self::Eq(scalar) => expression.eq(scalar.value()),
            Self::In(scalars) => expression.is_in(scalars.iter().map(Scalar::value)),
            Self::Gt(scalar) => expression.gt(scalar.value()),
            Self::Gte(scalar) => expression.gte(scalar.value()),
            Self::Lt(scalar) => expression.lt(scalar.value()),
            Self::Lte(scalar) => expression.lte(scalar.value()),
            Self::Contains(text) => expression.like(like_pattern(text)),
            Self::IsNull(true) => expression.is_null(),
            Self::IsNull(false) => expression.is_not_null(),
            // No test of a value: the list that has the relation answers it before.
            Self::Has(..) => SimpleExpr::from(false),
        }
    }
}

impl Test {
    /// Whether it holds of a value, as the databases have it: nothing is neither equal to anything nor above or below it.
    pub fn holds(&self, value: &Scalar) -> bool {
        match self {
            Self::IsNull(null) => *null == (*value == Scalar::Null),
            _ if *value == Scalar::Null => false,
            Self::Eq(scalar) => value == scalar,
            Self::In(scalars) => scalars.contains(value),
            Self::Gt(scalar) => value.compared(scalar).is_some_and(Ordering::is_gt),
            Self::Gte(scalar) => value.compared(scalar).is_some_and(Ordering::is_ge),
            Self::Lt(scalar) => value.compared(scalar).is_some_and(Ordering::is_lt),
            Self::Lte(scalar) => value.compared(scalar).is_some_and(Ordering::is_le),
            Self::Has(..) => false,
            Self::Contains(text) => matches!(value, Scalar::Text(found) if fold(found).contains(&fold(text))),
        }
    }
}

/// A pattern that finds `text` literally within folded text.
fn like_pattern(text: &str) -> sea_orm::sea_query::LikeExpr {
    let mut pattern = String::from("%");
    for character in fold(text).chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    sea_orm::sea_query::LikeExpr::new(pattern).escape('\\')
}

/// A tree of tests on the fields `F`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Filter<F> {
    /// Every one holds; no one at all is no restriction.
    All(Vec<Filter<F>>),
    /// At least one holds; of none at all, nothing matches.
    Any(Vec<Filter<F>>),
    /// It does not hold.
    Not(Box<Filter<F>>),
    /// A test of a field.
    Is(F, Test),
}

impl<F> Default for Filter<F> {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl<F: Copy> Filter<F> {
    /// The filter as one condition; `leaf` says what a test of a field is.
    pub(super) fn condition(&self, leaf: &impl Fn(F, &Test) -> SimpleExpr) -> Condition {
        match self {
            Self::All(parts) => parts.iter().fold(Condition::all(), |all, part| all.add(part.condition(leaf))),
            Self::Any(parts) if parts.is_empty() => Condition::all().add(SimpleExpr::from(false)),
            Self::Any(parts) => parts.iter().fold(Condition::any(), |any, part| any.add(part.condition(leaf))),
            Self::Not(part) => Condition::all().add(part.condition(leaf)).not(),
            Self::Is(field, test) => Condition::all().add(leaf(*field, test)),
        }
    }
}

//! Filters and orders, as clients write them.
//!
//! An empty filter restricts nothing; `in: []` matches nothing; an explicit `null` for an operand is an error, because it
//! must never mean "all rows".

mod filters;
mod operands;
mod orders;
mod relations;
mod scrutiny;

pub(crate) use filters::*;
pub(crate) use operands::{
    DecimalFilter, IntFilter, MAX_SEARCH, MAX_VALUES, OrderDirection, PenceFilter, PeriodInput, Tests, short,
};
pub(crate) use orders::*;
pub(crate) use scrutiny::*;

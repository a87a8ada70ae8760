//! Tests of what people write: records by id, money, and their closed lists.

use async_graphql::{ID, InputObject, MaybeUndefined, Result};
use sextant_store::query::{Scalar, Test};

use super::{Tests, add, short};
use crate::enums;
use crate::scalars::Pence;

/// Tests of which record is named.
#[derive(Clone, Debug, Default, InputObject)]
pub struct IdFilter {
    /// The record with this opaque id.
    pub eq: MaybeUndefined<ID>,
    /// One of these; an empty list matches nothing. At most 200.
    pub r#in: MaybeUndefined<Vec<ID>>,
}

/// Tests of an amount of money. An amount that is missing fails every comparison.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PenceFilter {
    /// Equal.
    pub eq: MaybeUndefined<Pence>,
    /// Greater than or equal to this.
    pub gte: MaybeUndefined<Pence>,
    /// Less than or equal to this.
    pub lte: MaybeUndefined<Pence>,
    /// Whether there is none.
    pub is_null: MaybeUndefined<bool>,
}

impl Tests for IdFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let opaque = |ID(id): ID| Scalar::Text(id);
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |id| Ok(Test::Eq(opaque(id))))?;
        add(&mut tests, field, self.r#in, |list| Ok(Test::In(short(field, list)?.into_iter().map(opaque).collect())))?;
        Ok(tests)
    }
}

impl Tests for PenceFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let number = |Pence(pence): Pence| Scalar::Int(pence);
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(number(value))))?;
        add(&mut tests, field, self.gte, |value| Ok(Test::Gte(number(value))))?;
        add(&mut tests, field, self.lte, |value| Ok(Test::Lte(number(value))))?;
        add(&mut tests, field, self.is_null, |value| Ok(Test::IsNull(value)))?;
        Ok(tests)
    }
}

enum_filters! {
    /// Tests of for whom an activity is.
    ActivityKindFilter of ActivityKind as sextant_domain::delivery::ActivityKind;
    /// Tests of where an activity stands.
    ActivityStatusFilter of ActivityStatus as sextant_domain::delivery::ActivityStatus;
    /// Tests of what became of a bid.
    BidDecisionFilter of BidDecision as sextant_domain::delivery::BidDecision;
    /// Tests of how a contribution is known.
    ClaimMethodFilter of ClaimMethod as sextant_domain::delivery::ClaimMethod;
}

//! The tests that a filter can make of one field.

use async_graphql::{Enum, InputObject, MaybeUndefined, Result};
use sextant_domain::Period;
use sextant_store::query::{Scalar, Test};

use crate::enums;
use crate::error::{code, user_error};
use crate::scalars::{Date, Decimal};

/// From low to high, or from high to low.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// From low to high.
    Asc,
    /// From high to low.
    Desc,
}

/// Tests of a text.
#[derive(Clone, Debug, Default, InputObject)]
pub struct StringFilter {
    /// Equal, character by character.
    pub eq: MaybeUndefined<String>,
    /// One of these; an empty list matches nothing. At most 200.
    pub r#in: MaybeUndefined<Vec<String>>,
}

/// Tests of a text that can be searched.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SearchFilter {
    /// Equal, character by character.
    pub eq: MaybeUndefined<String>,
    /// One of these; an empty list matches nothing. At most 200.
    pub r#in: MaybeUndefined<Vec<String>>,
    /// Contains this, whatever its case and accents. At most 200 characters.
    pub contains: MaybeUndefined<String>,
}

/// Tests of yes or no.
#[derive(Clone, Debug, Default, InputObject)]
pub struct BooleanFilter {
    /// Equal.
    pub eq: MaybeUndefined<bool>,
}

/// Tests of a whole number.
#[derive(Clone, Debug, Default, InputObject)]
pub struct IntFilter {
    /// Equal.
    pub eq: MaybeUndefined<i32>,
    /// One of these; an empty list matches nothing. At most 200.
    pub r#in: MaybeUndefined<Vec<i32>>,
    /// Greater than or equal to this.
    pub gte: MaybeUndefined<i32>,
    /// Less than or equal to this.
    pub lte: MaybeUndefined<i32>,
    /// Whether there is nothing.
    pub is_null: MaybeUndefined<bool>,
}

/// Tests of a day.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DateFilter {
    /// On this day.
    pub eq: MaybeUndefined<Date>,
    /// On this day or later.
    pub gte: MaybeUndefined<Date>,
    /// On this day or earlier.
    pub lte: MaybeUndefined<Date>,
    /// Whether there is none.
    pub is_null: MaybeUndefined<bool>,
}

/// Tests of an exact number. A missing figure fails every comparison.
#[derive(Clone, Debug, Default, InputObject)]
pub struct DecimalFilter {
    /// Equal.
    pub eq: MaybeUndefined<Decimal>,
    /// Greater than this.
    pub gt: MaybeUndefined<Decimal>,
    /// Greater than or equal to this.
    pub gte: MaybeUndefined<Decimal>,
    /// Less than this.
    pub lt: MaybeUndefined<Decimal>,
    /// Less than or equal to this.
    pub lte: MaybeUndefined<Decimal>,
    /// Whether there is none.
    pub is_null: MaybeUndefined<bool>,
}

/// A period by its label and basis.
#[derive(Clone, Debug, InputObject)]
pub struct PeriodInput {
    /// The label as shown: `2024/25`, `2024-25`, `2025`.
    pub label: String,
    /// The kind of time the label speaks of.
    #[graphql(default_with = "enums::Basis::AcademicYear")]
    pub basis: enums::Basis,
}

/// Tests of a period. Later and earlier go by the last day.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PeriodFilter {
    /// This period.
    pub eq: MaybeUndefined<PeriodInput>,
    /// One of these; an empty list matches nothing. At most 200.
    pub r#in: MaybeUndefined<Vec<PeriodInput>>,
    /// This period or a later one.
    pub gte: MaybeUndefined<PeriodInput>,
    /// This period or an earlier one.
    pub lte: MaybeUndefined<PeriodInput>,
}

/// The operand, where one is given; an explicit null is an error.
pub(crate) fn given<T>(field: &str, operand: MaybeUndefined<T>) -> Result<Option<T>> {
    match operand {
        MaybeUndefined::Undefined => Ok(None),
        MaybeUndefined::Value(value) => Ok(Some(value)),
        MaybeUndefined::Null => Err(user_error(
            code::BAD_USER_INPUT,
            format!("'{field}' is compared with null: leave the operand out, or ask with 'isNull' where there is one"),
        )),
    }
}

/// The most values of a list.
pub(crate) const MAX_VALUES: usize = 200;
/// The most characters of a text that is searched for.
pub(crate) const MAX_SEARCH: usize = 200;

/// The list, where it is not too long.
pub(crate) fn short<T>(field: &str, list: Vec<T>) -> Result<Vec<T>> {
    if list.len() <= MAX_VALUES {
        return Ok(list);
    }
    let message = format!("'{field}' is compared with {} values: at most {MAX_VALUES} are allowed", list.len());
    Err(user_error(code::BAD_USER_INPUT, message))
}

/// A filter of one field as tests.
pub(crate) trait Tests {
    /// The tests; `field` names the field in messages.
    fn tests(self, field: &str) -> Result<Vec<Test>>;

    /// The tests, so deep in a filter: those that hold filters themselves count on from there.
    fn tests_within(self, field: &str, _depth: usize) -> Result<Vec<Test>>
    where
        Self: Sized,
    {
        self.tests(field)
    }
}

fn text(value: String) -> Scalar {
    Scalar::Text(value)
}

/// Adds `make(value)` where an operand is given.
pub(super) fn add<T>(
    tests: &mut Vec<Test>,
    field: &str,
    operand: MaybeUndefined<T>,
    make: impl FnOnce(T) -> Result<Test>,
) -> Result<()> {
    if let Some(value) = given(field, operand)? {
        tests.push(make(value)?);
    }
    Ok(())
}

impl Tests for StringFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        SearchFilter { eq: self.eq, r#in: self.r#in, contains: MaybeUndefined::Undefined }.tests(field)
    }
}

impl Tests for SearchFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(text(value))))?;
        add(&mut tests, field, self.r#in, |list| Ok(Test::In(short(field, list)?.into_iter().map(text).collect())))?;
        add(&mut tests, field, self.contains, |value| match value.chars().count() {
            0..=MAX_SEARCH => Ok(Test::Contains(value)),
            length => Err(user_error(
                code::BAD_USER_INPUT,
                format!("'{field}' is searched for {length} characters: at most {MAX_SEARCH} are allowed"),
            )),
        })?;
        Ok(tests)
    }
}

impl Tests for BooleanFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(Scalar::Bool(value))))?;
        Ok(tests)
    }
}

impl Tests for IntFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let number = |number: i32| Scalar::Int(number.into());
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(number(value))))?;
        add(&mut tests, field, self.r#in, |list| Ok(Test::In(short(field, list)?.into_iter().map(number).collect())))?;
        add(&mut tests, field, self.gte, |value| Ok(Test::Gte(number(value))))?;
        add(&mut tests, field, self.lte, |value| Ok(Test::Lte(number(value))))?;
        add(&mut tests, field, self.is_null, |value| Ok(Test::IsNull(value)))?;
        Ok(tests)
    }
}

impl Tests for DateFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let day = |Date(day): Date| Scalar::Day(day);
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(day(value))))?;
        add(&mut tests, field, self.gte, |value| Ok(Test::Gte(day(value))))?;
        add(&mut tests, field, self.lte, |value| Ok(Test::Lte(day(value))))?;
        add(&mut tests, field, self.is_null, |value| Ok(Test::IsNull(value)))?;
        Ok(tests)
    }
}

impl Tests for DecimalFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let number = |Decimal(figure): Decimal| Scalar::Int(figure.millionths());
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(number(value))))?;
        add(&mut tests, field, self.gt, |value| Ok(Test::Gt(number(value))))?;
        add(&mut tests, field, self.gte, |value| Ok(Test::Gte(number(value))))?;
        add(&mut tests, field, self.lt, |value| Ok(Test::Lt(number(value))))?;
        add(&mut tests, field, self.lte, |value| Ok(Test::Lte(number(value))))?;
        add(&mut tests, field, self.is_null, |value| Ok(Test::IsNull(value)))?;
        Ok(tests)
    }
}

impl Tests for PeriodFilter {
    fn tests(self, field: &str) -> Result<Vec<Test>> {
        let code = |input: PeriodInput| match Period::parse(&input.label, input.basis.into()) {
            Ok((period, _)) => Ok(Scalar::Int(period.code().into())),
            Err(error) => Err(user_error(code::BAD_USER_INPUT, error.to_string())),
        };
        let mut tests = Vec::new();
        add(&mut tests, field, self.eq, |value| Ok(Test::Eq(code(value)?)))?;
        add(&mut tests, field, self.r#in, |list| {
            Ok(Test::In(short(field, list)?.into_iter().map(code).collect::<Result<_>>()?))
        })?;
        add(&mut tests, field, self.gte, |value| Ok(Test::Gte(code(value)?)))?;
        add(&mut tests, field, self.lte, |value| Ok(Test::Lte(code(value)?)))?;
        Ok(tests)
    }
}

/// Filters of enums: equal, or one of several.
macro_rules! enum_filters {
    ($($(#[$doc:meta])* $name:ident of $enum:ident as $domain:path;)+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, Default, InputObject)]
            pub struct $name {
                /// Equal.
                pub eq: MaybeUndefined<enums::$enum>,
                /// One of these; an empty list matches nothing.
                pub r#in: MaybeUndefined<Vec<enums::$enum>>,
            }

            impl Tests for $name {
                fn tests(self, field: &str) -> Result<Vec<Test>> {
                    let number = |it: enums::$enum| Scalar::Int(<$domain>::from(it).number().into());
                    let mut tests = Vec::new();
                    add(&mut tests, field, self.eq, |value| Ok(Test::Eq(number(value))))?;
                    add(&mut tests, field, self.r#in, |list| {
                        Ok(Test::In(short(field, list)?.into_iter().map(number).collect()))
                    })?;
                    Ok(tests)
                }
            }
        )+
    };
}

pub(super) use enum_filters;

enum_filters! {
    /// Tests of a place's level.
    PlaceLevelFilter of PlaceLevel as sextant_domain::place::PlaceLevel;
    /// Tests of a school's status.
    SchoolStatusFilter of SchoolStatus as sextant_domain::school::SchoolStatus;
    /// Tests of a phase.
    PhaseFilter of Phase as sextant_domain::school::Phase;
    /// Tests of a kind of trust.
    TrustKindFilter of TrustKind as sextant_domain::school::TrustKind;
    /// Tests of a polarity.
    PolarityFilter of Polarity as sextant_domain::Polarity;
    /// Tests of the reason why there is no figure.
    MissingReasonFilter of MissingReason as sextant_domain::MissingReason;
    /// Tests of a check.
    IntegrityCheckFilter of IntegrityCheck as sextant_domain::rules::IntegrityCheck;
    /// Tests of a finding's severity.
    FindingSeverityFilter of FindingSeverity as sextant_domain::rules::FindingSeverity;
    /// Tests of a term.
    TermFilter of Term as sextant_domain::Term;
    /// Tests of a kind of organisation.
    OrganisationKindFilter of OrganisationKind as sextant_domain::delivery::OrganisationKind;
    /// Tests of a kind of partnership.
    PartnershipKindFilter of PartnershipKind as sextant_domain::delivery::PartnershipKind;
    /// Tests of where a partnership stands.
    PartnershipStatusFilter of PartnershipStatus as sextant_domain::delivery::PartnershipStatus;
    /// Tests of where a visit stands.
    VisitStatusFilter of VisitStatus as sextant_domain::delivery::VisitStatus;
    /// Tests of what an action was agreed over.
    ActionSourceFilter of ActionSource as sextant_domain::delivery::ActionSource;
    /// Tests of where an action stands.
    ActionStatusFilter of ActionStatus as sextant_domain::delivery::ActionStatus;
    /// Tests of the rule that raised a flag.
    WarningRuleFilter of WarningRule as sextant_domain::delivery::WarningRule;
    /// Tests of where a flag stands.
    FlagStatusFilter of FlagStatus as sextant_domain::delivery::FlagStatus;
    /// Tests of a kind of record.
    RecordKindFilter of RecordKind as sextant_domain::delivery::RecordKind;
    /// Tests of what was done to a record.
    AuditActFilter of AuditAct as sextant_domain::delivery::AuditAct;
    /// Tests of a strategy's status.
    StrategyStatusFilter of StrategyStatus as sextant_domain::strategy::StrategyStatus;
}

mod records;
pub(crate) use records::*;

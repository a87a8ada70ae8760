//! The scalars of the contract, each with its specification.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use chrono::NaiveDate;
use sextant_domain::{AcademicYear as Year, Figure};

/// A calendar day without a time zone: `2025-12-10`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date(pub NaiveDate);

/// A calendar day without a time zone: `2025-12-10`.
#[Scalar(name = "Date", specified_by_url = "https://scalars.graphql.org/andimarek/local-date")]
impl ScalarType for Date {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        match text.parse() {
            Ok(day) if text.len() == 10 => Ok(Self(day)),
            _ => Err(InputValueError::custom(format!("'{text}' is not a day: write it as 2025-12-10"))),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An instant in UTC: `2025-12-10T06:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub chrono::DateTime<chrono::Utc>);

/// An instant in UTC: `2025-12-10T06:00:00Z`.
#[Scalar(name = "DateTime", specified_by_url = "https://scalars.graphql.org/andimarek/date-time")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        match chrono::DateTime::parse_from_rfc3339(text) {
            Ok(instant) => Ok(Self(instant.to_utc())),
            Err(_) => {
                Err(InputValueError::custom(format!("'{text}' is not an instant: write it as 2025-12-10T06:00:00Z")))
            }
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
    }
}

/// An exact decimal number as text: `"45.2"`. At most six decimals. Never a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decimal(pub Figure);

/// An exact decimal number as text: `"45.2"`. At most six decimals. Never a floating-point number.
#[Scalar(name = "Decimal", specified_by_url = "https://scalars.graphql.org/chillicream/decimal")]
impl ScalarType for Decimal {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return Err(InputValueError::expected_type(value)),
        };
        Figure::parse(&text).map(Self).map_err(|error| InputValueError::custom(error.to_string()))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An amount of money in whole pence as text: `"1250000"` is £12,500. Never a floating-point number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pence(pub i64);

/// An amount of money in whole pence as text: `"1250000"` is £12,500. Never a floating-point number.
#[Scalar(name = "Pence")]
impl ScalarType for Pence {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match &value {
            Value::String(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            _ => return Err(InputValueError::expected_type(value)),
        };
        let is_whole = |text: &str| text.strip_prefix('-').unwrap_or(text).bytes().all(|byte| byte.is_ascii_digit());
        match text.parse() {
            Ok(pence) if is_whole(&text) => Ok(Self(pence)),
            _ => Err(InputValueError::custom(format!(
                "'{text}' is not an amount in whole pence: write £12,500 as 1250000"
            ))),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

/// An academic year, 1 September to 31 August: `2024/25`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct AcademicYear(pub Year);

/// An academic year, 1 September to 31 August: `2024/25`.
#[Scalar(name = "AcademicYear", specified_by_url = "https://www.legislation.gov.uk/ukpga/1996/56/section/579")]
impl ScalarType for AcademicYear {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else { return Err(InputValueError::expected_type(value)) };
        Year::parse(text).map(Self).map_err(|error| InputValueError::custom(error.to_string()))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.to_string())
    }
}

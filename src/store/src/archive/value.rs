//! A column's value in an archive: JSON's own number, text, truth or null; a day as text.

use chrono::NaiveDate;
use sea_orm::Value;
use sea_orm::sea_query::ArrayType;
use serde::de::DeserializeOwned;
use serde::ser::{Error, Serialize, Serializer};

/// A value on its way into an archive.
pub(super) struct Cell(pub(super) Value);

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Value::Bool(value) => value.serialize(serializer),
            Value::SmallInt(value) => value.serialize(serializer),
            Value::Int(value) => value.serialize(serializer),
            Value::BigInt(value) => value.serialize(serializer),
            Value::String(value) => value.serialize(serializer),
            Value::ChronoDate(value) => value.serialize(serializer),
            other => Err(S::Error::custom(format!("archives have no form for {other:?}"))),
        }
    }
}

/// Reads what [`Cell`] wrote, `None` where it cannot be a value of this kind. It must be this kind exactly: PostgreSQL takes no
/// 64-bit number for a 16-bit column, nor a NULL of text for one.
pub(super) fn decode(kind: &ArrayType, cell: serde_json::Value) -> Option<Value> {
    fn read<T>(cell: serde_json::Value) -> Option<Value>
    where
        Option<T>: DeserializeOwned + Into<Value>,
    {
        serde_json::from_value::<Option<T>>(cell).ok().map(Into::into)
    }
    match kind {
        ArrayType::Bool => read::<bool>(cell),
        ArrayType::SmallInt => read::<i16>(cell),
        ArrayType::Int => read::<i32>(cell),
        ArrayType::BigInt => read::<i64>(cell),
        ArrayType::String => read::<String>(cell),
        ArrayType::ChronoDate => read::<NaiveDate>(cell),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(kind: ArrayType, json: &str, expected: Option<Value>) {
        assert_eq!(decode(&kind, serde_json::from_str(json).unwrap()), expected, "{json} as {kind:?}");
    }

    #[test]
    fn a_value_must_be_of_its_columns_kind() {
        check(ArrayType::SmallInt, "32767", Some(Value::SmallInt(Some(i16::MAX))));
        check(ArrayType::SmallInt, "32768", None);
        check(ArrayType::SmallInt, "null", Some(Value::SmallInt(None)));
        check(ArrayType::BigInt, "-9223372036854775808", Some(Value::BigInt(Some(i64::MIN))));
        check(ArrayType::BigInt, "1.5", None);
        check(ArrayType::BigInt, "\"1\"", None);
        check(ArrayType::Bool, "1", None);
        check(ArrayType::String, "1", None);
        check(ArrayType::ChronoDate, "\"2025-02-30\"", None);
        check(ArrayType::ChronoDate, "\"2024-02-29\"", Some(Value::ChronoDate(NaiveDate::from_ymd_opt(2024, 2, 29))));
        check(ArrayType::Double, "1.5", None);
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(number: Option<i64>, small: Option<i16>, text: Option<String>, truth: Option<bool>) {
            for (kind, value) in [
                (ArrayType::BigInt, Value::BigInt(number)),
                (ArrayType::SmallInt, Value::SmallInt(small)),
                (ArrayType::String, Value::String(text)),
                (ArrayType::Bool, Value::Bool(truth)),
            ] {
                let json = serde_json::to_value(Cell(value.clone())).unwrap();
                prop_assert_eq!(decode(&kind, json), Some(value));
            }
        }
    }
}

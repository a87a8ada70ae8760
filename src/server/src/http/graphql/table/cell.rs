//! One value as the text of a cell.

use std::borrow::Cow;

use async_graphql::Value;

/// What a spreadsheet takes for the beginning of a formula when it opens a file, or cuts away and then does.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－'];
/// The last of them, in its wide form.
const WIDE_AT: char = '＠';

/// The text of a value. Numbers stay as they are where the schema says that there are numbers; all other text is made harmless.
pub(super) fn text(value: Option<&Value>, number: bool) -> Cow<'_, str> {
    match value {
        None | Some(Value::Null) => Cow::Borrowed(""),
        Some(Value::String(text)) if number && is_plain_number(text) => Cow::Borrowed(text),
        Some(Value::String(text)) => harmless(text),
        Some(Value::Enum(name)) => harmless(name.as_str()),
        Some(Value::Number(number)) => Cow::Owned(number.to_string()),
        Some(Value::Boolean(yes)) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        Some(other) => Cow::Owned(serde_json::to_string(other).unwrap_or_default()),
    }
}

/// Text that no spreadsheet takes for a formula: an apostrophe stands before what would be one.
///
/// Text that has apostrophes and then a formula gets one more, so that taking one away gives back what was there.
fn harmless(text: &str) -> Cow<'_, str> {
    if begins_a_formula(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

fn begins_a_formula(text: &str) -> bool {
    text.starts_with(FORMULA) || text.starts_with(WIDE_AT)
}

/// `-3.4`, and nothing that could be more than a number.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all(whole) && all(decimals)
}

#[cfg(test)]
mod tests {
    use async_graphql::{Name, value};
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(value: Value, number: bool, expected: &str) {
        assert_eq!(text(Some(&value), number), expected);
    }

    #[test]
    fn values_are_written_plainly() {
        assert_eq!(text(None, false), "");
        check(Value::Null, true, "");
        check(value!("St Thomas, \"of\" Canterbury"), false, "St Thomas, \"of\" Canterbury");
        check(value!(-12), true, "-12");
        check(value!(true), false, "true");
        check(Value::Enum(Name::new("SUPPRESSED_HERE")), false, "SUPPRESSED_HERE");
        check(value!([{"a": "=1"}, null]), false, r#"[{"a":"=1"},null]"#);
    }

    #[test]
    fn numbers_keep_their_sign_and_text_gets_an_apostrophe() {
        check(value!("-3.4"), true, "-3.4");
        check(value!("-3.4"), false, "'-3.4");
        for text in ["=1+1", "+44 1375", "-", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "＠x"] {
            check(Value::from(text), false, &format!("'{text}"));
            check(Value::from(text), true, &format!("'{text}"));
        }
        for text in ["-1+cmd|' /C calc'!A0", "-", "-.", "1e5=", "-1.", "--1", "-٣"] {
            assert!(!is_plain_number(text), "{text}");
        }
        check(value!("'Aspire' Academy"), false, "'Aspire' Academy");
        check(value!("'=1"), false, "''=1");
        check(value!("2024/25"), false, "2024/25");
    }

    fn texts() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "['=+@\t\r\n\",;-]{0,6}[a-z0-9 \"',\r\n]{0,6}", "[＝＋－＠']{1,3}"]
    }

    proptest! {
        #[test]
        fn any_text_comes_back_and_none_is_a_formula(texts in prop::collection::vec(texts(), 2..5)) {
            let values: Vec<Value> = texts.iter().map(|text| Value::from(text.as_str())).collect();
            let cells: Vec<_> = values.iter().map(|value| text(Some(value), true)).collect();
            let mut writer = super::super::write::csv(Vec::new());
            writer.write_record(cells.iter().map(|cell| cell.as_bytes())).unwrap();
            let file = writer.into_inner().unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(file.as_slice());
            let read = reader.records().next().unwrap().unwrap();
            prop_assert_eq!(read.len(), texts.len());
            for (cell, text) in read.iter().zip(&texts) {
                prop_assert!(is_plain_number(cell) || !begins_a_formula(cell), "{:?}", cell);
                let marked = cell.strip_prefix('\'').filter(|rest| begins_a_formula(rest.trim_start_matches('\'')));
                prop_assert_eq!(marked.unwrap_or(cell), text);
            }
        }
    }
}

//! Where two results first differ.

use serde_json::Value;

/// How much of a value is shown.
const SHOWN: usize = 80;

/// The path of the first difference between two canonical texts, with both values: `priorities[0].lines[3].value.value: "69"
/// on record, "70" now`.
pub(super) fn first_difference(recorded: &str, now: &str) -> String {
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap_or(Value::Null);
    match find(&read(recorded), &read(now), String::new()) {
        Some(found) => found,
        None => "the two say the same in another form".to_owned(),
    }
}

fn find(recorded: &Value, now: &Value, path: String) -> Option<String> {
    match (recorded, now) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            keys.into_iter().find_map(|key| {
                let dot = if path.is_empty() { "" } else { "." };
                let at = format!("{path}{dot}{key}");
                find(one.get(key).unwrap_or(&Value::Null), other.get(key).unwrap_or(&Value::Null), at)
            })
        }
        (Value::Array(one), Value::Array(other)) => (0..one.len().max(other.len())).find_map(|at| {
            let (left, right) = (one.get(at).unwrap_or(&Value::Null), other.get(at).unwrap_or(&Value::Null));
            find(left, right, format!("{path}[{at}]"))
        }),
        _ if recorded == now => None,
        _ => Some(format!("{path}: {} on record, {} now", shown(recorded), shown(now))),
    }
}

fn shown(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() <= SHOWN { text } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::first_difference;

    #[test]
    fn the_first_difference_is_named_with_its_path() {
        let check = |recorded, now, expected| assert_eq!(first_difference(recorded, now), expected);
        check(r#"{"a":[{"b":"1"}]}"#, r#"{"a":[{"b":"2"}]}"#, r#"a[0].b: "1" on record, "2" now"#);
        check(r#"{"a":["1"]}"#, r#"{"a":["1","2"]}"#, r#"a[1]: null on record, "2" now"#);
        check(r#"{"a":"1"}"#, r#"{"a":"1","b":{"c":"x"}}"#, r#"b: null on record, {"c":"x"} now"#);
        check(r#"{"a":"1"}"#, r#"{"a":"1"}"#, "the two say the same in another form");
    }
}

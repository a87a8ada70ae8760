//! The canonical bytes of a result, and their hash.
//!
//! RFC 8785 orders the members of every object and fixes the form of strings; numbers are text in the model already, so
//! that no reader's floating point comes between. The same scorecard has the same bytes on every machine and database.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Scorecard;

/// A result that cannot be written as canonical JSON: a defect of the model, not of the data.
#[derive(Debug, thiserror::Error)]
#[error("the result cannot be written as canonical JSON ({0}): this is a defect of Sextant, please report it")]
pub struct CanonicalError(#[from] serde_json::Error);

/// The canonical JSON (RFC 8785) of a value.
///
/// # Errors
/// [`CanonicalError`] when the value has no JSON form, for example a map with keys that are not text.
pub fn canonical_bytes<T: Serialize>(value: &T) -> Result<Vec<u8>, CanonicalError> {
    Ok(serde_json_canonicalizer::to_vec(value)?)
}

/// The SHA-256 of a scorecard's canonical bytes, in lower-case hexadecimal.
///
/// # Errors
/// [`CanonicalError`], never with the model as it is.
pub fn content_hash(scorecard: &Scorecard) -> Result<String, CanonicalError> {
    Ok(sha256_hex(&canonical_bytes(scorecard)?))
}

/// The SHA-256 of bytes, in lower-case hexadecimal.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scorecard::{compile, fixtures};
    use proptest::prelude::*;

    #[test]
    fn members_are_ordered_and_text_is_minimal() {
        let value: serde_json::Value =
            serde_json::from_str(r#"{"b": "x", "a": {"z": null, "é": "\u0041\u000a"}, "B": []}"#).unwrap();
        let text = String::from_utf8(canonical_bytes(&value).unwrap()).unwrap();
        assert_eq!(text, "{\"B\":[],\"a\":{\"z\":null,\"é\":\"A\\n\"},\"b\":\"x\"}");
    }

    #[test]
    fn the_hash_is_sha_256() {
        // The example of FIPS 180-2, appendix B.1.
        assert_eq!(sha256_hex(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    #[test]
    fn a_scorecard_has_no_numbers_in_its_json() {
        fn numbers(value: &serde_json::Value) -> usize {
            match value {
                serde_json::Value::Number(_) => 1,
                serde_json::Value::Array(items) => items.iter().map(numbers).sum(),
                serde_json::Value::Object(members) => members.values().map(numbers).sum(),
                _ => 0,
            }
        }
        let bytes = canonical_bytes(&compile(&fixtures::everything())).unwrap();
        assert_eq!(numbers(&serde_json::from_slice(&bytes).unwrap()), 0);
    }

    proptest! {
        #[test]
        fn scorecards_read_back_and_hash_alike(inputs in fixtures::any_inputs()) {
            let scorecard = compile(&inputs);
            let bytes = canonical_bytes(&scorecard).unwrap();
            let again: Scorecard = serde_json::from_slice(&bytes).unwrap();
            prop_assert_eq!(&again, &scorecard);
            prop_assert_eq!(canonical_bytes(&again).unwrap(), bytes);
            prop_assert_eq!(content_hash(&compile(&inputs)).unwrap(), content_hash(&scorecard).unwrap());
        }

        #[test]
        fn another_value_has_another_hash(inputs in fixtures::any_inputs(), name in "[a-z]{1,8}") {
            let scorecard = compile(&inputs);
            let mut other = scorecard.clone();
            other.strategy += &name;
            prop_assert_ne!(content_hash(&other).unwrap(), content_hash(&scorecard).unwrap());
        }
    }
}

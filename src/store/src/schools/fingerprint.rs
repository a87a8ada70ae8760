//! A short number that says whether two versions of a record are the same.

/// Fowler, Noll and Vo's 64-bit hash (FNV-1a) over the parts, each followed by a separator: small, stable for ever, and
/// only ever compared with the stored version of the same record.
pub(super) fn fingerprint<'a>(parts: impl IntoIterator<Item = &'a str>) -> i64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0x1F]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    i64::from_ne_bytes(hash.to_ne_bytes())
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn parts_do_not_run_into_each_other() {
        assert_ne!(fingerprint(["ab", "c"]), fingerprint(["a", "bc"]));
        assert_ne!(fingerprint(["a", ""]), fingerprint(["a"]));
        assert_eq!(fingerprint(["a", "b"]), fingerprint(["a", "b"]));
    }
}

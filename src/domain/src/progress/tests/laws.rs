//! What holds for any series.

use proptest::prelude::*;

use super::fixtures::*;
use super::only;
use crate::progress::{BaselineKind, Finality, ProgressReason, ProgressVerdict, compile_snapshot};
use crate::scorecard::{canonical_bytes, sha256_hex};

/// A series of some of the years from 2015/16 to 2025/26, some of them suppressed.
fn any_own() -> impl Strategy<Value = Vec<(i32, String)>> {
    let token = prop_oneof![4 => (0_u8..=100).prop_map(|units| units.to_string()), 1 => Just("c".to_owned())];
    prop::collection::btree_map(2015_i32..2026, token, 0..11).prop_map(|years| years.into_iter().collect())
}

proptest! {
    #[test]
    fn verdicts_come_from_closed_lists_and_need_a_figure(
        tokens in any_own(),
        aim in prop::option::of(0_i64..=100),
        broken in prop::option::of(2018_i32..2025),
    ) {
        let mut indicator = percent();
        indicator.breaks = broken.map(hard).into_iter().collect();
        let tokens: Vec<(i32, &str)> = tokens.iter().map(|(year, token)| (*year, token.as_str())).collect();
        let used = with(aim.map(|units| target(2023, units)).into_iter().collect(), Vec::new());
        let input = inputs(indicator, own(&tokens), used);
        let line = only(&input);
        let verdict = ProgressVerdict::from_code(&line.verdict.verdict).unwrap();
        prop_assert!(ProgressReason::from_code(&line.verdict.reason).is_some());
        prop_assert!(Finality::from_code(&line.finality.code).is_some());
        prop_assert!(line.baseline.iter().all(|it| BaselineKind::from_code(&it.kind).is_some()));
        if verdict != ProgressVerdict::CannotSay {
            prop_assert!(line.current.is_some() && line.target.is_some());
        }
        prop_assert!(line.comparable_years <= line.observed_years && line.observed_years <= 5);
        prop_assert_eq!(canonical_bytes(&compile_snapshot(&input)).unwrap(), canonical_bytes(&compile_snapshot(&input)).unwrap());
    }

    #[test]
    fn a_line_is_drawn_only_between_years_that_follow_each_other(tokens in any_own(), broken in prop::option::of(2018_i32..2025)) {
        let mut indicator = percent();
        indicator.breaks = broken.map(hard).into_iter().collect();
        let tokens: Vec<(i32, &str)> = tokens.iter().map(|(year, token)| (*year, token.as_str())).collect();
        let line = only(&inputs(indicator, own(&tokens), with(Vec::new(), Vec::new())));
        for pair in line.path.windows(2) {
            let joined = pair[0].segment.is_some() && pair[0].segment == pair[1].segment;
            let crosses = broken.is_some_and(|first| pair[1].year == crate::AcademicYear::starting(first).unwrap().to_string());
            let both = pair[0].value.value.is_some() && pair[1].value.value.is_some();
            prop_assert_eq!(joined, both && !crosses, "{} {}", pair[0].year, pair[1].year);
        }
    }

    #[test]
    fn a_snapshot_reads_back_from_its_canonical_bytes(tokens in any_own()) {
        let tokens: Vec<(i32, &str)> = tokens.iter().map(|(year, token)| (*year, token.as_str())).collect();
        let snapshot = compile_snapshot(&inputs(percent(), own(&tokens), with(vec![target(2023, 50)], Vec::new())));
        let bytes = canonical_bytes(&snapshot).unwrap();
        let again: crate::progress::Snapshot = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(sha256_hex(&canonical_bytes(&again).unwrap()), sha256_hex(&bytes));
    }
}
